package layout

import (
	"fmt"
	"image"
	"testing"
)

// named are the rectangles that must not overlap, the scene's parts among them.
func (l Layout) named() map[string]image.Rectangle {
	out := map[string]image.Rectangle{"header": l.Header, "footer": l.Footer}
	if !l.Stacked {
		out["prose"] = l.Prose
	}
	p := Scene(l.Active.Dx(), l.Active.Dy(), Needs{})
	for name, r := range map[string]image.Rectangle{"stage": p.Stage, "timeline": p.Timeline, "rule": p.Rule, "wire": p.Wire, "happened": p.Happened} {
		out[name] = r.Add(l.Active.Min)
	}
	return out
}

func TestRectanglesNeverOverlapNorLeaveTheScreen(t *testing.T) {
	for w := 0; w <= 200; w++ {
		for h := 0; h <= 60; h++ {
			l := Solve(w, h)
			screen := image.Rect(0, 0, w, h)
			if !l.Body.In(screen) {
				t.Fatalf("%dx%d: body %v leaves the screen", w, h, l.Body)
			}
			names := l.named()
			for name, r := range names {
				if r.Empty() {
					continue
				}
				if !r.In(screen) {
					t.Fatalf("%dx%d: %s %v leaves the screen", w, h, name, r)
				}
				for other, o := range names {
					if name != other && r.Overlaps(o) {
						t.Fatalf("%dx%d: %s %v overlaps %s %v", w, h, name, r, other, o)
					}
				}
			}
		}
	}
}

func TestTheStageHasRoomWhereverThereIsAScreen(t *testing.T) {
	for w := MinWidth; w <= 200; w++ {
		for h := MinHeight; h <= 60; h++ {
			l := Solve(w, h)
			p := Scene(l.Active.Dx(), l.Active.Dy(), Needs{})
			if l.TooSmall || p.Stage.Dx() < 58 || p.Stage.Dy() < leastStage || p.Happened.Dy() < 3 || p.Timeline.Dy() < 1 {
				t.Fatalf("%dx%d: %+v", w, h, p)
			}
			if !l.Stacked && (l.Prose.Dx() > proseWidest || l.Prose.Dx() < proseNarrowest) {
				t.Fatalf("%dx%d: prose is %d wide", w, h, l.Prose.Dx())
			}
		}
	}
}

func TestTooSmallBelowTheLimits(t *testing.T) {
	for _, c := range []struct {
		w, h  int
		small bool
	}{{59, 24, true}, {80, 15, true}, {60, 16, false}, {0, 0, true}, {-3, -3, true}} {
		t.Run(fmt.Sprintf("%dx%d", c.w, c.h), func(t *testing.T) {
			if got := Solve(c.w, c.h).TooSmall; got != c.small {
				t.Errorf("TooSmall is %v", got)
			}
		})
	}
}

// TestCodeGetsTheColumnsThatTheStageCanSpare: it is wrapped beside the stage only where
// the caller is told so.
func TestCodeGetsTheColumnsThatTheStageCanSpare(t *testing.T) {
	for w := MinWidth; w <= 200; w++ {
		for code := 0; code <= 90; code++ {
			l, alone := SolveFor(w, 30, code)
			plain := Solve(w, 30)
			room := l.Prose.Dx() - proseMargins
			switch {
			case l.Stacked != plain.Stacked || code == 0 && l != plain:
				t.Fatalf("%d columns: %+v, without code %+v", w, l, plain)
			case l.Stacked:
			case alone != (code > room) || alone && l != plain:
				t.Fatalf("%d columns, code of %d: room for %d, alone is %v", w, code, room, alone)
			case l.Active.Dx() < activeNarrowest || l.Prose.Dx() < plain.Prose.Dx() || l.Prose.Overlaps(l.Active):
				t.Fatalf("%d columns, code of %d: %+v", w, code, l)
			}
		}
	}
}
