package event

import "strings"

func explainClient(e *Event, bySeq func(int) *Event) string {
	switch e.Kind {
	case RequestSent:
		return explainRequest(e, bySeq)
	case ResponseReceived:
		return explainAnswer(e)
	case CookieStored:
		if was := e.Get("was"); was != "" && was != e.Get("tag") {
			return e.Node + "'s browser replaces " + tagged(was) + " by " + tagged(e.Get("tag")) + " in its cookie " + e.Get("name") + ". The old value is gone."
		}
		text := e.Node + "'s browser stores the cookie " + e.Get("name") + " with " + tagged(e.Get("tag")) + " and will send it with every request to this site" + until(e.Get("expires")) + "."
		if beside := e.Get("beside"); beside != "" {
			text += " It does not replace " + tagged(beside) + ", an older cookie of that name for the whole domain, which goes first."
		}
		return text
	case CookieDropped:
		if e.Get("why") == "expired" {
			return e.Node + "'s browser deletes " + tagged(e.Get("tag")) + ": the cookie " + e.Get("name") + " has reached its end."
		}
		return e.Node + "'s browser deletes the cookie " + e.Get("name") + " because the server told it to."
	case CookieRefused:
		return e.Node + "'s browser does not take the cookie " + e.Get("name") + offeredBy(e.Get("by")) + ": " + e.Get("why") + "."
	case TokenKept:
		return e.Node + " keeps the token " + tagged(e.Get("tag")) + " in " + spaced(e.Get("where"), "memory") + ". No server keeps a copy."
	case TokenDropped:
		return e.Node + " forgets the token " + tagged(e.Get("tag")) + ". Whoever has a copy can still use it."
	case CredentialCopied:
		return "What " + e.Get("from") + " holds now has a copy called " + e.Get("as") + ". A server cannot tell the copy from the original."
	case GuessesMade:
		text := e.Node + " tries " + e.Get("tries") + " session IDs of " + e.Get("bits") + " bits: " + plural(spaced(e.Get("hits"), "0"), "hit") + "."
		if e.Get("tag") != "" {
			text += " " + tagged(e.Get("tag")) + " belongs to " + spaced(e.Get("user"), "nobody") + ", and now to " + e.Node + "."
		}
		return text
	}
	return ""
}

func explainRequest(e *Event, bySeq func(int) *Event) string {
	text := e.Node + " sends " + e.Get("method") + " " + e.Get("path")
	switch {
	case e.Get("carrier") == "basic", isLogin(e) && e.Get("tag") == "":
		text += " with a name and a password."
	case e.Get("carrier") == "header":
		text += " and shows " + tokenNamed(e.Get("tag")) + " in the Authorization header."
	case e.Get("tag") != "" && e.Get("with") != "":
		text += " and puts the cookie with " + tagged(e.Get("tag")) + " into it by hand."
	case e.Get("tag") != "" && comeBy(e, bySeq) != "":
		text += " and puts the cookie with " + tagged(e.Get("tag")) + " into it by hand: it was " + comeBy(e, bySeq) + "."
	case e.Get("tag") != "":
		text += ". The browser adds the cookie with " + tagged(e.Get("tag")) + " by itself."
	default:
		text += ". Nothing in it says who is calling."
	}
	if refresh := e.Get("refresh"); refresh != "" {
		text += " The refresh token " + tagged(refresh) + " goes with it."
	}
	if from := e.Get("from"); from != "" {
		text += " The user asked for nothing: it comes from " + originName(from) + "."
	}
	if with := e.Get("with"); with != "" {
		text += " The credential is that of " + with + "."
	}
	if tamper := e.Get("tamper"); tamper != "" {
		text += " The credential was altered on the way (" + tamper + ")."
	}
	return text
}

// comeBy tells how the sender of a request took the credential in it from somebody else,
// or made it; "" where it is the sender's own.
func comeBy(sent *Event, bySeq func(int) *Event) string {
	for _, seq := range sent.Causes {
		cause := bySeq(seq)
		if cause == nil || cause.Node != sent.Node || cause.Get("tag") != sent.Get("tag") {
			continue
		}
		switch cause.Kind {
		case CredentialRead:
			return "read from " + cause.Get("from")
		case GuessesMade:
			return "guessed"
		case TokenForged, ForgeriesSent:
			return "forged"
		}
	}
	return ""
}

// isLogin tells a request that carries a name and a password in its body.
func isLogin(e *Event) bool {
	return e.Get("method") == "POST" && strings.HasSuffix(e.Get("path"), "login") && (e.Message == nil || strings.Contains(e.Message.Body, "password"))
}

func explainAnswer(e *Event) string {
	if e.Get("cut") != "" {
		return "The connection breaks before " + e.Node + " has the whole answer to " + e.Get("path") + "."
	}
	from := spaced(e.Get("server"), "the balancer itself")
	text := e.Node + " receives " + e.Get("status") + " from " + from
	switch e.Get("status") {
	case "400":
		if e.Get("path") == "/refresh" {
			return text + ": the refresh token is not taken. It has to log in again."
		}
	case "401":
		return text + ": it does not know who is calling."
	case "403":
		if e.Get("why") == "token" {
			return text + ": it does not take the token. By the standard that is a 401."
		}
		return text + ": it knows who is calling, and that is not allowed."
	case "503":
		return text + ": the question could not be answered. It is neither a yes nor a no."
	case "504":
		return text + ": no server answered in time."
	case "502":
		return text + ": the server's connection ended in the middle."
	case "200":
		return text + ". " + e.Get("path") + " is answered."
	}
	return text + " for " + e.Get("path") + "."
}
