package app

import (
	"testing"

	"pgregory.net/rapid"

	"authlab/lessons"
	"authlab/ui/page"
)

// Whatever is pressed, and however the window changes, exam, review and test fill their
// frame, never panic, and never earn what was not answered.
func TestRandomKeysAtTheExam(t *testing.T) {
	course := fixture(t)
	keys := []string{"enter", "space", "right", "left", "up", "down", "pgup", "pgdown", "1", "2", "3", "4", "5", "a", "x", "t", "esc", "home", "end", "?", "g"}
	rapid.Check(t, func(rt *rapid.T) {
		over := rapid.SampledFrom([]func(env *page.Env) page.Page{
			atExam, atReview("/1", "/2"),
			func(env *page.Env) page.Page { return page.NewTest(env, course.Lessons[1]) },
		}).Draw(rt, "page")
		d := start(t, setting{course: course, over: over}, 80, 24)
		for range rapid.IntRange(1, 40).Draw(rt, "presses") {
			if rapid.IntRange(0, 9).Draw(rt, "resize") == 0 {
				d.resize(rapid.IntRange(1, 180).Draw(rt, "width"), rapid.IntRange(1, 60).Draw(rt, "height"))
			}
			d.keys(rapid.SampledFrom(keys).Draw(rt, "key"))
			if d.onMap() {
				break
			}
		}
		s := d.store.State()
		if len(s.Sitting.Answers) > len(s.Sitting.Items) || s.Exam.Passed && !lessons.Passed(s.Exam.Right, s.Exam.Of) {
			rt.Fatalf("%+v, %+v", s.Sitting, s.Exam)
		}
		for lesson, score := range s.Tests {
			if score.Passed && score.Right != score.Of {
				rt.Fatalf("%s: %+v", lesson, score)
			}
		}
	})
}
