package layout

import (
	"image"
	"testing"
)

func TestScenePartsTileTheirPlace(t *testing.T) {
	for w := 0; w <= 200; w += 3 {
		for h := 0; h <= 60; h++ {
			for _, n := range []Needs{{}, {Panel: 5}, {Panel: 40}, {Typed: 2}, {Panel: 8, Typed: 3}} {
				p := Scene(w, h, n)
				area, all := 0, []image.Rectangle{p.Stage, p.Timeline, p.Rule, p.Panel, p.Wire, p.Happened, p.Typed}
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
