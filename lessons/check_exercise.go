package lessons

import (
	"fmt"
	"strings"
)

// exercise checks that the goal is not reached at the start, is reached by both
// solutions, and is not reached by the near-misses.
func (c *checker) exercise(e *Exercise) {
	start := c.try(e, "")
	if start.err != nil {
		c.at(e.startLine, "", "the start cannot be run: %s", message(start.err))
		return
	}
	if start.solved {
		c.at(e.startLine, "", "the goal is reached before anything is done")
	}
	for _, route := range []struct {
		name, commands string
		line           int
	}{{"the solution", e.Solution, e.solutionLine}, {"the other route", e.Another, e.anotherLine}} {
		t := c.try(e, route.commands)
		switch {
		case t.err != nil:
			c.at(route.line, "", "%s cannot be carried out: %s", route.name, message(t.err))
		case !t.solved:
			c.at(route.line, "", "%s does not reach the goal: %s", route.name, strings.Join(t.open(), "; "))
		}
	}
	if strings.TrimSpace(e.Solution) == strings.TrimSpace(e.Another) {
		c.at(e.anotherLine, "", "the other route is the solution again")
	}
	for _, m := range e.Misses {
		c.miss(e, m)
	}
}

func (c *checker) miss(e *Exercise, m Miss) {
	t := c.try(e, m.Commands)
	first, _, _ := strings.Cut(m.Commands, "\n")
	switch {
	case t.err != nil:
		c.at(m.line, "", "the near-miss %q cannot be carried out: %s", first, message(t.err))
	case t.solved:
		c.at(m.line, "", "the near-miss %q reaches the goal", first)
	default:
		for _, s := range t.list {
			if s.When == m.Fails && s.Holds {
				c.at(m.line, "", "the near-miss %q does not fail %s: %s", first, m.Fails, s.Observed)
			}
		}
	}
}

// trial is what became of commands in an exercise.
type trial struct {
	list   []ClauseState
	solved bool
	err    error
}

// open names the clauses that do not hold.
func (t trial) open() []string {
	var out []string
	for _, s := range t.list {
		if !s.Holds {
			out = append(out, fmt.Sprintf("%q fails with %s", s.Say, s.Observed))
		}
	}
	return out
}

func (c *checker) try(e *Exercise, commands string) trial {
	attempt, err := e.Begin()
	if err != nil {
		return trial{err: err}
	}
	defer attempt.Close()
	if err := attempt.Do(commands); err != nil {
		return trial{err: err}
	}
	list, solved := attempt.Check()
	return trial{list, solved, nil}
}
