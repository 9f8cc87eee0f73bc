package cluster

import (
	"slices"
	"strings"
	"time"

	"authlab/sim/auth"
	"authlab/sim/event"
	"authlab/sim/snapshot"
	"authlab/sim/token"
	"authlab/sim/token/broken"
)

// keySet is what one server signs and verifies with.
type keySet struct {
	// signing is nil where the server signs nothing.
	signing *clusterKey
	// keys are those it verifies with, oldest first; old secrets come last.
	keys []*clusterKey
}

// mints tells whether the holder of the set can sign with k. Who verifies HS256 can.
func (k keySet) mints(key *clusterKey) bool {
	return key.key.Algorithm == token.HS256 || k.signing != nil
}

// tokenAlgorithms tell the keys of tokens from other secrets.
var tokenAlgorithms = []string{token.HS256, token.RS256, token.EdDSA}

// picture is the set for drawing, oldest first.
func (k keySet) picture() []snapshot.Key {
	var out []snapshot.Key
	for _, one := range k.keys {
		out = append(out, snapshot.Key{ID: one.name(), Alg: one.key.Algorithm, Tag: one.key.Fingerprint(), Mint: k.mints(one), Signing: one == k.signing})
	}
	return out
}

// keysCopy is what a service knows of the issuer's keys.
type keysCopy struct {
	keys []*clusterKey
	at   time.Duration
}

// keySet is the server's at this moment.
func (s *server) keySet() keySet {
	own := s.own
	_, different := s.world.config.Per[s.name][secretName]
	var set keySet
	switch {
	case different && own.Token.Algorithm == token.HS256 && own.Token.Secret != "":
		k := secretKey(own.Token.Secret)
		set = keySet{k, []*clusterKey{k}}
	case s.alone != nil:
		set = keySet{s.alone, []*clusterKey{s.alone}}
	case s.verifiesOnly():
		set = keySet{nil, slices.Clone(s.copied.keys)}
	default:
		set = keySet{s.world.ring.signing, slices.Clone(s.world.ring.keys)}
	}
	if own.Token.Algorithm == token.HS256 && own.Token.OldSecrets != "" {
		for secret := range strings.SplitSeq(own.Token.OldSecrets, ",") {
			set.keys = append(set.keys, secretKey(secret))
		}
	}
	return set
}

// verifiesOnly tells that the server carries a service other than the issuer.
func (s *server) verifiesOnly() bool { return s.world.services != nil && s.service() != issuerService }

// issuerName is the node that tokens come from: the issuer's server, or the person at
// the keyboard where every server has the keys.
func (w *World) issuerName() string {
	if w.services == nil {
		return labName
	}
	return "s" + itoa(slices.Index(w.services, issuerService)+1)
}

// published are the keys that services can fetch from the issuer.
func (w *World) published() []*clusterKey {
	if s := w.server(w.issuerName()); s != nil && s.alone != nil {
		return []*clusterKey{s.alone}
	}
	return w.ring.keys
}

// keysOf names what a server verifies with, as an artifact.
func keysOf(server string) string { return "keys:" + server }

// copyKeys renews a service's copy of the issuer's keys.
func (s *server) copyKeys() {
	s.copied = keysCopy{slices.Clone(s.world.published()), s.world.scheduler.Now()}
}

// HasKeys tells whether the design has signed tokens.
func (c *Config) HasKeys() bool {
	return !slices.Contains([]string{"none", "password", "session"}, c.Auth)
}

// giveTokenKeys gives a handler what its server signs and verifies with at present.
func (s *server) giveTokenKeys(env *auth.Env, own *Config) {
	if s.world.ring.signing == nil {
		s.world.resetKeys()
	}
	if s.verifiesOnly() && s.copied.keys == nil {
		s.copyKeys()
	}
	set := s.keySet()
	s.keys = append(s.keys, set.picture()...)
	if set.signing != nil {
		env.Signer = set.signing.key
	}
	env.Issuer, env.Audience = own.Token.Issuer, s.world.services
	if s.world.services == nil && own.Token.Audience != "" {
		env.Audience = []string{own.Token.Audience}
	}
	env.Verifier = &serverVerifier{s, s.verifier(set), set.names()}
}

// verifier checks tokens with a set of keys.
func (s *server) verifier(set keySet) checker {
	rules := token.Rules{Leeway: s.own.Token.Leeway, AllowForever: !s.own.Token.RequireExp,
		Clock: func() time.Time { return timeOf(s.now()) }}
	rules.Issuer, rules.Audience = s.own.Token.Issuer, s.own.Token.Audience
	if s.world.services != nil {
		rules.Audience = s.service()
	}
	pinned := s.own.Conventions.For(s.own.Auth).PinAlgorithm
	// A library that is not told the algorithm does not measure the key against it either.
	rules.AllowWeak = !pinned
	// The key of new tokens is tried first.
	for _, k := range set.keys {
		keys := []token.Key{k.key.Public()}
		if !pinned {
			keys = keys[0].Unpinned()
		}
		if k == set.signing {
			rules.Keys = append(keys, rules.Keys...)
		} else {
			rules.Keys = append(rules.Keys, keys...)
		}
	}
	if flaws := s.own.Token.VerifierFlaws(); flaws != nil {
		verifier, err := broken.NewVerifier(rules, flaws...)
		if err != nil {
			// There is a key and a clock.
			panic("cluster: " + err.Error())
		}
		return verifier
	}
	verifier, err := token.NewVerifier(rules)
	if err != nil {
		// There is a key and a clock.
		panic("cluster: " + err.Error())
	}
	return verifier
}

// checker is a verifier of either kind.
type checker interface {
	auth.TokenVerifier
	Check(raw string) (*token.Claims, bool)
}

// serverVerifier is a server's verifier. Where the server carries a service, it fetches
// the issuer's keys again when its copy is too old, and never because a token names a
// key it does not know.
type serverVerifier struct {
	server *server
	inner  checker
	// names are those of the keys of inner, oldest first.
	names []string
}

// errUnexplained refuses a forgery among thousands, of which nobody asks why.
var errUnexplained = &token.Error{Stage: token.StageSignature, Node: "invalid signature", NodeName: "JsonWebTokenError"}

// Verify implements auth.TokenVerifier.
func (v *serverVerifier) Verify(raw string) (*token.Claims, error) {
	s := v.server
	w := s.world
	if s.verifiesOnly() {
		if age := w.scheduler.Now() - s.copied.at; age >= w.config.KeyCache && s.fetchKeys(age) {
			set := s.keySet()
			v.inner, v.names = s.verifier(set), set.names()
		}
	}
	if !w.flooding {
		claims, err := v.inner.Verify(raw)
		if err == nil && len(v.names) > 1 {
			w.totals.keysInUse.took(raw, v.names)
		}
		return claims, err
	}
	if claims, ok := v.inner.Check(raw); ok {
		return claims, nil
	}
	return nil, errUnexplained
}

// fetchKeys renews the copy and tells whether the keys are others now. An issuer that
// is down changes nothing: the old copy has to do.
func (s *server) fetchKeys(age time.Duration) bool {
	w := s.world
	if issuer := w.server(w.issuerName()); issuer == nil || !issuer.up {
		return false
	}
	before := s.copied.keys
	s.copyKeys()
	changed := !slices.Equal(before, s.copied.keys)
	if !changed && w.config.KeyCache == 0 {
		return false
	}
	set := s.keySet()
	s.state = nil
	s.keys = append(slices.DeleteFunc(slices.Clone(s.keys), func(k snapshot.Key) bool { return slices.Contains(tokenAlgorithms, k.Alg) }), set.picture()...)
	var names []string
	artifacts := []string{keysOf(s.name)}
	for _, k := range set.keys {
		names = append(names, k.name())
		artifacts = append(artifacts, "key:"+k.name())
	}
	number := 0
	if f := w.scheduler.Current(); f != nil {
		number = f.Owner.(*passage).exchange.Flight
	}
	w.note(number, event.Event{Kind: event.KeysFetched, Node: s.name, Peer: w.issuerName(), Artifacts: artifacts, Attrs: []event.Attr{
		event.Of("keys", strings.Join(names, ", ")), event.Of("from", w.issuerName()), event.Of("age", age.Round(time.Second).String())}})
	return changed
}
