package scenario

import (
	"strings"
	"testing"

	"authlab/sim/event"
)

// TestARetryThatWorkedDoesNotExplainTheRefusal: s2 is dead and unnoticed, s3 takes
// the request and does not know the session.
func TestARetryThatWorkedDoesNotExplainTheRefusal(t *testing.T) {
	script, problems := Parse("", []byte("cluster servers=3 detect=never\nalice POST /login\nkill s2\nalice GET /profile\n"))
	for _, p := range problems {
		t.Fatal(p)
	}
	result := Run(script, Options{})
	defer result.World.Close()
	var events []event.Event
	last := 0
	for _, s := range result.World.Steps() {
		events = append(events, s.Event)
		if s.Kind == event.ResponseReceived {
			last = s.Seq
		}
	}
	var chain []string
	for _, link := range event.Why(events, last) {
		chain = append(chain, link.Text)
	}
	why := strings.Join(chain, "\n")
	if !strings.Contains(why, "s3 has no row") || len(chain) < 2 || strings.Contains(chain[1], "refused") {
		t.Errorf("the 401 of s3 is explained by\n%s", why)
	}
}
