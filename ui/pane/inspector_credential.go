package pane

import (
	"strconv"
	"strings"
	"time"

	"authlab/sim/snapshot"
	"authlab/sim/token"
)

// cookie explains a cookie of a jar (RFC 6265 §5.3).
func (i *inspector) cookie(c *snapshot.Cookie) {
	i.heading("cookie " + c.Name)
	i.put(2, run{safe(c.Value), i.hue(c.Tag)})
	i.say("  "+valueMeaning(c.Name, c.Value), toneDim)
	switch {
	case c.HostOnly:
		i.fact("Domain", "not set", "sent to "+c.Domain+" only (RFC 6265 §5.3)", toneText)
	case c.Domain != "":
		i.fact("Domain", c.Domain, "sent to this host and those below it (RFC 6265 §5.2.3)", toneText)
	}
	i.fact("Path", c.Path, "sent with requests for this path and what lies below (§5.2.4)", toneText)
	if c.Expires > 0 {
		i.fact("Expires", i.moment(c.Expires), "then the browser deletes it (§5.2.1)", toneText)
	} else {
		i.fact("Expires", "not set", "it lives until the browser is closed (§5.3)", toneText)
	}
	i.flag("Secure", c.Secure, "only sent over https (§5.2.5)", "also sent over plain http, where anyone on the way can read it (§5.2.5)")
	i.flag("HttpOnly", c.HTTPOnly, "no script can read it (§5.2.6)", "every script in the page can read it (§5.2.6)")
	i.sameSite(c.SameSite)
}

func (i *inspector) flag(name string, set bool, yes, no string) {
	if set {
		i.fact(name, "✓ yes", yes, toneGood)
		return
	}
	i.fact(name, "✗ no", no, toneBad)
}

func (i *inspector) sameSite(value string) {
	meaning := map[string]string{
		"Strict": "not sent with any request that another site causes (RFC 6265bis)",
		"Lax":    "from other sites only sent when one follows a link, not with their forms (RFC 6265bis)",
		"None":   "sent with requests from any site (RFC 6265bis)",
	}[value]
	if meaning == "" {
		value, meaning = "not set", "the browser decides; most treat it as Lax (RFC 6265bis)"
	}
	i.fact("SameSite", value, meaning, toneText)
}

func valueMeaning(name, value string) string {
	switch {
	case strings.HasPrefix(value, "s%3A"), strings.HasPrefix(value, "s:"):
		return "A session ID, a dot, and the server's signature over it. The ID says nothing; what it stands for is a row at a server or in the store."
	case isToken(value):
		return "A signed token."
	}
	return "The value of " + name + " as the server set it."
}

// setCookie explains a Set-Cookie line attribute by attribute. Of one that deletes
// a cookie only what tells which cookie, and since when.
func (i *inspector) setCookie(line string) {
	parts := strings.Split(line, "; ")
	name, value, _ := strings.Cut(parts[0], "=")
	i.heading("Set-Cookie " + name)
	gone := value == ""
	if gone {
		i.say("  The value is empty: with an end in the past, the browser deletes the cookie.", toneDim)
	} else {
		i.put(2, run{safe(value), i.hue(cookieTag(value))})
		i.say("  "+valueMeaning(name, value), toneDim)
	}
	set := map[string]string{}
	for _, part := range parts[1:] {
		key, v, _ := strings.Cut(part, "=")
		set[strings.ToLower(key)] = v
		switch strings.ToLower(key) {
		case "path":
			meaning := "sent with requests for this path and what lies below (§5.2.4)"
			if gone {
				meaning = "only the cookie of this name and path is deleted (§5.3)"
			}
			i.fact("Path", v, meaning, toneText)
		case "domain":
			if !gone {
				i.fact("Domain", v, "sent to this host and those below it (RFC 6265 §5.2.3)", toneText)
			}
		case "expires":
			if gone {
				i.fact("Expires", v, "in the past: the browser deletes it at once (§5.3)", toneText)
				continue
			}
			i.fact("Expires", v, "then the browser deletes it (§5.2.1)", toneText)
		case "max-age":
			i.fact("Max-Age", v+" s", "after these seconds the browser deletes it (§5.2.2)", toneText)
		}
	}
	if gone {
		return
	}
	_, secure := set["secure"]
	_, httpOnly := set["httponly"]
	i.flag("Secure", secure, "only sent over https (§5.2.5)", "also sent over plain http, where anyone on the way can read it (§5.2.5)")
	i.flag("HttpOnly", httpOnly, "no script can read it (§5.2.6)", "every script in the page can read it (§5.2.6)")
	i.sameSite(set["samesite"])
}

// cookieValue explains a cookie of a request: the browser sends no attributes.
func (i *inspector) cookieValue(name, value string) {
	i.heading("Cookie " + name)
	i.put(2, run{safe(value), i.hue(cookieTag(value))})
	i.say("  "+valueMeaning(name, value), toneDim)
	i.say("  A request carries names and values only. The attributes stay in the browser.", toneDim)
}

// token decodes a JWT. Decoding needs no key and proves nothing.
func (i *inspector) token(raw string) {
	d := token.Decode(raw)
	i.heading("token, decoded, not verified")
	i.say("  Anyone can read this. Only the signature tells whether it is genuine, and only who has the key can check that.", toneDim)
	i.segment("header", d.Header)
	i.segment("payload", d.Payload)
	if tag := tokenTag(raw); tag != "" {
		i.proofs[tag] = true
		i.put(2, run{"signature ", toneDim}, run{safe(d.Signature.Raw), i.hue(tag)})
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
		return i.moment(at), true
	}
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > farthest && seconds < 1<<50 {
		return "the year " + strconv.Itoa(time.Unix(int64(seconds), 0).UTC().Year()) + ", as milliseconds taken for seconds would be", true
	}
	return "", false
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
	}
	return ""
}
