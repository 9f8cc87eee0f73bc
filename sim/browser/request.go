package browser

import (
	"net/http"
	"strings"
	"time"
)

// Initiator says who made a browser send a request.
type Initiator string

// The initiators. What counts for cookies is the site, scheme and registrable domain,
// and not the origin: a sibling subdomain is same-site (RFC 6265bis §5.2).
const (
	// OwnPage is the site's own page, its code included, or an address that was typed.
	OwnPage Initiator = ""
	// PlainPage is a page of the site that somebody on the line has made up: its
	// requests are the site's own, but the code of the real page is not in it.
	PlainPage Initiator = "plain-page"
	// SameSite is a page of a sibling subdomain.
	SameSite Initiator = "same-site"
	// CrossSite is a page of another site: a form it sends, or an image it loads.
	CrossSite Initiator = "cross-site"
	// Link is a link on a page of another site: the browser goes there, as a
	// top-level navigation.
	Link Initiator = "link"
)

// Foreign tells that a page of another origin caused the request: the page gets to
// read nothing of the answer, and sends none of what the site's own page knows.
func (i Initiator) Foreign() bool { return i == SameSite || i == CrossSite || i == Link }

// sameSite tells that SameSite has nothing against it.
func (i Initiator) sameSite() bool { return i != CrossSite && i != Link }

// navigates tells that the address bar changes to what is asked for: a followed link,
// and a form that is sent.
func (i Initiator) navigates(method string) bool { return i == Link || method == http.MethodPost }

// The hosts that foreign pages lie on.
const (
	foreignHost   = "evil.example"
	siblingPrefix = "evil."
)

// Sibling is the attacker's subdomain of a host.
func Sibling(host string) string { return siblingPrefix + host }

// Origin is the Origin line of a request to host: browsers send it with a POST
// (Fetch standard, "append a request Origin header"). "" stands for none.
func (i Initiator) Origin(method, host string, https bool) string {
	if method != http.MethodPost {
		return ""
	}
	scheme := "https://"
	if !https && !i.Foreign() {
		scheme = "http://"
	}
	switch i {
	case CrossSite, Link:
		host = foreignHost
	case SameSite:
		host = Sibling(host)
	}
	return scheme + host
}

// FetchSite is the Sec-Fetch-Site line (Fetch Metadata, §2.3). Browsers send it over
// https only; "" stands for none.
func (i Initiator) FetchSite(https bool) string {
	switch {
	case !https:
		return ""
	case i == SameSite:
		return "same-site"
	case i.Foreign():
		return "cross-site"
	}
	return "same-origin"
}

// Request is what decides which cookies go with a request.
type Request struct {
	Now        time.Time
	HTTPS      bool
	Method     string
	Host, Path string
	From       Initiator
}

// The reasons why a cookie stays at home, as events name them.
const (
	WhySecure   = "secure"
	WhyPath     = "path"
	WhyDomain   = "domain"
	WhySameSite = "same-site"
)

// withholds answers why a cookie does not go with the request, "" if it does
// (RFC 6265bis §5.8.3).
func (c *Cookie) withholds(r *Request) string {
	switch {
	case !c.covers(r.Host):
		return WhyDomain
	case !pathMatch(r.Path, c.Path):
		return WhyPath
	case c.Secure && !r.HTTPS:
		return WhySecure
	case !r.From.sameSite() && !c.crosses(r):
		return WhySameSite
	}
	return ""
}

// crosses tells whether a cookie goes with a request that another site caused. A
// cookie without SameSite is taken for Lax, as the browsers of today do.
func (c *Cookie) crosses(r *Request) bool {
	switch c.SameSite {
	case "None":
		return true
	case "Strict":
		return false
	}
	return r.From.navigates(r.Method) && r.Method == http.MethodGet
}

// covers tells whether a cookie is for a host (RFC 6265 §5.1.3).
func (c *Cookie) covers(host string) bool {
	return strings.EqualFold(host, c.Domain) || !c.HostOnly && domainMatch(strings.ToLower(host), c.Domain)
}

// Withheld is a cookie that stayed at home.
type Withheld struct {
	Cookie Cookie
	// Why is one of WhySecure, WhyPath, WhyDomain and WhySameSite.
	Why string
}

// Withheld lists the unexpired cookies that do not go with a request.
func (j *Jar) Withheld(r Request) []Withheld {
	var out []Withheld
	for i := range j.cookies {
		if c := &j.cookies[i]; !c.Expired(r.Now) {
			if why := c.withholds(&r); why != "" {
				out = append(out, Withheld{*c, why})
			}
		}
	}
	return out
}

// Readable are the cookies that a script in a page of this address finds in
// document.cookie: what would be sent, without those that are HttpOnly.
func (j *Jar) Readable(r Request) []Cookie {
	var out []Cookie
	for i := range j.cookies {
		if c := &j.cookies[i]; !c.HTTPOnly && !c.Expired(r.Now) && c.withholds(&r) == "" {
			out = append(out, *c)
		}
	}
	return out
}
