package event

import "strings"

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

// forgery is how the token of an event was forged, "" where neither it nor what came
// before it in its request has a forgery of that token among its causes.
func forgery(e *Event, bySeq func(int) *Event) string {
	for at := e; at != nil; {
		var before *Event
		for _, seq := range at.Causes {
			cause := bySeq(seq)
			if cause == nil || cause.Seq >= at.Seq {
				continue
			}
			if forged(cause) && cause.Get("tag") == e.Get("tag") {
				return cause.Get("kind")
			}
			if cause.Flight == e.Flight && e.Flight != 0 {
				before = cause
			}
		}
		at = before
	}
	return ""
}

// forged tells that an event made a token that the issuer did not.
func forged(e *Event) bool {
	return (e.Kind == TokenForged || e.Kind == ForgeriesSent) && e.Get("kind") != ByHand
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
