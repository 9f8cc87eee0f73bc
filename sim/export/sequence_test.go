package export

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"authlab/sim/event"
)

func drawn(t *testing.T, source string, options SequenceOptions) string {
	t.Helper()
	result := run(t, source)
	var out bytes.Buffer
	if err := Sequence(&out, result, options); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestSequenceDrawsEveryScenario looks at every row of every scenario: its width, and that
// it holds nothing that a terminal would obey.
func TestSequenceDrawsEveryScenario(t *testing.T) {
	for _, file := range scenarioFiles(t) {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		result := run(t, string(source))
		for _, width := range []int{0, 10, 76, 160} {
			most := max(width, leastWidth)
			if width == 0 {
				most = defaultWidth
			}
			last := 0
			for _, line := range SequenceLines(result.Commands, result.World.Steps(), SequenceOptions{Width: width, ASCII: width == 76}) {
				if n := ansi.StringWidth(line.Text); n > max(most, leastLane*40) {
					t.Errorf("%s: %d columns of %d: %s", file, n, most, line.Text)
				}
				if strings.ContainsFunc(line.Text, func(r rune) bool { return r < ' ' || r == 0x7f || width == 76 && r > '~' }) {
					t.Errorf("%s: %q", file, line.Text)
				}
				if line.Seq > 0 && line.Seq < last {
					t.Errorf("%s: event %d behind event %d", file, line.Seq, last)
				}
				last = max(last, line.Seq)
			}
		}
	}
}

// TestSequenceHasAnArrowForEveryMessage counts the messages that clients and balancer send.
func TestSequenceHasAnArrowForEveryMessage(t *testing.T) {
	const source = "cluster servers=3 auth=session store=redis\nalice POST /login\nalice GET /profile\nbob GET /profile\n"
	result := run(t, source)
	sent := 0
	for _, step := range result.World.Steps() {
		if step.Kind == event.RequestSent || step.Kind == event.ResponseReceived {
			sent++
		}
	}
	text := drawn(t, source, SequenceOptions{})
	arrows := 0
	for _, line := range strings.Split(text, "\n") {
		if strings.ContainsAny(line, "▶◀") {
			arrows++
		}
	}
	if arrows < 2*sent {
		t.Errorf("%d arrows for %d messages between clients and balancer:\n%s", arrows, sent, text)
	}
	for _, want := range []string{"POST /login", "401 Unauthorized (credential-missing)", "row of alice"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if ascii := drawn(t, source, SequenceOptions{ASCII: true}); strings.ContainsFunc(ascii, func(r rune) bool { return r > '~' }) || !strings.Contains(ascii, ">|") {
		t.Errorf("not plain:\n%s", ascii)
	}
}

func TestSequenceSaysWhatDied(t *testing.T) {
	text := drawn(t, "cluster servers=2 auth=session store=memory\nalice POST /login => 401\nkill s1\nkill s2\nalice GET /profile\n", SequenceOptions{})
	for _, want := range []string{"line 2 expected 401, observed 200", "s1 died, and 1 row with it", "503"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// TestSequenceOfManyClientsStaysNarrow lets more clients come than there is room for.
func TestSequenceOfManyClientsStaysNarrow(t *testing.T) {
	source := "cluster servers=2\n"
	for i := range 60 {
		source += fmt.Sprintf("c%d GET /profile\n", i)
	}
	text := drawn(t, source, SequenceOptions{})
	for _, line := range strings.Split(text, "\n") {
		if n := ansi.StringWidth(line); n > defaultWidth+leastLane {
			t.Fatalf("%d columns: %s", n, line)
		}
	}
	for _, want := range []string{"others", "c59: GET /profile", "c0"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text[:min(len(text), 3000)])
		}
	}
	if strings.Contains(text, "c0: ") {
		t.Error("the first client shares a line")
	}
}
