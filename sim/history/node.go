package history

import (
	"authlab/sim/cluster"
	"authlab/sim/scenario"
)

// node is one command of the tree, carried out after those above it.
type node struct {
	parent   *node
	children []*node // in order of their making
	// latest is the child that redo goes to: the one made or visited last.
	latest  *node
	command scenario.Command
	// index counts the commands above it; the cluster line has 0.
	index int
	// steps are all steps from the start of the run up to the end of this command.
	steps []cluster.Step
	// digest stands for the events of steps.
	digest Digest
	// results became known when this command was done: its own, and those of the
	// commands that overlapped with it. Nil while it overlaps the next.
	results []scenario.CommandResult
}

// path lists the nodes from the cluster line to n.
func (n *node) path() []*node {
	out := make([]*node, n.index+1)
	for m := n; m != nil; m = m.parent {
		out[m.index] = m
	}
	return out
}

// child is the one that carries out the same command, or nil.
func (n *node) child(c scenario.Command) *node {
	for _, m := range n.children {
		if m.command.Text == c.Text {
			return m
		}
	}
	return nil
}

// group is the first of the commands that overlap up to n.
func (n *node) group() *node {
	for n.parent != nil && n.parent.command.Overlap {
		n = n.parent
	}
	return n
}

// visit makes the way from the cluster line to n the one redo follows.
func (n *node) visit() {
	for m := n; m.parent != nil; m = m.parent {
		m.parent.latest = m
	}
}

// leaf is the end of the branch that redo would reach from n.
func (n *node) leaf() *node {
	for n.latest != nil {
		n = n.latest
	}
	return n
}

// leaves lists the ends of all branches below n, oldest first.
func (n *node) leaves() []*node {
	if len(n.children) == 0 {
		return []*node{n}
	}
	var out []*node
	for _, m := range n.children {
		out = append(out, m.leaves()...)
	}
	return out
}

// common is the last command that n and m share.
func common(n, m *node) *node {
	for n.index > m.index {
		n = n.parent
	}
	for m.index > n.index {
		m = m.parent
	}
	for n != m {
		n, m = n.parent, m.parent
	}
	return n
}
