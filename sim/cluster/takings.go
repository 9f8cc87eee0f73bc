package cluster

import "authlab/sim/event"

// takings are the newest events by which credentials came into other hands. They tell
// nothing about the credentials themselves, only about requests and forgeries of those
// who took them.
type takings map[taking]int

// taking is what is in whose hands: in those of a client by its name, or in a copy. A
// copy has all that its client held, so it has no artifact; copies of one artifact,
// whichever they are, have no holder.
type taking struct{ holder, artifact string }

// takes tells whether an event puts a credential into other hands and leaves it as it is.
// A forgery is one of them: it can have the signature of the token it was made of, and so
// its tag, and it leaves that token and the key it is signed with as they are.
func takes(e *event.Event) bool {
	switch e.Kind {
	case event.CredentialCopied, event.CredentialRead, event.GuessesMade, event.TokenForged, event.ForgeriesSent:
		return true
	}
	return false
}

func (t takings) note(e *event.Event) {
	if !takes(e) {
		return
	}
	holder := e.Node
	if e.Kind == event.CredentialCopied {
		t[taking{holder: e.Get("as")}] = e.Seq
		holder = ""
	}
	for _, a := range e.Artifacts {
		t[taking{holder, a}] = e.Seq
	}
}

// behind are the takings that made an event possible. 0 stands for none.
func (t takings) behind(e *event.Event) []int {
	switch with := e.Get("with"); {
	case e.Kind == event.RequestSent && with != "":
		return []int{t[taking{holder: with}]}
	case e.Kind == event.TokenDecoded:
		return []int{t[taking{holder: e.Get("from")}]}
	case e.Kind != event.RequestSent && e.Kind != event.TokenForged:
		return nil
	}
	var out []int
	for _, a := range e.Artifacts {
		seq := t[taking{e.Node, a}]
		if seq == 0 && e.Kind == event.TokenForged {
			seq = t[taking{artifact: a}]
		}
		out = append(out, seq)
	}
	return out
}
