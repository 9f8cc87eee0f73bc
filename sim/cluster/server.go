package cluster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"

	"authlab/sim/auth"
	"authlab/sim/event"
	"authlab/sim/flight"
	"authlab/sim/rng"
	"authlab/sim/snapshot"
	"authlab/sim/store"
)

// server is one application server: a process with its own memory, clock and keys.
type server struct {
	world   *World
	name    string
	up      bool
	clock   time.Duration
	memory  *store.Table
	random  io.Reader
	handler http.Handler
	// noticing is the balancer's finding out of the newest death or return.
	noticing flight.Timer
	// servedBy is the value of the X-Served-By line.
	servedBy []string
	keys     []snapshot.Key
	// own is the configuration as this server sees it.
	own *Config
	// alone is a signing key that this server has and the others do not, or nil.
	alone *clusterKey
	// copied is a service's copy of the issuer's keys.
	copied keysCopy
	// inside are the requests it is working on, oldest first.
	inside []*passage
	served int
	lookup *snapshot.Lookup
	state  *snapshot.Server
	// verdicts are what it remembers of the store's answers about tokens.
	verdicts auth.Verdicts
}

func (w *World) newServer(number int) *server {
	name := "s" + strconv.Itoa(number)
	s := &server{world: w, name: name, servedBy: []string{name}, up: true, memory: store.NewTable().Tally(&w.totals.memoryWrites),
		random: w.stream(name, "session ids")}
	if w.recording {
		s.memory.Weigh()
	}
	s.configure()
	return s
}

// stream is the one stream of a node and a purpose in this run: a server that is
// removed and added again goes on drawing where it was.
func (w *World) stream(node, purpose string) *rand.ChaCha8 {
	name := node + "/" + purpose
	if w.streams[name] == nil {
		w.streams[name] = rng.New(uint64(w.config.Seed), node, purpose)
	}
	return w.streams[name]
}

// setClock sets how far the server's clock is off.
func (s *server) setClock(offset time.Duration) {
	s.clock = offset
	s.world.totals.widestSkew = max(s.world.totals.widestSkew, offset.Abs())
}

// now is the server's own clock, since event.Epoch.
func (s *server) now() time.Duration { return s.world.scheduler.Now() + s.clock }

// configure builds the handler from the present configuration; memory stays.
func (s *server) configure() {
	w := s.world
	own := w.config.forServer(s.name)
	s.own = own
	s.setClock(own.ClockShift)
	if own.Session.Secret == "" {
		own.Session.Secret = w.secret("session-secret")
	}
	env := &auth.Env{
		Server: s.name, Clock: s.now, Random: s.random, StoreErrors: own.Store.Errors,
		Recording: w.recording, Tally: &w.tally, Where: s.name,
		Note:  func(ctx context.Context, e event.Event) { s.note(ctx, e) },
		Roles: w.role, Conventions: own.Conventions.For(own.Auth), Verdicts: &s.verdicts,
	}
	if own.Store.Store == "memory" {
		env.Rows, env.Keeper = &store.Memory{Table: s.memory, Now: s.now}, s.now
		// Memory cannot fail; a row is written before the answer either way.
		env.StoreErrors = "500"
	} else {
		env.Rows, env.Where, env.Keeper = &store.Client{Shared: w.shared, Server: s.name}, storeName, w.scheduler.Now
	}
	if name := own.credentialCookie(); name != "" && own.CSRF.Mode != auth.CSRFOff {
		env.CSRF = &auth.CSRF{Mode: own.CSRF.Mode, Cookie: name, Key: []byte(w.secret("csrf-secret"))}
	}
	s.keys = nil
	for _, d := range designs() {
		if d.name == own.Auth {
			s.handler = env.CSRF.Guard(d.build(s, env, own))
		}
	}
	s.state = nil
}

// secret is the cluster's own key for a purpose where none is given: 256 bits drawn from the seed.
func (w *World) secret(purpose string) string {
	var b [32]byte
	// The stream never ends and never fails.
	_, _ = io.ReadFull(rng.New(uint64(w.config.Seed), "cluster", purpose), b[:])
	return hex.EncodeToString(b[:])
}

// fingerprint names a secret without giving it away.
func fingerprint(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:2])
}

// note records what a handler has to say, and keeps what it last looked for.
func (s *server) note(ctx context.Context, e event.Event) {
	s.state = nil
	if l, about := lookupOf(&e); about {
		s.lookup = l
	}
	number := 0
	if f := flight.From(ctx); f != nil {
		p := f.Owner.(*passage)
		number = p.exchange.Flight
		p.consider(&e)
	}
	s.world.note(number, e)
}

// lookupOf is what an event tells about a look-up, nil for a request that needed none;
// about is false where it tells nothing of the kind.
func lookupOf(e *event.Event) (l *snapshot.Lookup, about bool) {
	l = &snapshot.Lookup{Tag: e.Get("tag"), Where: e.Get("where"), User: e.Get("user")}
	switch e.Kind {
	case event.SessionHit, event.StateChecked:
		l.Found = true
		return l, true
	case event.SessionMiss, event.SessionExpired:
		return l, true
	case event.RefreshIssued:
		if l.Found, l.Tag = true, e.Get("was"); l.Tag != "" {
			return l, true
		}
		return nil, true
	case event.RefreshRejected:
		if l.Where != "" {
			return l, true
		}
		return nil, true
	case event.StateRefused:
		if e.Get("check") == "row" {
			l.User = e.Get("owner")
			l.Found = l.User != ""
			return l, true
		}
		return nil, true
	case event.StoreRefused, event.StoreHung, event.StoreTimeout:
		l.Where, l.Unknown = storeName, true
		return l, true
	case event.CookieRejected, event.CredentialMissing, event.TokenAccepted, event.TokenRejected, event.StateCached, event.StateSkipped, event.RefreshReused:
		return nil, true
	}
	return nil, false
}

// leave takes a finished or broken request out of the server.
func (s *server) leave(p *passage) {
	for i, other := range s.inside {
		if other == p {
			s.inside = append(s.inside[:i:i], s.inside[i+1:]...)
			break
		}
	}
	s.state = nil
}

// The shared store tells its world what happens there.

// Refused records a call the store did not take.
func (w *World) Refused(f *flight.Flight, server, op, key string) {
	w.storeTrouble(f, server, event.StoreRefused, op, key)
}

// Hung records a call that waits for an answer.
func (w *World) Hung(f *flight.Flight, server, op, key string) {
	w.storeTrouble(f, server, event.StoreHung, op, key)
}

// TimedOut records a call that was given up.
func (w *World) TimedOut(f *flight.Flight, server, op, key string) {
	w.storeTrouble(f, server, event.StoreTimeout, op, key)
}

func (w *World) storeTrouble(f *flight.Flight, name string, kind event.Kind, op, key string) {
	p := f.Owner.(*passage)
	p.trouble = kind
	w.storeState = nil
	if s := w.server(name); s != nil {
		s.note(f, event.Event{Kind: kind, Node: name, Peer: "store", Artifacts: []string{"node:store"},
			Attrs: []event.Attr{event.Of("op", op), event.Of("tag", event.Tag(key))}})
	}
}

// Changed tells that the store must be drawn anew.
func (w *World) Changed() { w.storeState = nil }

// Replicated records that a write has reached the replica.
func (w *World) Replicated(op, key string) {
	if op == "touch" {
		return
	}
	w.note(0, event.Event{Kind: event.Replicated, Node: "replica", Peer: "store",
		Attrs: []event.Attr{event.Of("op", op), event.Of("tag", event.Tag(key))}})
}

// consider keeps what speaks against the caller: the reason of a refusal. What a
// token is refused for is told in the words of its verifier.
func (p *passage) consider(e *event.Event) {
	switch {
	case e.Kind == event.TokenRejected || e.Kind == event.RefreshRejected || e.Kind == event.StateRefused:
		p.refusal = e.Get("why")
		p.badToken = e.Kind == event.TokenRejected
	case e.Kind.Refuses():
		p.refusal = string(e.Kind)
	}
}
