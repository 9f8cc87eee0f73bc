package pane

import (
	"strings"
	"testing"

	"authlab/sim/event"
)

// strip draws the timeline of events without colours.
func strip(events []event.Event, m Marks, w, h int) string {
	in := missMoment(1)
	in.Events, in.Styles = events, plainStyles()
	return strings.Join(Timeline(in, m, w, h), "\n")
}

// commandOf sets an event off by another command than the request's before.
func commandOf(command int, e event.Event) event.Event {
	e.Command = command
	return e
}

func TestFaultsBearTheNamesOfTheirCommands(t *testing.T) {
	for want, e := range map[string]event.Event{
		"delete row":      of(event.RowDeleted, "s1", 0, "tag", "9f3a", "user", "alice"),
		"pause store":     of(event.StorePaused, "store", 0),
		"resume store":    of(event.StoreResumed, "store", 0),
		"wipe store":      of(event.StoreWiped, "store", 0),
		"set balancer":    of(event.PolicyChanged, "balancer", 0, "policy", "sticky"),
		"set resave":      of(event.OptionSet, "lab", 0, "key", "resave"),
		"kill s1":         of(event.NodeKilled, "s1", 0),
		"promote replica": of(event.Promoted, "replica", 0),
	} {
		events := numbered(append(missEvents(), commandOf(7, e))...)
		for h := 1; h <= 2; h++ {
			if got := strip(events, Marks{}, 120, h); !strings.Contains(got, want) {
				t.Errorf("no %q in\n%s", want, got)
			}
		}
	}
}

func TestAFaultWithinARequestIsNamed(t *testing.T) {
	events := missEvents()[:10]
	events = numbered(append(events, commandOf(1, of(event.NodeKilled, "s2", 0)), of(event.RequestAborted, "s2", 2))...)
	if got := strip(events, Marks{}, 120, 1); !strings.Contains(got, "profile, kill s2") {
		t.Errorf("the kill has no name in\n%s", got)
	}
}

func TestNoNameIsEmpty(t *testing.T) {
	late := commandOf(4, of(event.StoreTimeout, "s1", 1))
	events := numbered(append(missEvents(), late, commandOf(5, of(event.RequestSent, "alice", 3, "path", "/cart")))...)
	got := strip(events, Marks{}, 120, 1)
	if !strings.Contains(got, "login · profile · login · cart") {
		t.Errorf("got\n%s", got)
	}
}

func TestEveryAnswerShowsWithoutColour(t *testing.T) {
	events := numbered(append(missEvents(), commandOf(5, of(event.RequestSent, "alice", 3, "path", "/cart")))...)
	for w := 40; w < 120; w += 13 {
		for h := 1; h <= 2; h++ {
			got := strings.Split(strip(events, Marks{}, w, h), "\n")[0]
			if !strings.Contains(got, "✓") || !strings.Contains(got, "✗") {
				t.Errorf("an answer has no sign at %d×%d: %s", w, h, got)
			}
		}
	}
	if got := strip(events[:3], Marks{Later: events[3:]}, 90, 2); strings.ContainsAny(got, "✓✗") {
		t.Errorf("answers to come are given away:\n%s", got)
	}
}

func TestEveryRequestOfATightStripIsNamed(t *testing.T) {
	var events []event.Event
	for i := range 8 {
		for _, e := range missEvents()[7:] {
			e.Flight, e.Command = i+1, i
			events = append(events, e)
		}
	}
	names := strings.Split(strip(numbered(events...), Marks{}, 80, 2), "\n")[1]
	if got := strings.Count(names, "pro"); got < 8 {
		t.Errorf("%d of 8 requests are named: %s", got, names)
	}
}

func TestTheCursorIsOneCell(t *testing.T) {
	in := missMoment(13)
	in.Styles = colorStyles(false)
	for h := 1; h <= 2; h++ {
		got := strings.Join(Timeline(in, Marks{Ahead: 2}, 78, h), "\n")
		if !strings.Contains(got, "◉\x1b[0m") {
			t.Errorf("the cursor's look goes on behind it: %q", got)
		}
	}
}

func TestTheNameOfAShortStepHasRoomOfItsOwn(t *testing.T) {
	operations := numbered(append(missEvents(),
		commandOf(7, of(event.NodeKilled, "store", 0)),
		commandOf(8, of(event.Promoted, "replica", 0)),
		commandOf(9, of(event.TimePassed, "lab", 0)))...)
	if names := strings.Split(strip(operations, Marks{}, 100, 2), "\n")[1]; !strings.Contains(names, "kill store promote replica wait") {
		t.Errorf("the names are cut: %s", names)
	}
}

func TestANameThatDoesNotFitIsLeftOutRatherThanCutToTwoLetters(t *testing.T) {
	var waits []event.Event
	for i := range 12 {
		waits = append(waits, commandOf(i, of(event.OptionSet, "lab", 0, "key", "resave")))
	}
	if names := strings.Split(strip(numbered(waits...), Marks{}, 40, 2), "\n")[1]; strings.Contains(names, "se…") {
		t.Errorf("nobody can read this: %s", names)
	}
}

func TestARequestOfASnifferIsNoForm(t *testing.T) {
	events := numbered(of(event.RequestSent, "alice", 1, "path", "/public", "from", "plain-page"))
	if got := strip(events, Marks{}, 80, 2); !strings.Contains(got, "sniff public") || strings.Contains(got, "csrf") {
		t.Errorf("got\n%s", got)
	}
}
