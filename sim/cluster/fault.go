package cluster

import (
	"fmt"
	"time"

	"authlab/sim/balance"
	"authlab/sim/event"
	"authlab/sim/flight"
	"authlab/sim/option"
	"authlab/sim/store"
)

// find is the server of that name, or an error that names those there are.
func (w *World) find(name string) (*server, error) {
	if s := w.server(name); s != nil {
		return s, nil
	}
	return nil, fmt.Errorf("there is no %s: the servers are s1 to s%d", name, len(w.servers))
}

func (w *World) needStore() error {
	if w.shared == nil {
		return fmt.Errorf("there is no shared store: the cluster has store=memory")
	}
	w.expire()
	return nil
}

// expire removes the rows of the shared store that are over. The store does it by
// itself, unseen, before anything looks at its rows as a whole.
func (w *World) expire() {
	if w.shared == nil {
		return
	}
	now := w.scheduler.Now()
	swept := w.shared.Table().Sweep(now)
	if r := w.shared.ReplicaTable(); r != nil && r.Sweep(now) {
		swept = true
	}
	if swept {
		w.storeState = nil
	}
}

// Kill stops a server or the store at once: memory and connections are gone.
func (w *World) Kill(name string) error {
	if name == storeName {
		return w.killStore()
	}
	s, err := w.find(name)
	if err != nil {
		return err
	}
	if !s.up {
		return fmt.Errorf("%s is down already", name)
	}
	w.stop(s, event.NodeKilled)
	w.totals.deaths = append(w.totals.deaths, name)
	w.notice(s, false)
	w.abort(s)
	return nil
}

// stop ends a server's process: what it remembered is lost.
func (w *World) stop(s *server, kind event.Kind) {
	lost := w.lose(s.memory)
	s.memory.Clear()
	s.verdicts.Clear()
	s.copied = keysCopy{}
	s.up, s.lookup, s.state = false, nil, nil
	w.totals.fewestUp = min(w.totals.fewestUp, w.serversUp())
	w.note(0, event.Event{Kind: kind, Node: s.name, Artifacts: append(lost.names, nodeName(s.name)),
		Attrs: []event.Attr{event.Of("rows", itoa(lost.rows))}})
}

// serversUp counts the servers that are up, whatever the balancer believes.
func (w *World) serversUp() int {
	n := 0
	for _, s := range w.servers {
		if s.up {
			n++
		}
	}
	return n
}

// losses are the rows that go down with a node.
type losses struct {
	rows  int
	names []string
}

// NamedRows bounds the rows an event names.
const namedRows = 32

func (w *World) lose(t *store.Table) losses {
	var rows []*store.Row
	t.Each(func(r *store.Row) bool { rows = append(rows, r); return true })
	return w.loseRows(rows)
}

func (w *World) loseRows(rows []*store.Row) losses {
	l := losses{rows: len(rows)}
	for i, r := range rows {
		w.totals.lostSessions += logins(r)
		if i < namedRows {
			l.names = append(l.names, artifactOf(r))
		}
	}
	return l
}

func artifactOf(r *store.Row) string { return "row:" + trimSession(r.Key) }

// abort unwinds the requests inside a dead server. The one that is running now,
// if the death came from within it, is unwound last, since that does not return.
func (w *World) abort(s *server) {
	var self *flight.Flight
	inside := s.inside
	s.inside = nil
	for _, p := range inside {
		w.note(p.exchange.Flight, event.Event{Kind: event.RequestAborted, Node: s.name,
			Artifacts: []string{nodeName(s.name)}, Attrs: []event.Attr{event.Of("why", s.name+" died")}})
		p.broken()
		if p.flight == w.scheduler.Current() || p.flight == nil {
			self = w.scheduler.Current()
			continue
		}
		p.flight.Abort()
	}
	if self != nil {
		self.Abort()
	}
}

// notice tells the balancer of a death or a return, when it finds out.
func (w *World) notice(s *server, up bool) {
	tell := func() {
		if s.up != up || w.pool.IsUp(s.name) == up || w.server(s.name) != s {
			return
		}
		state := "down"
		if up {
			state = "up"
			w.pool.Up(s.name)
		} else {
			w.pool.Down(s.name)
		}
		w.balancerState, s.state = nil, nil
		w.note(0, event.Event{Kind: event.ServerNoticed, Node: balancerName, Peer: s.name, Artifacts: []string{nodeName(s.name)},
			Attrs: []event.Attr{event.Of("server", s.name), event.Of("state", state)}})
	}
	w.scheduler.Stop(s.noticing)
	switch d := w.config.Balance.Detect; d {
	case balance.Never:
	case 0:
		tell()
	default:
		s.noticing = w.scheduler.After(d, flight.Func(tell))
	}
}

// Start brings a server or the store back, empty unless the store persists.
func (w *World) Start(name string) error {
	if name == storeName {
		return w.startStore()
	}
	s, err := w.find(name)
	if err != nil {
		return err
	}
	if s.up {
		return fmt.Errorf("%s is up already", name)
	}
	s.up, s.state = true, nil
	s.configure()
	w.note(0, event.Event{Kind: event.NodeStarted, Node: name, Artifacts: []string{nodeName(name)}})
	w.notice(s, true)
	return nil
}

// Restart is Kill and Start. A server that is down already is only started.
func (w *World) Restart(name string) error {
	down := name == storeName && w.shared != nil && !w.shared.Up()
	if s := w.server(name); s != nil {
		down = !s.up
	}
	if !down {
		if err := w.Kill(name); err != nil {
			return err
		}
	}
	return w.Start(name)
}

func (w *World) killStore() error {
	if err := w.needStore(); err != nil {
		return err
	}
	if !w.shared.Up() {
		return fmt.Errorf("the store is down already")
	}
	pending := w.shared.Pending()
	lost := w.loseRows(w.shared.Kill())
	w.totals.deaths = append(w.totals.deaths, storeName)
	w.noteStore(event.NodeKilled, lost.names, event.Of("rows", itoa(lost.rows)), event.Of("unreplicated", itoa(pending)))
	return nil
}

func (w *World) startStore() error {
	if err := w.needStore(); err != nil {
		return err
	}
	if w.shared.Up() {
		return fmt.Errorf("the store is up already")
	}
	lost := w.loseRows(w.shared.Start())
	w.noteStore(event.NodeStarted, lost.names, event.Of("rows", itoa(w.shared.Table().Len())))
	return nil
}

func (w *World) noteStore(kind event.Kind, names []string, attrs ...event.Attr) {
	w.storeState = nil
	w.note(0, event.Event{Kind: kind, Node: storeName, Artifacts: append(names, nodeName(storeName)), Attrs: attrs})
}

// Pause makes the store answer nothing, as a stopped process does.
func (w *World) Pause() error {
	if err := w.needStore(); err != nil {
		return err
	}
	if !w.shared.Up() || w.shared.Paused() {
		return fmt.Errorf("the store is not answering already")
	}
	w.shared.Pause()
	w.noteStore(event.StorePaused, nil)
	return nil
}

// Resume ends a pause; the calls that hang go on.
func (w *World) Resume() error {
	if err := w.needStore(); err != nil {
		return err
	}
	if !w.shared.Paused() {
		return fmt.Errorf("the store is not paused")
	}
	queued := w.shared.Waiting()
	w.shared.Resume()
	w.noteStore(event.StoreResumed, nil, event.Of("queued", itoa(queued)))
	return nil
}

// Wipe empties the store.
func (w *World) Wipe() error {
	if err := w.needStore(); err != nil {
		return err
	}
	lost := w.loseRows(w.shared.Wipe())
	w.noteStore(event.StoreWiped, lost.names, event.Of("rows", itoa(lost.rows)))
	return nil
}

// Promote makes the replica the store. Writes it had not seen are lost.
func (w *World) Promote() error {
	if err := w.needStore(); err != nil {
		return err
	}
	if w.shared.ReplicaTable() == nil {
		return fmt.Errorf("there is no replica: give the cluster replica=async")
	}
	if w.shared.Up() {
		return fmt.Errorf("the primary is up: kill store first")
	}
	lost, risen := w.shared.Promote()
	w.config.Store.Replica = "none"
	l := w.loseRows(lost)
	names := l.names
	for i, r := range risen {
		if i < namedRows {
			names = append(names, artifactOf(r))
		}
	}
	w.noteStore(event.Promoted, names, event.Of("rows", itoa(w.shared.Table().Len())), event.Of("lost", itoa(l.rows)), event.Of("risen", itoa(len(risen))))
	return nil
}

// DeleteRow removes every row of a user, wherever it is.
func (w *World) DeleteRow(user string) error {
	found := 0
	remove := func(t *store.Table, where string) {
		var keys []*store.Row
		t.Each(func(r *store.Row) bool {
			if r.Value.Owner() == user {
				keys = append(keys, r)
			}
			return true
		})
		for _, r := range keys {
			t.Delete(r.Key)
			found++
			w.note(0, event.Event{Kind: event.RowDeleted, Node: where, Artifacts: []string{artifactOf(r)},
				Attrs: []event.Attr{event.Of("tag", event.Tag(r.Key)), event.Of("user", user), event.Of("where", where)}})
		}
	}
	for _, s := range w.servers {
		s.state = nil
		remove(s.memory, s.name)
	}
	if w.shared != nil {
		w.expire()
		w.storeState = nil
		remove(w.shared.Table(), storeName)
	}
	if found == 0 {
		return fmt.Errorf("no row of %s anywhere", user)
	}
	return nil
}

// DropResponse lets the next answer that is about to reach a client get lost.
func (w *World) DropResponse() { w.losing++ }

// SetClock sets how far a server's clock is off.
func (w *World) SetClock(name string, offset time.Duration) error {
	s, err := w.find(name)
	if err != nil {
		return err
	}
	was := s.clock
	if err := w.config.Set(name+".clock", formatOffset(offset)); err != nil {
		return err
	}
	s.setClock(offset)
	s.state = nil
	w.note(0, event.Event{Kind: event.ClockSet, Node: name,
		Attrs: []event.Attr{event.Of("offset", formatOffset(offset)), event.Of("was", formatOffset(was))}})
	return nil
}

func formatOffset(d time.Duration) string {
	if d > 0 {
		return "+" + option.FormatDuration(d)
	}
	return option.FormatDuration(d)
}
