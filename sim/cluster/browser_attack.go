package cluster

import (
	"fmt"
	"net/http"

	"authlab/sim/auth"
	"authlab/sim/browser"
	"authlab/sim/event"
)

// page is the request that has brought the site's own page: what a script in it, or a
// line typed into it, works on.
func (w *World) page() browser.Request {
	return browser.Request{Now: timeOf(w.scheduler.Now()), HTTPS: true, Method: http.MethodGet, Host: host, Path: "/"}
}

// victim finds the client whose browser is attacked.
func (w *World) victim(name string) (*client, error) {
	c := w.byName[name]
	_, copied := w.copies[name]
	switch {
	case name == Attacker:
		return nil, fmt.Errorf("%s is the attacker: name somebody else", name)
	case c == nil && copied:
		return nil, fmt.Errorf("%s is a copy of credentials and has no browser", name)
	case c == nil:
		return nil, fmt.Errorf("nobody is called %s", name)
	}
	return c, nil
}

// The ways to come by a credential, as events name them.
const (
	byScript  = "script"
	bySniffer = "sniffer"
	bySibling = "sibling"
)

// The sorts of credentials, as events name them.
const (
	cookieCredential   = "cookie"
	accessCredential   = "access"
	refreshCredential  = "refresh"
	passwordCredential = "password"
)

// credentialKind is what a cookie of this name is, "" if it is no credential.
func (w *World) credentialKind(name string) string {
	switch name {
	case w.config.Session.CookieName:
		return cookieCredential
	case auth.AccessCookie:
		return accessCredential
	case auth.RefreshCookie:
		return refreshCredential
	}
	return ""
}

// Inject lets a script of the attacker's run in a client's page and read what scripts
// can read; that becomes the attacker's own. The error names an unknown client.
func (w *World) Inject(name string) error {
	c, err := w.victim(name)
	if err != nil {
		return err
	}
	w.noteInjected(c, 0)
	t := &theftOf{world: w, victim: c, by: byScript}
	for _, k := range c.own.jar.Readable(w.page()) {
		t.cookie(k)
	}
	for _, k := range c.own.jar.All() {
		if what := w.credentialKind(k.Name); what != "" && k.HTTPOnly && !k.Expired(w.page().Now) {
			t.fail(what, "http-only")
		}
	}
	if c.own.tokens != (browser.Tokens{}) {
		switch c.kept {
		case browser.KeepLocalStorage:
			t.token(accessCredential, c.own.tokens.Access)
			t.token(refreshCredential, c.own.tokens.Refresh)
		case browser.KeepMemory:
			t.fail(accessCredential, "memory")
		}
	}
	t.end()
	return nil
}

func (w *World) noteInjected(c *client, flight int) {
	w.client(Attacker)
	w.note(flight, event.Event{Kind: event.ScriptInjected, Node: c.name})
}

// theftOf is one attempt of the attacker's to take what a client holds.
type theftOf struct {
	world  *World
	victim *client
	by     string
	flight int
	// met tells that there was something, taken or not; got that something was taken.
	met, got bool
}

// cookie takes a cookie over. What is no credential comes along silently. A token is
// sent the way servers look for it, wherever it was found.
func (t *theftOf) cookie(k browser.Cookie) {
	w := t.world
	what, thief := w.credentialKind(k.Name), w.client(Attacker)
	if (what == accessCredential || what == refreshCredential) && w.config.Token.Carrier != "cookie" {
		t.token(what, k.Value)
		return
	}
	have := thief.own.jar.Get(k.Name)
	known := have != nil && have.Value == k.Value
	if !known {
		thief.own.jar.Forget(k.Name)
		thief.own.jar.Store(w.page(), k.Name+"="+k.Value+"; Path=/; Secure")
		thief.changes++
	}
	if what != "" {
		t.read(what, cookieTag(k.Value), known)
	}
}

// token takes a bearer token over.
func (t *theftOf) token(what, raw string) {
	thief := t.world.client(Attacker)
	mine, tag := &thief.own.tokens.Access, tokenTag(raw)
	if what == refreshCredential {
		mine, tag = &thief.own.tokens.Refresh, event.Tag(raw)
	}
	if raw == "" {
		return
	}
	known := *mine == raw
	*mine = raw
	t.read(what, tag, known)
}

// read notes what has been read; a credential that the attacker knew is no new theft.
func (t *theftOf) read(what, tag string, known bool) {
	t.met, t.got = true, true
	t.world.client(Attacker).state = nil
	if !known {
		t.world.robbed(t.victim)
	}
	e := event.Event{Kind: event.CredentialRead, Node: Attacker, Peer: t.victim.name,
		Attrs: []event.Attr{event.Of("from", t.victim.name), event.Of("by", t.by)}}
	if tag != "" {
		e.Attrs, e.Artifacts = append(e.Attrs, event.Of("tag", tag)), []string{"cred:" + tag}
	}
	e.Attrs = append(e.Attrs, event.Of("what", what))
	t.world.note(t.flight, e)
}

func (t *theftOf) fail(what, why string) {
	t.met = true
	t.world.note(t.flight, event.Event{Kind: event.ReadFailed, Node: Attacker, Peer: t.victim.name,
		Attrs: []event.Attr{event.Of("from", t.victim.name), event.Of("by", t.by), event.Of("what", what), event.Of("why", why)}})
}

// end says so if there was nothing at all, and counts an attempt in vain.
func (t *theftOf) end() {
	if t.met && !t.got {
		t.world.foil(map[string]string{byScript: kindRead, bySniffer: kindSniff}[t.by])
	}
	if !t.met {
		t.fail(cookieCredential, "none")
	}
}

// robbed counts a credential of a client's that the attacker has from now on.
func (w *World) robbed(c *client) {
	c.stolen++
	w.client(Attacker)
	w.steal(Attacker)
}
