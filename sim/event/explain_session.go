package event

// explainSession words what a server does with the rows of its sessions.
func explainSession(e *Event, bySeq func(int) *Event) string {
	tag, user, where := tagged(e.Get("tag")), e.Get("user"), e.Get("where")
	switch e.Kind {
	case SessionCreated:
		return e.Node + " makes the row " + tag + owner(user) + " in " + memoryOf(e) + ". From now on the ID in the cookie stands for this row."
	case SessionHit:
		return e.Node + " looked for " + tag + " in " + memoryOf(e) + " and found it: " + spaced(user, "nobody is logged in there") + "."
	case SessionMiss:
		return explainMiss(e, bySeq)
	case SessionExpired:
		return e.Node + " found " + tag + " in " + memoryOf(e) + ", but its " + limitName(e.Get("limit")) + " is over. The row is deleted."
	case SessionTouched:
		return e.Node + " notes in " + memoryOf(e) + " that " + tag + " was just used. Its idle time starts again."
	case SessionSaved:
		return e.Node + " writes the changed row " + tag + owner(user) + " to " + memoryOf(e) + "."
	case SessionDestroyed:
		holder := "The cookie"
		if e.Get("what") == "token" {
			holder = "The token"
		}
		return e.Node + " deletes the row " + tag + " from " + memoryOf(e) + ". " + holder + " may live on; nothing stands behind it."
	case SessionRegenerated:
		return e.Node + " gives the session the new ID " + tag + " in place of " + tagged(e.Get("was")) + " so that nobody who knew the old one gains by it."
	case SessionsRevoked:
		return e.Node + " deletes all sessions of " + user + " in " + whereName(where, e.Node) + ": " + plural(spaced(e.Get("rows"), "0"), "row") + "."
	case ResponseSent:
		return explainResponse(e)
	case RequestAborted:
		return "The request inside " + e.Node + " ends without an answer: " + spaced(e.Get("why"), e.Node+" died") + "."
	}
	return ""
}

// explainMiss tells what became of the row that was not found, if that is known.
func explainMiss(e *Event, bySeq func(int) *Event) string {
	text := e.Node + " looked for " + tagged(e.Get("tag")) + " in " + memoryOf(e) + " and found nothing."
	cause := rowCause(e, bySeq)
	if cause == nil {
		return text
	}
	switch cause.Kind {
	case SessionCreated, SessionSaved, SessionRegenerated:
		if cause.Node != e.Node && cause.Get("where") != "store" {
			return e.Node + " looked for " + tagged(e.Get("tag")) + " in " + memoryOf(e) + ". Only " + cause.Node + " has that row."
		}
	case NodeKilled, NodeRemoved:
		return text + " The row was lost when " + nodeWord(cause.Node) + " died."
	case SessionDestroyed:
		return text + " " + cause.Node + " had deleted the row."
	case SessionsRevoked:
		return text + " The row was deleted when " + cause.Get("user") + "'s sessions were revoked."
	case RowDeleted:
		return text + " Somebody had deleted the row."
	case StoreWiped:
		return text + " The row went when the store was wiped."
	case Promoted:
		return text + " The row had not reached the replica that is now the store."
	case SessionExpired:
		return text + " The row had expired."
	}
	return text
}

// rowCause answers the newest cause outside of the event's own flight.
func rowCause(e *Event, bySeq func(int) *Event) *Event {
	for _, seq := range e.Causes {
		if c := bySeq(seq); c != nil && (c.Flight != e.Flight || c.Flight == 0) {
			return c
		}
	}
	return nil
}

func explainResponse(e *Event) string {
	status := e.Get("status")
	text := e.Node
	switch cookie := e.Get("set-cookie"); cookie {
	case "":
	case "cleared":
		text += " tells the browser to delete its cookie and"
	default:
		text += " sets the cookie " + tagged(cookie) + " and"
	}
	text += " answers " + status
	switch status {
	case "401":
		text += ": it could not find out who is calling"
	case "403":
		if e.Get("why") == "token" {
			text += " where the standard wants 401: it could not find out who is calling"
		} else {
			text += ": known, but not allowed"
		}
	case "500", "503":
		text += ": it could not find out either way"
	}
	return text + "."
}

func owner(user string) string {
	if user == "" {
		return ""
	}
	return " for " + user
}

// memoryOf names the place an event's row is kept in.
func memoryOf(e *Event) string { return whereName(e.Get("where"), e.Node) }

func whereName(where, node string) string {
	switch where {
	case "store":
		return "the shared store"
	case node, "":
		return "its own memory"
	}
	return where + "'s memory"
}

func nodeWord(node string) string {
	if node == "store" {
		return "the store"
	}
	return node
}

func limitName(limit string) string {
	switch limit {
	case "idle":
		return "idle time"
	case "absolute":
		return "absolute lifetime"
	case "cookie-max-age":
		return "cookie's max-age"
	case "refresh-ttl":
		return "lifetime"
	}
	return "time"
}
