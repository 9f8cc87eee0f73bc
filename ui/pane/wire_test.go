package pane

import (
	"strings"
	"testing"

	"authlab/sim/event"
)

func TestNothingIsOnTheWireOnceTheLastRequestIsAnswered(t *testing.T) {
	steps := play(t, "cluster\nalice POST /login\nkill s1")
	in := at(steps, lastOf(t, steps, event.NodeKilled))
	if got := strings.Join(Wire(in, 60, 6), "\n"); !strings.Contains(got, "Nothing is on the wire.") {
		t.Errorf("got\n%s", got)
	}
}

func TestAFaultWithinARequestLeavesItsMessageOnTheWire(t *testing.T) {
	steps := play(t, "cluster\nalice POST /login\nkill s2 after=9\nalice GET /profile")
	in := at(steps, lastOf(t, steps, event.NodeKilled))
	if got := strings.Join(Wire(in, 60, 6), "\n"); !strings.Contains(got, "GET /profile") {
		t.Errorf("got\n%s", got)
	}
}
