package cluster

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"authlab/sim/auth"
	"authlab/sim/store"
)

// CountName documents a name that expect and lesson goals can use.
type CountName struct {
	Name string // "status.CODE": the upper-case part is to be filled in
	Doc  string
	// Text tells that the value is text; only = and != compare it.
	Text bool
}

// CountNames are all names, in the order of the help.
var CountNames = []CountName{
	{Name: "requests", Doc: "requests answered"},
	{Name: "logins", Doc: "logins answered 200"},
	{Name: "logins.CLIENT", Doc: "logins of the client's answered 200"},
	{Name: "logouts", Doc: "logouts answered 200"},
	{Name: "by-hand", Doc: "settings, servers, clocks, keys, roles and rows changed by hand since the first login; what users do and what breaks does not count"},
	{Name: "status.CODE", Doc: "answers with this status"},
	{Name: "admitted", Doc: "answers 200 at paths that ask for a login: all but logins, logouts and /public"},
	{Name: "last.CLIENT", Doc: "status of the client's newest answer, 0 before the first and where it was lost"},
	{Name: "last-server.CLIENT", Doc: "server that gave it, empty if the balancer did", Text: true},
	{Name: "newest", Doc: "client who got the newest answer of all, empty before the first", Text: true},
	{Name: "recent.CLIENT", Doc: "the client's newest statuses, as many as are compared with: recent.alice=401,200", Text: true},
	{Name: "last-page.CLIENT", Doc: "status of the client's newest answer at a path that asks for a login, 0 before the first"},
	{Name: "streak.CLIENT", Doc: "newest answers in a row that were 200, at paths that ask for a login; others do not count"},
	{Name: "served.SERVER", Doc: "requests this server answered"},
	{Name: "rows.SERVER", Doc: "rows in this server's memory"},
	{Name: "rows.servers", Doc: "rows in the memories of all servers"},
	{Name: "rows.store", Doc: "rows in the shared store"},
	{Name: "rows.replica", Doc: "rows in the replica"},
	{Name: "memory.SERVER", Doc: "bytes of keys and rows in this server's memory"},
	{Name: "memory.servers", Doc: "bytes of keys and rows in the memories of all servers"},
	{Name: "memory.store", Doc: "bytes of keys and rows in the shared store"},
	{Name: "memory.replica", Doc: "bytes of keys and rows in the replica"},
	{Name: "sessions.USER", Doc: "live rows of the user that stand for a login, wherever they are"},
	{Name: "denied", Doc: "live entries of denylists, wherever they are"},
	{Name: "up.SERVER", Doc: "1 if the server is up, 0 if not"},
	{Name: "up.store", Doc: "1 if the shared store takes connections and answers, 0 if not"},
	{Name: "servers", Doc: "servers configured"},
	{Name: "fewest-up", Doc: "the smallest number of servers that were up at the same time"},
	{Name: "skew.SERVER", Doc: "seconds by which this server's clock is off now, either way"},
	{Name: "clock-skew", Doc: "the most seconds by which a server's clock has ever been off"},
	{Name: "lost-sessions", Doc: "rows standing for a login that died with a node"},
	{Name: "reuse-alarms", Doc: "families of refresh tokens that ended because a used one came back"},
	{Name: "revoked.USER", Doc: "answers 200 to POST /revoke that named this user"},
	{Name: "misses", Doc: "look-ups of a session that found nothing"},
	{Name: "store-reads", Doc: "reads of the shared store"},
	{Name: "store-writes", Doc: "writes to the shared store"},
	{Name: "memory-writes", Doc: "rows written in the servers' own memory"},
	{Name: "signers", Doc: "servers that are up and hold a key that can sign tokens"},
	{Name: "keys.SERVER", Doc: "keys this server verifies tokens with"},
	{Name: "older-key-tokens", Doc: "tokens taken by a key after another had been taken by a newer one, while both were in use"},
	{Name: "signatures", Doc: "tokens signed"},
	{Name: "verifications", Doc: "tokens verified, good or bad"},
	{Name: "transfers", Doc: "POST /transfer done"},
	{Name: "password-checks", Doc: "passwords compared"},
	{Name: "set-cookies.CLIENT", Doc: "Set-Cookie lines the client received"},
	{Name: "cookie-changes.CLIENT", Doc: "times the client's cookies changed"},
	{Name: "credential-bytes.CLIENT", Doc: "size of the Cookie and Authorization lines it sent last"},
	{Name: "request-bytes", Doc: "bytes of all requests"},
	{Name: "response-bytes", Doc: "bytes of all answers"},
	{Name: "guesses.CLIENT", Doc: "session IDs the client has guessed"},
	{Name: "hits.CLIENT", Doc: "guesses that named a session"},
	{Name: "forgeries.CLIENT", Doc: "tokens the client has forged"},
	{Name: "forgeries-accepted.CLIENT", Doc: "answers 200 that its forged tokens got"},
	{Name: "stolen.CLIENT", Doc: "credentials of the client's that the attacker has come by: read, overheard, or planted and logged in over"},
	{Name: "decoded.CLIENT", Doc: "times the client's token was read without a key"},
	{Name: "leeway.CLIENT", Doc: "the largest leeway, in seconds, by which a server took the client's token outside of its dates"},
	{Name: "foiled.KIND", Doc: "attacks of this kind that came to nothing: fixate, sniff, xss, ride (a script's request), cross-site, same-site, link, or a kind of forgery"},
	{Name: "lasted.CLIENT", Doc: "seconds from the client's newest login to its newest answer 200 that takes one"},
	{Name: "survived.CLIENT", Doc: "machines that have died since the client's newest login, and after whose death its own credential got an answer 200"},
	{Name: "survivors.SERVER", Doc: "clients who have survived a death of this server like that"},
	{Name: "survivors.store", Doc: "clients who have survived a death of the shared store like that"},
	{Name: "exposure.CLIENT", Doc: "seconds from the taking of a credential to the last answer 200 it got"},
	{Name: "shut-out.CLIENT", Doc: "seconds from that taking to the first answer 401 that no 200 followed; 0 while it works"},
	{Name: "locked-out.CLIENT", Doc: "1 if the credential it took was looked at and refused since it last worked, 0 if not"},
}

// Count answers the present value of a name; false if there is no such name or no
// such server. A client that has not appeared counts as one that did nothing.
func (w *World) Count(name string) (int64, bool) {
	head, of, dotted := strings.Cut(name, ".")
	if !dotted {
		n, ok := w.plainCount(head)
		return int64(n), ok
	}
	if of == "" {
		return 0, false
	}
	var n int
	ok := true
	switch head {
	case "status":
		code, err := strconv.Atoi(of)
		n, ok = w.totals.status[code], err == nil && code >= 100 && code <= 599
	case "rows":
		n, ok = w.countIn(of, (*store.Table).Len)
	case "memory":
		n, ok = w.countIn(of, (*store.Table).Bytes)
	case "up":
		n, ok = w.upCount(of)
	case "keys":
		n, ok = w.keyCount(of)
	case "revoked":
		n = w.totals.revoked[of]
	case "foiled":
		n, ok = w.foiledCount(of)
	case "served":
		n, ok = w.servedCount(of)
	case "skew":
		n, ok = w.skewCount(of)
	case "survivors":
		n, ok = w.survivorCount(of)
	case "sessions":
		n = w.liveRows(func(r *store.Row) int {
			if r.Value.Owner() != of {
				return 0
			}
			return logins(r)
		})
	default:
		n, ok = w.clientCount(head, of)
	}
	return int64(n), ok
}

func (w *World) plainCount(name string) (int, bool) {
	if name == "denied" {
		return w.liveRows(denials), true
	}
	c := w.counts()
	n, ok := map[string]int{
		"requests": c.Requests, "logins": c.Logins, "servers": len(w.servers), "lost-sessions": c.LostSessions,
		"admitted": w.totals.admitted, "logouts": w.logouts(), "by-hand": w.totals.byHand, "fewest-up": w.totals.fewestUp, "memory-writes": w.totals.memoryWrites, "clock-skew": int(w.totals.widestSkew / time.Second), "reuse-alarms": w.tally.ReuseAlarms,
		"misses": w.tally.Misses, "store-reads": c.StoreReads, "store-writes": c.StoreWrites,
		"signers": w.signers(), "older-key-tokens": w.totals.keysInUse.older, "signatures": c.Signatures, "verifications": c.Verifications, "password-checks": c.PasswordChecks, "transfers": w.tally.Transfers,
		"request-bytes": c.RequestBytes, "response-bytes": c.ResponseBytes,
	}[name]
	return n, ok
}

// countIn counts the rows of a place by a measure.
func (w *World) countIn(of string, measure func(*store.Table) int) (int, bool) {
	w.expire()
	switch of {
	case "servers":
		n := 0
		for _, s := range w.servers {
			n += measure(s.memory)
		}
		return n, true
	case storeName:
		if w.shared == nil || !w.shared.Up() {
			return 0, true
		}
		return measure(w.shared.Table()), true
	case "replica":
		if w.shared == nil || w.shared.ReplicaTable() == nil {
			return 0, true
		}
		return measure(w.shared.ReplicaTable()), true
	}
	if s := w.server(of); s != nil {
		return measure(s.memory), true
	}
	return 0, serverNumber(of) > 0 && serverNumber(of) <= MaxServers
}

func (w *World) upCount(of string) (int, bool) {
	up, ok := false, true
	if of == storeName {
		up = w.shared != nil && w.shared.Up() && !w.shared.Paused()
	} else if s := w.server(of); s != nil {
		up = s.up
	} else {
		ok = serverNumber(of) > 0 && serverNumber(of) <= MaxServers
	}
	if up {
		return 1, ok
	}
	return 0, ok
}

func (w *World) servedCount(of string) (int, bool) {
	n := w.totals.removedServed[of]
	if s := w.server(of); s != nil {
		return n + s.served, true
	}
	return n, serverNumber(of) > 0 && serverNumber(of) <= MaxServers
}

// skewCount is how far a server's clock is off, in seconds rounded up; 0 for one that is
// not there.
func (w *World) skewCount(of string) (int, bool) {
	if s := w.server(of); s != nil {
		return int((s.clock.Abs() + time.Second - 1) / time.Second), true
	}
	return 0, serverNumber(of) > 0 && serverNumber(of) <= MaxServers
}

// survivorCount counts the clients whose login is older than a death of this machine
// and was good after it.
func (w *World) survivorCount(of string) (int, bool) {
	n := 0
	for _, c := range w.clients {
		if c.outlived[of] {
			n++
		}
	}
	return n, of == storeName || serverNumber(of) > 0 && serverNumber(of) <= MaxServers
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

// logins is how many logins of its owner a row stands for. A value that is no session,
// such as an entry of a denylist, says so itself.
func logins(r *store.Row) int {
	if v, ok := r.Value.(interface{ Sessions() int }); ok {
		return v.Sessions()
	}
	if r.Value.Owner() == "" {
		return 0
	}
	return 1
}

// denials is 1 for an entry of a denylist.
func denials(r *store.Row) int {
	if strings.HasPrefix(r.Key, auth.DeniedPrefix) {
		return 1
	}
	return 0
}

func (w *World) clientCount(name, of string) (int, bool) {
	c := w.byName[of]
	if c == nil {
		c = &client{}
	}
	switch name {
	case "last":
		if len(c.statuses) == 0 {
			return 0, true
		}
		return c.statuses[len(c.statuses)-1], true
	case "logins":
		return c.logins, true
	case "last-page":
		return c.lastPage(), true
	case "streak":
		return c.streak(), true
	case "set-cookies":
		return c.setCount, true
	case "cookie-changes":
		return c.changes, true
	case "credential-bytes":
		return c.credit, true
	case "guesses":
		return c.guesses, true
	case "hits":
		return c.hits, true
	case "forgeries":
		return c.forgeries, true
	case "forgeries-accepted":
		return c.forgedHits, true
	case "stolen":
		return c.stolen, true
	case "decoded":
		return w.totals.decoded[of], true
	case "leeway":
		return int((c.leeway + time.Second - 1) / time.Second), true
	case "lasted":
		return int(c.lasted / time.Second), true
	case "survived":
		return len(c.outlived), true
	case "exposure":
		if t := w.totals.theft[of]; t != nil {
			return t.seconds(), true
		}
		return 0, true
	case "shut-out":
		if t := w.totals.theft[of]; t != nil {
			return t.secondsToRefusal(), true
		}
		return 0, true
	case "locked-out":
		if t := w.totals.theft[of]; t != nil && t.judged {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

func (c *client) streak() int {
	n := 0
	for i := len(c.statuses) - 1; i >= 0; i-- {
		if c.open[i] {
			continue
		}
		if c.statuses[i] != http.StatusOK {
			break
		}
		n++
	}
	return n
}

// lastPage is the newest status at a path that asks for a login, 0 for none.
func (c *client) lastPage() int {
	for i := len(c.statuses) - 1; i >= 0; i-- {
		if !c.open[i] {
			return c.statuses[i]
		}
	}
	return 0
}

// Text answers the present value of a name whose value is text. For recent.CLIENT
// it is all statuses, oldest first, with commas between.
func (w *World) Text(name string) (string, bool) {
	head, of, _ := strings.Cut(name, ".")
	c := w.byName[of]
	if c == nil {
		c = &client{}
	}
	switch {
	case name == "newest":
		return w.totals.newest, true
	case of == "":
		return "", false
	case head == "last-server":
		if len(c.servers) == 0 {
			return "", true
		}
		return c.servers[len(c.servers)-1], true
	case head == "recent":
		words := make([]string, len(c.statuses))
		for i, s := range c.statuses {
			words[i] = itoa(s)
		}
		return strings.Join(words, ","), true
	}
	return "", false
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
