package cluster

import (
	"net/http"

	"authlab/sim/auth"
	"authlab/sim/browser"
	"authlab/sim/event"
	"authlab/sim/token"
)

// Kinds of attack beside the kinds of forgery and the initiators of forged requests,
// as foiled.KIND names them.
const (
	kindFixate = "fixate"
	kindSniff  = "sniff"
	kindRead   = "xss"
	kindRide   = "ride"
)

// AttackKinds are the kinds of attack that foiled.KIND counts.
func AttackKinds() []string {
	kinds := []string{kindFixate, kindSniff, kindRead, kindRide, string(browser.CrossSite), string(browser.SameSite), string(browser.Link)}
	for _, k := range token.ForgeKinds() {
		kinds = append(kinds, k.Name)
	}
	return kinds
}

// foil counts an attack that came to nothing.
func (w *World) foil(kind string) { w.totals.foiled[kind]++ }

// refused counts a request that an attacker forged, or made a browser send, if it was
// refused. A victim who holds no credential proves nothing by a refusal, nor does a
// page that is for others than the one who was let in.
func (p *passage) refused() {
	spec, w, c := &p.exchange.Spec, p.world, p.client
	if s := p.exchange.Status; s != http.StatusUnauthorized && s != http.StatusForbidden || p.exchange.Error == string(event.RoleRefused) {
		return
	}
	switch {
	case c.forged != "" && p.jar.access() == c.forged:
		w.foil(c.forgedKind)
	case spec.Aside || !w.holds(c):
	case spec.Script:
		w.foil(kindRide)
	case spec.From != browser.OwnPage:
		w.foil(string(spec.From))
	}
}

// holds tells whether a client's browser has a credential.
func (w *World) holds(c *client) bool {
	if c.own.tokens != (browser.Tokens{}) {
		return true
	}
	for _, k := range c.own.jar.All() {
		if w.credentialKind(k.Name) != "" && !k.Expired(w.page().Now) {
			return true
		}
	}
	return false
}

// settlePlanted is the verdict on a planted ID: a theft if the client has logged in
// over it and the server has kept it, else an attack that came to nothing.
func (p *passage) settlePlanted() {
	c, name := p.client, p.world.config.Session.CookieName
	if c.planted == "" || !auth.IsLogin(p.exchange.Spec.Path) || p.exchange.Status != http.StatusOK {
		return
	}
	if cookieOf(p.request.Header["Cookie"], name) == c.planted && cookieOf(p.exchange.SetCookie, name) == "" {
		p.world.robbed(c)
	} else {
		p.world.foil(kindFixate)
	}
	c.planted = ""
}
