package cluster

import (
	"slices"

	"authlab/sim/snapshot"
)

// signers counts the servers that could be the issuer.
func (w *World) signers() int {
	n := 0
	for _, s := range w.servers {
		if s.up && w.config.HasKeys() && slices.ContainsFunc(s.keys, func(k snapshot.Key) bool { return k.Mint }) {
			n++
		}
	}
	return n
}

// keyCount counts the keys a server verifies with; false if there can be no such server.
func (w *World) keyCount(of string) (int, bool) {
	if s := w.server(of); s != nil && w.config.HasKeys() {
		return len(s.keySet().keys), true
	}
	return 0, serverNumber(of) > 0 && serverNumber(of) <= MaxServers
}
