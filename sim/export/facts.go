package export

import (
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/event"
)

// describe is an event in words.
func describe(e *event.Event) string {
	words := []string{e.Node, strings.ReplaceAll(string(e.Kind), "-", " ")}
	for _, a := range e.Attrs {
		words = append(words, a.Key+"="+a.Value)
	}
	return strings.Join(words, " ")
}

// routine events are left out of the text for people: they happen in every
// request and decide nothing.
func routine(k event.Kind) bool {
	switch k {
	case event.RequestSent, event.ResponseReceived, event.ServerChosen, event.ResponseSent, event.CookieAccepted,
		event.SessionTouched, event.UserKnown, event.Replicated, event.SessionHit, event.TokenAccepted, event.TimePassed:
		return true
	}
	return false
}

// factsOf are the notable events of every command, in words, by the command's index.
func factsOf(w *cluster.World) map[int][]string {
	out := map[int][]string{}
	for _, s := range w.Steps() {
		if !routine(s.Kind) {
			out[s.Command] = append(out[s.Command], describe(&s.Event))
		}
	}
	return out
}
