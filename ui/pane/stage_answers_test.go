package pane

import (
	"strings"
	"testing"

	"authlab/sim/event"
)

// TestAServerShowsTheAnswersItCaches steps through an answer that is kept, goes stale, and
// dies with its server.
func TestAServerShowsTheAnswersItCaches(t *testing.T) {
	const script = `cluster servers=1 auth=stateful-jwt store=redis cache=30s
alice POST /login
alice GET /profile
wait 29s
wait 1s
alice GET /profile
restart s1
`
	shows := func(in Input) bool {
		in.Styles = plainStyles()
		picture := strings.Contains(picture(in, 100, 20), "caches 1 answer")
		lines, _ := Inspector(in, Target{Node: "s1"}, 0, 100, 40)
		if inspected := strings.Contains(strings.Join(lines, "\n"), "cache: 1 answer"); inspected != picture {
			t.Errorf("the picture says %v, the inspector %v", picture, inspected)
		}
		return picture
	}
	steps := play(t, script)
	var got []bool
	for n, step := range steps {
		switch step.Event.Kind {
		case event.ResponseReceived, event.TimePassed, event.NodeStarted:
			got = append(got, shows(at(steps, n+1)))
		}
	}
	// After the login, the first answer, 29 s, 30 s, the second answer, and the restart.
	want := []bool{false, true, true, false, true, false}
	if len(got) != len(want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}
