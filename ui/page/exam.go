package page

import (
	"fmt"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/intent"
)

// Exam is the final exam: questions from all lessons with other names and other runs,
// and no verdict before the end. It can be left and taken up again.
type Exam struct {
	env           *Env
	width, height int
	// round is the exam under way; nil before it begins and after it is graded.
	round *round
	// result are the answers of the exam that was graded last, nil before.
	result []given
	sheet  scrolled
	broken string
}

// NewExam shows what the exam is, what was begun, or how the last one ended.
func NewExam(env *Env) *Exam {
	p := &Exam{env: env}
	if s := env.Progress.State().Sitting; s.Done {
		if all, answers, found := env.sitting(s); found && len(answers) == len(all) {
			p.result = answers
		}
	}
	return p
}

// sitting makes the questions of an exam that was begun and the answers given so far.
// It is not found where the course has changed since.
func (env *Env) sitting(s progress.Sitting) (all []*lessons.Variant, answers []given, found bool) {
	all, err := env.Course.Exam(s.Seed, s.Items)
	if err != nil || len(all) == 0 {
		return nil, nil, false
	}
	for i, v := range all {
		if v == nil {
			return nil, nil, false
		}
		if i < len(s.Answers) {
			answers = append(answers, given{variant: v, Attempt: s.Answers[i].Attempt()})
		}
	}
	return all, answers, true
}

// begun tells whether there is an exam to take up again.
func (p *Exam) begun() bool {
	s := p.env.Progress.State().Sitting
	return len(s.Items) > 0 && !s.Done
}

// Resize implements Page.
func (p *Exam) Resize(width, height int) { p.width, p.height = width, height }

// Header implements Page.
func (p *Exam) Header() (left, right string) {
	if p.round != nil {
		right = fmt.Sprintf("%d of %d answered", len(p.round.given), len(p.round.variants))
	}
	return "authlab · final exam", right
}

// Bindings implements Page.
func (p *Exam) Bindings() []intent.Binding {
	leave := intent.Binding{Action: intent.Close, Does: "map"}
	if p.round != nil {
		leave.Does = "leave, it is kept"
		return append(p.round.bindings(), leave)
	}
	if p.result != nil {
		return append(p.sheet.bindings(), intent.Binding{Action: intent.Reset, Does: "another exam"}, leave)
	}
	all := []intent.Binding{{Action: intent.Open, Does: "begin"}}
	if p.begun() {
		all = []intent.Binding{{Action: intent.Open, Does: "go on with it"}, {Action: intent.Reset, Does: "begin anew"}}
	}
	return append(append(all, p.sheet.bindings()...), leave)
}

// Do implements Page.
func (p *Exam) Do(in intent.Intent) Result {
	switch {
	case in.Action == intent.Close:
		return Result{Pop: true}
	case p.round != nil:
		return p.answer(in)
	case in.Action == intent.Reset && p.result != nil:
		p.result = nil
		return Result{}
	case in.Action == intent.Reset || in.Action == intent.Open && !p.begun():
		p.start()
	case in.Action == intent.Open:
		p.resume()
	default:
		p.sheet.do(in)
	}
	return Result{}
}

// start draws a new exam. Its seed is the session's, so that no two are the same.
func (p *Exam) start() {
	s := p.env.Progress.State()
	seed := p.env.Session + uint64(s.Sitting.At)
	items := p.env.Course.ExamItems(seed)
	ids := make([]string, len(items))
	for i, it := range items {
		ids[i] = it.ID
	}
	p.env.update(func(s *progress.State) { s.Begin(seed, ids) })
	p.resume()
}

// resume goes on with the exam that was begun.
func (p *Exam) resume() {
	all, answers, found := p.env.sitting(p.env.Progress.State().Sitting)
	if !found {
		p.broken = "The course has changed since this exam was begun. Begin anew."
		p.env.update(func(s *progress.State) { s.Sitting = progress.Sitting{} })
		return
	}
	p.broken, p.sheet = "", scrolled{}
	p.round = newRound(p.env, all, false, answers)
	p.grade()
}

// answer hands a key to the question and keeps the answer at once.
func (p *Exam) answer(in intent.Intent) Result {
	result, done := p.round.do(in)
	if done != nil {
		attempt := done.Attempt
		p.env.update(func(s *progress.State) { s.Examined(attempt) })
		p.grade()
	}
	return result
}

// grade ends the exam behind the last question.
func (p *Exam) grade() {
	if !p.round.over() {
		return
	}
	p.result = p.round.given
	p.round, p.sheet = nil, scrolled{}
	now := p.env.Progress.Now()
	p.env.update(func(s *progress.State) { s.Grade(lessons.Passed, now) })
}

// rightly counts the right answers.
func rightly(all []given) int {
	n := 0
	for _, g := range all {
		if g.Outcome.Earned() {
			n++
		}
	}
	return n
}

// examWords is what the map says of the exam beside its name.
func examWords(env *Env) string {
	switch s := env.Progress.State(); {
	case len(s.Sitting.Items) > 0 && !s.Sitting.Done:
		return fmt.Sprintf(" (begun, %d of %d answered)", len(s.Sitting.Answers), len(s.Sitting.Items))
	case s.Exam.Of > 0:
		return " (" + scoreWords(s.Exam) + ")"
	}
	return ""
}
