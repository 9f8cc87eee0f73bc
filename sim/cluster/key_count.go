package cluster

import "slices"

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

// keyCount counts the keys a server verifies with; false if there can be no such server.
func (w *World) keyCount(of string) (int, bool) {
	if s := w.server(of); s != nil && w.config.HasKeys() {
		return len(s.keySet().keys), true
	}
	return 0, serverNumber(of) > 0 && serverNumber(of) <= MaxServers
}
