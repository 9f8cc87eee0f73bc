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
	// Domain gives a cookie to all hosts below it as well; "" keeps it to this host.
	Domain string
}

// line is a Set-Cookie value, in the order the cookie package of Node writes it. A
// zero expires makes a cookie that lives as long as the browser.
func (a CookieAttributes) line(name, value, path string, expires time.Time) string {
	line := name + "=" + value + a.domain() + "; Path=" + path
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

func (a CookieAttributes) domain() string {
	if a.Domain == "" {
		return ""
	}
	return "; Domain=" + a.Domain
}

// cleared is the Set-Cookie value that takes a cookie away, as Express's clearCookie
// writes it. A browser obeys only if the domain is the one the cookie was set with, and
// takes a name with a prefix only together with Secure (RFC 6265bis §4.1.3).
func (a CookieAttributes) cleared(name string) string {
	line := name + "=" + a.domain() + "; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"
	if strings.HasPrefix(name, "__") {
		line += "; Secure"
	}
	return line
}
