package history

import (
	"authlab/sim/cluster"
	"authlab/sim/snapshot"
)

// Steps are the steps of the branch that is looked at, up to the head. They must
// not be changed.
func (h *History) Steps() []cluster.Step { return h.head.steps }

// Len is the number of steps.
func (h *History) Len() int { return len(h.head.steps) }

// Cursor is the number of steps that have happened, from 0 to Len.
func (h *History) Cursor() int { return h.cursor }

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
