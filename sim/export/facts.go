package export

import (
	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/scenario"
)

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

// explainer words the events of a run.
func explainer(w *cluster.World) func(*event.Event) string {
	events := scenario.Events(w)
	bySeq := func(seq int) *event.Event { return event.BySeq(events, seq) }
	return func(e *event.Event) string { return event.Explain(e, bySeq) }
}

// factsOf are the notable events of every command, in words, by the command's index. A
// redactor of nil leaves credentials in them.
func factsOf(w *cluster.World, r *redactor) map[int][]string {
	out := map[int][]string{}
	for _, s := range w.Steps() {
		if !routine(s.Kind) {
			out[s.Command] = append(out[s.Command], r.fact(&s.Event))
		}
	}
	return out
}
