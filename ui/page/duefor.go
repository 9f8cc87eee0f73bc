package page

import (
	"fmt"

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
	// broken says why some item cannot be asked.
	broken string
}

// mostDue is how many items one review asks.
const mostDue = 20

// due are the items that are due, and when the next of the others is.
func (env *Env) due() (items []string, next int64) {
	var all []string
	for _, l := range env.Course.Lessons {
		for _, it := range l.Asked() {
			all = append(all, it.ID)
		}
	}
	return env.Progress.State().Due(all, env.Progress.Now())
}

// NewDue begins a review of what is due now.
func NewDue(env *Env) *Due {
	p := &Due{env: env}
	items, next := env.due()
	p.next = next
	byID := map[string]*lessons.Item{}
	for _, it := range env.Course.Asked() {
		byID[it.ID] = it
	}
	var variants []*lessons.Variant
	for _, id := range items[:min(len(items), mostDue)] {
		card, _ := env.Progress.State().Card(id)
		v, err := byID[id].Variant(env.Session + uint64(card.Reps))
		if err != nil {
			p.broken = "A question cannot be asked: " + err.Error()
			continue
		}
		variants = append(variants, v)
	}
	p.round = newRound(env, variants, true, nil)
	return p
}

// Resize implements Page.
func (p *Due) Resize(width, height int) { p.width, p.height = width, height }

// Header implements Page.
func (p *Due) Header() (left, right string) {
	if n := len(p.round.variants) - len(p.round.given); n > 0 {
		right = fmt.Sprintf("%d due", n)
	}
	return "authlab · review", right
}

// Bindings implements Page.
func (p *Due) Bindings() []intent.Binding {
	if p.round.over() {
		return []intent.Binding{{Action: intent.Open, Does: "back to the map"}, {Action: intent.Close, Does: "map"}}
	}
	return append(p.round.bindings(), intent.Binding{Action: intent.Close, Does: "map"})
}

// Do implements Page.
func (p *Due) Do(in intent.Intent) Result {
	if in.Action == intent.Close || in.Action == intent.Open {
		return Result{Pop: true}
	}
	result, done := p.round.do(in)
	if done != nil && done.Outcome.Answered() {
		id, attempt, now := done.variant.Item.ID, done.Attempt, p.env.Progress.Now()
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
	case p.next > 0:
		say("Nothing is due.")
	default:
		say("Nothing was missed yet, so nothing comes back.")
	}
	lines = append(lines, "")
	if left, _ := p.env.due(); len(left) > 0 {
		say(fmt.Sprintf("%d more are due. Open the review again for them.", len(left)))
	} else if p.next > 0 {
		say("The next question is due " + text.When(p.next, p.env.Progress.Now()) + ".")
	}
	lines = append(lines, "")
	say("What you answer wrongly in a lesson, or guess, comes back here as a new case, with other names and another run. The better you know it, the longer it stays away.")
	if p.broken != "" {
		lines = append(lines, "")
		lines = append(lines, noticeLines(st, p.broken, column)...)
	}
	return centred(tight(lines, p.height), p.width, p.height, column)
}
