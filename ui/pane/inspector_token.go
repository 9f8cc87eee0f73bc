package pane

import (
	"strconv"
	"time"

	"authlab/sim/event"
	"authlab/sim/token"
)

// token decodes a JWT. Decoding needs no key and proves nothing.
func (i *inspector) token(raw string) {
	d := token.Decode(raw)
	i.heading("token, decoded, not verified")
	i.say("  Anyone can read this. Only the signature tells whether it is genuine, and only who has the key can check that.", toneDim)
	i.verdict(tokenTag(raw))
	i.segment("header", d.Header)
	i.segment("payload", d.Payload)
	if tag := tokenTag(raw); tag != "" {
		i.proofs[tag] = true
		i.put(2, run{"signature ", toneDim}, run{safe(d.Signature.Raw), i.hue(tag)})
		i.clocks(tag)
	} else {
		i.say("  It has "+count(d.Segments, "part")+"; a signed token has three.", toneBad)
	}
}

func (i *inspector) segment(name string, s token.Segment) {
	i.put(2, run{name, toneStrong})
	if s.Problem != "" {
		i.say("    "+s.Problem, toneBad)
	}
	for _, m := range s.Members {
		value, meaning := m.JSON, claimMeaning(m.Name)
		if moment, ok := i.claimTime(m.Name, m.JSON); ok {
			meaning = moment + "; " + meaning
		}
		if m.Twice {
			meaning = "this name comes twice"
		}
		i.fact("  "+m.Name, value, meaning, toneProve)
	}
}

// claimTime puts a NumericDate (RFC 7519 §2) into words.
func (i *inspector) claimTime(name, value string) (string, bool) {
	switch name {
	case "exp", "nbf", "iat":
	default:
		return "", false
	}
	if at, ok := sinceEpoch(value); ok {
		return i.momentBy(at), true
	}
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > farthest && seconds < 1<<50 {
		return "the year " + strconv.Itoa(time.Unix(int64(seconds), 0).UTC().Year()) + ", as milliseconds taken for seconds would be", true
	}
	return "", false
}

// momentBy writes a time with its distance from now by the judging server's clock.
func (i *inspector) momentBy(at time.Duration) string {
	if i.in.Now != nil {
		for _, s := range i.in.Now.Servers {
			if s.Name == i.judge {
				return i.distance(at, i.in.Now.At+s.Clock) + " by " + s.Name + "'s clock"
			}
		}
	}
	return i.moment(at)
}

// verdict tells what the judging server said about a token, if it has said anything.
func (i *inspector) verdict(tag string) {
	now := i.in.Current()
	if now == nil || i.judge == "" {
		return
	}
	said := false
	for n := range i.in.Events {
		e := &i.in.Events[n]
		if e.Flight != now.Flight || e.Node != i.judge || e.Get("tag") != tag {
			continue
		}
		switch e.Kind {
		case event.TokenAccepted:
			i.put(2, run{e.Node + " verified it: ", toneText}, run{"✓ " + e.Get("user"), toneGood})
		case event.TokenRejected, event.StateRefused:
			i.put(2, run{e.Node + " refused it: ", toneText}, run{"✗ " + safe(e.Get("why")), toneBad})
		default:
			continue
		}
		said = true
	}
	if !said {
		i.put(2, run{i.judge + " has not said anything about it yet.", toneDim})
	}
}

func claimMeaning(name string) string {
	switch name {
	case "alg":
		return "how it is signed (RFC 7515 §4.1.1)"
	case "typ":
		return "what kind of token it is (RFC 7515 §4.1.9)"
	case "kid":
		return "which key signed it (RFC 7515 §4.1.4)"
	case "iss":
		return "who issued it (RFC 7519 §4.1.1)"
	case "sub":
		return "whom it is about (RFC 7519 §4.1.2)"
	case "aud":
		return "for whom it is meant (RFC 7519 §4.1.3)"
	case "exp":
		return "not valid from then on (RFC 7519 §4.1.4)"
	case "nbf":
		return "not valid before (RFC 7519 §4.1.5)"
	case "iat":
		return "when it was issued (RFC 7519 §4.1.6)"
	case "jti":
		return "its own name (RFC 7519 §4.1.7)"
	case "sid":
		return "the session it belongs to: a row elsewhere"
	case "ver":
		return "the user's token_version when it was signed"
	case "role", "roles", "admin":
		return "what the user was allowed when it was signed"
	case "jku", "jwk", "x5u", "x5c":
		return "a key of the sender's own choice; a verifier must not trust it (RFC 8725 §3.10)"
	case "crit":
		return "members that a verifier must understand (RFC 7515 §4.1.11)"
	}
	return ""
}
