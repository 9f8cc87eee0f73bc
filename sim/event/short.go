package event

// Short names an event in a few words, as a link of a chain: "s2 has no row 9f3a…".
func Short(e *Event) string {
	for _, group := range []func(*Event) string{shortClient, shortBalancer, shortServer, shortMachine, shortState, shortKey, shortAttack} {
		if text := group(e); text != "" {
			return text
		}
	}
	return e.Node + ": " + string(e.Kind)
}

func shortClient(e *Event) string {
	tag := tagged(e.Get("tag"))
	switch e.Kind {
	case RequestSent:
		text := e.Node + " sent " + e.Get("method") + " " + e.Get("path")
		if e.Get("tag") != "" {
			text += " with " + tag
		}
		if from := e.Get("from"); from != "" {
			text += " for " + originName(from)
		}
		return text
	case ResponseReceived:
		if e.Get("cut") != "" {
			return e.Node + " got a cut answer"
		}
		return e.Node + " got " + e.Get("status") + " from " + spaced(e.Get("server"), "the balancer")
	case CookieStored:
		return e.Node + " stored " + e.Get("name") + " " + tag
	case CookieDropped:
		return e.Node + " dropped " + e.Get("name") + " " + tag
	case CookieRefused:
		return e.Node + " refused the cookie " + e.Get("name")
	case TokenKept:
		return e.Node + " kept the token " + tag
	case TokenDropped:
		return e.Node + " dropped the token " + tag
	case CredentialCopied:
		return e.Get("as") + " copied from " + e.Get("from")
	case GuessesMade:
		return e.Node + " guessed " + e.Get("tries") + " times, " + plural(spaced(e.Get("hits"), "0"), "hit")
	}
	return ""
}

func shortBalancer(e *Event) string {
	server := e.Get("server")
	switch e.Kind {
	case ServerChosen:
		return "balancer sent it to " + server
	case ConnectFailed:
		return server + " refused the connection"
	case NoServer:
		return "no server could be reached"
	case GatewayTimeout:
		return "balancer waited " + e.Get("after") + " for " + server
	case BadGateway:
		return server + " broke the connection"
	case ResponseCut:
		return "answer of " + server + " was cut off"
	case ServerNoticed:
		return "balancer noticed that " + server + " is " + e.Get("state")
	case PinSet:
		return "balancer pinned the browser to " + server
	case PolicyChanged:
		return "policy " + e.Get("was") + " became " + e.Get("policy")
	}
	return ""
}

func shortServer(e *Event) string {
	tag, user := tagged(e.Get("tag")), e.Get("user")
	switch e.Kind {
	case CredentialMissing:
		return "no credential came with it"
	case CookieAccepted:
		return e.Node + " accepted the cookie's signature"
	case CookieRejected:
		return e.Node + " ignored the cookie: " + e.Get("why")
	case PasswordAccepted:
		return e.Node + " accepted the password of " + user
	case PasswordRejected:
		return e.Node + " refused the password of " + user
	case TokenIssued:
		return e.Node + " signed " + tag + " for " + user
	case TokenAccepted:
		return e.Node + " accepted " + shortToken(e) + ": " + user
	case TokenRejected:
		return e.Node + " refused " + shortToken(e) + ": " + e.Get("why")
	case RoleRefused:
		return user + " is not " + spaced(e.Get("need"), "allowed")
	case UserKnown:
		return e.Node + " knew " + user + " by " + e.Get("from")
	case ResponseSent:
		return e.Node + " answered " + e.Get("status")
	case RequestAborted:
		return "request died inside " + e.Node
	}
	return shortSession(e)
}

// shortToken names a signed token by its tag, if it is signed.
func shortToken(e *Event) string {
	if tag := e.Get("tag"); tag != "" {
		return tagged(tag)
	}
	return tokenNamed("")
}

func shortSession(e *Event) string {
	tag, where := tagged(e.Get("tag")), e.Get("where")
	holder := spaced(where, e.Node)
	switch e.Kind {
	case SessionCreated:
		return "row " + tag + " created at " + holder
	case SessionHit:
		return holder + " has row " + tag + owner(e.Get("user"))
	case SessionMiss:
		return holder + " has no row " + tag
	case SessionExpired:
		return "row " + tag + " had expired (" + e.Get("limit") + ")"
	case SessionTouched:
		return "row " + tag + " touched at " + holder
	case SessionSaved:
		return "row " + tag + " saved at " + holder
	case SessionDestroyed:
		return "row " + tag + " destroyed at " + holder
	case SessionRegenerated:
		return "session " + tagged(e.Get("was")) + " became " + tag
	case SessionsRevoked:
		return "sessions of " + e.Get("user") + " revoked"
	}
	return ""
}

func shortMachine(e *Event) string {
	tag, rows := tagged(e.Get("tag")), e.Get("rows")
	switch e.Kind {
	case NodeKilled:
		return e.Node + " died" + lostWith(rows)
	case NodeStarted:
		return e.Node + " started"
	case NodeAdded:
		return e.Node + " joined"
	case NodeRemoved:
		return e.Node + " left" + lostWith(rows)
	case ClockSet:
		return e.Node + "'s clock set to " + e.Get("offset")
	case OptionSet:
		return e.Get("key") + " set to " + spelled(e, "value")
	case RowDeleted:
		return "row " + tag + " deleted at " + e.Get("where")
	case StorePaused:
		return "store paused"
	case StoreResumed:
		return "store resumed"
	case StoreWiped:
		return "store wiped, " + plural(spaced(rows, "0"), "row") + " gone"
	case StoreRefused:
		return "store refused " + e.Get("op") + " " + tag
	case StoreHung:
		return "store hung on " + e.Get("op") + " " + tag
	case StoreTimeout:
		return "store did not answer " + e.Get("op") + " " + tag
	case Replicated:
		return "replica copied " + e.Get("op") + " " + tag
	case Promoted:
		return "replica promoted, " + plural(spaced(e.Get("lost"), "0"), "row") + " lost"
	case TimePassed:
		return trimmed(e.Get("by")) + " passed"
	}
	return ""
}
