package page

import (
	"fmt"
	"slices"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// Due is the review: what was missed, guessed or shown comes back as variants when it
// is due.
type Due struct {
	env           *Env
	round         *round
	width, height int
	// next is when the next item is due, in Unix milliseconds, 0 if there is none.
	next int64
	// tasks are exercises to be done again: their solution was shown.
	tasks []task
}

// task is an exercise and where it stands.
type task struct {
	lesson   *lessons.Lesson
	page     int
	exercise *lessons.Exercise
}

// mostDue is how many items one review asks.
const mostDue = 20

// due are the items that are due, and when the next of the others is.
func (env *Env) due() (items []string, next int64) {
	var all []string
	for _, l := range env.Course.Lessons {
		all = append(all, l.Items()...)
	}
	return env.Progress.State().Due(all, env.Progress.Now())
}

// NewDue begins a review of what is due now.
func NewDue(env *Env) *Due {
	p := &Due{env: env}
	items, next := env.due()
	p.next, p.tasks = next, env.tasks(items)
	byID := env.items()
	var all []posed
	for _, id := range items {
		if byID[id] == nil || len(all) == mostDue {
			continue
		}
		card, _ := env.Progress.State().Card(id)
		all = append(all, posed{byID[id], env.Session + uint64(card.Reps)})
	}
	p.round = newRound(env, all, true, nil)
	return p
}

// tasks are the exercises among the items.
func (env *Env) tasks(items []string) (all []task) {
	for _, l := range env.Course.Lessons {
		for i, page := range l.Contents() {
			for _, e := range page.Earns {
				if e.Kind == lessons.Task && slices.Contains(items, e.ID) {
					all = append(all, task{l, i, l.Pages()[i].Exercise})
				}
			}
		}
	}
	return all
}

// Resize implements Page.
func (p *Due) Resize(width, height int) { p.width, p.height = width, height }

// Header implements Page.
func (p *Due) Header() (left, right string) {
	if n := p.round.left(); n > 0 {
		right = fmt.Sprintf("%d left", n)
	}
	return "authlab · review", right
}

// Bindings implements Page.
func (p *Due) Bindings() []intent.Binding {
	if p.round.over() {
		does := "back to the map"
		if len(p.tasks) > 0 {
			does = "do the exercise"
		}
		return []intent.Binding{{Action: intent.Open, Does: does}, {Action: intent.Close, Does: "map"}}
	}
	return append(p.round.bindings(), intent.Binding{Action: intent.Close, Does: "map"})
}

// Do implements Page.
func (p *Due) Do(in intent.Intent) Result {
	switch {
	case in.Action == intent.Open && len(p.tasks) > 0:
		return Result{Replace: p.env.afresh(p.tasks[0].lesson, p.tasks[0].page)}
	case in.Action == intent.Close || in.Action == intent.Open:
		return Result{Pop: true}
	}
	result, done := p.round.do(in)
	if done != nil && done.Outcome.Answered() {
		id, attempt, now := done.item.ID, done.Attempt, p.env.Progress.Now()
		p.env.update(func(s *progress.State) {
			s.Answer(id, attempt.Grade(), now)
			s.Record(id, attempt)
		})
	}
	if p.round.over() {
		_, p.next = p.env.due()
	}
	return result
}

// Body implements Page.
func (p *Due) Body() []string {
	if !p.round.over() {
		return p.round.draw(p.width, p.height)
	}
	st := p.env.Styles
	column := min(p.width-4, widestProse)
	lines := []string{st.Title.On("Review"), ""}
	say := func(words string) { lines = append(lines, inked(st.Text, text.Wrap(words, column))...) }
	right, answered := 0, 0
	for _, g := range p.round.given {
		if g.Outcome.Answered() {
			answered++
		}
		if g.Outcome.Earned() {
			right++
		}
	}
	switch {
	case answered > 0:
		say(fmt.Sprintf("Done for now: %d of %d answered rightly.", right, answered))
	case len(p.tasks) > 0:
	case p.next > 0:
		say("Nothing is due.")
	default:
		say("Nothing was missed yet, so nothing comes back.")
	}
	lines = append(lines, "")
	switch left, _ := p.env.due(); {
	case len(p.tasks) > 0:
		t := p.tasks[0]
		say(fmt.Sprintf("To be done again by hand, since its solution was shown: the exercise of lesson %d, %q", t.lesson.Number, t.exercise.Ask))
	case len(left) > 0:
		say(fmt.Sprintf("%d more are due. Open the review again for them.", len(left)))
	case p.next > 0:
		say("The next question is due " + text.When(p.next, p.env.Progress.Now()) + ".")
	}
	lines = append(lines, "")
	say("What you answer wrongly in a lesson, or guess, comes back here as a new case, with other names and another run. The better you know it, the longer it stays away.")
	if p.round.broken != "" {
		lines = append(lines, "")
		lines = append(lines, noticeLines(st, p.round.broken, column)...)
	}
	return centred(tight(lines, p.height), p.width, p.height, column)
}

// afresh opens a lesson on one of its pages, with the run on it at its beginning.
func (env *Env) afresh(lesson *lessons.Lesson, page int) *Player {
	if at := slices.IndexFunc(env.players, func(p *Player) bool { return p.lesson == lesson }); at >= 0 {
		env.players[at].close()
		env.players = slices.Delete(env.players, at, at+1)
	}
	p := env.player(lesson)
	p.at = page
	return p
}
