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

const solvedByHand = "n n n : 'kill s2' enter : 'alice GET /profile' enter : up enter : up enter"

// TestTheHeadingOfAGoalFitsItsClauses: afresh, an exercise that was solved is not so now.
func TestTheHeadingOfAGoalFitsItsClauses(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24).walk(place{keys: solvedByHand})
	d.sees("✓ Solved")
	d.keys("x")
	d.seesNot("✓ Solved")
	d.sees("Goal  solved before")
	d.keys("ctrl+r ctrl+r ctrl+r ctrl+r")
	d.sees("✓ Solved")
}

func TestTheFooterOfASolvedExerciseNamesItsKeys(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24).walk(place{keys: solvedByHand})
	for _, want := range []string{"H hint", "x afresh"} {
		if !strings.Contains(d.footer(), want) {
			t.Errorf("%q is left out: %s", want, d.footer())
		}
	}
	d.keys("H H")
	if !strings.Contains(d.footer(), "H the solution") {
		t.Errorf("how the solution is seen is left out: %s", d.footer())
	}
}
