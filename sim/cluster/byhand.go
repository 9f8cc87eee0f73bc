package cluster

import "authlab/sim/event"

// noteByHand counts what somebody at the controls changes once there are logins. What a
// request sets off is no such thing, and neither is a machine that dies or comes back.
func (w *World) noteByHand(flight int, kind event.Kind) {
	if flight != 0 || w.totals.logins == 0 {
		return
	}
	switch kind {
	case event.OptionSet, event.PolicyChanged, event.NodeAdded, event.NodeRemoved, event.ClockSet,
		event.KeyPublished, event.KeySigning, event.KeyDropped,
		event.AccessRevoked, event.UserDemoted, event.RowDeleted, event.StoreWiped, event.Promoted:
		w.totals.byHand++
	}
}
