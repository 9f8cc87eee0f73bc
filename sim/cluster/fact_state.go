package cluster

import (
	"strings"
	"time"

	"authlab/sim/auth"
	"authlab/sim/store"
)

var loginFacts = []Fact{
	{Name: "logins", Doc: "logins answered 200", number: total(func(w *World) int { return w.totals.logins })},
	{Name: "logins.CLIENT", Doc: "logins of the client's answered 200", number: ofClient(func(c *client) int { return c.logins })},
	{Name: "logouts", Doc: "logouts answered 200", number: total(func(w *World) int { return w.totals.logouts })},
	{Name: "password-checks", Doc: "passwords compared", number: total(func(w *World) int { return w.tally.PasswordChecks })},
	{Name: "sessions.USER", Doc: "live rows of the user that stand for a login, wherever they are", number: (*World).sessionsOf},
	{Name: "revocations.USER", Doc: "answers 200 to POST /revoke that named this user",
		number: func(w *World, user string) int { return w.totals.revocations[user] }},
	{Name: "lost-sessions", Doc: "rows standing for a login that died with a machine",
		number: total(func(w *World) int { return w.totals.lostSessions })},
	{Name: "lasted.CLIENT", Doc: "seconds from the client's newest login to its newest answer 200 that takes one",
		number: ofClient(func(c *client) int { return secondsIn(c.lasted) })},
	{Name: "survived.CLIENT", Doc: "machines that have died since the client's newest login, and after whose death its own credential got an answer 200",
		number: ofClient(func(c *client) int { return len(c.outlived) })},
	{Name: "survivors.SERVER", Doc: "clients who have survived a death of this server like that", number: (*World).survivorsOf},
	{Name: "survivors.store", Doc: "clients who have survived a death of the shared store like that", number: (*World).survivorsOf},
}

var memoryFacts = []Fact{
	{Name: "rows.SERVER", Doc: "rows in this server's memory", number: rowsIn(serverTable)},
	{Name: "rows.servers", Doc: "rows in the memories of all servers", number: rowsIn(serverTables)},
	{Name: "rows.store", Doc: "rows in the shared store", number: rowsIn(storeTable)},
	{Name: "rows.replica", Doc: "rows in the replica", number: rowsIn(replicaTable)},
	{Name: "memory.SERVER", Doc: "bytes of keys and rows in this server's memory", number: bytesIn(serverTable)},
	{Name: "memory.servers", Doc: "bytes of keys and rows in the memories of all servers", number: bytesIn(serverTables)},
	{Name: "memory.store", Doc: "bytes of keys and rows in the shared store", number: bytesIn(storeTable)},
	{Name: "memory.replica", Doc: "bytes of keys and rows in the replica", number: bytesIn(replicaTable)},
	{Name: "memory-writes", Doc: "rows written in the servers' own memories", number: total(func(w *World) int { return w.totals.memoryWrites })},
	{Name: "store-reads", Doc: "reads of the shared store", number: total(func(w *World) int { return w.counts().StoreReads })},
	{Name: "store-writes", Doc: "writes to the shared store", number: total(func(w *World) int { return w.counts().StoreWrites })},
	{Name: "session-misses", Doc: "look-ups of a session that found nothing", number: total(func(w *World) int { return w.tally.Misses })},
	{Name: "denylist-entries", Doc: "live entries of denylists, wherever they are", number: total(func(w *World) int { return w.liveRows(denials) })},
}

var machineFacts = []Fact{
	{Name: "servers", Doc: "servers configured", number: total(func(w *World) int { return len(w.servers) })},
	{Name: "up.SERVER", Doc: "1 if the server is up, 0 if not", number: ofServer(func(s *server) int { return oneIf(s.up) })},
	{Name: "up.store", Doc: "1 if the shared store takes connections and answers, 0 if not",
		number: total(func(w *World) int { return oneIf(w.shared != nil && w.shared.Up() && !w.shared.Paused()) })},
	{Name: "fewest-up", Doc: "the smallest number of servers that were up at the same time",
		number: total(func(w *World) int { return w.totals.fewestUp })},
	{Name: "clock-skew.SERVER", Doc: "seconds by which this server's clock is off now, either way, rounded up",
		number: ofServer(func(s *server) int { return secondsOver(s.clock.Abs()) })},
	{Name: "widest-clock-skew", Doc: "the most seconds by which a server's clock has ever been off, either way, rounded up",
		number: total(func(w *World) int { return secondsOver(w.totals.widestSkew) })},
	{Name: "by-hand", Doc: "settings, servers, clocks, keys, roles and rows changed by hand since the first login; what users do and what breaks does not count",
		number: total(func(w *World) int { return w.totals.byHand })},
}

// survivorsOf counts the clients whose login is older than a death of this machine
// and was good after it.
func (w *World) survivorsOf(machine string) int {
	n := 0
	for _, c := range w.clients {
		n += oneIf(c.outlived[machine])
	}
	return n
}

// rowsIn counts the rows of some tables, and bytesIn what they weigh.
func rowsIn(tables func(*World, string) []*store.Table) func(*World, string) int {
	return sumOf((*store.Table).Len, tables)
}

func bytesIn(tables func(*World, string) []*store.Table) func(*World, string) int {
	return sumOf((*store.Table).Bytes, tables)
}

func sumOf(measure func(*store.Table) int, tables func(*World, string) []*store.Table) func(*World, string) int {
	return func(w *World, of string) int {
		w.expire()
		n := 0
		for _, t := range tables(w, of) {
			n += measure(t)
		}
		return n
	}
}

func serverTable(w *World, name string) []*store.Table {
	if s := w.server(name); s != nil {
		return []*store.Table{s.memory}
	}
	return nil
}

func serverTables(w *World, _ string) (all []*store.Table) {
	for _, s := range w.servers {
		all = append(all, s.memory)
	}
	return all
}

func storeTable(w *World, _ string) []*store.Table {
	if w.shared == nil || !w.shared.Up() {
		return nil
	}
	return []*store.Table{w.shared.Table()}
}

func replicaTable(w *World, _ string) []*store.Table {
	if w.shared == nil || w.shared.ReplicaTable() == nil {
		return nil
	}
	return []*store.Table{w.shared.ReplicaTable()}
}

// liveRows adds up what a measure says of the rows that a look-up would still find.
func (w *World) liveRows(measure func(*store.Row) int) int {
	n := 0
	count := func(t *store.Table, now time.Duration) {
		t.Each(func(r *store.Row) bool {
			if r.Expires == 0 || now < r.Expires {
				n += measure(r)
			}
			return true
		})
	}
	for _, s := range w.servers {
		count(s.memory, s.now())
	}
	if w.shared != nil && w.shared.Up() {
		count(w.shared.Table(), w.scheduler.Now())
	}
	return n
}

func (w *World) sessionsOf(user string) int {
	return w.liveRows(func(r *store.Row) int {
		if r.Value.Owner() != user {
			return 0
		}
		return logins(r)
	})
}

// logins is how many logins of its owner a row stands for. A value that is no session,
// such as an entry of a denylist, says so itself.
func logins(r *store.Row) int {
	if v, ok := r.Value.(interface{ Sessions() int }); ok {
		return v.Sessions()
	}
	return oneIf(r.Value.Owner() != "")
}

// denials is 1 for an entry of a denylist.
func denials(r *store.Row) int { return oneIf(strings.HasPrefix(r.Key, auth.DeniedPrefix)) }
