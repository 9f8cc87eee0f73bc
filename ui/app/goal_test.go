package app

import (
	"strings"
	"testing"

	"authlab/lessons"
)

// TestALongGoalLeavesTheStageItsPicture: what is observed is told where there is room for
// it, and what takes rows of its own not before something was done.
func TestALongGoalLeavesTheStageItsPicture(t *testing.T) {
	course := lessons.Open(lessons.Content())
	for _, lesson := range []string{"11", "13"} {
		for _, size := range [][2]int{{80, 24}, {100, 30}, {160, 50}} {
			d := start(t, setting{course: course, lesson: lesson}, size[0], size[1])
			d.keys("n n n n n n n n n n n n n")
			if strings.Contains(d.footer(), "to the exercise") || !strings.Contains(d.screen(), "Goal") {
				d.keys("tab")
			}
			d.sees("┎─ balancer")
			d.keys(":").text("wait 1s").keys("enter")
			d.sees("┎─ balancer")
			if size[1] == 50 {
				d.sees(": now ")
			}
			d.keys("x")
			d.sees("┎─ balancer")
		}
	}
}
