package page

import (
	"fmt"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// review is what stands behind a lesson's last page: what was believed and what
// happened, and where to read on.
type review struct {
	env    *Env
	lesson *lessons.Lesson
	sheet  scrolled
	// right are the right options of the questions answered, by item, as far as they
	// were asked for: a run finds them.
	right map[string]int
}

func (r *review) bindings(p *Player) []intent.Binding {
	next := "back to the course map"
	if l := p.env.after(p.lesson); l != nil {
		next = fmt.Sprintf("lesson %d", l.Number)
	}
	all := []intent.Binding{{Action: intent.Continue, Does: next}, {Action: intent.ReadBack, Does: "back"}}
	return append(append(all, r.sheet.bindings()...), intent.Binding{Action: intent.Close, Does: "course map"})
}

func (p *Player) doReview(in intent.Intent) Result {
	switch in.Action {
	case intent.Continue:
		p.open(0)
		if next := p.env.after(p.lesson); next != nil {
			return Result{Replace: p.env.player(next)}
		}
		return Result{Pop: true}
	case intent.ReadBack:
		return p.open(len(p.sheets) - 1)
	case intent.Close:
		p.open(0)
		return Result{Pop: true}
	}
	p.review.sheet.do(in)
	return Result{}
}

func (r *review) draw(width, height int) []string {
	column := min(width-4, widestProse)
	return r.sheet.draw(r.env.Styles, r.lines(column), width, height, column)
}

func (r *review) lines(width int) []string {
	st := r.env.Styles
	lines := []string{st.Title.On("What you believed, and what happened"), ""}
	state := r.env.Progress.State()
	beliefs := r.lesson.Beliefs(state)
	words := lessons.Calibration(beliefs).String()
	if words != "" {
		lines = append(append(lines, inked(st.Text, flow(words, width))...), "")
	} else if len(beliefs) > 0 {
		lines = append(lines, st.Dim.On("Nothing was predicted or answered in this lesson yet."), "")
	}
	for _, b := range beliefs {
		lines = append(append(lines, r.belief(b, width)...), "")
	}
	lines = append(lines, r.exercises(width)...)
	if standing := r.lesson.Standing(state); len(standing) > 0 {
		lines = append(lines, st.Heading.On("What seems to stand in the way still"))
		for _, m := range standing {
			lines = append(lines, hanging(st.Bad, st.Glyphs.Cross, st.Text, "Believed: "+m.Belief, width)...)
			lines = append(lines, hanging(st.Good, st.Glyphs.Check, st.Text, m.Instead, width)...)
		}
		lines = append(lines, "")
	}
	if len(r.lesson.Sources) > 0 {
		lines = append(lines, st.Heading.On("Further reading"))
		for _, source := range r.lesson.Sources {
			for _, row := range text.Wrap(source, width-2) {
				lines = append(lines, "  "+st.Text.On(row))
			}
		}
	}
	return lines
}

// belief says of one question what was answered, how surely, and what came.
func (r *review) belief(b lessons.Belief, width int) []string {
	st := r.env.Styles
	what := "not answered"
	if b.Item.Gate != nil {
		what = "not predicted"
	}
	ink, glyph := st.Dim, st.Glyphs.Open
	how := map[progress.Confidence]string{progress.Sure: "sure", progress.Guess: "a guess"}[b.First.Confidence]
	switch {
	case !b.Tried && b.Best.Outcome.Earned():
		ink, glyph, what = st.Good, st.Glyphs.Check, "right, as a new case"
	case !b.Tried:
	case b.First.Outcome.Earned():
		ink, glyph, what = st.Good, st.Glyphs.Check, "right, "+how
	case b.Sure():
		ink, glyph, what = st.Bad, st.Glyphs.Cross, "you were sure, and it was otherwise"
	default:
		ink, glyph, what = st.Bad, st.Glyphs.Cross, "not so, "+how
	}
	lines := hanging(ink, glyph, st.Text, b.Item.Question.Ask, width)
	lines = append(lines, "  "+ink.On(what))
	if !b.Missed() {
		return lines
	}
	if said := b.Said(); said != nil {
		lines = append(lines, hanging(st.Text, " ", st.Text, "You said: "+said.Text, width)...)
	}
	if it := r.truth(b.Item); it != nil {
		lines = append(lines, hanging(st.Text, " ", st.Text, "It was: "+it.Text, width)...)
	}
	if b.Best.Outcome.Earned() {
		lines = append(lines, "  "+st.Good.On(st.Glyphs.Check+" right since"))
	}
	return lines
}

// truth is the right option of a question that was answered, or nil.
func (r *review) truth(it *lessons.Item) *lessons.Option {
	if _, known := r.right[it.ID]; !known {
		right, err := it.Right()
		if err != nil {
			right = -1
		}
		if r.right == nil {
			r.right = map[string]int{}
		}
		r.right[it.ID] = right
	}
	if at := r.right[it.ID]; at >= 0 {
		return &it.Question.Options[at]
	}
	return nil
}

// exercises says what became of the tasks.
func (r *review) exercises(width int) []string {
	st, state := r.env.Styles, r.env.Progress.State()
	var lines []string
	for _, p := range r.lesson.Pages() {
		if p.Exercise == nil {
			continue
		}
		best, tried := state.Best(p.Exercise.ID)
		ink, glyph, what := st.Dim, st.Glyphs.Open, "not solved"
		switch {
		case best.Outcome.Earned():
			ink, glyph, what = st.Good, st.Glyphs.Check, "solved"
		case tried:
			ink, what = st.Text, "done with the solution shown"
		}
		lines = append(lines, hanging(ink, glyph, st.Text, p.Exercise.Ask, width)...)
		lines = append(lines, "  "+ink.On(what), "")
	}
	return lines
}
