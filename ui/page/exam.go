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
	// result are the answers of the exam that was graded last, nil before; look shows
	// those of them that were missed or guessed.
	result []given
	look   *round
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

// sitting answers the questions of an exam that was begun and the answers given so far.
// It is not found where the course has changed since.
func (env *Env) sitting(s progress.Sitting) (all []posed, answers []given, found bool) {
	byID := env.items()
	for i, id := range s.Items {
		one := posed{byID[id], s.Seed}
		if one.item == nil {
			return nil, nil, false
		}
		all = append(all, one)
		if i < len(s.Answers) {
			answers = append(answers, given{posed: one, Attempt: s.Answers[i].Attempt()})
		}
	}
	return all, answers, len(all) > 0
}

// items are those of the course, by their IDs.
func (env *Env) items() map[string]*lessons.Item {
	all := map[string]*lessons.Item{}
	for _, it := range env.Course.Asked() {
		all[it.ID] = it
	}
	return all
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
	switch {
	case p.round != nil:
		right = fmt.Sprintf("%d of %d answered", len(p.round.given), len(p.round.all))
	case p.look != nil:
		right = "what was missed or guessed"
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
	if p.look != nil {
		return append(p.look.bindings(), intent.Binding{Action: intent.Close, Does: "the result"})
	}
	if p.result != nil {
		none := ""
		if len(weak(p.result)) == 0 {
			none = "nothing was missed or guessed"
		}
		all := append([]intent.Binding{{Action: intent.Open, Does: "see what was missed", Off: none}}, p.sheet.bindings()...)
		return append(all, intent.Binding{Action: intent.Reset, Does: "another exam"}, leave)
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
	case p.look != nil:
		p.lookOn(in)
	case in.Action == intent.Close:
		return Result{Pop: true}
	case p.round != nil:
		return p.answer(in)
	case in.Action == intent.Open && p.result != nil:
		p.look = newLook(p.env, weak(p.result))
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
	if found {
		p.broken, p.sheet = "", scrolled{}
		p.round = newRound(p.env, all, false, answers)
	}
	if !found || p.round.broken != "" {
		p.changed()
		return
	}
	p.grade()
}

// changed gives an exam up whose questions are no more what they were.
func (p *Exam) changed() {
	p.round, p.broken = nil, "The course has changed since this exam was begun. Begin anew."
	p.env.update(func(s *progress.State) { s.Sitting = progress.Sitting{} })
}

// answer hands a key to the question and keeps the answer at once.
func (p *Exam) answer(in intent.Intent) Result {
	result, done := p.round.do(in)
	if done != nil {
		attempt := done.Attempt
		p.env.update(func(s *progress.State) { s.Examined(attempt) })
		p.grade()
	}
	if p.round != nil && p.round.broken != "" {
		p.changed()
	}
	return result
}

// lookOn goes through what was missed or guessed, and back to the result behind it.
func (p *Exam) lookOn(in intent.Intent) {
	if in.Action != intent.Close {
		p.look.do(in)
	}
	if in.Action == intent.Close || p.look.over() {
		p.look = nil
	}
}

// weak are the answers that were not both right and sure.
func weak(all []given) (some []given) {
	for _, g := range all {
		if g.Grade() < progress.Good {
			some = append(some, g)
		}
	}
	return some
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
