package event

import "strings"

func explainMachine(e *Event, _ func(int) *Event) string {
	rows := e.Get("rows")
	switch e.Kind {
	case NodeKilled:
		return explainDeath(e)
	case NodeStarted:
		if rows != "" && rows != "0" {
			return subject(e.Node) + " starts with " + plural(rows, "row") + " it had kept on disk."
		}
		return subject(e.Node) + " starts with an empty memory."
	case NodeAdded:
		return e.Node + " joins the cluster. It knows nobody yet."
	case NodeRemoved:
		return e.Node + " leaves the cluster" + lostWith(rows) + "."
	case ClockSet:
		return e.Node + "'s clock now deviates by " + e.Get("offset") + " from the true time. It judges every time by its own clock."
	case OptionSet:
		return e.Get("key") + " is now " + spelled(e, "value") + "; it was " + spaced(spelled(e, "was"), "not set") + "."
	case RowDeleted:
		return "The row " + tagged(e.Get("tag")) + " of " + spaced(e.Get("user"), "nobody") + " is deleted at " + e.Get("where") + "."
	case StorePaused:
		return "The store stops answering. Connections stay open, calls wait."
	case StoreResumed:
		if queued := e.Get("queued"); queued != "" && queued != "0" {
			return "The store answers again. " + plural(queued, "call") + " had waited."
		}
		return "The store answers again."
	case StoreWiped:
		return "The store is emptied. " + plural(spaced(rows, "0"), "row") + " gone. The cookies stay in the browsers."
	case StoreRefused:
		return e.Node + " asks the store (" + e.Get("op") + ") and the connection is refused. " + cannotKnow
	case StoreHung:
		return e.Node + " asks the store (" + e.Get("op") + ") and waits. The store does not answer."
	case StoreTimeout:
		return e.Node + " has waited long enough for the store (" + e.Get("op") + "). " + cannotKnow
	case Replicated:
		return "The replica has copied a write of the store (" + e.Get("op") + " " + tagged(e.Get("tag")) + ")."
	case Promoted:
		text := "The replica becomes the store, with " + plural(spaced(rows, "0"), "row") + "."
		if lost := e.Get("lost"); lost != "" && lost != "0" {
			text += " Lost: " + plural(lost, "row") + " that had not reached it."
		}
		if risen := e.Get("risen"); risen != "" && risen != "0" {
			text += " Back again: " + plural(risen, "row") + " whose deletion had not reached it."
		}
		return text
	case TimePassed:
		return "Time passes: " + trimmed(e.Get("by")) + "."
	}
	return ""
}

// cannotKnow separates a question that was not answered from one answered no.
const cannotKnow = "It can say neither yes nor no."

func explainDeath(e *Event) string {
	text := subject(e.Node) + " dies"
	if rows := e.Get("rows"); rows != "" && rows != "0" {
		text += lostWith(rows)
	}
	text += "."
	if lag := e.Get("unreplicated"); lag != "" && lag != "0" {
		text += " " + plural(lag, "write") + " had not reached the replica."
	}
	return text
}

// subject names a node at the beginning of a sentence.
func subject(node string) string {
	if node == "store" || node == "replica" {
		return "The " + node
	}
	if rest, ok := strings.CutPrefix(node, "the "); ok {
		return "The " + rest
	}
	return node
}

func lostWith(rows string) string {
	if rows == "" || rows == "0" {
		return ""
	}
	return ", and " + plural(rows, "row") + " with it"
}
