package auth

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"authlab/sim/cookiesignature"
	"authlab/sim/event"
)

// openCookie answers the session ID in a cookie value, or why there is none.
func openCookie(signer *cookiesignature.Signer, raw string) (id, why string) {
	if raw == "" {
		return "", "it is empty"
	}
	id, err := signer.Open(raw)
	switch {
	case err == nil:
		return id, ""
	case errors.Is(err, cookiesignature.ErrNoPrefix):
		return "", "it is not signed"
	}
	return "", "its signature is not ours"
}

// tagOf is the short name of an ID inside a cookie value that need not be well-formed.
func tagOf(raw string) string {
	raw = strings.TrimPrefix(strings.TrimPrefix(raw, cookiesignature.EncodeComponent(cookiesignature.Prefix)), cookiesignature.Prefix)
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

// CookieAttributes are what a server says about the cookies it sets.
type CookieAttributes struct {
	HTTPOnly, Secure bool
	// SameSite is "strict", "lax", "none" or "unset".
	SameSite string
}

// line is a Set-Cookie value, in the order the cookie package of Node writes it. A
// zero expires makes a cookie that lives as long as the browser.
func (a CookieAttributes) line(name, value, path string, expires time.Time) string {
	line := name + "=" + value + "; Path=" + path
	if !expires.IsZero() {
		line += "; Expires=" + expires.Format(http.TimeFormat)
	}
	if a.HTTPOnly {
		line += "; HttpOnly"
	}
	if a.Secure {
		line += "; Secure"
	}
	switch a.SameSite {
	case "strict":
		line += "; SameSite=Strict"
	case "lax":
		line += "; SameSite=Lax"
	case "none":
		line += "; SameSite=None"
	}
	return line
}
