package lessons

import "testing"

func load(t *testing.T) *Course {
	t.Helper()
	course, problems := Load(Content())
	for _, p := range problems {
		t.Fatal("\n" + p.Error())
	}
	return course
}

// Every expectation holds, every prediction and question has exactly one right
// option, every exercise is solved by two routes and by no near-miss.
func TestEveryLessonIsSolved(t *testing.T) {
	for _, l := range load(t).Lessons {
		t.Run(l.Slug, func(t *testing.T) {
			for _, p := range CheckLesson(l) {
				t.Error("\n" + p.Error())
			}
		})
	}
}
