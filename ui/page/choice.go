package page

import (
	"slices"

	"authlab/lessons"
)

// choice is a multiple-choice question being asked. Options are spoken of by
// their place on the screen, from 0; order maps a place to the lesson's option.
type choice struct {
	question *lessons.Question
	order    []int
	// picked is the place chosen, or -1: nothing is chosen beforehand.
	picked   int
	answered bool
	// sure tells that the learner was certain.
	sure    bool
	attempt int
}

func ask(q *lessons.Question, session uint64) *choice {
	c := &choice{question: q}
	c.shuffle(session)
	return c
}

func (c *choice) shuffle(session uint64) {
	c.order = c.question.Shuffle(session + uint64(c.attempt))
	c.picked, c.answered, c.sure = -1, false, false
}

// again asks once more, in another order.
func (c *choice) again(session uint64) {
	before := c.order
	c.attempt++
	c.shuffle(session)
	if len(before) > 1 && slices.Equal(before, c.order) {
		c.order[0], c.order[1] = c.order[1], c.order[0]
	}
}

func (c *choice) option(place int) *lessons.Option {
	return &c.question.Options[c.order[place]]
}

// pick chooses a place and tells whether there is such a place.
func (c *choice) pick(place int) bool {
	if place < 0 || place >= len(c.order) {
		return false
	}
	c.picked = place
	return true
}

// move picks the next option above or below, from the edge if none is picked.
func (c *choice) move(by int) {
	n := len(c.order)
	switch {
	case n == 0:
	case c.picked < 0 && by < 0:
		c.picked = n - 1
	case c.picked < 0:
		c.picked = 0
	default:
		c.picked = (c.picked + by + n) % n
	}
}

// chosen is the option picked, or nil.
func (c *choice) chosen() *lessons.Option {
	if c.picked < 0 {
		return nil
	}
	return c.option(c.picked)
}

// right is the place of the right option, or -1 while that is not known.
func (c *choice) right() int {
	for place := range c.order {
		if c.option(place).Right {
			return place
		}
	}
	return -1
}

// correct tells that the option picked is a right one.
func (c *choice) correct() bool {
	o := c.chosen()
	return o != nil && o.Right
}
