package page

import (
	"fmt"
	"slices"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/intent"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// Test asks the predictions and questions of one lesson as variants, without its prose.
// Whoever answers all of them rightly has mastered the lesson, but for its exercise.
type Test struct {
	env           *Env
	lesson        *lessons.Lesson
	width, height int
	round         *round
	sheet         scrolled
	tries         uint64
	// ended tells that the result was recorded.
	ended bool
}

// NewTest begins the test of a lesson.
func NewTest(env *Env, lesson *lessons.Lesson) *Test {
	p := &Test{env: env, lesson: lesson}
	p.begin()
	return p
}

func (p *Test) begin() {
	var all []posed
	for _, it := range p.lesson.Asked() {
		all = append(all, posed{it, p.env.Session + p.tries})
	}
	p.tries++
	p.round, p.sheet, p.ended = newRound(p.env, all, true, nil), scrolled{}, false
}

// Resize implements Page.
func (p *Test) Resize(width, height int) { p.width, p.height = width, height }

// Header implements Page.
func (p *Test) Header() (left, right string) {
	left = fmt.Sprintf("authlab · test on lesson %d", p.lesson.Number)
	return left, fmt.Sprintf("%d of %d answered", len(p.round.given), len(p.round.all))
}

// Bindings implements Page.
func (p *Test) Bindings() []intent.Binding {
	leave := intent.Binding{Action: intent.Close, Does: "map"}
	if !p.round.over() {
		return append(p.round.bindings(), leave)
	}
	all := []intent.Binding{{Action: intent.Open, Does: "open the lesson"}, {Action: intent.Again, Does: "test again"}}
	return append(append(all, p.sheet.bindings()...), leave)
}

// Do implements Page.
func (p *Test) Do(in intent.Intent) Result {
	switch {
	case in.Action == intent.Close:
		return Result{Pop: true}
	case !p.round.over():
		return p.answer(in)
	case in.Action == intent.Open:
		return Result{Replace: p.env.player(p.lesson)}
	case in.Action == intent.Again:
		p.begin()
	default:
		p.sheet.do(in)
	}
	return Result{}
}

// answer hands a key to the question; what was missed or guessed comes back in reviews.
func (p *Test) answer(in intent.Intent) Result {
	result, done := p.round.do(in)
	now := p.env.Progress.Now()
	if done != nil && done.Outcome.Answered() {
		id, grade := done.item.ID, done.Grade()
		p.env.update(func(s *progress.State) { s.Answer(id, grade, now) })
	}
	if p.round.over() && !p.ended {
		p.ended = true
		score := progress.Score{Right: rightly(p.round.given), Of: len(p.round.given)}
		score.Passed = p.round.broken == "" && score.Of > 0 && score.Right == score.Of
		slug := p.lesson.Slug
		p.env.update(func(s *progress.State) { s.Test(slug, score) })
	}
	return result
}

// Body implements Page.
func (p *Test) Body() []string {
	if !p.round.over() {
		return p.round.draw(p.width, p.height)
	}
	column := min(p.width-4, widestProse)
	return p.sheet.draw(p.env.Styles, p.result(column), p.width, p.height, column)
}

// result says what the test has shown, and where to read.
func (p *Test) result(column int) []string {
	st := p.env.Styles
	right, of := rightly(p.round.given), len(p.round.given)
	var lines []string
	say := func(ink theme.Ink, words string) { lines = append(lines, inked(ink, text.Wrap(words, column))...) }
	if of > 0 && right == of && p.round.broken == "" {
		say(st.Good, fmt.Sprintf("%s All %d right.", st.Glyphs.Check, of))
		lines = append(lines, "")
		words := fmt.Sprintf("Lesson %d counts as mastered.", p.lesson.Number)
		if how := p.env.standing(p.lesson); how.solved < how.exercises {
			words += " Its exercise is still open: there you break or mend a cluster with your own hands."
		}
		say(st.Text, words)
	} else {
		say(st.Bad, fmt.Sprintf("%s %d of %d right.", st.Glyphs.Cross, right, of))
		lines = append(lines, "")
		say(st.Text, "For the lesson to count as mastered, all of them have to be right. What you have earned in it stays.")
		lines = append(lines, "", st.Heading.On("Pages to read"))
		var pages []int
		for _, g := range p.round.given {
			if at := g.item.ReadAgain(); !g.Outcome.Earned() && !slices.Contains(pages, at) {
				pages = append(pages, at)
			}
		}
		slices.Sort(pages)
		for _, at := range pages {
			words := "what else the lesson says"
			if at >= 0 {
				words = fmt.Sprintf("page %d, %q", at+1, p.lesson.Pages()[at].Title)
			}
			lines = append(lines, hanging(st.Dim, st.Glyphs.Bullet, st.Text, words, column)...)
		}
	}
	lines = append(append(lines, ""), calibration(st, p.round.given, column)...)
	if p.round.broken != "" {
		lines = append(append(lines, ""), noticeLines(st, p.round.broken, column)...)
	}
	return lines
}
