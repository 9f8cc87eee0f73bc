package history

import (
	"authlab/sim/cluster"
	"authlab/sim/scenario"
)

// Branch is one way from the cluster line to an end.
type Branch struct {
	// Commands are its commands, the cluster line first.
	Commands []string
	// Shared is how many of them the branch that is looked at has too.
	Shared int
	// Steps is its length.
	Steps int
	// Current marks the branch that is looked at, or that redo leads along.
	Current bool
}

// Branches lists all branches in the order of their forking.
func (h *History) Branches() []Branch {
	current := h.head.leaf()
	var out []Branch
	for _, leaf := range h.root.leaves() {
		out = append(out, Branch{
			Commands: texts(leaf), Steps: len(leaf.steps), Current: leaf == current,
			Shared: common(leaf, h.head).index + 1,
		})
	}
	return out
}

// SwitchBranch makes the end of branch i the head; false if there is none. The
// cursor stays, but goes back to where the two branches part if it was beyond.
func (h *History) SwitchBranch(i int) bool {
	leaves := h.root.leaves()
	if i < 0 || i >= len(leaves) {
		return false
	}
	fork := common(leaves[i], h.head)
	leaves[i].visit()
	h.head = leaves[i]
	h.cursor = min(h.cursor, len(fork.steps))
	return true
}

// Undo takes the last command back, in sight only: redo and Branches have it. The
// cursor goes to the end. False at the end of the set-up.
func (h *History) Undo() bool {
	if h.head == h.base {
		return false
	}
	h.head.parent.latest = h.head
	h.head = h.head.parent
	h.Seek(h.Len())
	return true
}

// Redo goes on to the command that was made or visited last behind the head; false
// if there is none.
func (h *History) Redo() bool {
	if h.head.latest == nil {
		return false
	}
	h.head = h.head.latest
	h.Seek(h.Len())
	return true
}

// CanUndo and CanRedo tell whether there is something to undo or redo.
func (h *History) CanUndo() bool { return h.head != h.base }

// CanRedo tells whether a command was undone behind the head.
func (h *History) CanRedo() bool { return h.head.latest != nil }

// Commands are the commands up to the head as text that can be saved and run.
func (h *History) Commands() []string { return texts(h.head) }

func texts(n *node) []string {
	path := n.path()
	out := make([]string, len(path))
	for i, m := range path {
		out[i] = m.command.Text
	}
	return out
}

// Results are what became of the commands up to the head, one each. A command that
// still overlaps the next has no exchange and no outcome yet.
func (h *History) Results() []scenario.CommandResult {
	path := h.head.path()
	out := make([]scenario.CommandResult, len(path))
	for i, n := range path {
		out[i] = scenario.CommandResult{Index: i, Command: n.command, Outcome: scenario.Outcome{OK: true}}
	}
	for _, n := range path {
		for _, r := range n.results {
			out[r.Index] = r
		}
	}
	return out
}

// End of command i in steps: the cursor's place where it has just been done. i is
// brought into range.
func (h *History) EndOf(i int) int {
	path := h.head.path()
	return len(path[min(max(i, 0), len(path)-1)].steps)
}

// Digest stands for all events up to the head.
func (h *History) Digest() Digest { return h.head.digest }

// World is the cluster at the head, to ask and not to change. It is built again
// where undo or another branch has made that necessary.
func (h *History) World() (*cluster.World, error) {
	if err := h.build(h.head); err != nil {
		return nil, err
	}
	return h.runner.World(), nil
}
