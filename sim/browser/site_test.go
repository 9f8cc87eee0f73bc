package browser

import (
	"net/http"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func asked(from Initiator, method string, https bool) Request {
	return Request{Now: start, HTTPS: https, Method: method, Host: host, Path: "/", From: from}
}

// The table of RFC 6265bis §5.8.3 for the pages that can cause a request.
func TestSameSite(t *testing.T) {
	cases := []struct {
		from                     Initiator
		method                   string
		strict, lax, unset, none bool
	}{
		{OwnPage, "POST", true, true, true, true},
		{OwnPage, "GET", true, true, true, true},
		{SameSite, "POST", true, true, true, true},
		{PlainPage, "GET", true, true, true, true},
		{CrossSite, "POST", false, false, false, true},
		{CrossSite, "GET", false, false, false, true},
		{Link, "GET", false, true, true, true},
	}
	for _, c := range cases {
		var j Jar
		store(&j, "strict=1; Path=/; SameSite=Strict")
		store(&j, "lax=1; Path=/; SameSite=Lax")
		store(&j, "unset=1; Path=/")
		store(&j, "none=1; Path=/; SameSite=None; Secure")
		cookies, _ := j.Cookies(asked(c.from, c.method, true))
		goes := map[string]bool{}
		for _, k := range cookies {
			goes[k.Name] = true
		}
		want := map[string]bool{"strict": c.strict, "lax": c.lax, "unset": c.unset, "none": c.none}
		for name, wanted := range want {
			if goes[name] != wanted {
				t.Errorf("%s by %q: %s is sent: %v", c.method, c.from, name, goes[name])
			}
		}
		held := j.Withheld(asked(c.from, c.method, true))
		if len(held)+len(cookies) != 4 {
			t.Errorf("%s by %q: %d sent, %d held back", c.method, c.from, len(cookies), len(held))
		}
		for _, h := range held {
			if h.Why != WhySameSite {
				t.Errorf("%s by %q: %s held back: %s", c.method, c.from, h.Cookie.Name, h.Why)
			}
		}
	}
}

func TestWhyCookiesStayAtHome(t *testing.T) {
	var j Jar
	store(&j, "secure=1; Path=/; Secure")
	store(&j, "deep=1; Path=/deep")
	store(&j, "shared=1; Path=/; Domain=app.example")
	sibling := asked(OwnPage, "GET", false)
	sibling.Host = Sibling(host)
	for _, c := range []struct {
		r    Request
		want map[string]string
	}{
		{asked(OwnPage, "GET", false), map[string]string{"secure": WhySecure, "deep": WhyPath}},
		{sibling, map[string]string{"secure": WhyDomain, "deep": WhyDomain}},
	} {
		held := j.Withheld(c.r)
		if len(held) != len(c.want) {
			t.Errorf("%s: %v", c.r.Host, held)
		}
		for _, h := range held {
			if c.want[h.Cookie.Name] != h.Why {
				t.Errorf("%s: %s for %q", c.r.Host, h.Cookie.Name, h.Why)
			}
		}
	}
}

func TestOriginLines(t *testing.T) {
	for _, c := range []struct {
		from         Initiator
		method       string
		https        bool
		origin, site string
	}{
		{OwnPage, "POST", true, "https://app.example", "same-origin"},
		{OwnPage, "POST", false, "http://app.example", ""},
		{OwnPage, "GET", true, "", "same-origin"},
		{SameSite, "POST", true, "https://evil.app.example", "same-site"},
		{CrossSite, "POST", true, "https://evil.example", "cross-site"},
		{Link, "GET", true, "", "cross-site"},
		{PlainPage, "GET", false, "", ""},
	} {
		if got := c.from.Origin(c.method, host, c.https); got != c.origin {
			t.Errorf("%s by %q: Origin %q", c.method, c.from, got)
		}
		if got := c.from.FetchSite(c.https); got != c.site {
			t.Errorf("%s by %q: Sec-Fetch-Site %q", c.method, c.from, got)
		}
	}
}

// A cookie from a sibling with a Domain and the host's own of the same name are two;
// the older goes first.
func TestCookiesOfASibling(t *testing.T) {
	var j Jar
	from := asked(OwnPage, "GET", true)
	from.Host = Sibling(host)
	if c := j.Store(from, "sid=planted; Domain=app.example; Path=/"); c.Kind != Stored {
		t.Fatalf("%+v", c)
	}
	own := store(&j, "sid=own; Path=/")
	if own.Kind != Stored || j.Beside(own.Cookie) == nil {
		t.Fatalf("%+v", own)
	}
	if got := sent(&j, 0, true, "/"); got != "sid=planted; sid=own" {
		t.Error(got)
	}
	if c := store(&j, "sid=taken over; Domain=app.example; Path=/"); c.Kind != Replaced || c.Was != "planted" || j.Beside(c.Cookie) != nil {
		t.Errorf("%+v", c)
	}
	if c := j.Store(from, "__Host-sid=planted; Domain=app.example; Path=/; Secure"); c.Kind != Refused {
		t.Errorf("a prefix that promises one host: %+v", c)
	}
	if c := j.Store(from, "sid=planted; Domain=example; Path=/"); c.Kind != Refused {
		t.Errorf("a public suffix: %+v", c)
	}
	if !j.Forget("sid") || j.Forget("sid") || len(j.All()) != 0 {
		t.Error("not forgotten")
	}
}

// What another site loads may not set cookies that are not for it; a form or a link may.
func TestStoringAcrossSites(t *testing.T) {
	for _, c := range []struct {
		from Initiator
		with string
		line string
		kind ChangeKind
	}{
		{CrossSite, "GET", "a=1; SameSite=Lax", Refused},
		{CrossSite, "GET", "a=1", Refused},
		{CrossSite, "GET", "a=1; SameSite=None; Secure", Stored},
		{CrossSite, "POST", "a=1; SameSite=Strict", Stored},
		{Link, "GET", "a=1; SameSite=Strict", Stored},
		{SameSite, "GET", "a=1; SameSite=Strict", Stored},
	} {
		var j Jar
		if got := j.Store(asked(c.from, c.with, true), c.line); got.Kind != c.kind {
			t.Errorf("%s by %q of %s: %+v", c.with, c.from, c.line, got)
		}
	}
}

// Whatever is in the jar: Strict stays within the site, HttpOnly is hidden from
// scripts, Secure is never on a plain line, and a cookie is sent or held back.
func TestPromisesOfAttributes(t *testing.T) {
	initiators := []Initiator{OwnPage, PlainPage, SameSite, CrossSite, Link}
	rapid.Check(t, func(t *rapid.T) {
		var j Jar
		request := func() Request {
			return Request{Now: start.Add(time.Duration(rapid.IntRange(0, 60).Draw(t, "now")) * time.Second), HTTPS: rapid.Bool().Draw(t, "https"),
				Method: rapid.SampledFrom([]string{http.MethodGet, http.MethodPost}).Draw(t, "method"),
				Host:   rapid.SampledFrom([]string{host, Sibling(host)}).Draw(t, "host"),
				Path:   rapid.SampledFrom([]string{"/", "/a"}).Draw(t, "path"), From: rapid.SampledFrom(initiators).Draw(t, "from")}
		}
		for range rapid.IntRange(1, 12).Draw(t, "cookies") {
			line := rapid.SampledFrom([]string{"a", "b", "__Host-a"}).Draw(t, "name") + "=1"
			for _, attributes := range [][]string{{"", "; HttpOnly"}, {"", "; Secure"}, {"", "; Domain=app.example"}, {"; Path=/", "; Path=/a", ""},
				{"", "; SameSite=Strict", "; SameSite=Lax", "; SameSite=None"}, {"", "; Max-Age=20"}} {
				line += rapid.SampledFrom(attributes).Draw(t, "attribute")
			}
			j.Store(request(), line)
		}
		r := request()
		for _, c := range j.Readable(r) {
			if c.HTTPOnly || c.Expired(r.Now) {
				t.Fatalf("a script reads %+v", c)
			}
		}
		held := j.Withheld(r)
		cookies, _ := j.Cookies(r)
		for _, c := range cookies {
			if c.SameSite == "Strict" && (r.From == CrossSite || r.From == Link) || c.Secure && !r.HTTPS || c.HostOnly && c.Domain != r.Host {
				t.Fatalf("%+v goes with %+v", c, r)
			}
		}
		if len(held)+len(cookies) != len(j.All()) {
			t.Fatalf("%d sent, %d held back, %d there", len(cookies), len(held), len(j.All()))
		}
	})
}
