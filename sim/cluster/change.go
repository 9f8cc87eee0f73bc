package cluster

import (
	"fmt"
	"slices"

	"authlab/sim/event"
	"authlab/sim/token"
)

// Set changes a key of the running cluster. Rows and cookies that exist stay as
// they are; what happens from now on follows the new value.
func (w *World) Set(key, value string) error {
	if k, ok := findKey(key); ok && k.Fixed {
		return fmt.Errorf("%s cannot be changed in a running cluster%s", key, map[string]string{"servers": ": use scale"}[key])
	}
	was, _ := w.config.Get(key)
	if err := w.config.Set(key, value); err != nil {
		return err
	}
	switch {
	case w.config.Store.Store != "memory" && w.shared == nil:
		w.shared = w.newShared()
	case w.shared != nil:
		w.shared.Configure()
	}
	old := w.ring.keys
	if key == "alg" || key == secretName && w.config.Token.Algorithm == token.HS256 {
		w.resetKeys()
		defer w.noteReplaced(old)
	}
	w.configureAll()
	w.storeState = nil
	if key == "detect" {
		defer w.noticeAll()
	}
	if key == "balancer" {
		w.setPolicy()
		w.note(0, event.Event{Kind: event.PolicyChanged, Node: balancerName, Attrs: []event.Attr{event.Of("policy", value), event.Of("was", was)}})
		return nil
	}
	w.note(0, event.Event{Kind: event.OptionSet, Node: labName, Attrs: []event.Attr{event.Of("key", key), event.Of("value", value), event.Of("was", was)}})
	return nil
}

// noticeAll lets the balancer find out, under the present rule, what it believes wrongly.
func (w *World) noticeAll() {
	for _, s := range w.servers {
		if w.pool.IsUp(s.name) != s.up {
			w.notice(s, s.up)
		}
	}
}

// Scale adds servers at the tail of the balancer's queue, or removes the highest.
func (w *World) Scale(n int) error {
	if n < 1 || n > MaxServers {
		return fmt.Errorf("scale %d: want 1 to %d servers", n, MaxServers)
	}
	if w.services != nil && n != len(w.services) {
		return fmt.Errorf("scale %d: the servers carry the services %s, one each", n, w.config.Services)
	}
	for len(w.servers) < n {
		s := w.newServer(len(w.servers) + 1)
		w.servers = append(w.servers, s)
		w.config.Servers = len(w.servers)
		w.pool.Add(s.name)
		w.balancerState = nil
		w.note(0, event.Event{Kind: event.NodeAdded, Node: s.name, Artifacts: []string{nodeName(s.name)}})
	}
	for len(w.servers) > n {
		s := w.servers[len(w.servers)-1]
		w.pool.Remove(s.name)
		w.balancerState = nil
		w.totals.removedServed[s.name] += s.served
		w.servers = slices.Delete(w.servers, len(w.servers)-1, len(w.servers))
		w.config.Servers = len(w.servers)
		if s.up {
			w.stop(s, event.NodeRemoved)
		} else {
			w.note(0, event.Event{Kind: event.NodeRemoved, Node: s.name, Artifacts: []string{nodeName(s.name)}})
		}
		w.abort(s)
	}
	return nil
}
