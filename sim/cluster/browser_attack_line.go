package cluster

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"authlab/sim/auth"
	"authlab/sim/browser"
	"authlab/sim/event"
)

// Sniff puts the attacker on a client's network: she makes its browser fetch a plain
// http page of the site, and reads from then on whatever it sends and gets over plain
// http. The request is asked for; nothing runs before Settle.
func (w *World) Sniff(name string) error {
	c, err := w.victim(name)
	if err != nil {
		return err
	}
	c.sniffed = true
	_, err = w.Request(RequestSpec{Client: name, Method: http.MethodGet, Path: "/public", Plain: true, From: browser.PlainPage, Aside: true})
	return err
}

// basicScheme is what stands before a name and a password (RFC 7617 §2).
const basicScheme = "Basic "

// overhear reads a request off the plain line.
func (p *passage) overhear() {
	if !p.client.sniffed || !p.exchange.Spec.Plain {
		return
	}
	w := p.world
	t := &theftOf{world: w, victim: p.client, by: bySniffer, flight: p.exchange.Flight}
	for _, line := range p.request.Header["Cookie"] {
		for pair := range strings.SplitSeq(line, "; ") {
			if name, value, ok := strings.Cut(pair, "="); ok {
				t.cookie(browser.Cookie{Name: name, Value: value})
			}
		}
	}
	line := p.request.Header.Get("Authorization")
	if raw, ok := strings.CutPrefix(line, bearer); ok {
		t.token(accessCredential, raw)
	} else if strings.HasPrefix(line, basicScheme) {
		t.read(passwordCredential, "", false)
	}
	p.overhearForm(t)
	if !p.jar.stolen {
		for _, h := range p.jar.jar.Withheld(p.asked(p.request.URL.Path)) {
			if what := w.credentialKind(h.Cookie.Name); what != "" && h.Why == browser.WhySecure {
				t.fail(what, h.Why)
			}
		}
	}
	t.end()
}

// overhearForm reads the body of a request: a refresh token, or the password itself,
// which no attribute of a cookie protects.
func (p *passage) overhearForm(t *theftOf) {
	text := p.form()
	if text == nil {
		return
	}
	var f auth.Form
	// The client has just written it.
	_ = json.Unmarshal(text, &f)
	t.token(refreshCredential, f.RefreshToken)
	if f.Password != "" && f.User != Attacker {
		t.read(passwordCredential, "", false)
	}
}

// overhearAnswer reads what an answer brings over the plain line.
func (p *passage) overhearAnswer() {
	if !p.client.sniffed || !p.exchange.Spec.Plain {
		return
	}
	t := &theftOf{world: p.world, victim: p.client, by: bySniffer, flight: p.exchange.Flight}
	for _, line := range p.exchange.SetCookie {
		pair, _, _ := strings.Cut(line, ";")
		if name, value, _ := strings.Cut(pair, "="); value != "" {
			t.cookie(browser.Cookie{Name: name, Value: value})
		}
	}
	got := tokensIn(p.response.body)
	t.token(accessCredential, got.Access)
	t.token(refreshCredential, got.Refresh)
}

// visitSibling is the way to the page that sends a same-site request: it lies on the
// attacker's subdomain, whose server gets every cookie that has a Domain.
func (p *passage) visitSibling() {
	if p.exchange.Spec.From != browser.SameSite {
		return
	}
	visit := p.world.page()
	visit.Host = browser.Sibling(host)
	t := &theftOf{world: p.world, victim: p.client, by: bySibling, flight: p.exchange.Flight}
	cookies, dropped := p.client.own.jar.Cookies(visit)
	p.client.dropExpired(p.exchange.Flight, dropped)
	for _, k := range cookies {
		t.cookie(k)
	}
}

// noteWithheld says which cookies stay at home.
func (p *passage) noteWithheld() {
	if p.jar.stolen || !p.world.recording {
		return
	}
	for _, h := range p.jar.jar.Withheld(p.asked(p.request.URL.Path)) {
		tag := cookieTag(h.Cookie.Value)
		p.world.note(p.exchange.Flight, event.Event{Kind: event.CookieWithheld, Node: p.client.name, Artifacts: []string{"cred:" + tag},
			Attrs: []event.Attr{event.Of("name", h.Cookie.Name), event.Of("tag", tag), event.Of("why", h.Why), event.Of("from", string(p.exchange.Spec.From)),
				event.Of("same-site", h.Cookie.SameSite)}})
	}
}

// Fixate lets the attacker get a session of her own and plant its ID in a client's
// browser from a sibling subdomain, as a cookie with a Domain. If the client logs in
// over it and the ID stays, she is the client. Time passes.
func (w *World) Fixate(name string) error {
	if !w.config.HasSessions() {
		return fmt.Errorf("fixate works on session IDs: the cluster has auth=%s", w.config.Auth)
	}
	if name == Attacker {
		return fmt.Errorf("%s is the attacker: name somebody else", name)
	}
	c, cookieName := w.client(name), w.config.Session.CookieName
	value, err := w.ownSession(cookieName)
	if err != nil {
		return err
	}
	from := w.page()
	from.Host = browser.Sibling(host)
	change := c.own.jar.Store(from, cookieName+"="+value+"; Domain="+host+"; Path=/; Secure")
	c.state = nil
	tag := cookieTag(value)
	if change.Kind == browser.Refused {
		w.foil(kindFixate)
		w.note(0, event.Event{Kind: event.CookieRefused, Node: name, Peer: Attacker, Attrs: []event.Attr{
			event.Of("name", cookieName), event.Of("why", change.Why), event.Of("by", Attacker)}})
		return nil
	}
	c.changes++
	c.planted = value
	w.note(0, event.Event{Kind: event.CookiePlanted, Node: name, Peer: Attacker, Artifacts: []string{"cred:" + tag},
		Attrs: []event.Attr{event.Of("name", cookieName), event.Of("tag", tag), event.Of("by", Attacker)}})
	return nil
}

// ownSession gets the attacker a fresh session cookie: an anonymous one where servers
// give such, else by a login of her own.
func (w *World) ownSession(cookieName string) (value string, err error) {
	thief := w.client(Attacker)
	if thief.own.jar.Forget(cookieName) {
		thief.state = nil
		thief.changes++
	}
	login := "/login"
	if w.config.Auth == "sample" {
		login = "/session-login"
	}
	for _, spec := range []RequestSpec{{Method: http.MethodGet, Path: "/public"}, {Method: http.MethodPost, Path: login}} {
		spec.Client, spec.Aside = Attacker, true
		ex, err := w.Request(spec)
		if err != nil {
			return "", err
		}
		w.Settle()
		if k := thief.own.jar.Get(cookieName); k != nil {
			return k.Value, nil
		}
		if spec.Path == login {
			return "", fmt.Errorf("the servers gave %s no session to plant: her login was answered %d", Attacker, ex.Status)
		}
	}
	return "", nil
}

// prepare is what happens in the browser before a request leaves it.
func (p *passage) prepare() {
	if p.exchange.Spec.Script {
		p.world.noteInjected(p.client, p.exchange.Flight)
	}
	p.visitSibling()
	p.noteWithheld()
}
