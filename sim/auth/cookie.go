package auth

import (
	"errors"
	"strings"

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
