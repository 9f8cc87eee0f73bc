package app

import (
	"strings"
	"testing"

	"authlab/lessons"
)

// TestCodeBesideAStageIsNotBrokenInsideItsLines: the lesson's text has the columns that
// its code needs, beside the stage or without it.
func TestCodeBesideAStageIsNotBrokenInsideItsLines(t *testing.T) {
	course := lessons.Open(lessons.Content())
	for _, size := range [][2]int{{100, 30}, {120, 36}, {160, 50}} {
		d := start(t, setting{course: course, lesson: "11"}, size[0], size[1])
		d.keys("n n n n n end")
		for range 6 {
			if strings.Contains(d.screen(), "Predict ") {
				d.keys("1 enter")
			}
			d.keys("end")
		}
		apart := !strings.Contains(d.screen(), "authorization')")
		if apart {
			d.keys("right end")
		}
		d.sees("authorization')")
		d.seesNot("↳")
		if apart {
			d.keys("tab")
			d.sees("✓ 200 from s1")
			d.keys("tab")
			d.sees("authorization')")
		}
	}
}
