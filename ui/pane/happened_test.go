package pane

import (
	"strings"
	"testing"

	"authlab/sim/event"
)

// A step that led to another is told to its end where there is room for a second row.
func TestNoCauseIsCutWhereThereIsRoom(t *testing.T) {
	steps := play(t, "cluster servers=1 auth=session\nfixate alice\nwait 1s\nalice POST /login\n")
	in := at(steps, lastOf(t, steps, event.RequestSent))
	in.Styles = plainStyles()
	for _, w := range []int{32, 40, 48} {
		lines := Happened(in, w, 12)
		checkSize(t, "happened", lines, w, 12)
		if drawn := strings.Join(strings.Fields(strings.Join(lines, " ")), " "); !strings.Contains(drawn, "was planted in alice's browser") {
			t.Errorf("%d columns:\n%s", w, strings.Join(lines, "\n"))
		}
		if low := strings.Join(Happened(in, w, 7), "\n"); !strings.Contains(low, "←") {
			t.Errorf("%d columns: in few rows no cause is told:\n%s", w, low)
		}
	}
}
