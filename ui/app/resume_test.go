package app

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// TestTheMouseIsOnAgainAfterAStop: it is as it was when the program was stopped.
func TestTheMouseIsOnAgainAfterAStop(t *testing.T) {
	on := tea.EnableMouseCellMotion()
	for name, c := range map[string]struct {
		mouse bool
		keys  string
		want  bool
	}{"on": {true, "", true}, "switched off": {true, "m", false}, "never asked for": {false, "", false}} {
		d := start(t, setting{mouse: c.mouse}, 80, 24).keys(c.keys)
		_, cmd := d.m.Update(tea.ResumeMsg{})
		if got := cmd != nil && cmd() == on; got != c.want {
			t.Errorf("%s: asked for is %v", name, got)
		}
	}
}
