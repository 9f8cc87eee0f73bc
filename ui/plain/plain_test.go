package plain

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/sim/scenario"
	"authlab/ui/theme"
)

const session = 7

// read leads through a lesson with the given lines typed.
func read(t *testing.T, l *lessons.Lesson, ascii bool, lines ...string) (string, progress.State) {
	t.Helper()
	store, _ := progress.Open("", func() time.Time { return time.Unix(1, 0) })
	course := lessons.Open(lessons.Content())
	var out bytes.Buffer
	err := Run(Config{
		In: strings.NewReader(strings.Join(lines, "\n") + "\n"), Out: &out, Course: course, Progress: store, Lesson: l, Session: session,
		Styles: theme.New(theme.Options{Profile: termenv.Ascii, ASCII: ascii}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), store.State()
}

// place is what to type for an option of a question.
func place(q *lessons.Question, option int) string {
	for i, o := range q.Shuffle(session) {
		if o == option {
			return fmt.Sprint(i + 1)
		}
	}
	return ""
}

// rightly are the lines of somebody who knows everything.
func rightly(t *testing.T, l *lessons.Lesson) (lines []string) {
	for i, p := range l.Pages() {
		if p.Scene != nil {
			result := scenario.Run(&scenario.Script{Commands: p.Scene.Commands}, scenario.Options{})
			for _, g := range p.Scene.Gates {
				lines = append(lines, place(&lessons.Question{ID: g.ID, Options: g.Options}, judgedAt(t, p.Scene, g))+"s")
			}
			result.World.Close()
		}
		for _, q := range p.Quiz {
			known, err := q.Answer()
			if err != nil {
				t.Fatal(err)
			}
			lines = append(lines, place(known, known.Right()))
		}
		if p.Exercise != nil {
			lines = append(lines, strings.Split(strings.TrimSpace(p.Exercise.Another), "\n")...)
		}
		if i+1 < len(l.Pages()) {
			lines = append(lines, "")
		}
	}
	return lines
}

// judgedAt is the right option once the command Through has been carried out.
func judgedAt(t *testing.T, s *lessons.Scene, g *lessons.Gate) int {
	t.Helper()
	runner, err := scenario.NewRunner(s.Commands[0], true)
	if err != nil {
		t.Fatal(err)
	}
	defer runner.World().Close()
	for _, c := range s.Commands[:g.Through+1] {
		if _, err := runner.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	runner.Finish()
	return g.Judge(runner.World()).Right()
}

// TestTheWholeCourseCanBeCompleted answers and solves everything, and earns it.
func TestTheWholeCourseCanBeCompleted(t *testing.T) {
	course := lessons.Open(lessons.Content())
	for _, l := range course.Lessons {
		t.Run(l.Slug, func(t *testing.T) {
			out, state := read(t, l, true, rightly(t, l)...)
			if !state.Mastered(l.Items()) {
				t.Errorf("%d of %d earned:\n%s", state.Earned(l.Items()), len(l.Items()), out)
			}
			for i := range l.Pages() {
				if !state.Seen(l.Slug, i) {
					t.Errorf("page %d was not seen", i+1)
				}
			}
			for _, c := range out {
				if c != '\n' && (c < ' ' || c > '~') {
					t.Fatalf("%q in the output", c)
				}
			}
			for _, line := range strings.Split(out, "\n") {
				if len(line) > 80 && !strings.Contains(line, "  cluster ") && !strings.HasPrefix(line, strings.Repeat(" ", 14)) && !strings.Contains(line, "s  ") {
					t.Errorf("%d columns: %s", len(line), line)
				}
			}
			if strings.HasPrefix(out, "\n") || strings.Contains(out, "\n\n\n") {
				t.Error("an empty line too many")
			}
			if strings.Contains(out, "as expected") {
				t.Error("the lesson's expectations are told, not the learner's")
			}
			out, _ = read(t, l, false, rightly(t, l)...)
			if strings.Contains(out, "cannot run") || strings.Contains(out, lessons.Pending) {
				t.Error("something could not be run or filled in")
			}
		})
	}
}

// TestNothingIsRevealedBeforeTheBet stops at the first prediction.
func TestNothingIsRevealedBeforeTheBet(t *testing.T) {
	course := lessons.Open(lessons.Content())
	for _, l := range course.Lessons {
		at := -1
		for i, p := range l.Pages() {
			if p.Scene != nil && len(p.Scene.Gates) > 0 {
				at = i
				break
			}
		}
		if at < 0 {
			continue
		}
		only := l.With(l.Pages()[at])
		out, state := read(t, only, false)
		gate := only.Pages()[0].Scene.Gates[0]
		after := only.Pages()[0].Scene.Commands[gate.Before].Deed()
		if i := strings.LastIndex(out, "Predict, before it runs."); i < 0 || strings.Contains(out[i:], after+"  ") {
			t.Errorf("%s: %q has run before the prediction:\n%s", l.Slug, after, out)
		}
		if _, answered := state.Last(gate.ID); answered {
			t.Errorf("%s: the prediction counts as answered", l.Slug)
		}
	}
}

func TestAnExerciseHelpsAndForgives(t *testing.T) {
	course := lessons.Open(lessons.Content())
	var with *lessons.Lesson
	for _, l := range course.Lessons {
		for _, p := range l.Pages() {
			if p.Exercise != nil && with == nil {
				with = l.With(p)
			}
		}
	}
	lines := []string{"kil s1", "goal", "undo", "hint", "hint", "hint"}
	for range with.Pages()[0].Exercise.Hints {
		lines = append(lines, "hint")
	}
	lines = append(lines, strings.Split(strings.TrimSpace(with.Pages()[0].Exercise.Solution), "\n")...)
	out, state := read(t, with, false, lines...)
	for _, want := range []string{"Did you mean kill?", "- open: an answer 401: not yet", "- holds: at most three requests\n", "Nothing was done yet.", "Hint 1 of", "Reached, with the solution shown."} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if last, _ := state.Last(with.Pages()[0].Exercise.ID); last.Outcome != progress.Shown {
		t.Errorf("a solution that was shown counts as %s", last.Outcome)
	}
}

func TestWrongAnswersAreExplained(t *testing.T) {
	course := lessons.Open(lessons.Content())
	tried := 0
	for _, l := range course.Lessons {
		for _, p := range l.Pages() {
			for _, q := range p.Quiz {
				known, err := q.Answer()
				if err != nil {
					t.Fatal(err)
				}
				wrong := (known.Right() + 1) % len(q.Options)
				only := l.With(&lessons.Page{Title: p.Title, Quiz: []*lessons.Question{q}})
				out, state := read(t, only, true, "7", "x", place(known, wrong), "r")
				if !strings.Contains(out, "That is no answer.") || !strings.Contains(out, "Not so.") {
					t.Errorf("%s:\n%s", q.ID, out)
				}
				if state.Earned([]string{q.ID}) != 0 {
					t.Errorf("%s is earned by a wrong answer", q.ID)
				}
				tried++
			}
		}
	}
	if tried < 30 {
		t.Errorf("only %d questions", tried)
	}
}

func TestLeavingSaysWhatIsKept(t *testing.T) {
	course := lessons.Open(lessons.Content())
	store, _ := progress.Open(t.TempDir(), time.Now)
	for _, c := range []struct {
		store *progress.Store
		want  string
	}{{store, "What was done is kept."}, {memory(), "What was done cannot be kept."}} {
		out := begin(t, c.store, course, "", "99", "1", "q")
		for _, want := range []string{"There is no lesson 99.", "Lesson 1: ", c.want} {
			if !strings.Contains(out, want) {
				t.Errorf("no %q in\n%s", want, out)
			}
		}
	}
}
