// Package flight runs requests on virtual time. There is one queue ordered by
// (time, sequence); a handler runs in a pooled coroutine and is parked at every
// store call and sleep, so two requests overlap, a login behind a hung store
// can finish after its 504, and a server can die in the middle of a request,
// without a goroutine of our own or a lock.
package flight

import "time"

// Runner is something due at a moment of virtual time.
type Runner interface{ Run() }

// Func makes a Runner of a function.
type Func func()

// Run calls f.
func (f Func) Run() { f() }

// Timer is a handle on a queued Runner. The zero Timer is never due.
type Timer struct {
	slot       *slot
	generation uint32
}

// slot is a place in the heap; it is reused once due or stopped.
type slot struct {
	at         time.Duration
	seq        uint64
	run        Runner
	index      int
	generation uint32
}

// queue is a binary heap of slots by (at, seq).
type queue []*slot

func (q queue) less(i, j int) bool {
	if q[i].at != q[j].at {
		return q[i].at < q[j].at
	}
	return q[i].seq < q[j].seq
}

func (q queue) swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}

func (q *queue) push(s *slot) {
	s.index = len(*q)
	*q = append(*q, s)
	q.up(s.index)
}

func (q *queue) remove(i int) *slot {
	last := len(*q) - 1
	s := (*q)[i]
	q.swap(i, last)
	(*q)[last] = nil
	*q = (*q)[:last]
	if i < last {
		q.down(i)
		q.up(i)
	}
	return s
}

func (q queue) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !q.less(i, parent) {
			return
		}
		q.swap(i, parent)
		i = parent
	}
}

func (q queue) down(i int) {
	for {
		child := 2*i + 1
		if child >= len(q) {
			return
		}
		if right := child + 1; right < len(q) && q.less(right, child) {
			child = right
		}
		if !q.less(child, i) {
			return
		}
		q.swap(i, child)
		i = child
	}
}
