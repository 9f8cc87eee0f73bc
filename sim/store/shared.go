package store

import (
	"time"

	"authlab/sim/flight"
)

// Watcher is told what happens at the shared store.
type Watcher interface {
	// Refused, Hung and TimedOut tell of a call of a server that got no answer.
	Refused(f *flight.Flight, server, op, key string)
	Hung(f *flight.Flight, server, op, key string)
	TimedOut(f *flight.Flight, server, op, key string)
	// Changed tells that the store's or the replica's rows or counts are different now.
	Changed()
	// Replicated tells that a write has reached the replica.
	Replicated(op, key string)
}

// Shared is the store all servers share, with its replica.
type Shared struct {
	scheduler *flight.Scheduler
	options   *Options
	watch     Watcher

	primary, replica *Table
	up, paused       bool
	waiting          []*flight.Flight
	pending          []*pendingWrite
	// Reads and Writes count the calls answered.
	Reads, Writes int
}

type pendingWrite struct {
	timer flight.Timer
	// due is when it reaches the replica, never before the write ahead of it; late
	// is how long after it was made.
	due, late time.Duration
	op        string
	key       string
	value     Value
	life      Lifetime
}

// NewShared starts an empty store. options may change while it runs.
func NewShared(s *flight.Scheduler, options *Options, watch Watcher) *Shared {
	shared := &Shared{scheduler: s, options: options, watch: watch, primary: NewTable(), up: true}
	shared.Configure()
	return shared
}

// Configure follows a change of the options: a replica that is asked for starts
// as a copy of the primary.
func (s *Shared) Configure() {
	switch {
	case s.options.Replica == "async" && s.replica == nil:
		s.replica = s.primary.Clone()
	case s.options.Replica == "none":
		s.forget()
		s.replica = nil
	}
}

// Weigh makes the store, which must be empty, keep the sum of its rows' bytes.
func (s *Shared) Weigh() {
	s.primary.Weigh()
	if s.replica != nil {
		s.replica.Weigh()
	}
}

// Table is the primary's rows. An unreachable store has them still, unseen.
func (s *Shared) Table() *Table { return s.primary }

// ReplicaTable is the replica's rows, or nil.
func (s *Shared) ReplicaTable() *Table { return s.replica }

// Pending counts the writes the replica has not seen.
func (s *Shared) Pending() int { return len(s.pending) }

// Waiting counts the calls that hang.
func (s *Shared) Waiting() int {
	n := 0
	for _, f := range s.waiting {
		if !f.Ended() {
			n++
		}
	}
	return n
}

// Up tells whether the store takes connections; Paused whether it answers none.
func (s *Shared) Up() bool     { return s.up }
func (s *Shared) Paused() bool { return s.paused }

// Kill stops the store: connections are refused, and unless it persists its rows
// are gone. Writes the replica has not seen die with it. Rows lost for good are answered;
// with a replica that is known only at Promote or Start.
func (s *Shared) Kill() []*Row {
	s.up, s.paused = false, false
	s.forget()
	var lost []*Row
	if !s.options.Durable() && s.replica == nil {
		lost = all(s.primary)
		s.primary.Clear()
	}
	s.wake()
	return lost
}

// Start brings the store back, with its rows if it persists. It answers the rows lost.
func (s *Shared) Start() []*Row {
	s.up = true
	var lost []*Row
	if !s.options.Durable() {
		lost = all(s.primary)
		s.primary.Clear()
	}
	if s.replica != nil {
		s.replica = s.primary.Clone()
	}
	s.wake()
	return lost
}

// Pause makes the store accept calls and answer none; Resume ends that.
func (s *Shared) Pause()  { s.paused = true }
func (s *Shared) Resume() { s.paused = false; s.wake() }

// Wipe removes all rows, of the replica too, and answers the primary's.
func (s *Shared) Wipe() []*Row {
	lost := all(s.primary)
	s.forget()
	s.primary.Clear()
	if s.replica != nil {
		s.replica.Clear()
	}
	return lost
}

// Promote makes the replica the store. It answers the rows that existed only in
// the old primary, and those that the old primary no longer had.
func (s *Shared) Promote() (lost, risen []*Row) {
	now := s.scheduler.Now()
	s.primary.Sweep(now)
	s.replica.Sweep(now)
	for _, r := range all(s.primary) {
		if _, result := s.replica.Get(r.Key, now); result != Found {
			lost = append(lost, r)
		}
	}
	for _, r := range all(s.replica) {
		if _, result := s.primary.Get(r.Key, now); result != Found {
			risen = append(risen, r)
		}
	}
	s.primary, s.replica = s.replica, nil
	s.options.Replica = "none"
	s.up, s.paused = true, false
	s.wake()
	return lost, risen
}

// forget drops the writes that have not reached the replica.
func (s *Shared) forget() {
	for _, p := range s.pending {
		s.scheduler.Stop(p.timer)
	}
	s.pending = nil
}

// wake lets every hanging call try again, in the order they came.
func (s *Shared) wake() {
	waiting := s.waiting
	s.waiting = nil
	for _, f := range waiting {
		f.Wake()
	}
	s.watch.Changed()
}

// latency is one call, there and back.
func (s *Shared) latency() time.Duration {
	if s.options.Store == "database" {
		return s.options.DatabaseOne
	}
	return s.options.RedisTime
}

// write applies an operation to the primary and sends it on its way to the replica.
func (s *Shared) write(op, key string, v Value, life Lifetime) (existed bool) {
	existed = apply(s.primary, op, key, v, life, s.scheduler.Now())
	s.Writes++
	if s.replica != nil {
		now := s.scheduler.Now()
		p := &pendingWrite{op: op, key: key, value: v, life: life, due: now + s.options.ReplicaLag}
		if n := len(s.pending); n > 0 {
			p.due = max(p.due, s.pending[n-1].due)
		}
		p.late = p.due - now
		p.timer = s.scheduler.After(p.late, flight.Func(func() { s.replicate(p) }))
		s.pending = append(s.pending, p)
	}
	s.watch.Changed()
	return existed
}

// replicate applies the oldest pending write to the replica. Redis replicates the
// moment of expiry, not the span, so the lag is taken off.
func (s *Shared) replicate(p *pendingWrite) {
	s.pending = s.pending[1:]
	life := p.life
	if life.Span > 0 {
		life.Span = max(life.Span-p.late, 1)
	}
	apply(s.replica, p.op, p.key, p.value, life, s.scheduler.Now())
	s.watch.Changed()
	s.watch.Replicated(p.op, p.key)
}

func apply(t *Table, op, key string, v Value, life Lifetime, now time.Duration) bool {
	switch op {
	case "set":
		t.Set(key, v, life, now)
	case "touch":
		return t.Touch(key, life, now)
	case "delete":
		return t.Delete(key)
	}
	return true
}
