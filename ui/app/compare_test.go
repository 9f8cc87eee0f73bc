package app

import (
	"strings"
	"testing"

	"authlab/lessons"
)

func TestComparisonGoesToTheLabAndBack(t *testing.T) {
	d := start(t, setting{over: atCompare}, 100, 30)
	d.keys("c right right right right right right right down enter")
	d.sees("JWT, compared")
	d.keys("end")
	d.sees("mallory")
	d.keys("esc")
	d.sees("here the designs part for the first time")
	d.keys("esc")
	d.sees("What happens to them")
	d.keys("esc")
	if !d.onMap() {
		t.Fatal("Esc does not lead back to the map")
	}
}

func TestDesignsAreTicked(t *testing.T) {
	d := start(t, setting{over: atCompare}, 80, 24)
	d.keys("enter down enter down down down enter")
	d.sees("4 designs at most: untick one first")
	d.keys("home enter down enter down enter c")
	d.sees("tick 2 designs at least")
}

func TestLedgerWaitsForTheEnd(t *testing.T) {
	d := start(t, setting{over: atCompare}, 100, 30)
	d.keys("c right v")
	d.sees("the ledger is counted at the end")
	d.seesNot("copy outlives logout")
	d.keys("end v")
	d.sees("copy outlives logout")
	d.keys("home")
	d.seesNot("copy outlives logout")
}

// TestALedgerIsReadFromTheText: the text behind a comparison speaks of the ledger, so its
// key is good there, and its titles are whole where there are rows for them.
func TestALedgerIsReadFromTheText(t *testing.T) {
	course := lessons.Open(lessons.Content())
	for _, size := range [][2]int{{80, 24}, {100, 30}} {
		d := start(t, setting{course: course, lesson: "13"}, size[0], size[1])
		d.keys("n n n n n n n")
		if !strings.Contains(d.footer(), "next command") {
			d.keys("v")
			d.sees("the ledger is counted at the end")
			d.keys("tab")
		}
		d.keys("end tab v")
		d.sees("ledger")
		d.sees("v answers")
		if strings.Contains(d.screen(), "per dead…") || strings.Contains(d.screen(), "…  ") && size[1] == 30 {
			t.Errorf("%v: a title is cut:\n%s", size, d.screen())
		}
	}
}
