package plain

import (
	"strings"
	"testing"

	"authlab/lessons"
	"authlab/lessons/progress"
)

// An exercise whose solution was shown comes back, and a solution by hand sends it away.
func TestAnExerciseThatWasShownComesBack(t *testing.T) {
	course := lessons.Open(lessons.Content())
	var task *lessons.Exercise
	for _, p := range course.Lessons[0].Pages() {
		if p.Exercise != nil {
			task = p.Exercise
		}
	}
	store := memory()
	store.Update(func(s *progress.State) {
		s.Cards = map[string]progress.Card{task.ID: {Due: 1, Last: 1, Stability: 1, Difficulty: 5, Reps: 1}}
	})
	out := begin(t, store, course, "review", "skip", "q")
	if !strings.Contains(out, "The exercise of lesson 1, ") || !strings.Contains(out, "Due still: 1.") {
		t.Errorf("it is not offered:\n%s", out)
	}
	out = begin(t, store, course, "review", append([]string{""}, append(strings.Split(strings.TrimSpace(task.Another), "\n"), "q")...)...)
	if !strings.Contains(out, "Solved.") || !strings.Contains(out, "The next question is due") {
		t.Errorf("it could not be done again:\n%s", out)
	}
	if due, _ := store.State().Due([]string{task.ID}, store.Now()); len(due) > 0 {
		t.Error("it is due still")
	}
}
