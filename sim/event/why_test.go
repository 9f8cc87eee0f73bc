package event

import (
	"strconv"
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

// trapRun is a login at s1 and requests that land on s2 and s1 in turn. None finds
// its row, and each leaves a new one behind.
func trapRun(requests int) []Event {
	events := missRun()[:4]
	tag, born := "9f3a", 3
	for i := range requests {
		server, fresh := "s"+strconv.Itoa(2-i%2), "new"+strconv.Itoa(i+1)
		at, flight := len(events), i+2
		events = append(events,
			Event{Seq: at + 1, Kind: RequestSent, Node: "alice", Flight: flight, Attrs: []Attr{Of("method", "GET"), Of("path", "/profile"), Of("tag", tag)}},
			Event{Seq: at + 2, Kind: ServerChosen, Node: "balancer", Flight: flight, Attrs: []Attr{Of("server", server)}, Causes: []int{at + 1}},
			Event{Seq: at + 3, Kind: SessionMiss, Node: server, Flight: flight, Attrs: []Attr{Of("tag", tag), Of("where", server)}, Causes: []int{at + 2, born}},
			Event{Seq: at + 4, Kind: SessionCreated, Node: server, Flight: flight, Attrs: []Attr{Of("tag", fresh), Of("where", server)}, Causes: []int{at + 3}},
			Event{Seq: at + 5, Kind: ResponseReceived, Node: "alice", Flight: flight, Attrs: []Attr{Of("status", "401"), Of("path", "/profile")}, Causes: []int{at + 4}})
		tag, born = fresh, at+4
	}
	return events
}

func TestALongChainKeepsItsRoot(t *testing.T) {
	for _, requests := range []int{2, 3, 4, 200} {
		events := trapRun(requests)
		links := Why(events, len(events))
		var got []string
		for i, link := range links {
			got = append(got, link.Text)
			if i > 0 && link.Seq >= links[i-1].Seq {
				t.Errorf("%d requests: step %d stands below step %d", requests, link.Seq, links[i-1].Seq)
			}
		}
		text := strings.Join(got, " ← ")
		if want := "← s2 has no row 9f3a… ← GET /profile landed on s2 ← row 9f3a… created at s1 at step 3 ← login landed on s1"; !strings.HasSuffix(text, want) {
			t.Errorf("%d requests: the root is missing: %s", requests, text)
		}
		if !strings.HasPrefix(text, "401 for /profile ← s") {
			t.Errorf("%d requests: the outcome is missing: %s", requests, text)
		}
		// Three links of the last request and of each before it, two of the login.
		if whole := 3*requests + 2; whole > linksShown {
			if want := "… " + strconv.Itoa(whole-linksShown+1) + " more"; !strings.Contains(text, want) {
				t.Errorf("%d requests: no %q in %s", requests, want, text)
			}
		}
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
