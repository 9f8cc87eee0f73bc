package app

import (
	"strings"
	"testing"

	"authlab/lessons"
)

// option presses the number that stands before the option of these words.
func (d *driver) option(words string) *driver {
	d.t.Helper()
	for _, row := range strings.Split(d.screen(), "\n") {
		at := strings.Index(row, " "+words)
		if at < 1 || row[at-1] < '1' || row[at-1] > '6' {
			continue
		}
		return d.keys(row[at-1 : at])
	}
	d.t.Fatalf("no option %q:\n%s", words, d.screen())
	return d
}

func TestAVerdictListsEveryAnswer(t *testing.T) {
	course := lessons.Open(lessons.Content())
	d := start(t, setting{course: course, lesson: "3"}, 80, 24)
	d.keys("enter end")
	for range 4 { // through the prose to the prediction
		if strings.Contains(d.screen(), "Predict ") {
			break
		}
		d.keys("right end")
	}
	d.option("200, 200, 200, 200").keys("enter end")
	d.sees("You said: 200, 200, 200, 200; observed 401, 200, 401, 200.")
}

// TestAVerdictSaysWhatStatusesDoNot has two options that speak of the same status.
func TestAVerdictSaysWhatStatusesDoNot(t *testing.T) {
	course := fixture(t)
	options := course.Lessons[1].Pages()[0].Scene.Gates[0].Options
	for i, words := range []string{"401, and a row is made", "401, and no row is made", "503"} {
		options[i].Text = words
	}
	wrong := start(t, setting{course: course, lesson: "3"}, 80, 24)
	wrong.keys("enter end").option("401, and a row").keys("enter end")
	wrong.sees("You said: 401, and a row is made; observed: 401, and no row is made.")
	right := start(t, setting{course: course, lesson: "3"}, 80, 24)
	right.keys("enter end").option("401, and no row").keys("enter end")
	right.sees("You said: 401, and no row is made; so it was.")
	other := start(t, setting{course: course, lesson: "3"}, 80, 24)
	other.keys("enter end").option("503").keys("enter end")
	other.sees("You said: 503; observed: 401, and no row is made.")
}
