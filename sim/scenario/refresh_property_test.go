package scenario

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"authlab/sim/event"
)

// refreshRun draws a run of refreshes that overlap, with thefts, logouts, revocations
// and faults of every kind among them.
func refreshRun(t *rapid.T) string {
	var b strings.Builder
	store := rapid.SampledFrom([]string{"memory", "redis", "database"}).Draw(t, "store")
	fmt.Fprintf(&b, "cluster servers=%d auth=refresh store=%s access-ttl=60s refresh-ttl=10m absolute=30m persist=%v seed=%d\n",
		rapid.IntRange(1, 3).Draw(t, "servers"), store, rapid.Bool().Draw(t, "persist"), rapid.IntRange(1, 1000).Draw(t, "seed"))
	b.WriteString("alice POST /login\nroot POST /login\ncopy alice as loot\n")
	faults := []string{"kill s1", "start s1"}
	if store != "memory" {
		faults = append(faults, "kill store", "start store", "pause store", "resume store")
	}
	for range rapid.IntRange(3, 25).Draw(t, "steps") {
		line := rapid.SampledFrom([]string{
			"alice POST /refresh", "alice POST /refresh &\nalice POST /refresh", "alice POST /refresh &\nmallory POST /refresh with=loot",
			"mallory POST /refresh with=loot", "copy alice as loot", "alice GET /profile", "alice POST /logout", "alice POST /login",
			"root POST /login\nroot POST /revoke user=alice", "wait 61s", "wait 9m", "drop response\nalice POST /refresh", "fault", "set refresh-ttl=1m", "set refresh-ttl=0s", "set absolute=never", "clock s1 -1h", "clock s1 +1h",
		}).Draw(t, "step")
		if line == "fault" {
			line = rapid.SampledFrom(faults).Draw(t, "fault")
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// runAll plays every line that the state allows; a fault that does not apply is left out.
func runAll(t *rapid.T, text string) []event.Event {
	script, mistakes := Parse("", []byte(text))
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	runner, err := NewRunner(script.Commands[0], true)
	if err != nil {
		t.Fatal(err)
	}
	w := runner.World()
	defer w.Close()
	for _, c := range script.Commands {
		// The error of a fault that does not apply: a server that is dead already.
		_, _ = runner.Do(c)
	}
	return Events(w)
}

// TestARefreshTokenIsExchangedOnce holds for any interleaving: with no grace, one
// token is never exchanged for two.
func TestARefreshTokenIsExchangedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		exchanged := map[string]int{}
		for _, e := range runAll(t, refreshRun(t)) {
			if was := e.Get("was"); e.Kind == event.RefreshIssued && was != "" {
				if exchanged[was]++; exchanged[was] > 1 {
					t.Fatalf("refresh token %s was exchanged twice, again at step %d", was, e.Seq)
				}
			}
		}
	})
}

// TestAnEndedFamilyGivesNothing: a refresh that begins after its family was ended is refused.
func TestAnEndedFamilyGivesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ended, sent := map[string]int{}, map[int]int{}
		for _, e := range runAll(t, refreshRun(t)) {
			switch e.Kind {
			case event.RequestSent:
				sent[e.Flight] = e.Seq
			case event.FamilyRevoked:
				ended[e.Get("family")] = e.Seq
			case event.RefreshIssued:
				if at := ended[e.Get("family")]; at != 0 && sent[e.Flight] > at {
					t.Fatalf("family %s ended at step %d and gave a token at step %d", e.Get("family"), at, e.Seq)
				}
			}
		}
	})
}
