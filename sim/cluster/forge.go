package cluster

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"authlab/sim/auth"
	"authlab/sim/event"
	"authlab/sim/token"
)

// MaxForgeries bounds one forge command; maxSigned bounds it where every forgery is
// signed with a private key, which takes up to a millisecond.
const (
	MaxForgeries = 100_000
	maxSigned    = 2_000
)

// ForgeSpec says what the attacker forges.
type ForgeSpec struct {
	Kind string // one of token.Flaws
	User string // who the token is to say it is
	Role string // the role it is to claim, "" for none
	// ByAddress has embedded-key say where its key can be fetched (jku) instead of
	// bringing it along (jwk).
	ByAddress bool
	// Times is how many different ones are sent at once; 1 only makes one.
	Times int
}

// Forge lets the attacker make a token out of what she has: tokens she captured or
// was given, the public key, a key that leaked. It becomes her own credential. What
// she lacks is an event, not an error.
func (w *World) Forge(f ForgeSpec) error {
	if err := w.needKeys(); err != nil {
		return err
	}
	c := w.client(Attacker)
	m := w.material(c, f)
	raw, err := token.Forge(f.Kind, m)
	c.forgeries++
	if m.Cracked != "" {
		w.noteAttack(event.SecretCracked, event.Of("tries", itoa(m.Tries)), event.Of("secret", m.Cracked))
	}
	if err != nil {
		c.forgeries--
		if errors.Is(err, token.ErrNotGuessed) || errors.Is(err, token.ErrNotHMAC) || errors.Is(err, token.ErrOnlyVerifies) {
			w.foil(f.Kind)
		}
		attrs := []event.Attr{event.Of("kind", f.Kind), event.Of("why", err.Error())}
		if m.Tries > 0 {
			attrs = append(attrs, event.Of("tries", itoa(m.Tries)))
		}
		w.noteAttack(event.ForgeryFailed, attrs...)
		return nil
	}
	if f.Times > 1 {
		if alg := signedBy(f.Kind, raw); f.Times > maxSigned && alg != "" {
			c.forgeries--
			return fmt.Errorf("forge %s times=%d: each is signed by %s, which takes its time: times=%d is the most", f.Kind, f.Times, alg, maxSigned)
		}
		return w.flood(c, f, m)
	}
	w.takeForged(c, f.Kind, raw)
	tag := tokenTag(raw)
	attrs := []event.Attr{event.Of("kind", f.Kind), event.Of("tag", tag), event.Of("user", f.User)}
	e := event.Event{Kind: event.TokenForged, Node: Attacker, Artifacts: []string{"cred:" + tag}}
	if m.Captured != "" {
		attrs = append(attrs, event.Of("was", tokenTag(m.Captured)))
		e.Artifacts = append(e.Artifacts, "cred:"+tokenTag(m.Captured))
	}
	if m.Leaked != nil && f.Kind == token.LeakedKey {
		e.Artifacts = append(e.Artifacts, "key:"+w.bestLeak().key.name())
	}
	e.Attrs = attrs
	w.note(0, e)
	return nil
}

// signedBy is the algorithm of the private key that the attacker signs a forgery with,
// "" where there is none.
func signedBy(kind, raw string) string {
	alg, _ := token.Decode(raw).Header.Text("alg")
	if kind != token.LeakedKey && kind != token.EmbeddedKey || alg == token.HS256 {
		return ""
	}
	return alg
}

func (w *World) noteAttack(kind event.Kind, attrs ...event.Attr) {
	w.note(0, event.Event{Kind: kind, Node: Attacker, Attrs: attrs})
}

// takeForged makes a token the attacker's own credential.
func (w *World) takeForged(c *client, kind, raw string) {
	c.forged, c.forgedKind, c.state = raw, kind, nil
	w.steal(c.name)
	if w.config.Token.Carrier == "cookie" {
		c.changes++
		c.own.jar.Store(w.page(), auth.AccessCookie+"="+raw+"; Path=/; Secure")
		return
	}
	c.own.tokens.Access = raw
}

// flood sends many different forgeries to the servers in turn. Each is a real request
// to a real handler; together they are one event. One that was accepted, or else the
// last, becomes the attacker's own.
func (w *World) flood(c *client, f ForgeSpec, m *token.Material) error {
	if m.Cracked != "" {
		// Found once, it is known.
		m.Words = []string{m.Cracked}
	}
	name, before, hit := "Authorization", bearer, ""
	if w.config.Token.Carrier == "cookie" {
		name, before = "Cookie", auth.AccessCookie+"="
	}
	w.flooding = true
	defer func() { w.flooding = false }()
	now, accepted, reads, last := m.Now, 0, 0, ""
	for i := range f.Times {
		// Claims that differ make tokens that differ.
		m.Now = now.Add(time.Duration(i) * time.Second)
		raw, err := token.Forge(f.Kind, m)
		if err != nil {
			return fmt.Errorf("forge %s: %w", f.Kind, err)
		}
		target := w.upServer(i)
		if target == nil {
			return fmt.Errorf("no server is up to send forgeries to")
		}
		out := target.probe(name, before+raw)
		reads += out.reads
		last = raw
		if out.status == http.StatusOK {
			accepted++
			if hit == "" {
				hit = raw
			}
		}
	}
	c.forgeries += f.Times - 1
	c.forgedHits += accepted
	if hit == "" {
		hit = last
	}
	w.takeForged(c, f.Kind, hit)
	if accepted == 0 {
		w.foil(f.Kind)
	}
	w.note(0, event.Event{Kind: event.ForgeriesSent, Node: Attacker, Artifacts: []string{"cred:" + tokenTag(hit)}, Attrs: []event.Attr{
		event.Of("kind", f.Kind), event.Of("times", itoa(f.Times)), event.Of("accepted", itoa(accepted)), event.Of("reads", itoa(reads)),
		event.Of("tag", tokenTag(hit)), event.Of("user", f.User)}})
	return nil
}

// material is what the attacker has to forge with.
func (w *World) material(c *client, f ForgeSpec) *token.Material {
	m := &token.Material{Subject: f.User, Role: f.Role, ByAddress: f.ByAddress, Issuer: w.config.Token.Issuer, Audience: w.config.Token.Audience,
		Public: w.ring.signing.key.Public(), Words: token.CommonSecrets(), Now: timeOf(w.scheduler.Now())}
	if w.services != nil {
		m.Audience = w.config.serviceOf("/profile")
	}
	for _, raw := range w.captured(c) {
		audience := token.Decode(raw).Payload
		switch foreign := w.foreign(audience); {
		case foreign && m.Foreign == "":
			m.Foreign = raw
		case !foreign && m.Captured == "":
			m.Captured = raw
		}
	}
	if m.Captured == "" {
		m.Captured = m.Foreign
	}
	if w.services == nil && m.Foreign == "" {
		m.Foreign = w.foreignToken(f.User)
	}
	if l := w.bestLeak(); l != nil {
		key := l.key.key
		if !l.mint {
			key = key.Public()
		}
		m.Leaked = &key
	}
	return m
}

// captured are the genuine tokens in the attacker's hands: her own first, whether she
// got it by logging in or from somebody else's browser, then the copies by name.
func (w *World) captured(c *client) []string {
	if raw := c.own.access(); raw != "" && raw != c.forged {
		c.genuine = raw
	}
	var out []string
	if c.genuine != "" {
		out = append(out, c.genuine)
	}
	for _, name := range sortedKeys(w.copies) {
		if raw := w.copies[name].access(); raw != "" {
			out = append(out, raw)
		}
	}
	return out
}

// foreign tells whether a token is meant for others than the service with the profile.
func (w *World) foreign(payload token.Segment) bool {
	var claims token.Claims
	if claims.UnmarshalJSON(payload.Bytes) != nil || len(claims.Audience) == 0 {
		return false
	}
	want := w.config.Token.Audience
	if w.services != nil {
		want = w.config.serviceOf("/profile")
	}
	return want != "" && !slices.Contains(claims.Audience, want)
}

// foreignAudience is a service outside the cluster that has the same issuer. The
// attacker runs it, and sees the token of everybody who uses it.
const foreignAudience = "billing.example"

// foreignToken is what the issuer gave the user for foreignAudience.
func (w *World) foreignToken(user string) string {
	claims := []token.Claim{{Name: "aud", Value: foreignAudience}}
	if iss := w.config.Token.Issuer; iss != "" {
		claims = append([]token.Claim{{Name: "iss", Value: iss}}, claims...)
	}
	raw, err := token.Issuer{Key: w.ring.signing.key, TTL: w.config.Token.AccessTTL, NotBefore: w.config.Token.NotBefore}.
		Issue(timeOf(w.scheduler.Now()), user, claims...)
	if err != nil {
		return ""
	}
	return raw
}
