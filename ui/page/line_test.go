package page

import (
	"testing"

	"pgregory.net/rapid"

	"authlab/ui/intent"
)

func typed(s string) *line {
	l := &line{}
	l.edit(intent.Intent{Action: intent.Insert, Text: s})
	return l
}

func TestEditingALine(t *testing.T) {
	l := typed("kill s1")
	for _, step := range []struct {
		action intent.Action
		want   string
	}{
		{intent.Erase, "kill s"},
		{intent.EraseWord, "kill "},
		{intent.CursorHome, "kill "},
		{intent.Erase, "kill "},
		{intent.CursorRight, "kill "},
		{intent.EraseAhead, "k"},
		{intent.CursorEnd, "k"},
		{intent.EraseLine, ""},
	} {
		l.edit(intent.Intent{Action: step.action})
		if l.String() != step.want {
			t.Errorf("after action %v: %q, want %q", step.action, l.String(), step.want)
		}
	}
}

func TestRecallingLinesKeepsTheDraft(t *testing.T) {
	l := typed("first")
	l.submit()
	l.edit(intent.Intent{Action: intent.Insert, Text: "second"})
	l.submit()
	l.edit(intent.Intent{Action: intent.Insert, Text: "draft"})
	for _, step := range []struct {
		action intent.Action
		want   string
	}{
		{intent.Recall, "second"}, {intent.Recall, "first"}, {intent.Recall, "first"},
		{intent.RecallNewer, "second"}, {intent.RecallNewer, "draft"}, {intent.RecallNewer, "draft"},
	} {
		l.edit(intent.Intent{Action: step.action})
		if l.String() != step.want {
			t.Errorf("%q, want %q", l.String(), step.want)
		}
	}
}

func TestPastedControlCharactersAreNotKept(t *testing.T) {
	if got := typed("a\x1b[31m\nb\tc").String(); got != "a [31m b c" {
		t.Errorf("%q", got)
	}
}

// TestAnyEditingLeavesTheCursorInTheLine edits at random.
func TestAnyEditingLeavesTheCursorInTheLine(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		l := &line{}
		for range rapid.IntRange(0, 40).Draw(r, "edits") {
			action := intent.Action(rapid.IntRange(int(intent.Submit), int(intent.Insert)).Draw(r, "action"))
			l.edit(intent.Intent{Action: action, Text: rapid.String().Draw(r, "text")})
			if action == intent.Submit {
				l.submit()
			}
			if l.cursor < 0 || l.cursor > len(l.text) || len(l.text) > longestLine {
				r.Fatalf("cursor %d in a line of %d", l.cursor, len(l.text))
			}
		}
	})
}
