package app

import (
	"strings"
	"testing"
	"time"

	"authlab/lessons/progress"
)

func TestABetIsKeptWhereOneLeavesForTheMap(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter end 1 enter right esc enter")
	d.seesNot("Predict ")
	d.sees("step 9/13")
}

func TestAForkIsKeptWhereOneLeavesForTheMap(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter end 3 enter end end [ [ :").text("kill s1").keys("enter esc enter b")
	d.seesNot("only one branch")
	d.keys("end")
	d.sees("step 25/25")
}

func TestABetOutlivesTheProgram(t *testing.T) {
	store, _ := progress.Open("", func() time.Time { return time.Unix(1, 0) })
	before := start(t, setting{lesson: "3", store: store}, 80, 24)
	before.keys("enter end 1 enter right q")
	again := start(t, setting{lesson: "3", store: store}, 80, 24)
	again.seesNot("Predict ")
	again.sees("step 9/13")
	again.keys("end")
	again.sees("as answered before")
}

func TestARecalledAnswerCountsOnce(t *testing.T) {
	store, _ := progress.Open("", func() time.Time { return time.Unix(1, 0) })
	tries := func() int {
		n := 0
		for _, attempts := range store.State().Items {
			n += len(attempts)
		}
		return n
	}
	start(t, setting{lesson: "3", store: store}, 80, 24).keys("enter end 1 enter end q")
	once := tries()
	start(t, setting{lesson: "3", store: store}, 80, 24).keys("end q")
	if tries() != once {
		t.Errorf("%d attempts after coming back, %d before", tries(), once)
	}
}

func TestTheFooterKeepsTheWayBackAndEnter(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 60, 16)
	d.keys("enter right right")
	for _, width := range []int{60, 80} {
		d.resize(width, 24)
		for _, want := range []string{"→ next", "← back", "Enter inspect", "Esc map", "? keys", "q leave"} {
			if !strings.Contains(d.footer(), want) {
				t.Errorf("%d columns leave out %q: %s", width, want, d.footer())
			}
		}
	}
	d.keys("n n")
	if !strings.Contains(d.footer(), "Esc map") {
		t.Errorf("a question does not say how to leave: %s", d.footer())
	}
}

// TestAnAnswerOutlivesTheProgram: a question is shown with its verdict, as a prediction
// is, until it is answered again; a skipped one says so.
func TestAnAnswerOutlivesTheProgram(t *testing.T) {
	store, _ := progress.Open("", func() time.Time { return time.Unix(1, 0) })
	before := start(t, setting{lesson: "3", store: store}, 80, 24).keys("n n")
	before.option("One of three requests").keys("enter q")
	again := start(t, setting{lesson: "3", store: store}, 80, 24)
	again.sees("as answered before")
	again.sees("(your answer)")
	again.sees("That would need the row on two servers.")
	again.keys("a")
	again.seesNot("as answered before")
	again.seesNot("(your answer)")
}

func TestASkippedQuestionStaysSkipped(t *testing.T) {
	store, _ := progress.Open("", func() time.Time { return time.Unix(1, 0) })
	start(t, setting{lesson: "3", store: store}, 80, 24).keys("n n right right p q")
	again := start(t, setting{lesson: "3", store: store}, 80, 24)
	again.sees("Skipped.")
	again.keys("a 1 enter")
	again.seesNot("Skipped.")
}
