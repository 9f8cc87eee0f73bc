package page

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// clock is the one timer of all pages. A new wait makes the ticks of the waits
// before stale; at rest none is under way.
type clock struct{ generation int }

func (c *clock) wait(d time.Duration) tea.Cmd {
	c.generation++
	generation := c.generation
	return tea.Tick(d, func(time.Time) tea.Msg { return Tick{Generation: generation} })
}

// stop makes every tick under way stale.
func (c *clock) stop() { c.generation++ }

func (c *clock) fresh(t Tick) bool { return t.Generation == c.generation }
