package cluster

import (
	"strings"

	"authlab/sim/auth"
	"authlab/sim/balance"
	"authlab/sim/browser"
	"authlab/sim/event"
)

// attach puts the cookies and the token of the credentials on the request.
func (p *passage) attach(path string) {
	w, spec := p.world, &p.exchange.Spec
	var cookies []browser.Cookie
	if p.jar.stolen {
		cookies = p.jar.jar.All()
	} else {
		var dropped []browser.Cookie
		cookies, dropped = p.jar.jar.Cookies(p.asked(path))
		p.client.dropExpired(p.exchange.Flight, dropped)
	}
	if spec.Tamper != "" {
		for i := range cookies {
			switch cookies[i].Name {
			case w.config.Session.CookieName:
				cookies[i].Value = p.tamperedCookie(cookies[i].Value)
			case auth.AccessCookie:
				cookies[i].Value = p.tamperedToken(cookies[i].Value)
			}
		}
	}
	if len(cookies) > 0 {
		p.request.Header["Cookie"] = []string{browser.Header(cookies)}
	}
	if t := p.jar.tokens.Access; t != "" {
		p.request.Header["Authorization"] = []string{p.authorization(t)}
	}
}

// asked is the request as the browser's cookie rules see it.
func (p *passage) asked(path string) browser.Request {
	spec := &p.exchange.Spec
	return browser.Request{Now: timeOf(p.world.scheduler.Now()), HTTPS: !spec.Plain, Method: spec.Method, Host: host, Path: path, From: spec.From}
}

func (c *client) dropExpired(flight int, dropped []browser.Cookie) {
	for _, d := range dropped {
		c.state = nil
		c.changes++
		c.world.note(flight, event.Event{Kind: event.CookieDropped, Node: c.name, Attrs: []event.Attr{
			event.Of("name", d.Name), event.Of("tag", cookieTag(d.Value)), event.Of("why", "expired")}})
	}
}

// pin is the value of the balancer's cookie among those sent.
func (p *passage) pin() string {
	return cookieOf(p.request.Header["Cookie"], balance.PinCookie)
}

// tag is the short name of the credential that is sent.
func (p *passage) tag() string {
	if h := p.request.Header["Authorization"]; len(h) > 0 {
		return tokenTag(h[0])
	}
	if access := cookieOf(p.request.Header["Cookie"], auth.AccessCookie); access != "" {
		return tokenTag(access)
	}
	return p.sessionTag(p.request.Header["Cookie"])
}

// refreshTag is the short name of the refresh token that is sent to a route that
// reads it, "" if there is none.
func (p *passage) refreshTag() string {
	path := p.exchange.Spec.Path
	if path != "/refresh" && path != "/logout" {
		return ""
	}
	if raw := cookieOf(p.request.Header["Cookie"], auth.RefreshCookie); raw != "" && p.world.config.Token.Carrier == "cookie" {
		return event.Tag(raw)
	}
	return event.Tag(p.jar.tokens.Refresh)
}

func (p *passage) sessionTag(lines []string) string {
	return cookieTag(cookieOf(lines, p.world.config.Session.CookieName))
}

// cookieOf finds a cookie's value in Cookie or Set-Cookie lines, "" if it is not there.
func cookieOf(lines []string, name string) string {
	for _, rest := range lines {
		for rest != "" {
			var pair string
			pair, rest, _ = strings.Cut(rest, "; ")
			if v, ok := strings.CutPrefix(pair, name); ok && strings.HasPrefix(v, "=") {
				return v[1:]
			}
		}
	}
	return ""
}

// issued is the short name of the credential the answer brings.
func (p *passage) issued() string {
	if tag := p.sessionTag(p.response.header["Set-Cookie"]); tag != "" {
		return tag
	}
	if access := tokensIn(p.response.body).Access; access != "" {
		return tokenTag(access)
	}
	return ""
}

func cookieTag(value string) string {
	value, _, _ = strings.Cut(value, ";")
	if strings.HasPrefix(value, "eyJ") && strings.Count(value, ".") == 2 { // a JWT in a cookie: they all begin alike
		return tokenTag(value)
	}
	return event.Tag(strings.TrimPrefix(strings.TrimPrefix(value, "s%3A"), "s:"))
}

// tokenTag names a token, in an Authorization line or alone, by the first characters
// of its signature: all tokens begin alike. What has no signature goes by its own. A
// name with its password is no token.
func tokenTag(header string) string {
	if i := strings.LastIndexByte(header, '.'); i >= 0 {
		return event.Tag(header[i+1:])
	}
	scheme, token, found := strings.Cut(header, " ")
	if !found {
		token = strings.TrimPrefix(scheme, "Bearer")
	}
	if strings.HasPrefix(header, basicScheme) {
		return ""
	}
	return event.Tag(strings.TrimSpace(token))
}

func (p *passage) keepCookies() {
	c := p.client
	for _, line := range p.exchange.SetCookie {
		change := c.own.jar.Store(p.asked(p.request.URL.Path), line)
		c.state = nil
		p.noteCookie(line, change)
	}
}
