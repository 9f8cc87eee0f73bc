package cluster

import (
	"slices"

	"authlab/sim/token"
)

// keysInUse tells how keys follow each other: side by side, or one after the other.
type keysInUse struct {
	// taken are the keys by which a server that had several took a token.
	taken map[string]bool
	// older counts the tokens taken by a key after one had been taken by a newer.
	older int
}

// took notes a good token. names are the keys it was checked with, oldest first.
func (u *keysInUse) took(raw string, names []string) {
	kid, _ := token.Decode(raw).Header.Text("kid")
	i := slices.Index(names, kid)
	if i < 0 {
		return
	}
	if slices.ContainsFunc(names[i+1:], func(newer string) bool { return u.taken[newer] }) {
		u.older++
	}
	if u.taken == nil {
		u.taken = map[string]bool{}
	}
	u.taken[kid] = true
}

// names are those of the keys to verify with, oldest first.
func (k keySet) names() []string {
	var out []string
	for _, one := range k.keys {
		out = append(out, one.name())
	}
	return out
}

// signers counts the servers that could be the issuer.
func (w *World) signers() int {
	n := 0
	for _, s := range w.servers {
		if !s.up || !w.config.HasKeys() {
			continue
		}
		if set := s.keySet(); slices.ContainsFunc(set.keys, set.mints) {
			n++
		}
	}
	return n
}

// keyCount counts the keys that the server verifies with.
func (s *server) keyCount() int {
	if !s.world.config.HasKeys() {
		return 0
	}
	return len(s.keySet().keys)
}
