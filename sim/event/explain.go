package event

import (
	"strings"
	"time"
)

// Explain tells in full sentences what an event is and why it came about.
// bySeq answers the events before it, for those it names as causes; it may be nil.
func Explain(e *Event, bySeq func(int) *Event) string {
	if bySeq == nil {
		bySeq = func(int) *Event { return nil }
	}
	for _, group := range []func(*Event, func(int) *Event) string{explainClient, explainBalancer, explainCredential, explainSession, explainMachine, explainState, explainKey, explainAttack} {
		if text := group(e, bySeq); text != "" {
			return text
		}
	}
	return e.Node + ": " + string(e.Kind) + "."
}

func explainClient(e *Event, _ func(int) *Event) string {
	switch e.Kind {
	case RequestSent:
		return explainRequest(e)
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

func explainRequest(e *Event) string {
	text := e.Node + " sends " + e.Get("method") + " " + e.Get("path")
	switch {
	case e.Get("carrier") == "basic", isLogin(e) && e.Get("tag") == "":
		text += " with a name and a password."
	case e.Get("carrier") == "header":
		text += " and shows " + tokenNamed(e.Get("tag")) + " in the Authorization header."
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

func explainBalancer(e *Event, _ func(int) *Event) string {
	server := e.Get("server")
	switch e.Kind {
	case ServerChosen:
		text := "The balancer sends the request to " + server
		if why := e.Get("why"); why != "" {
			text += " (" + e.Get("policy") + ": " + why + ")"
		}
		return text + ". " + whatItLooksAt(e.Get("policy"))
	case ConnectFailed:
		return "The balancer tries to reach " + server + ", attempt " + e.Get("attempt") + ". Nobody is listening there."
	case NoServer:
		return "The balancer has no server for this request (" + e.Get("why") + ") and answers 503 itself."
	case GatewayTimeout:
		return "After " + e.Get("after") + " without an answer from " + server + " the balancer gives up and answers 504. The server may still be working."
	case BadGateway:
		return "The connection to " + server + " ended before an answer began. The balancer answers 502 and does not try again."
	case ResponseCut:
		return "The answer of " + server + " had begun and does not end. The balancer can only cut it off."
	case ServerNoticed:
		if e.Get("state") == "up" {
			return "The balancer notices that " + server + " is back and will send requests to it again."
		}
		return "The balancer notices that " + server + " is dead and will skip it from now on."
	case PinSet:
		text := "The balancer adds a cookie of its own that ties this browser to " + server + "."
		if was := e.Get("was"); was != "" && was != server {
			text = "The balancer's cookie tied this browser to " + was + ". Now it ties it to " + server + "."
		}
		return text
	case PolicyChanged:
		return "The balancer's policy is now " + e.Get("policy") + "; it was " + e.Get("was") + "."
	}
	return ""
}

// whatItLooksAt tells how much of the caller a policy takes notice of.
func whatItLooksAt(policy string) string {
	switch policy {
	case "sticky":
		return "It reads its own cookie, not the session."
	case "ip-hash":
		return "It looks at the address, not at who is calling."
	case "path":
		return "It looks at the path: each service answers to its own."
	case "uri-hash":
		return "It looks at the path, not at who is calling."
	}
	return "It does not look at who is calling."
}

func explainCredential(e *Event, bySeq func(int) *Event) string {
	tag, user := tagged(e.Get("tag")), e.Get("user")
	switch e.Kind {
	case CredentialMissing:
		switch e.Get("carrier") {
		case "header":
			return e.Node + " finds no token in the request. It cannot know who is calling."
		case "cookie":
			return e.Node + " finds no usable session in the request. It cannot know who is calling."
		case "password":
			return e.Node + " finds no name and password in the request. It cannot know who is calling."
		}
		return e.Node + " finds nothing in the request that says who is calling."
	case CookieAccepted:
		return e.Node + " checks the signature of the cookie: " + tag + " was made with this cluster's secret. That does not yet say whose it is."
	case CookieRejected:
		return e.Node + " ignores the cookie " + tag + ": " + e.Get("why") + ". It is treated as if none had come."
	case PasswordAccepted:
		return e.Node + " checks the password. It is " + user + "'s."
	case PasswordRejected:
		return e.Node + " checks the password. It is not " + user + "'s."
	case TokenIssued:
		return e.Node + " signs a token for " + user + withKey(e) + until(e.Get("expires")) + ". It hands it out and keeps nothing."
	case TokenAccepted:
		if kind := forgery(e, bySeq); kind != "" {
			return e.Node + " takes " + tokenNamed(e.Get("tag")) + ", which is forged, for genuine: " + whyTaken(kind) + ". It believes that this is " + user + "."
		}
		text := e.Node + " verifies the signature of " + tag + withKey(e) + " and reads the name in it: " + user + ". It asked nobody for that."
		if left := e.Get("remaining"); strings.HasPrefix(left, "-") {
			text += " By its own clock the token ended " + wholeSeconds(left[1:]) + " ago; the leeway lets it in."
		} else if left != "" {
			text += " The token is good for another " + wholeSeconds(left) + "."
		}
		return text
	case TokenRejected:
		return e.Node + " does not accept " + tokenNamed(e.Get("tag")) + ": " + e.Get("why") + "." + groundOf(e)
	case RoleRefused:
		return e.Node + " knows that this is " + user + ", and this path is for " + spaced(e.Get("need"), "others") + " only. Known is not the same as allowed."
	case UserKnown:
		return e.Node + " now knows who is calling: " + user + ", by " + e.Get("from") + "."
	}
	return ""
}

// ByHand is the kind of a token that the attacker was given from outside. It may well be
// a genuine one.
const ByHand = "hand"

// ForAnother is the kind of a forgery that is none: a genuine token, made for another
// service.
const ForAnother = "no-audience"

// forgery is how the token of an event was forged, "" where its cause is no forgery.
func forgery(e *Event, bySeq func(int) *Event) string {
	for _, seq := range e.Causes {
		if cause := bySeq(seq); cause != nil && cause.Kind == TokenForged && cause.Get("tag") == e.Get("tag") && cause.Get("kind") != ByHand {
			return cause.Get("kind")
		}
	}
	return ""
}

// whyTaken is what made a server take a forged token. One that is signed with the right
// key says nothing about the verifier.
func whyTaken(kind string) string {
	switch kind {
	case "leaked-key":
		return "it is signed with a key of the cluster's that leaked, and no verifier can tell"
	case "weak-secret":
		return "it is signed with the cluster's secret, which was guessed, and no verifier can tell"
	}
	return "its verifier falls for " + kind
}

// groundOf adds what a refused token was judged by.
func groundOf(e *Event) string {
	why := e.Get("why")
	switch {
	case strings.Contains(why, "unknown kid"):
		return " It has no key " + spaced(e.Get("key"), "of the name that the token gives") + ", so it cannot check the signature."
	case strings.Contains(why, "jwt expired"):
		return " By its own clock the end of the token has come."
	case strings.Contains(why, "not active"):
		return " By its own clock the token's time has not begun."
	case why == "invalid signature":
		return " The signature was not made with a key of its own over these very bytes."
	}
	return ""
}

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

func withKey(e *Event) string {
	if key := e.Get("key"); key != "" {
		return " with the key " + key
	}
	return " with its key"
}

// trimmed writes a time span without idle zeros: 14m, not 14m0s.
func trimmed(span string) string {
	if strings.HasSuffix(span, "m0s") {
		span = strings.TrimSuffix(span, "0s")
	}
	if strings.HasSuffix(span, "h0m") {
		span = strings.TrimSuffix(span, "0m")
	}
	return span
}

// wholeSeconds leaves the fraction of a second out of a time span.
func wholeSeconds(span string) string {
	d, err := time.ParseDuration(span)
	if err != nil || d < time.Second {
		return span
	}
	return trimmed(d.Truncate(time.Second).String())
}

// spelled is a value of an option. A span of time is written in one way however it was
// typed: 1m50s, not 110s.
func spelled(e *Event, attr string) string {
	value := e.Get(attr)
	d, err := time.ParseDuration(value)
	if err != nil || !strings.ContainsAny(value, "nuµmsh") || strings.Contains(e.Get("key"), "secret") {
		return value
	}
	sign := ""
	if strings.HasPrefix(value, "+") {
		sign = "+"
	}
	return sign + trimmed(d.String())
}

func tagged(tag string) string {
	if tag == "" {
		return "an empty value"
	}
	return tag + "…"
}

// tokenNamed names a signed token. Its tag is of its signature, which can be missing.
func tokenNamed(tag string) string {
	if tag == "" {
		return "a token without a signature"
	}
	return "the token " + tagged(tag)
}

func spaced(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func until(when string) string {
	if when == "" {
		return ""
	}
	return ", until " + strings.TrimSuffix(strings.Replace(when, "T", " ", 1), "Z")
}

// plural writes a decimal number with its noun.
func plural(n, noun string) string {
	if n == "1" {
		return "1 " + noun
	}
	switch {
	case strings.HasSuffix(noun, "s"):
		return n + " " + noun + "es"
	case strings.HasSuffix(noun, "y"):
		return n + " " + strings.TrimSuffix(noun, "y") + "ies"
	}
	return n + " " + noun + "s"
}
