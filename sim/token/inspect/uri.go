package inspect

import (
	"net/url"
	"strings"
)

// isURI tells whether a text is a URI (RFC 3986 §3): a scheme, a colon, and behind it
// nothing but what a URI is written with.
func isURI(text string) bool {
	scheme, rest, ok := strings.Cut(text, ":")
	if !ok || !isScheme(scheme) {
		return false
	}
	for k := 0; k < len(rest); k++ {
		if rest[k] == '%' {
			if _, ok := escaped(rest[k:]); !ok {
				return false
			}
			continue
		}
		if c := rest[k]; !letterOrDigit(c) && strings.IndexByte("-._~:/?#[]@!$&'()*+,;=", c) < 0 {
			return false
		}
	}
	before, fragment, _ := strings.Cut(rest, "#")
	if strings.ContainsAny(fragment, "#[]") || strings.ContainsAny(behindHost(before), "[]") {
		return false
	}
	_, err := url.Parse(text)
	return err == nil
}

// behindHost is what follows the host of a URI, or all of it where there is none: square
// brackets stand only in a host (RFC 3986 §3.2.2).
func behindHost(rest string) string {
	authority, ok := strings.CutPrefix(rest, "//")
	if !ok {
		return rest
	}
	if end := strings.IndexAny(authority, "/?"); end >= 0 {
		return authority[end:]
	}
	return ""
}

func isScheme(s string) bool {
	for k := range len(s) {
		if c := s[k]; !letterOrDigit(c) && strings.IndexByte("+-.", c) < 0 {
			return false
		}
	}
	return s != "" && letterOrDigit(s[0]) && (s[0] < '0' || s[0] > '9')
}

func letterOrDigit(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// isStringOrURI tells whether a text may stand where RFC 7519 §2 wants a StringOrURI:
// with a colon in it, it must be a URI.
func isStringOrURI(text string) bool { return !strings.Contains(text, ":") || isURI(text) }
