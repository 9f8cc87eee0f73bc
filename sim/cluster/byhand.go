package cluster

import (
	"time"

	"authlab/sim/event"
	"authlab/sim/flight"
)

// noteByHand counts what somebody at the controls changes once there are logins. What a
// request sets off is no such thing, and neither is a machine that dies or comes back, or
// what was arranged before and happens by itself.
func (w *World) noteByHand(inFlight int, kind event.Kind) {
	if inFlight != 0 || w.unattended || w.totals.logins == 0 {
		return
	}
	switch kind {
	case event.OptionSet, event.PolicyChanged, event.NodeAdded, event.NodeRemoved, event.ClockSet,
		event.KeyPublished, event.KeySigning, event.KeyDropped,
		event.AccessRevoked, event.UserDemoted, event.RowDeleted, event.StoreWiped, event.Promoted:
		w.totals.byHand++
	}
}

// arrange lets something happen later, with nobody at the controls.
func (w *World) arrange(after time.Duration, do func()) {
	w.scheduler.After(after, flight.Func(func() {
		w.unattended = true
		do()
		w.unattended = false
	}))
}
