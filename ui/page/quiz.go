package page

import (
	"fmt"
	"slices"
	"strings"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// quiz asks the questions of a page one after the other.
type quiz struct {
	env       *Env
	questions []*asking
	skipped   []bool
	at        int
	// run is the scene that shows an option false, while it is looked at.
	run *scene
}

// newQuiz prepares the questions; where a run tells which option is right, it is
// run now.
func newQuiz(env *Env, questions []*lessons.Question) (*quiz, error) {
	q := &quiz{env: env, skipped: make([]bool, len(questions))}
	state := env.Progress.State()
	for i, one := range questions {
		known, err := one.Answer()
		if err != nil {
			return nil, err
		}
		a := newAsking(env, known, "question")
		if last, tried := state.InLesson(one.ID); tried {
			q.skipped[i] = last.Outcome == progress.Skipped
			a.recall(last)
		}
		q.questions = append(q.questions, &a)
	}
	// The first question that waits for its answer is asked first.
	q.at = max(slices.IndexFunc(q.questions, func(a *asking) bool { return !a.recalled }), 0)
	return q, nil
}

func (q *quiz) now() *asking { return q.questions[q.at] }

// done tells that every question was answered or skipped.
func (q *quiz) open() bool { return !q.now().answered && !q.skipped[q.at] }

func (q *quiz) bindings() []intent.Binding {
	if q.run != nil {
		back := []intent.Binding{{Action: intent.Close, Does: "back to the question"}}
		return append(q.run.stepping(), back...)
	}
	first := ""
	if q.at == 0 {
		first = "this is the first question"
	}
	back := intent.Binding{Action: intent.Previous, Does: "question before", Off: first}
	if q.open() {
		return append(q.now().bindings(), back)
	}
	none := "there is nothing to run for this answer"
	if q.refutation() != "" {
		none = ""
	}
	return []intent.Binding{
		{Action: intent.Continue, Does: "go on"},
		{Action: intent.Again, Does: "answer again"},
		{Action: intent.ShowRun, Does: "see it run", Off: none},
		back,
	}
}

// refutation is the scenario that shows the answer false, or "".
func (q *quiz) refutation() string {
	chosen := q.now().chosen()
	if chosen == nil || chosen.Right {
		return ""
	}
	return chosen.Refute
}

// do carries out a key; leave tells that the quiz is over.
func (q *quiz) do(in intent.Intent) (r Result, leave bool) {
	if q.run != nil {
		if in.Action == intent.Close || in.Action == intent.Onward {
			q.run.stop()
			q.run.run.Close()
			q.run = nil
			return Result{}, false
		}
		return q.run.do(in), false
	}
	switch in.Action {
	case intent.Previous:
		q.at--
		return Result{}, false
	case intent.Continue:
		return Result{}, !q.next()
	case intent.Again:
		q.skipped[q.at] = false
		q.now().again(q.env.Session)
		q.now().recalled = false
		return Result{}, false
	case intent.ShowRun:
		run, err := newDemonstration(q.env, q.refutation())
		if err != nil {
			return note("the run cannot be shown: " + err.Error()), false
		}
		q.run = run
		return Result{}, false
	}
	state, r := q.now().do(in)
	switch state {
	case justAnswered:
		q.record(q.now().attempt())
	case justSkipped:
		q.skipped[q.at] = true
		q.record(progress.Attempt{Outcome: progress.Skipped})
		return r, !q.next()
	}
	return r, false
}

func (q *quiz) next() bool {
	if q.at+1 >= len(q.questions) {
		return false
	}
	q.at++
	return true
}

func (q *quiz) record(attempt progress.Attempt) {
	id := q.now().question.ID
	q.env.update(func(s *progress.State) { s.Record(id, attempt) })
}

// refuted says in one line which answer the run shows false.
func (q *quiz) refuted(width int) string {
	const before, behind = "You said: ", "; this run shows it false."
	st := q.env.Styles
	said := strings.TrimSuffix(text.SafeLine(q.now().chosen().Text), ".")
	return st.Dim.On(before + text.Truncate(said, width-text.Width(before+behind), st.Glyphs.Ellipsis) + behind)
}

// draw draws the question, and once it is answered what is to be said of it.
func (q *quiz) draw(width, height int) []string {
	if q.run != nil {
		return append(text.FitLines([]string{" " + q.refuted(width-2)}, width, 1), q.run.draw(width, height-1)...)
	}
	st := q.env.Styles
	column := min(width-2, widestProse)
	a := q.now()
	aside := ""
	if a.recalled {
		aside = "  as answered before"
	}
	lines := []string{"", st.Heading.On(fmt.Sprintf("Question %d of %d", q.at+1, len(q.questions))) + st.Dim.On(aside), ""}
	lines = append(lines, drawChoice(st, a.choice, column, a.answered)...)
	switch {
	case a.answered:
		lines = append(lines, "")
		lines = append(lines, feedback(st, a.choice, column)...)
	case q.skipped[q.at]:
		lines = append(lines, "", st.Dim.On("Skipped. It counts as not answered."))
	}
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return text.FitLines(lines, width, height)
}
