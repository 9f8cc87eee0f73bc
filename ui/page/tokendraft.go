package page

import (
	"encoding/base64"

	"authlab/sim/token"
	"authlab/ui/pane"
)

// tokenDraft is what is worked on at the token bench. It is a value: undo is a list of
// them. Nothing of it is ever stored or logged.
type tokenDraft struct {
	// raw is the token with whatever was pasted around it.
	raw string
	// key is as typed or pasted; read is what stood in the file that it names by @.
	key, read string
	// algorithm is the one that the key is for, "" for its natural one.
	algorithm string
}

// The header of a token that is begun by writing its payload.
const firstHeader = `{"alg":"HS256","typ":"JWT"}`

// mostDrafts bounds undo.
const mostDrafts = 1000

// drafts is the draft at hand with those before and those left by undo.
type drafts struct {
	tokenDraft
	past, future []tokenDraft
	// last is what kind of edit was made last: edits of one kind in a row are one step.
	last string
}

// change makes another draft the one at hand. Edits of the same kind in a row are undone
// together; kind "" stands alone.
func (d *drafts) change(kind string, next tokenDraft) {
	if next == d.tokenDraft {
		return
	}
	if kind == "" || kind != d.last {
		d.past = append(d.past, d.tokenDraft)
		if len(d.past) > mostDrafts {
			d.past = d.past[1:]
		}
	}
	d.last, d.future, d.tokenDraft = kind, nil, next
}

// pause ends a row of edits.
func (d *drafts) pause() { d.last = "" }

func (d *drafts) undo() { d.move(&d.past, &d.future) }
func (d *drafts) redo() { d.move(&d.future, &d.past) }

func (d *drafts) move(from, to *[]tokenDraft) {
	if last := len(*from) - 1; last >= 0 {
		*to = append(*to, d.tokenDraft)
		d.tokenDraft = (*from)[last]
		*from = (*from)[:last]
	}
	d.pause()
}

func encoded(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

// withPart is the draft with another header or payload; the signature stays as it is.
func (d tokenDraft) withPart(kind int, text string, segments []pane.Segment) tokenDraft {
	value := encoded(text)
	if d.raw == "" {
		d.raw = encoded(firstHeader) + "." + value + "."
		if kind == pane.HeaderSegment {
			d.raw = value + ".."
		}
		return d
	}
	for _, s := range segments {
		if s.Kind != kind {
			continue
		}
		text := pane.WithoutDot(d.raw[s.From:s.To])
		d.raw = d.raw[:s.From] + value + d.raw[s.From+len(text):]
		return d
	}
	// There is a header alone, or a payload.
	if kind == pane.HeaderSegment {
		d.raw = value + "." + d.raw + "."
	} else {
		d.raw += "." + value + "."
	}
	return d
}

// bounded cuts a text to what a token may be long, between two characters.
func bounded(text string) (kept string, cut bool) {
	if len(text) <= token.MaxSize {
		return text, false
	}
	at := token.MaxSize
	for at > 0 && text[at]&0xc0 == 0x80 {
		at--
	}
	return text[:at], true
}
