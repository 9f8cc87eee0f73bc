// Package browser is what a client keeps and sends: a cookie jar that runs on
// virtual time (RFC 6265bis §5), bearer tokens, and the ways to spoil a cookie
// before it is sent.
//
// Cookies obey SameSite, Domain, Path, Secure, HttpOnly and the name prefixes. A
// cookie without SameSite is treated as Lax. Chrome sends such a cookie with
// another site's POST all the same while it is younger than two minutes
// ("Lax+POST"); that exemption is not modelled. Nor is there a public suffix
// list: a Domain without a dot counts as one.
package browser

import (
	"errors"
	"net/http"
	"strings"
	"time"
)

// Cookie is one stored cookie (RFC 6265 §5.3). Value is byte for byte what the
// server set; nothing is decoded.
type Cookie struct {
	Name, Value string
	// Domain is the host it came from or, unless HostOnly, a domain above it.
	Domain, Path string
	HostOnly     bool
	Secure       bool
	HTTPOnly     bool
	// SameSite is "Strict", "Lax", "None", or "" where the server said nothing.
	SameSite string
	// Created is when a cookie of this name, domain and path was first stored.
	Created time.Time
	// Expires is the zero time for a cookie that lives as long as the browser.
	Expires time.Time
}

// Expired tells whether the cookie's time is over.
func (c *Cookie) Expired(now time.Time) bool {
	return !c.Expires.IsZero() && !now.Before(c.Expires)
}

// Header is the value of the Cookie line that carries these cookies.
func Header(cookies []Cookie) string {
	if len(cookies) == 1 {
		return cookies[0].Name + "=" + cookies[0].Value
	}
	var b strings.Builder
	for i := range cookies {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(cookies[i].Name)
		b.WriteByte('=')
		b.WriteString(cookies[i].Value)
	}
	return b.String()
}

// maxLifetime keeps Max-Age within what a time can hold.
const maxLifetime = 100 * 365 * 24 * time.Hour

// The reasons to refuse a cookie, as they are shown.
var (
	errNoName         = errors.New("it has no name")
	errUnreadable     = errors.New("its attributes cannot be read")
	errSecureOverHTTP = errors.New("it is Secure, but came over http")
	errForeignDomain  = errors.New("its Domain is not this host's")
	errSameSiteNone   = errors.New("SameSite=None needs Secure")
	errHostPrefix     = errors.New("__Host- needs Secure, Path=/ and no Domain")
	errSecurePrefix   = errors.New("__Secure- needs Secure")
	errCrossSite      = errors.New("another site's page caused the request, and its SameSite is not None")
	errWeakOverSecure = errors.New("http may not replace a Secure cookie")
)

// parse reads a Set-Cookie value as a browser does (RFC 6265 §5.2 and §5.3). Name
// and value are taken by hand, as net/http would refuse or unquote some values.
func parse(now time.Time, host, path, line string) (Cookie, error) {
	pair, attributes := line, ""
	if i := strings.IndexByte(line, ';'); i >= 0 {
		pair, attributes = line[:i], line[i:]
	}
	name, value, ok := strings.Cut(pair, "=")
	name, value = strings.Trim(name, " \t"), strings.Trim(value, " \t")
	if !ok || name == "" {
		return Cookie{}, errNoName
	}
	read, err := http.ParseSetCookie("n=v" + attributes)
	if err != nil {
		return Cookie{Name: name}, errUnreadable
	}
	c := Cookie{
		Name: name, Value: value, Created: now, Secure: read.Secure, HTTPOnly: read.HttpOnly,
		SameSite: sameSite(read.SameSite), Expires: expiry(now, read),
		Domain: strings.ToLower(host), HostOnly: true, Path: read.Path,
	}
	if !strings.HasPrefix(c.Path, "/") {
		c.Path = defaultPath(path)
	}
	if domain := strings.ToLower(strings.TrimPrefix(read.Domain, ".")); domain != "" {
		// A domain without a dot is a public suffix; only the host itself may name it.
		if !domainMatch(c.Domain, domain) || (!strings.Contains(domain, ".") && domain != c.Domain) {
			return c, errForeignDomain
		}
		c.Domain, c.HostOnly = domain, false
	}
	return c, prefixes(&c, read.Path)
}

// prefixes checks the promises a cookie's name may make, and that of
// SameSite=None (RFC 6265bis §5.7).
func prefixes(c *Cookie, givenPath string) error {
	lower := strings.ToLower(c.Name)
	switch {
	case strings.HasPrefix(lower, "__host-") && (!c.Secure || !c.HostOnly || givenPath != "/"):
		return errHostPrefix
	case strings.HasPrefix(lower, "__secure-") && !c.Secure:
		return errSecurePrefix
	case c.SameSite == "None" && !c.Secure:
		return errSameSiteNone
	}
	return nil
}

// expiry is the end of a cookie's life. Max-Age wins over Expires.
func expiry(now time.Time, c *http.Cookie) time.Time {
	switch {
	case c.MaxAge < 0:
		return now
	case c.MaxAge > int(maxLifetime/time.Second):
		return now.Add(maxLifetime)
	case c.MaxAge > 0:
		return now.Add(time.Duration(c.MaxAge) * time.Second)
	}
	return c.Expires
}

func sameSite(mode http.SameSite) string {
	switch mode {
	case http.SameSiteStrictMode:
		return "Strict"
	case http.SameSiteLaxMode:
		return "Lax"
	case http.SameSiteNoneMode:
		return "None"
	}
	return ""
}

// defaultPath is the directory of the request's path (RFC 6265 §5.1.4).
func defaultPath(path string) string {
	path = withoutQuery(path)
	i := strings.LastIndexByte(path, '/')
	if i <= 0 || path[0] != '/' {
		return "/"
	}
	return path[:i]
}

// pathMatch tells whether a cookie's path covers the request's (RFC 6265 §5.1.4).
func pathMatch(request, cookie string) bool {
	request = withoutQuery(request)
	if !strings.HasPrefix(request, cookie) {
		return false
	}
	return len(request) == len(cookie) || strings.HasSuffix(cookie, "/") || request[len(cookie)] == '/'
}

// domainMatch tells whether host is domain or lies below it (RFC 6265 §5.1.3).
func domainMatch(host, domain string) bool {
	return host == domain || strings.HasSuffix(host, "."+domain)
}

func withoutQuery(path string) string {
	if i := strings.IndexByte(path, '?'); i >= 0 {
		return path[:i]
	}
	return path
}
