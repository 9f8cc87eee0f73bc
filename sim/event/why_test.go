package event

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWhyOfAMiss(t *testing.T) {
	var got []string
	for _, link := range Why(missRun(), 10) {
		got = append(got, link.Text)
	}
	want := "401 for /profile ← s2 has no row 9f3a… ← balancer sent it to s2 ← row 9f3a… created at s1 at step 3 ← login landed on s1"
	if text := strings.Join(got, " ← "); text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

func TestWhyOfWhatNeverHappened(t *testing.T) {
	if links := Why(missRun(), 99); links != nil {
		t.Errorf("got %v", links)
	}
}

func TestWhyIsBoundedAndNamesNothingTwice(t *testing.T) {
	all := kinds(t)
	rapid.Check(t, func(t *rapid.T) {
		var events []Event
		for seq := range rapid.IntRange(1, 40).Draw(t, "events") {
			seq++
			e := Event{Seq: seq, Kind: rapid.SampledFrom(all).Draw(t, "kind"), Node: "s1", Flight: rapid.IntRange(0, 4).Draw(t, "flight")}
			// Causes may be wrong here, even circular: the chain has to end all the same.
			e.Causes = rapid.SliceOfN(rapid.IntRange(0, 45), 0, 3).Draw(t, "causes")
			events = append(events, e)
		}
		links := Why(events, rapid.IntRange(1, len(events)).Draw(t, "outcome"))
		if len(links) == 0 || len(links) > linksShown {
			t.Fatalf("%d links", len(links))
		}
		seen := map[int]bool{}
		for _, link := range links {
			if seen[link.Seq] || BySeq(events, link.Seq) == nil || link.Text == "" {
				t.Fatalf("bad link %v", link)
			}
			seen[link.Seq] = true
		}
	})
}
