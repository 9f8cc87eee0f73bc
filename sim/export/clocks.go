package export

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"authlab/sim/event"
	"authlab/sim/lifetime"
	"authlab/sim/scenario"
)

// clockWidth is that of a row about clocks, behind the margin.
const clockWidth = 64

// clocksOf are what there is to say of a token's dates and of the clocks of the servers,
// by the index of the command behind which it is said. Requests in a row that show the
// same token say it once, behind the last.
func clocksOf(result *scenario.Result) map[int][]string {
	steps := result.World.Steps()
	events := make([]event.Event, len(steps))
	ends := map[int]int{} // behind the last event of a command
	for i, s := range steps {
		events[i] = s.Event
		ends[s.Command] = i + 1
	}
	out := map[int][]string{}
	var last *lifetime.Life
	said := -1
	for _, c := range result.Commands {
		end := ends[c.Index]
		if c.Exchange == nil || end == 0 {
			last = nil
			continue
		}
		l, ok := lifetime.At(events[:end], steps[end-1].Snapshot)
		if !ok {
			last = nil
			continue
		}
		if last != nil && last.Tag == l.Tag && last.Leeway == l.Leeway {
			delete(out, said)
		}
		out[c.Index], last, said = l.Words(), l, c.Index
	}
	return out
}

// clocks writes what is said of the clocks behind a command.
func (t *textWriter) clocks(index int) {
	for _, words := range t.life[index] {
		for i, row := range strings.Split(ansi.Wordwrap(t.plain(words), clockWidth, ""), "\n") {
			indent := "  "
			if i > 0 {
				indent = "    "
			}
			fmt.Fprintln(t.out, margin+indent+row)
		}
	}
}
