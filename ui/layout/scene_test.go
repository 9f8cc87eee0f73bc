package layout

import (
	"image"
	"testing"
)

func TestScenePartsTileTheirPlace(t *testing.T) {
	for w := 0; w <= 200; w += 3 {
		for h := 0; h <= 60; h++ {
			for _, n := range []Needs{{}, {Panel: 5}, {Panel: 40}, {Typed: 2}, {Panel: 8, Typed: 3}, {Clocks: 3}, {Clocks: 6, Panel: 5}, {Clocks: 4, Typed: 2}} {
				p := Scene(w, h, n)
				area, all := 0, []image.Rectangle{p.Stage, p.Timeline, p.Rule, p.Panel, p.Wire, p.Happened, p.Clocks, p.Typed}
				for i, r := range all {
					area += r.Dx() * r.Dy()
					if !r.Empty() && !r.In(image.Rect(0, 0, w, h)) {
						t.Fatalf("%dx%d %+v: part %d %v leaves its place", w, h, n, i, r)
					}
					for j, o := range all[:i] {
						if r.Overlaps(o) {
							t.Fatalf("%dx%d %+v: parts %d and %d overlap", w, h, n, i, j)
						}
					}
				}
				// The wire and what happened leave one column between them.
				if gap := w*h - area; gap != 0 && gap != p.Happened.Dy() {
					t.Fatalf("%dx%d %+v: %d cells belong to nothing: %+v", w, h, n, gap, p)
				}
			}
		}
	}
}

func TestTheWireIsSeenOnEveryCommonScreen(t *testing.T) {
	for _, c := range []struct{ w, h int }{{80, 22}, {59, 28}, {77, 34}, {103, 48}, {129, 58}} {
		p := Scene(c.w, c.h, Needs{})
		if p.Wire.Dy() < wireLeast || p.Happened.Dy() < happenedRows || p.Stage.Dy() < leastStage {
			t.Errorf("%dx%d: wire %v, happened %v, stage %v", c.w, c.h, p.Wire, p.Happened, p.Stage)
		}
	}
}

func TestTheClocksLeaveRoomForWhatIsToBeRead(t *testing.T) {
	for h := 14; h <= 60; h++ {
		plain, with := Scene(80, h, Needs{}), Scene(80, h, Needs{Clocks: 5})
		if with.Stage != plain.Stage || with.Happened.Dy() < min(happenedRows, plain.Happened.Dy()) || with.Clocks.Dy() > 5 {
			t.Errorf("height %d: %+v", h, with)
		}
		if asked := Scene(80, h, Needs{Panel: 7, Clocks: 5}); asked.Panel.Dy() < min(7, Scene(80, h, Needs{Panel: 7}).Panel.Dy()) {
			t.Errorf("height %d: the panel is cut for the clocks: %+v", h, asked)
		}
	}
}

// TestSentencesUseTheRowsThatAreFree: they are cut only where the picture or the
// beginning of a message would be lost.
func TestSentencesUseTheRowsThatAreFree(t *testing.T) {
	for w := 40; w <= 160; w += 8 {
		for h := 18; h <= 60; h++ {
			for told := 1; told <= 6; told++ {
				for _, sent := range []int{1, 20} {
					p := Scene(w, h, Needs{Told: told, Sent: sent})
					if p.Happened.Dy() < told && p.Stage.Dy() > leastStage {
						t.Errorf("%dx%d: %d of %d rows told, stage %v", w, h, p.Happened.Dy(), told, p.Stage)
					}
				}
			}
		}
	}
}
