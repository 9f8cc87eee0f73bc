package cluster

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"authlab/sim/event"
)

// RotateSpec says how keys are rotated.
type RotateSpec struct {
	// Overlap is how long tokens of the old key are still taken once the new one
	// signs. With 0 the new key replaces the old one at once, everywhere.
	Overlap time.Duration
	// Server, if any, is the only one that takes the new key.
	Server string
}

// needKeys is an error where tokens are not signed at all.
func (w *World) needKeys() error {
	if w.config.HasKeys() {
		if w.ring.signing == nil {
			w.resetKeys()
		}
		return nil
	}
	return fmt.Errorf("there is no signing key: the cluster has auth=%s", w.config.Auth)
}

// RotateKey brings a new key. With an overlap it is published now and signs when
// every copy of the keys that lacks it is over; the old ones are dropped an overlap later.
func (w *World) RotateKey(r RotateSpec) error {
	if err := w.needKeys(); err != nil {
		return err
	}
	if r.Server != "" {
		return w.rotateOne(r.Server)
	}
	k := w.drawKey()
	w.config.Token.Secret = ""
	if r.Overlap == 0 {
		old := w.ring.keys
		w.ring.keys = []*clusterKey{k}
		w.sign(k)
		w.drop(old)
		w.shareKeys()
		return nil
	}
	w.ring.keys = append(w.ring.keys, k)
	w.configureAll()
	w.noteKey(event.KeyPublished, w.issuerName(), k)
	if w.services == nil {
		w.takeOver(k, r.Overlap)
		return nil
	}
	w.arrange(w.config.KeyCache, func() { w.takeOver(k, r.Overlap) })
	return nil
}

// rotateOne gives one server a key that the others do not have. Where that is the
// issuer, services learn of it when they fetch its keys.
func (w *World) rotateOne(name string) error {
	s, err := w.find(name)
	if err != nil {
		return err
	}
	if w.services != nil && s.service() != issuerService {
		return fmt.Errorf("%s carries %s and signs nothing: the issuer is %s", name, s.service(), w.issuerName())
	}
	was := s.keySet().signing
	k := w.drawKey()
	s.alone = k
	delete(w.config.Per[name], secretName)
	s.configure()
	w.note(0, event.Event{Kind: event.KeySigning, Node: name, Artifacts: []string{"key:" + k.name(), keysOf(name)}, Attrs: []event.Attr{
		event.Of("key", k.name()), event.Of("alg", k.key.Algorithm), event.Of("was", was.name()), event.Of("only", "true")}})
	return nil
}

// takeOver lets a published key sign, and drops its elders after the overlap.
func (w *World) takeOver(k *clusterKey, overlap time.Duration) {
	if !slices.Contains(w.ring.keys, k) {
		return
	}
	w.sign(k)
	w.arrange(overlap, func() {
		if at := slices.Index(w.ring.keys, k); at > 0 {
			w.drop(w.ring.keys[:at])
		}
	})
}

// sign makes k the key of new tokens.
func (w *World) sign(k *clusterKey) {
	was := w.ring.signing
	w.ring.signing = k
	w.configureAll()
	w.noteKey(event.KeySigning, w.issuerName(), k, event.Of("was", was.name()))
}

// drop takes keys away from everybody.
func (w *World) drop(old []*clusterKey) {
	old = slices.Clone(old)
	gone := func(k *clusterKey) bool { return slices.Contains(old, k) }
	w.ring.keys = slices.DeleteFunc(slices.Clone(w.ring.keys), gone)
	for _, s := range w.servers {
		if s.copied.keys = slices.DeleteFunc(slices.Clone(s.copied.keys), gone); len(s.copied.keys) == 0 {
			s.copyKeys()
		}
	}
	w.configureAll()
	for _, k := range old {
		w.noteKey(event.KeyDropped, w.issuerName(), k)
	}
}

// DropKey takes a key away at once: the named one, or with "" the oldest that no
// longer signs. If it is the one that signs, the newest of the others does from now on.
func (w *World) DropKey(name string) error {
	if err := w.needKeys(); err != nil {
		return err
	}
	var names []string
	var k *clusterKey
	for _, other := range w.ring.keys {
		names = append(names, other.name())
		if k == nil && (other.name() == name || name == "" && other != w.ring.signing) {
			k = other
		}
	}
	switch {
	case len(w.ring.keys) == 1 && (k != nil || name == ""):
		return fmt.Errorf("%s is the only key: rotate-key first", names[0])
	case k == nil:
		return fmt.Errorf("there is no key %s: the keys are %s", name, strings.Join(names, ", "))
	}
	if k == w.ring.signing {
		at := len(w.ring.keys) - 1
		if w.ring.keys[at] == k {
			at--
		}
		w.sign(w.ring.keys[at])
	}
	w.drop([]*clusterKey{k})
	w.shareKeys()
	return nil
}

// noteReplaced tells that the keyring was begun anew, by a change of alg or jwt-secret.
func (w *World) noteReplaced(old []*clusterKey) {
	for _, s := range w.servers {
		s.alone = nil
		s.copyKeys()
	}
	w.configureAll()
	if !w.config.HasKeys() || len(old) == 0 {
		return
	}
	w.noteKey(event.KeySigning, w.issuerName(), w.ring.signing, event.Of("was", old[len(old)-1].name()))
	for _, k := range old {
		w.noteKey(event.KeyDropped, w.issuerName(), k)
	}
}

// shareKeys gives every server the keyring as it stands: keys of their own and old
// copies are over.
func (w *World) shareKeys() {
	for _, s := range w.servers {
		s.alone = nil
		delete(w.config.Per[s.name], secretName)
		s.copyKeys()
	}
	w.configureAll()
}

func (w *World) configureAll() {
	for _, s := range w.servers {
		s.configure()
	}
}

func (w *World) noteKey(kind event.Kind, node string, k *clusterKey, attrs ...event.Attr) {
	attrs = append([]event.Attr{event.Of("key", k.name()), event.Of("alg", k.key.Algorithm)}, attrs...)
	w.note(0, event.Event{Kind: kind, Node: node, Attrs: attrs, Artifacts: []string{"key:" + k.name()}})
}

// LeakKey lets the attacker have all that a server signs and verifies with; with "" the
// issuer's, or the first server's.
func (w *World) LeakKey(name string) error {
	if err := w.needKeys(); err != nil {
		return err
	}
	if name == "" {
		name = w.servers[0].name
		if w.services != nil {
			name = w.issuerName()
		}
	}
	s, err := w.find(name)
	if err != nil {
		return err
	}
	w.client(Attacker)
	set := s.keySet()
	for _, k := range set.keys {
		mint := set.mints(k)
		w.leaked = append(w.leaked, leak{k, mint})
		w.noteKey(event.KeyLeaked, Attacker, k, event.Of("mint", fmt.Sprint(mint)), event.Of("from", name))
	}
	return nil
}

// bestLeak is the leaked key that is worth most to the attacker: one that signs and is
// still accepted, else one that signs, the newest of them; nil if none has leaked.
func (w *World) bestLeak() *leak {
	var best *leak
	worth := func(l *leak) int {
		switch {
		case l == nil:
			return 0
		case !l.mint:
			return 1
		case l.key != w.ring.signing && !slices.Contains(w.ring.keys, l.key):
			return 2
		}
		return 3
	}
	for i := range w.leaked {
		if l := &w.leaked[i]; worth(l) >= worth(best) {
			best = l
		}
	}
	return best
}

// leak is a key in the attacker's hands.
type leak struct {
	key *clusterKey
	// mint tells that it can sign.
	mint bool
}
