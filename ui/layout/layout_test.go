package layout

import (
	"fmt"
	"image"
	"testing"
)

var modes = []Mode{Frame, Reading, Stepping, Typing}

func (l Layout) named() map[string]image.Rectangle {
	return map[string]image.Rectangle{"header": l.Header, "footer": l.Footer, "prose": l.Prose, "stage": l.Stage,
		"timeline": l.Timeline, "wire": l.Wire, "happened": l.Happened, "prompt": l.Prompt, "memory": l.Memory}
}

func TestRectanglesNeverOverlapNorLeaveTheScreen(t *testing.T) {
	for w := 0; w <= 200; w++ {
		for h := 0; h <= 60; h++ {
			for _, mode := range modes {
				l := Solve(w, h, mode)
				screen := image.Rect(0, 0, w, h)
				names := l.named()
				for name, r := range names {
					if r.Empty() {
						continue
					}
					if !r.In(screen) {
						t.Fatalf("%dx%d mode %d: %s %v leaves the screen", w, h, mode, name, r)
					}
					for other, o := range names {
						if name != other && r.Overlaps(o) {
							t.Fatalf("%dx%d mode %d: %s %v overlaps %s %v", w, h, mode, name, r, other, o)
						}
					}
				}
				if !l.Body.In(screen) || !l.Dialog.In(l.Body) || !l.Inspector.In(l.Body) || l.Inspector.Overlaps(l.Prose) && !l.Stacked {
					t.Fatalf("%dx%d mode %d: body %v dialog %v inspector %v", w, h, mode, l.Body, l.Dialog, l.Inspector)
				}
				for _, r := range []image.Rectangle{l.Body, l.Dialog, l.Inspector, l.Memory, l.Prose, l.Stage, l.Timeline, l.Wire, l.Happened, l.Prompt} {
					if r.Dx() < 0 || r.Dy() < 0 {
						t.Fatalf("%dx%d mode %d: %v has a negative size", w, h, mode, r)
					}
				}
			}
		}
	}
}

func TestTheStageHasRoomWhereverThereIsAScreen(t *testing.T) {
	for w := MinWidth; w <= 200; w++ {
		for h := MinHeight; h <= 60; h++ {
			for _, mode := range []Mode{Stepping, Typing} {
				l := Solve(w, h, mode)
				if l.TooSmall || l.Stage.Dx() < 58 || l.Stage.Dy() < 6 || l.Happened.Dy() < 4 || l.Timeline.Dy() < 1 {
					t.Fatalf("%dx%d mode %d: stage %v happened %v timeline %v", w, h, mode, l.Stage, l.Happened, l.Timeline)
				}
				if l.Prose.Dx() > proseWidest {
					t.Fatalf("%dx%d: prose is %d wide", w, h, l.Prose.Dx())
				}
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
			if got := Solve(c.w, c.h, Stepping).TooSmall; got != c.small {
				t.Errorf("TooSmall is %v", got)
			}
		})
	}
}
