package page

import (
	"strings"
	"testing"

	"authlab/lessons"
	"authlab/ui/theme"
)

// A value that makes the text a line longer must not push its end out of sight.
func TestProseGrowsWithItsValues(t *testing.T) {
	value := "x"
	page := &lessons.Page{Prose: []lessons.Prose{{Text: "The answer was {{a.1.error}} in the end."}}}
	p := newProse(theme.New(theme.Options{}), page, false, func(s string) string { return strings.ReplaceAll(s, "{{a.1.error}}", value) })
	p.resize(40, 20)
	value = strings.Repeat("longer ", 10)
	p.refill()
	p.fresh(40)
	shown := strings.Join(p.draw(40, len(p.lines)), "\n")
	if !strings.Contains(shown, "end.") {
		t.Errorf("the end is cut off:\n%s", shown)
	}
}
