package history

import (
	"crypto/sha256"
	"encoding/binary"

	"authlab/sim/cluster"
	"authlab/sim/event"
)

// Digest stands for a sequence of events: two runs with the same digest went the same way.
type Digest [sha256.Size]byte

// extend is the digest of a run that went on from d by these steps.
func (d Digest) extend(steps []cluster.Step) Digest {
	if len(steps) == 0 {
		return d
	}
	buffer := d[:len(d):len(d)]
	for i := range steps {
		buffer = appendEvent(buffer, &steps[i].Event)
	}
	return sha256.Sum256(buffer)
}

// appendEvent writes an event in its canonical form: every field in order, numbers
// as varints, strings behind their length. The index of its command is left out: a
// fault that is put before a request shifts it and changes nothing else.
func appendEvent(b []byte, e *event.Event) []byte {
	b = binary.AppendVarint(b, int64(e.Seq))
	b = binary.AppendVarint(b, int64(e.At))
	b = appendText(b, string(e.Kind), e.Node, e.Peer)
	b = binary.AppendVarint(b, int64(e.Flight))
	b = binary.AppendUvarint(b, uint64(len(e.Attrs)))
	for _, a := range e.Attrs {
		b = appendText(b, a.Key, a.Value)
	}
	b = binary.AppendUvarint(b, uint64(len(e.Artifacts)))
	b = appendText(b, e.Artifacts...)
	b = binary.AppendUvarint(b, uint64(len(e.Causes)))
	for _, c := range e.Causes {
		b = binary.AppendVarint(b, int64(c))
	}
	if e.Message == nil {
		return append(b, 0)
	}
	return appendMessage(append(b, 1), e.Message)
}

func appendMessage(b []byte, m *event.Message) []byte {
	b = appendText(b, m.From, m.To, m.StartLine, m.Body)
	b = binary.AppendUvarint(b, uint64(len(m.Header)))
	b = appendText(b, m.Header...)
	b = binary.AppendVarint(b, int64(m.Status))
	b = binary.AppendVarint(b, int64(m.Bytes))
	if m.Cut {
		return append(b, 1)
	}
	return append(b, 0)
}

func appendText(b []byte, texts ...string) []byte {
	for _, t := range texts {
		b = binary.AppendUvarint(b, uint64(len(t)))
		b = append(b, t...)
	}
	return b
}
