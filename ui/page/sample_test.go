package page

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/ui/theme"
)

// The caption of a sample says where its code is taken from; typed code has none.
func TestASampleNamesItsFile(t *testing.T) {
	page := &lessons.Page{Prose: []lessons.Prose{
		{Language: "js", Text: "login()", File: "express/session.js", Part: "login"},
		{Language: "js", Text: "typed()"},
	}}
	for _, ascii := range []bool{false, true} {
		styles := theme.New(theme.Options{Profile: termenv.Ascii, ASCII: ascii})
		p := newProse(styles, page, false, func(s string) string { return s })
		for _, width := range []int{80, 72, 40, 12, 1} {
			lines := p.draw(width, 8)
			for _, line := range lines {
				if ansi.StringWidth(line) != width {
					t.Errorf("width %d: %q", width, line)
				}
			}
			if width < 40 {
				continue
			}
			if got := strings.TrimRight(lines[0], " "); got != "express/session.js · login" {
				t.Errorf("width %d: caption %q", width, got)
			}
			if !strings.Contains(lines[1], "login()") || strings.TrimSpace(lines[2]) != "" || !strings.Contains(lines[3], "typed()") {
				t.Errorf("width %d: %q", width, lines[:4])
			}
		}
	}
}
