package flight

import "time"

// Scheduler is the clock and the queue of one run. It is not safe for
// concurrent use: a run has one thread of control.
type Scheduler struct {
	now     time.Duration
	seq     uint64
	queue   queue
	free    []*slot
	idle    []*worker
	workers []*worker
	current *Flight
}

// Now is the virtual time since the start of the run.
func (s *Scheduler) Now() time.Duration { return s.now }

// After queues r for d from now; a negative d counts as 0. Ties go by order of queueing.
func (s *Scheduler) After(d time.Duration, r Runner) Timer {
	if d < 0 {
		d = 0
	}
	var place *slot
	if n := len(s.free); n > 0 {
		place, s.free = s.free[n-1], s.free[:n-1]
	} else {
		place = &slot{}
	}
	s.seq++
	place.at, place.seq, place.run = s.now+d, s.seq, r
	s.queue.push(place)
	return Timer{place, place.generation}
}

// Stop takes a timer out of the queue; it does nothing if the timer was due already.
func (s *Scheduler) Stop(t Timer) {
	if t.slot == nil || t.slot.generation != t.generation {
		return
	}
	s.release(s.queue.remove(t.slot.index))
}

func (s *Scheduler) release(place *slot) {
	place.run = nil
	place.generation++
	s.free = append(s.free, place)
}

// Step runs the next thing due and answers false if nothing is queued.
func (s *Scheduler) Step() bool {
	if len(s.queue) == 0 {
		return false
	}
	place := s.queue.remove(0)
	s.now = place.at
	run := place.run
	s.release(place)
	run.Run()
	return true
}

// RunUntil runs everything due up to and including t and leaves the clock at t.
func (s *Scheduler) RunUntil(t time.Duration) {
	for len(s.queue) > 0 && s.queue[0].at <= t {
		s.Step()
	}
	if t > s.now {
		s.now = t
	}
}

// Close ends every coroutine, parked or idle. The scheduler is useless afterwards.
func (s *Scheduler) Close() {
	for _, w := range s.workers {
		w.stopped = true
		w.stop()
	}
	s.workers, s.idle, s.queue = nil, nil, nil
}
