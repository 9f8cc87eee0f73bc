package pane

import (
	"strings"
	"testing"

	"authlab/sim/compare"
	"authlab/ui/text"
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

// TestComparisonsOfEveryPresetAreReadable puts designs side by side at the sizes of the
// screen and of a lesson's page: no word of a title is broken where there is room for the
// commands, and none of the commands is cut where there are lines for it.
func TestComparisonsOfEveryPresetAreReadable(t *testing.T) {
	presets := compare.Presets()
	for lanes := 2; lanes <= 4; lanes++ {
		for from := range presets {
			var designs []compare.Design
			words := map[string]bool{}
			for i := range lanes {
				one := presets[(from+i)%len(presets)].Design
				designs = append(designs, one)
				for _, word := range strings.Fields(one.Title) {
					words[word] = true
				}
			}
			script := compare.Scripts()[1]
			all, err := compare.New(script.Name, script.Text, designs)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(all.Close)
			in := ComparisonInput{Comparison: all, Shown: len(all.Rows), Ledger: all.Ledger(), Styles: plainStyles()}
			for _, size := range [][2]int{{56, 28}, {58, 13}, {78, 21}, {98, 27}, {158, 47}} {
				lines := Comparison(in, size[0], size[1])
				screen := strings.Join(lines, "\n")
				for _, line := range lines {
					if text.Width(line) != size[0] {
						t.Fatalf("%d lanes from %s at %v: a line of %d columns", lanes, presets[from].Name, size, text.Width(line))
					}
				}
				head := strings.Fields(strings.Join(newComparisonTable(in, size[0]).head(max(size[1]/6, 2)), " "))
				for _, word := range head {
					if !words[word] {
						t.Errorf("%d lanes from %s at %v: a title is broken: %q", lanes, presets[from].Name, size, word)
					}
				}
				if size[1] >= 27 && (lanes < 4 || size[0] > 56) && strings.Contains(strings.Split(screen, "─")[0], "…") {
					t.Errorf("%d lanes from %s at %v: a command is cut:\n%s", lanes, presets[from].Name, size, screen)
				}
			}
		}
	}
}
