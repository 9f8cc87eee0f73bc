package history

import (
	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// Steps are the steps of the branch that is looked at, up to the head. They must
// not be changed.
func (h *History) Steps() []cluster.Step { return h.head.steps }

// Len is the number of steps.
func (h *History) Len() int { return len(h.head.steps) }

// Cursor is the number of steps that have happened, from 0 to Len.
func (h *History) Cursor() int { return h.cursor }

// Step is the step under the cursor, the last that has happened; nil at the start.
func (h *History) Step() *cluster.Step {
	if h.cursor == 0 {
		return nil
	}
	return &h.head.steps[h.cursor-1]
}

// Snapshot is the cluster at the cursor.
func (h *History) Snapshot() *snapshot.Snapshot { return h.SnapshotAt(h.cursor) }

// SnapshotAt is the cluster after i steps; i is brought into range.
func (h *History) SnapshotAt(i int) *snapshot.Snapshot {
	if i = h.clamp(i); i > 0 {
		return h.head.steps[i-1].Snapshot
	}
	return h.initial
}

// Seek puts the cursor after i steps, brought into range.
func (h *History) Seek(i int) { h.cursor = h.clamp(i) }

func (h *History) clamp(i int) int { return min(max(i, 0), h.Len()) }

// Start puts the cursor before the first step.
func (h *History) Start() { h.cursor = 0 }

// End puts the cursor behind the last step.
func (h *History) End() { h.cursor = h.Len() }

// Forward goes on by one step; false at the end.
func (h *History) Forward() bool { return h.move(h.cursor + 1) }

// Back goes back by one step; false at the start.
func (h *History) Back() bool { return h.move(h.cursor - 1) }

func (h *History) move(to int) bool {
	was := h.cursor
	h.Seek(to)
	return h.cursor != was
}

// NextRequest goes on to the next step at which a client sends something, or to the
// end; false if the cursor is there.
func (h *History) NextRequest() bool {
	for i := h.cursor + 1; i <= h.Len(); i++ {
		if h.head.steps[i-1].Kind == event.RequestSent {
			return h.move(i)
		}
	}
	return h.move(h.Len())
}

// PreviousRequest goes back to the last step at which a client sent something, or to
// the start; false if the cursor is there.
func (h *History) PreviousRequest() bool {
	for i := h.cursor - 1; i > 0; i-- {
		if h.head.steps[i-1].Kind == event.RequestSent {
			return h.move(i)
		}
	}
	return h.move(0)
}
