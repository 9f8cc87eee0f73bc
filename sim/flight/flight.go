package flight

import (
	"context"
	"iter"
	"net/http"
	"time"
)

// Flight is one piece of server work in a coroutine of its own. It is the
// context of the request it serves, so that whatever the handler calls can park it.
type Flight struct {
	scheduler *Scheduler
	worker    *worker
	job       Job
	timer     Timer
	parked    bool
	aborted   bool
	done      bool
	// StoreReads and StoreWrites count the calls made to a shared store.
	StoreReads, StoreWrites int
	// Signatures and Verifications count the tokens the handler signed and verified.
	Signatures, Verifications int
	// Forgiven tells that a token was taken outside of its dates, thanks to the leeway.
	Forgiven bool
	// Owner is what the flight belongs to, for the world that started it.
	Owner any
}

// Job is work to be done in a coroutine.
type Job interface{ Fly(*Flight) }

// JobFunc makes a Job of a function.
type JobFunc func(*Flight)

// Fly calls f.
func (f JobFunc) Fly(flight *Flight) { f(flight) }

// worker is a coroutine that runs one job after another.
type worker struct {
	next    func() (struct{}, bool)
	stop    func()
	yield   func(struct{}) bool
	flight  *Flight
	stopped bool
}

func newWorker() *worker {
	w := &worker{}
	w.next, w.stop = iter.Pull(func(yield func(struct{}) bool) {
		w.yield = yield
		for {
			w.run()
			if w.stopped || !yield(struct{}{}) {
				return
			}
		}
	})
	return w
}

// run does the job at hand. A flight that was aborted unwinds with
// http.ErrAbortHandler, as in net/http; any other panic is a fault of ours and goes on.
func (w *worker) run() {
	f := w.flight
	defer func() {
		f.done = true
		if r := recover(); r != nil && r != http.ErrAbortHandler {
			panic(r)
		}
	}()
	f.job.Fly(f)
}

// Go starts job at once, in a coroutine, and comes back when it parks or ends.
// owner is kept in the flight for the caller.
func (s *Scheduler) Go(owner any, job Job) *Flight {
	var w *worker
	if n := len(s.idle); n > 0 {
		w, s.idle = s.idle[n-1], s.idle[:n-1]
	} else {
		w = newWorker()
		s.workers = append(s.workers, w)
	}
	f := &Flight{scheduler: s, worker: w, job: job, Owner: owner}
	w.flight = f
	f.resume()
	return f
}

// resume gives the coroutine control until it parks or ends.
func (f *Flight) resume() {
	s := f.scheduler
	before := s.current
	s.current = f
	f.parked = false
	f.worker.next()
	s.current = before
	if f.done && f.worker != nil {
		s.idle = append(s.idle, f.worker)
		f.worker.flight, f.worker = nil, nil
	}
}

// Run resumes a parked flight; it is what the queue calls.
func (f *Flight) Run() {
	f.timer = Timer{}
	if f.parked && !f.done {
		f.resume()
	}
}

// Park gives control back until Wake or Abort. Only the flight itself may call it.
func (f *Flight) Park() {
	f.parked = true
	if !f.worker.yield(struct{}{}) || f.aborted {
		panic(http.ErrAbortHandler)
	}
}

// Sleep parks the flight for d.
func (f *Flight) Sleep(d time.Duration) {
	if d <= 0 {
		return
	}
	f.timer = f.scheduler.After(d, f)
	f.Park()
}

// Wake queues a parked flight to go on at the present moment.
func (f *Flight) Wake() {
	if f.done || !f.parked {
		return
	}
	f.scheduler.Stop(f.timer)
	f.timer = f.scheduler.After(0, f)
}

// WakeAfter queues a flight that is about to park to go on in d unless woken before.
func (f *Flight) WakeAfter(d time.Duration) { f.timer = f.scheduler.After(d, f) }

// Abort unwinds the flight with http.ErrAbortHandler at the place where it is
// parked, or where it stands if it is the one running.
func (f *Flight) Abort() {
	if f.done || f.aborted {
		return
	}
	f.aborted = true
	if f.scheduler.current == f {
		panic(http.ErrAbortHandler)
	}
	f.scheduler.Stop(f.timer)
	if f.parked {
		f.resume()
	}
}

// Current is the flight that runs right now, or nil.
func (s *Scheduler) Current() *Flight { return s.current }

// Ended tells that the work is over, in whichever way.
func (f *Flight) Ended() bool { return f.done }

// Flight as a context: never cancelled, without deadline.

type contextKey struct{}

// Deadline answers that there is none.
func (f *Flight) Deadline() (time.Time, bool) { return time.Time{}, false }

// Done answers nil: a flight ends by unwinding, not by a channel.
func (f *Flight) Done() <-chan struct{} { return nil }

// Err answers nil.
func (f *Flight) Err() error { return nil }

// Value answers the flight itself for From.
func (f *Flight) Value(key any) any {
	if _, ok := key.(contextKey); ok {
		return f
	}
	return nil
}

// From finds the flight a context belongs to, or nil.
func From(ctx context.Context) *Flight {
	if f, ok := ctx.(*Flight); ok {
		return f
	}
	f, _ := ctx.Value(contextKey{}).(*Flight)
	return f
}
