package auth

import (
	"net/url"
	"strings"

	"authlab/sim/cookiesignature"
	"authlab/sim/event"
)

// cookieSigner makes and reads express-session's cookie value: "s:" and the
// signed ID, percent-encoded.
type cookieSigner struct{ signer *cookiesignature.Signer }

func newCookieSigner(secret string) *cookieSigner {
	return &cookieSigner{cookiesignature.New([]byte(secret))}
}

const signedPrefix = "s:"

// encode does encodeURIComponent for the alphabet of an ID and its signature.
var encode = strings.NewReplacer(":", "%3A", "+", "%2B", "/", "%2F")

func (c *cookieSigner) seal(id string) string {
	return encode.Replace(signedPrefix + c.signer.Sign(id))
}

// open answers the ID of a value, or why there is none.
func (c *cookieSigner) open(raw string) (id, why string) {
	value := raw
	if strings.Contains(raw, "%") {
		if decoded, err := url.PathUnescape(raw); err == nil {
			value = decoded
		}
	}
	if value == "" {
		return "", "it is empty"
	}
	signed, ok := strings.CutPrefix(value, signedPrefix)
	if !ok {
		return "", "it is not signed"
	}
	id, ok = c.signer.Unsign(signed)
	if !ok {
		return "", "its signature is not ours"
	}
	return id, ""
}

// tagOf is the short name of an ID inside a cookie value that need not be well-formed.
func tagOf(raw string) string {
	raw = strings.TrimPrefix(strings.TrimPrefix(raw, "s%3A"), signedPrefix)
	return event.Tag(raw)
}

// cookieValue finds a cookie in the request's Cookie lines (RFC 6265 §5.4). The
// first of that name counts; net/http's own reader would drop values that
// express accepts.
func cookieValue(lines []string, name string) (string, bool) {
	for _, line := range lines {
		for line != "" {
			var pair string
			pair, line, _ = strings.Cut(line, ";")
			have, value, found := strings.Cut(strings.TrimSpace(pair), "=")
			if found && have == name {
				return strings.Trim(value, `"`), true
			}
		}
	}
	return "", false
}
