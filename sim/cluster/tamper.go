package cluster

import (
	"slices"
	"strings"

	"authlab/sim/browser"
	"authlab/sim/token"
)

// TamperKind is one way to spoil the credential of a single request.
type TamperKind struct {
	Name string
	Doc  string // one sentence
	// Of is what it alters: "cookie", "token" or "scheme". A kind for another sort of
	// credential than the one sent changes nothing.
	Of string
}

// TamperKinds lists all ways, in the order of the help.
func TamperKinds() []TamperKind {
	var all []TamperKind
	for _, k := range browser.TamperKinds() {
		all = append(all, TamperKind{k.Name, k.Doc, "cookie"})
	}
	for _, k := range token.TamperKinds() {
		all = append(all, TamperKind{k.Name, k.Doc, "token"})
	}
	for _, k := range token.SchemeKinds() {
		all = append(all, TamperKind{k.Name, k.Doc, "scheme"})
	}
	return all
}

func knownTamper(kind string) bool {
	return slices.ContainsFunc(TamperKinds(), func(k TamperKind) bool { return k.Name == kind })
}

// bearer is what a client writes before its token.
const bearer = "Bearer "

// authorization is the line for a token, spoiled if the request asks for it. What is
// signed again is signed with the cluster's own key, whatever single servers have.
// Blanks at the end of a field never reach a server (RFC 9110 §5.5).
func (p *passage) authorization(raw string) string {
	kind := p.exchange.Spec.Tamper
	if kind == "" {
		return bearer + raw
	}
	for _, s := range token.SchemeKinds() {
		if s.Name == kind {
			return s.Scheme + raw
		}
	}
	return strings.TrimRight(bearer+p.tamperedToken(raw), " ")
}

// tamperedToken is the token after the request's tamper kind.
func (p *passage) tamperedToken(raw string) string {
	w := p.world
	if w.ring.signing == nil {
		return raw
	}
	out, _ := token.Tamper(p.exchange.Spec.Tamper, raw, w.ring.signing.key, timeOf(w.scheduler.Now()))
	return out
}

// tamperedCookie is the session cookie's value after the request's tamper kind.
func (p *passage) tamperedCookie(value string) string {
	w := p.world
	secret := w.config.Session.Secret
	if secret == "" {
		secret = w.secret("session-secret")
	}
	out, err := browser.TamperCookie(p.exchange.Spec.Tamper, value, []byte(secret))
	if err != nil {
		return value
	}
	return out
}
