package pane

import (
	"strings"
	"testing"

	"authlab/sim/compare"
)

// A design that is given as settings has a long title. It may not take the rows of the
// commands away on a small screen, and is told in full on a tall one.
func TestLongTitlesLeaveRoomForTheCommands(t *testing.T) {
	long := "auth=stateful-jwt store=redis check=row,version,denylist cache=30s leeway=10s"
	all, err := compare.New("test", "alice POST /login\nalice GET /profile\nalice GET /profile\nalice GET /profile\n",
		[]compare.Design{{Title: "JWT", Settings: "auth=jwt"}, {Title: long, Settings: long}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(all.Close)
	in := ComparisonInput{Comparison: all, Shown: 4, Lane: -1, Styles: plainStyles()}
	shown := func(w, h int) int {
		lines := Comparison(in, w, h)
		if len(lines) != h {
			t.Errorf("%d×%d: %d lines", w, h, len(lines))
		}
		return strings.Count(strings.Join(lines, "\n"), "alice ")
	}
	if n := shown(60, 13); n < 4 {
		t.Errorf("%d of 4 commands are seen on a small screen", n)
	}
	if whole := strings.Join(Comparison(in, 60, 60), "\n"); !strings.Contains(whole, "leeway=10s") {
		t.Errorf("the title is cut where there is room:\n%s", whole)
	}
}
