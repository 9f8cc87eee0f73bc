package event

import "strings"

// explainState words what a server keeps for signed tokens, and what it does with it.
func explainState(e *Event, bySeq func(int) *Event) string {
	tag, user := tagged(e.Get("tag")), spaced(e.Get("user"), "the user")
	switch e.Kind {
	case RefreshIssued:
		text := e.Node + " makes the refresh token " + tag + " for " + user + " and keeps a row for it in " + memoryOf(e)
		if was := e.Get("was"); was != "" {
			return text + ". It takes the place of " + tagged(was) + " in the same family " + e.Get("family") + "."
		}
		return text + ". It is the first of the family " + e.Get("family") + "."
	case RefreshReused:
		text := e.Node + " sees the refresh token " + tag + " a second time. Two hold it, and one of them should not."
		if e.Get("grace") != "" {
			return text + " It was used so shortly before that it passes as a race."
		}
		return text + " Which one the thief is, nobody can tell."
	case RefreshRejected:
		if e.Get("tag") == "" {
			return e.Node + " finds no refresh token in the request."
		}
		if e.Get("where") != "" {
			return explainNoRefresh(e, bySeq)
		}
		return e.Node + " does not take the refresh token " + tag + ": " + spaced(e.Get("why"), "it is not known") + "."
	case FamilyRevoked:
		return e.Node + " ends the family " + e.Get("family") + " of " + user + whyFamily(e.Get("why")) + ". No refresh token of it works again; an access token lives on until it expires."
	case StateWritten:
		return e.Node + " writes down in " + memoryOf(e) + " what it will ask for " + tag + " of " + user + ": " + stateName(e.Get("what")) + "."
	case StateChecked:
		return e.Node + " asked " + memoryOf(e) + " about " + tag + ", the login that the token of " + user + " names: " + goodNews(e.Get("checks")) + "."
	case StateRefused:
		return e.Node + " asked " + memoryOf(e) + " about " + tag + ", the login that the token names, and refuses it: " + badNews(e, user) + "."
	case StateCached:
		return e.Node + " asked about " + tag + " " + e.Get("age") + " ago and takes that answer again. The store was not asked: what was revoked since then still passes here."
	case StateSkipped:
		return e.Node + " could not ask about " + tag + " and lets it pass, as fail=open says. A revoked token would pass as well."
	case AccessRevoked:
		return explainRevoked(e, user)
	case AuditNoted:
		return e.Node + " writes to the audit trail in " + memoryOf(e) + ": " + auditLine(e, user) + "."
	case UserDemoted:
		return user + " is no administrator any more. Tokens signed before still say so."
	}
	return ""
}

// goodNews is what an answer of the store says for a token.
func goodNews(checks string) string {
	switch checks {
	case "row":
		return "its row is there"
	case "version":
		return "its version is the user's"
	case "denylist":
		return "it is not on the denylist"
	}
	return "nothing speaks against it"
}

// badNews is what it says against one.
func badNews(e *Event, user string) string {
	switch e.Get("check") {
	case "row":
		if owner := e.Get("owner"); owner != "" {
			return "that is a login of " + owner + ", and the token says " + user
		}
		return "there is no such row (any more)"
	case "version":
		return user + " has another token_version by now"
	case "denylist":
		return "it is on the denylist"
	}
	return "it was revoked"
}

// explainRevoked says what of a user's access was ended, and where.
func explainRevoked(e *Event, user string) string {
	who := e.Node
	if who == "lab" {
		who = "An operator"
	}
	text := who + " ends the access of " + user
	if device := e.Get("device"); device != "" {
		text += " on " + device
	}
	var done []string
	if rows := spaced(e.Get("rows"), "0"); rows != "0" {
		done = append(done, plural(rows, "row")+" deleted")
	}
	if denied := spaced(e.Get("denied"), "0"); denied != "0" {
		done = append(done, plural(denied, "id")+" denied")
	}
	if version := e.Get("version"); version != "" {
		done = append(done, "token_version raised to "+version)
	}
	if len(done) == 0 {
		return text + ": there is nothing of it anywhere. A signed token that nobody asks about lives until it expires."
	}
	return text + ": " + strings.Join(done, ", ") + " in " + memoryOf(e) + "."
}

// auditLine is an entry of the audit trail in words.
func auditLine(e *Event, user string) string {
	text := spaced(e.Get("what"), "an event") + " of " + user
	if device := e.Get("device"); device != "" {
		text += " on " + device
	}
	if by := e.Get("by"); by != "" {
		text += " by " + by
	}
	return text
}

func whyFamily(why string) string {
	switch why {
	case "reuse":
		return " because a used token came back"
	case "logout":
		return " at logout"
	case "revoked":
		return " because an administrator said so"
	}
	return ""
}

func stateName(what string) string {
	switch what {
	case "row":
		return "a row under its session_id"
	case "version":
		return "the user's token_version"
	case "denylist":
		return "its id on the denylist"
	}
	return spaced(what, "its state")
}

func shortState(e *Event) string {
	tag, user := tagged(e.Get("tag")), e.Get("user")
	switch e.Kind {
	case RefreshIssued:
		if was := e.Get("was"); was != "" {
			return e.Node + " exchanged refresh token " + tagged(was) + " for " + tag
		}
		return e.Node + " issued refresh token " + tag
	case RefreshReused:
		return "refresh token " + tag + " came a second time"
	case RefreshRejected:
		if e.Get("tag") == "" {
			return e.Node + " was given no refresh token"
		}
		if limit := e.Get("limit"); limit != "" {
			return "refresh token " + tag + " had expired (" + limit + ")"
		}
		return e.Node + " refused refresh token " + tag
	case FamilyRevoked:
		return "family " + e.Get("family") + " was ended by " + e.Node
	case StateWritten:
		return e.Node + " noted " + spaced(e.Get("what"), "state") + " for " + tag
	case StateChecked:
		return e.Node + " found nothing against " + tag
	case StateRefused:
		switch owner := e.Get("owner"); {
		case owner != "":
			return e.Node + " found " + tag + " to be a login of " + owner
		case e.Get("tag") == "":
			return e.Node + " found no login named in the token"
		case e.Get("check") == "row":
			return e.Node + " found no row " + tag
		}
		return e.Node + " found " + tag + " revoked by its " + spaced(e.Get("check"), "row")
	case StateCached:
		return e.Node + " answered " + tag + " from its cache"
	case StateSkipped:
		return e.Node + " let " + tag + " pass unasked"
	case AccessRevoked:
		return "the access of " + spaced(user, "the user") + " was revoked"
	case AuditNoted:
		return "audit: " + spaced(e.Get("what"), "an event") + " " + user
	case UserDemoted:
		return spaced(user, "the user") + " lost the administrator's role"
	}
	return ""
}
