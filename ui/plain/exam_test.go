package plain

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/theme"
)

// begin does something first and then reads the lines.
func begin(t *testing.T, store *progress.Store, course *lessons.Course, first string, lines ...string) string {
	t.Helper()
	var out bytes.Buffer
	err := Run(Config{
		In: strings.NewReader(strings.Join(lines, "\n") + "\n"), Out: &out, Course: course, Progress: store, First: first, Session: session,
		Styles: theme.New(theme.Options{Profile: termenv.Ascii}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func memory() *progress.Store {
	store, _ := progress.Open("", func() time.Time { return time.Unix(1, 0) })
	return store
}

// typed is what to type for the right option of a variant.
func typed(v *lessons.Variant) string {
	return fmt.Sprint(slices.Index(v.Order, v.Question.Right())+1) + "s"
}

func TestTheExamAsLines(t *testing.T) {
	course := lessons.Open(lessons.Content())
	var ids, lines []string
	for _, it := range course.ExamItems(session) {
		ids = append(ids, it.ID)
	}
	all, err := course.Exam(session, ids)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		lines = append(lines, typed(v))
	}
	store := memory()
	// It is left after five answers and taken up again.
	out := begin(t, store, course, "exam", append(slices.Clone(lines[:5]), "q")...)
	if strings.Contains(out, "Right.") || !strings.Contains(out, "Question 6 of 20") {
		t.Errorf("a verdict before the end, or not as far as that:\n%s", out)
	}
	out = begin(t, store, course, "exam", append(slices.Clone(lines[5:]), "q")...)
	if !strings.Contains(out, "Passed: 20 of 20.") || !store.State().Exam.Passed {
		t.Errorf("not passed:\n%s", out)
	}
}

func TestAnExamThatIsSkippedAsLines(t *testing.T) {
	course := lessons.Open(lessons.Content())
	store := memory()
	out := begin(t, store, course, "", append([]string{"exam"}, append(slices.Repeat([]string{"skip"}, lessons.ExamLength), "q")...)...)
	if !strings.Contains(out, "Not passed: 0 of 20.") || store.State().Exam.Passed || len(store.State().Cards) > 0 {
		t.Errorf("%+v\n%s", store.State().Exam, out)
	}
}

func TestAReviewAsLines(t *testing.T) {
	course := lessons.Open(lessons.Content())
	store := memory()
	if out := begin(t, store, course, "review", "q"); !strings.Contains(out, "Nothing was missed yet") {
		t.Error(out)
	}
	it := course.Asked()[0]
	store.Update(func(s *progress.State) {
		s.Cards = map[string]progress.Card{it.ID: {Due: 1, Last: 1, Stability: 1, Difficulty: 5, Reps: 1}}
	})
	v, err := it.Variant(session + 1)
	if err != nil {
		t.Fatal(err)
	}
	out := begin(t, store, course, "review", typed(v), "q")
	if !strings.Contains(out, "  ? ") || !strings.Contains(out, "Right.") || !strings.Contains(out, "The next question is due") {
		t.Error(out)
	}
	if card := store.State().Cards[it.ID]; card.Reps != 2 {
		t.Errorf("%+v", card)
	}
}

func TestATestAsLines(t *testing.T) {
	course := lessons.Open(lessons.Content())
	store, lines := memory(), []string{"test 1"}
	for _, it := range course.Lessons[0].Asked() {
		v, err := it.Variant(session)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, typed(v))
	}
	out := begin(t, store, course, "", append(lines, "q")...)
	if !strings.Contains(out, "Lesson 1 counts as mastered.") || !store.State().Tested("what-is-state") || !strings.Contains(out, "mastered by test") {
		t.Error(out)
	}
}
