package cluster

import (
	"strings"

	"authlab/sim/balance"
	"authlab/sim/event"
	"authlab/sim/snapshot"
	"authlab/sim/store"
)

// snapshot is the cluster after an event. Nodes that have not changed since the
// last one are shared with it.
func (w *World) snapshot(now *event.Event) *snapshot.Snapshot {
	s := &snapshot.Snapshot{At: w.scheduler.Now(), Design: w.config.Auth, Copies: w.copyStates, Counts: w.counts()}
	s.Clients = w.clientPictures()
	s.Servers = make([]*snapshot.Server, len(w.servers))
	for i, server := range w.servers {
		s.Servers[i] = server.picture()
	}
	s.Balancer = w.balancerPicture()
	s.Store = w.storePicture()
	for _, p := range w.moving {
		if l, ok := p.line(now); ok {
			s.Lines = append(s.Lines, l)
		}
	}
	if l, ok := storeCall(now); ok {
		s.Lines = append(s.Lines, l)
	}
	return s
}

// storeCall is the call behind a fact that came from the store.
func storeCall(e *event.Event) (snapshot.Line, bool) {
	l := snapshot.Line{Flight: e.Flight, From: e.Node, To: storeName, Tag: e.Get("tag")}
	switch e.Kind {
	case event.SessionHit, event.SessionMiss, event.SessionExpired, event.StateChecked, event.StateRefused, event.RefreshReused:
		l.Label = "get"
	case event.SessionCreated, event.SessionSaved, event.StateWritten, event.RefreshIssued:
		l.Label = "set"
	case event.SessionTouched:
		l.Label = "touch"
	case event.SessionDestroyed, event.SessionsRevoked, event.FamilyRevoked, event.AccessRevoked:
		l.Label = "delete"
	case event.AuditNoted:
		l.Label = "add"
	case event.StoreRefused, event.StoreTimeout:
		l.Label, l.Hung = e.Get("op"), true
		return l, true
	default:
		return l, false
	}
	return l, e.Get("where") == storeName
}

func (w *World) counts() snapshot.Counts {
	c := snapshot.Counts{
		Requests: w.totals.Requests, Logins: w.totals.logins,
		Signatures: w.tally.Signatures, Verifications: w.tally.Verifications, PasswordChecks: w.tally.PasswordChecks,
		LostSessions: w.totals.lostSessions, RequestBytes: w.totals.RequestBytes, ResponseBytes: w.totals.ResponseBytes,
	}
	if w.shared != nil {
		c.StoreReads, c.StoreWrites = w.shared.Reads, w.shared.Writes
	}
	return c
}

// clientPictures are shared with the snapshot before if no client has changed.
func (w *World) clientPictures() []*snapshot.Client {
	same := len(w.clientStates) == len(w.clients)
	for i, c := range w.clients {
		if now := c.picture(); same && now != w.clientStates[i] {
			same = false
		}
	}
	if !same {
		w.clientStates = make([]*snapshot.Client, len(w.clients))
		for i, c := range w.clients {
			w.clientStates[i] = c.picture()
		}
	}
	return w.clientStates
}

func (c *client) picture() *snapshot.Client {
	if c.state != nil {
		return c.state
	}
	s := &snapshot.Client{Name: c.name, IP: c.ip.String(), Attacker: c.name == Attacker}
	if c.last.Method != "" { // a lost answer has no status
		last := c.last
		s.Last = &last
	}
	if c.waiting != nil {
		s.Waiting = label(c.waiting)
	}
	s.Cookies, s.Token, s.Refresh = c.own.picture(c.kept)
	c.state = s
	return s
}

// copyPicture adds a copy to those pictured; one of the same name before it is gone.
func (w *World) copyPicture(of *client, as string) {
	p := &snapshot.Copy{Name: as, From: of.name, At: w.scheduler.Now()}
	p.Cookies, p.Token, p.Refresh = of.own.picture(of.kept)
	all := make([]*snapshot.Copy, 0, len(w.copyStates)+1) // snapshots share the slice before
	for _, c := range w.copyStates {
		if c.Name != as {
			all = append(all, c)
		}
	}
	w.copyStates = append(all, p)
}

// picture is what a caller can present; kept is where its page has put its tokens.
func (c *credentials) picture(kept string) (cookies []snapshot.Cookie, access, refresh *snapshot.Token) {
	for _, k := range c.jar.All() {
		one := snapshot.Cookie{Name: k.Name, Value: k.Value, Tag: cookieTag(k.Value), Domain: k.Domain, HostOnly: k.HostOnly, Path: k.Path,
			Secure: k.Secure, HTTPOnly: k.HTTPOnly, SameSite: k.SameSite}
		if k.Name == balance.PinCookie {
			one.Tag = k.Value
		}
		if !k.Expires.IsZero() {
			one.Expires = k.Expires.Sub(event.Epoch)
		}
		cookies = append(cookies, one)
	}
	if t := c.tokens.Access; t != "" {
		access = &snapshot.Token{Raw: t, Tag: tokenTag(t), Keep: kept}
	}
	if t := c.tokens.Refresh; t != "" {
		refresh = &snapshot.Token{Raw: t, Tag: event.Tag(t), Keep: kept}
	}
	return cookies, access, refresh
}

func (s *server) picture() *snapshot.Server {
	if s.state != nil {
		return s.state
	}
	p := &snapshot.Server{Name: s.name, Service: s.service(), Up: s.up, Noticed: s.world.pool.IsUp(s.name) == s.up, Clock: s.clock, Leeway: s.own.Token.Leeway,
		Memory: s.world.config.Store.Store == "memory" && keepsRows(s.world.config.Auth),
		Total:  s.memory.Len(), Lookup: s.lookup, Keys: s.keys, Busy: len(s.inside)}
	if s.verifiesOnly() {
		p.KeysAt = s.copied.at
	}
	if s.own.State.Cache > 0 {
		p.Answers, p.AnswersFor = s.verdicts.Given(), s.own.State.Cache
	}
	p.Rows = rowPictures(s.memory)
	s.state = p
	return p
}

// keepsRows tells whether servers remember something in a design.
func keepsRows(design string) bool {
	return design != "none" && design != "password" && design != "jwt"
}

func rowPictures(t *store.Table) []snapshot.Row {
	var out []snapshot.Row
	for _, r := range t.Newest(snapshot.RowsShown) {
		text := r.Value.JSON()
		kind, _, _ := strings.Cut(r.Key, ":")
		out = append(out, snapshot.Row{Key: r.Key, Kind: kind, Tag: event.Tag(r.Key), User: r.Value.Owner(), Created: r.Value.Born(),
			Seen: r.Seen, Expires: r.Expires, Bytes: len(text), Text: text})
	}
	return out
}

func (w *World) balancerPicture() *snapshot.Balancer {
	if w.balancerState != nil {
		return w.balancerState
	}
	b := &snapshot.Balancer{Policy: w.policy.Name(), Queue: w.pool.Queue(), Next: w.policy.Next(w.pool)}
	if w.services != nil {
		b.Policy, b.Queue, b.Next = "path", nil, ""
	}
	for _, s := range w.pool.Servers() {
		if !w.pool.IsUp(s) {
			b.Down = append(b.Down, s)
		}
		if n := w.pool.Active(s); n > 0 {
			if b.Active == nil {
				b.Active = map[string]int{}
			}
			b.Active[s] = n
		}
	}
	w.balancerState = b
	return b
}

func (w *World) storePicture() *snapshot.Store {
	if w.shared == nil || w.config.Store.Store == "memory" {
		return nil
	}
	w.expire()
	if w.storeState != nil {
		return w.storeState
	}
	s := &snapshot.Store{Kind: w.config.Store.Store, Up: w.shared.Up(), Paused: w.shared.Paused(), Persist: w.config.Store.Durable(),
		Reads: w.shared.Reads, Writes: w.shared.Writes, Waiting: w.shared.Waiting()}
	if s.Up {
		s.Rows, s.Total = rowPictures(w.shared.Table()), w.shared.Table().Len()
	}
	if t := w.shared.ReplicaTable(); t != nil {
		s.Replica = &snapshot.Replica{Rows: rowPictures(t), Total: t.Len(), Lag: w.config.Store.ReplicaLag, Pending: w.shared.Pending()}
	}
	w.storeState = s
	return s
}

func trimSession(key string) string { return strings.TrimPrefix(key, "sess:") }

// Snapshot is the cluster as it stands between two events, also in an unrecorded run.
func (w *World) Snapshot() *snapshot.Snapshot { return w.snapshot(&event.Event{}) }
