// Package history keeps a run that can go back. It is a tree of commands: a new
// command at the end goes on, one in the past forks, and nothing is lost.
//
// Two places matter. The head is the last command of the branch that is looked at;
// the cursor is a number of steps of that branch, from 0 to Len. Moving the cursor
// looks up what was recorded and never executes anything.
package history

import (
	"errors"
	"fmt"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
	"authlab/sim/snapshot"
)

// History is a tree of commands with a head and a cursor.
type History struct {
	root *node
	// base is the end of the set-up; undo does not pass it.
	base, head *node
	cursor     int
	// initial is the cluster before the first event.
	initial *snapshot.Snapshot
	// runner has carried out the commands up to at. It is nil when the world at the
	// head has to be built again.
	runner *scenario.Runner
	at     *node
}

// New carries out the set-up, which begins with a cluster line, and stands at its
// end. The error is a *scenario.Error.
func New(setup []scenario.Command) (*History, error) {
	var first scenario.Command
	if len(setup) > 0 {
		first = setup[0]
	}
	h := &History{root: &node{command: first}}
	h.base, h.head = h.root, h.root
	if err := h.build(h.root); err != nil {
		return nil, err
	}
	h.initial = h.runner.World().Snapshot()
	for _, c := range setup[1:] {
		n, err := h.execute(h.head, c)
		if err != nil {
			h.Close()
			return nil, err
		}
		h.head, h.base = n, n
	}
	h.Seek(h.Len())
	return h, nil
}

// Close ends the handlers that are parked in the world at the head. What was
// recorded stays.
func (h *History) Close() {
	if h.runner != nil {
		h.runner.World().Close()
	}
	h.runner, h.at = nil, nil
}

// Do carries out a command where the cursor stands, and puts the cursor at the end
// of it; the steps before the old cursor stay what they were.
//
// At the end of the branch the command goes on. In the past it forks: what came
// later stays as another branch. Where the cursor stands inside a command, that
// command is finished first; but a fault strikes right after the event under the
// cursor, and is kept as "kill s2 after=17" before that command, which is done again.
// A fault that says after=17 by itself strikes there, wherever the cursor is.
//
// A command that was done at this place before is not done twice: its branch is
// taken up again. After an error, a *scenario.Error, everything is as it was.
func (h *History) Do(c scenario.Command) error {
	if seq := c.AfterSeq(); seq > 0 && seq <= h.Len() {
		return h.strike(h.holding(seq), c, seq)
	}
	n := h.standing()
	if h.cursor < len(n.steps) && c.IsFault() {
		return h.strike(n, c, h.cursor)
	}
	child, err := h.execute(n, c)
	if err != nil {
		return err
	}
	h.moveTo(child)
	return nil
}

// Parse reads a command as it is typed where the cursor stands. Who and what the
// commands before have named is known.
func (h *History) Parse(text string) (scenario.Command, *scenario.Error) {
	return scenario.ParseAfter(commandsOf(h.standing().path()), text)
}

// Names are what a command may name where the cursor stands.
func (h *History) Names() scenario.Names {
	return scenario.NamesAfter(commandsOf(h.standing().path()))
}

// Config is the description of the cluster where the cursor stands.
func (h *History) Config() *cluster.Config {
	return scenario.ConfigAfter(commandsOf(h.standing().path()))
}

// standing is the command the cursor stands in or at the end of.
func (h *History) standing() *node {
	if h.cursor == h.Len() {
		return h.head
	}
	path := h.head.path()
	found := h.root
	for _, n := range path {
		// A command that overlaps the next has not happened before that one has.
		if len(n.steps) <= h.cursor && !n.command.Overlap {
			found = n
		}
	}
	if len(found.steps) == h.cursor {
		return found
	}
	return h.holding(h.cursor + 1)
}

// Resume tells after which step a command goes on that is no fault: the last one of the
// command that the cursor stands in. forks tells that the run has another future there.
func (h *History) Resume() (step int, forks bool) {
	n := h.standing()
	return len(n.steps), n != h.head && h.Cursor() < h.Len()
}

// holding is the command of this branch in which event seq was recorded.
func (h *History) holding(seq int) *node {
	for _, n := range h.head.path() {
		if len(n.steps) >= seq {
			return n
		}
	}
	return h.head
}

// strike puts a fault before command n, so that it strikes after event seq, and does
// n and what overlapped with it again.
func (h *History) strike(n *node, fault scenario.Command, seq int) error {
	armed, ok := fault.After(seq)
	start := n.group()
	if !ok || start.parent == nil {
		return fmt.Errorf("%s cannot strike after event %d", fault.Text, seq)
	}
	end := start.parent
	var made []*node
	for _, c := range append([]scenario.Command{armed}, commandsOf(n.path()[start.index:])...) {
		fresh := end.child(c) == nil
		next, err := h.execute(end, c)
		if err != nil {
			h.forget(made)
			return err
		}
		if fresh {
			made = append(made, next)
		}
		end = next
	}
	if len(end.steps) < seq || (Digest{}).extend(end.steps[:seq]) != (Digest{}).extend(n.steps[:seq]) {
		h.forget(made)
		return errDiffers
	}
	h.moveTo(end)
	return nil
}

func commandsOf(nodes []*node) []scenario.Command {
	out := make([]scenario.Command, len(nodes))
	for i, n := range nodes {
		out[i] = n.command
	}
	return out
}

// forget takes nodes that were just made out of the tree, the lowest last in the list.
func (h *History) forget(made []*node) {
	h.Close()
	for _, n := range made {
		siblings := n.parent.children
		n.parent.children = siblings[:len(siblings)-1]
	}
}

var errDiffers = errors.New("the run went another way when it was repeated; this is a fault of the simulator")

// moveTo makes n the head and puts the cursor at its end.
func (h *History) moveTo(n *node) {
	n.visit()
	h.head = n
	h.Seek(h.Len())
}

// execute carries out c after n and answers its node.
func (h *History) execute(n *node, c scenario.Command) (*node, error) {
	if known := n.child(c); known != nil {
		return known, nil
	}
	if err := h.build(n); err != nil {
		return nil, err
	}
	results, err := h.runner.Do(c)
	if err != nil {
		// Part of it may have happened.
		h.Close()
		return nil, err
	}
	child := &node{parent: n, command: c, index: n.index + 1, results: results}
	child.note(h.runner.World())
	n.children = append(n.children, child)
	h.at = child
	return child, nil
}

// note keeps what the world has recorded.
func (n *node) note(w *cluster.World) {
	steps := w.Steps()
	n.steps = steps[:len(steps):len(steps)]
	n.digest = n.parent.digest.extend(steps[len(n.parent.steps):])
}

// build makes sure that the runner stands at n, if need be by doing everything up to
// n again in a fresh world. What was seen before must be seen again.
func (h *History) build(n *node) error {
	if h.at == n {
		return nil
	}
	h.Close()
	runner, err := scenario.NewRunner(h.root.command, true)
	if err != nil {
		return err
	}
	for _, m := range n.path() {
		if _, err = runner.Do(m.command); err != nil {
			break
		}
		if m.parent == nil {
			continue
		}
		again := node{parent: m.parent}
		again.note(runner.World())
		if again.digest != m.digest {
			err = errDiffers
			break
		}
	}
	if err != nil {
		runner.World().Close()
		return err
	}
	h.runner, h.at = runner, n
	return nil
}
