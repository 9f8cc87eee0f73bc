package pane

import (
	"strings"

	"authlab/sim/event"
)

// faultName names what happened outside of a request as its command does.
func faultName(e *event.Event) string {
	switch e.Kind {
	case event.NodeKilled:
		return "kill " + e.Node
	case event.NodeStarted:
		return "start " + e.Node
	case event.NodeAdded, event.NodeRemoved:
		return "scale"
	case event.ServerNoticed:
		return e.Get("server") + " noticed " + e.Get("state")
	case event.TimePassed:
		return "wait"
	case event.CredentialCopied:
		return "copy " + e.Get("from")
	case event.GuessesMade:
		return "guess"
	case event.RowDeleted:
		return "delete row"
	case event.StorePaused:
		return "pause store"
	case event.StoreResumed:
		return "resume store"
	case event.StoreWiped:
		return "wipe store"
	case event.Promoted:
		return "promote replica"
	case event.ClockSet:
		return "clock " + e.Node
	case event.PolicyChanged:
		return "set balancer"
	case event.OptionSet:
		return "set " + e.Get("key")
	}
	return strings.ReplaceAll(string(e.Kind), "-", " ")
}

// strikes tells a fault that is worth a name even in the middle of a request.
func strikes(kind event.Kind) bool {
	switch kind {
	case event.NodeKilled, event.NodeStarted, event.RowDeleted, event.StorePaused, event.StoreResumed,
		event.StoreWiped, event.Promoted, event.ClockSet, event.PolicyChanged, event.OptionSet:
		return true
	}
	return false
}
