package page

import (
	"fmt"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// review is what stands behind a lesson's last page: what was predicted,
// answered and solved, and where to read on.
type review struct {
	env    *Env
	lesson *lessons.Lesson
	top    int
	length int
	height int
}

func (r *review) bindings(p *Player) []intent.Binding {
	next := "back to the course map"
	if l := p.env.after(p.lesson); l != nil {
		next = fmt.Sprintf("lesson %d", l.Number)
	}
	up, down := "", ""
	if r.top == 0 {
		up = "this is the top"
	}
	if r.top+r.height >= r.length {
		down = "this is the end"
	}
	return []intent.Binding{
		{Action: intent.Continue, Does: next},
		{Action: intent.ReadBack, Does: "back"},
		{Action: intent.Down, Does: "scroll", Off: down},
		{Action: intent.Up, Does: "scroll back", Off: up, Quiet: true},
		{Action: intent.Close, Does: "course map"},
	}
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
	case intent.Down:
		p.review.top++
	case intent.Up:
		p.review.top--
	case intent.Close:
		p.open(0)
		return Result{Pop: true}
	}
	return Result{}
}

func (r *review) draw(width, height int) []string {
	column := min(width-4, widestProse)
	lines := r.lines(column)
	r.length, r.height = len(lines), height
	r.top = max(min(r.top, len(lines)-height), 0)
	if len(lines) <= height {
		return centred(lines, width, height, column)
	}
	shown := lines[r.top:min(r.top+height, len(lines))]
	return centred(shown, width, height, column)
}

func (r *review) lines(width int) []string {
	st := r.env.Styles
	state := r.env.Progress.State()
	lines := []string{st.Title.On("What you have done"), ""}
	say := func(id, ask, undone string) {
		last, tried := state.Last(id)
		best, _ := state.Best(id)
		ink, glyph, word := st.Dim, st.Glyphs.Open, undone
		switch {
		case best.Outcome.Earned():
			ink, glyph, word = st.Good, st.Glyphs.Check, string(best.Outcome)
		case tried && last.Outcome == progress.Wrong:
			ink, glyph, word = st.Bad, st.Glyphs.Cross, "not as it came out"
		case tried:
			word = string(last.Outcome)
		}
		room := max(width-24, 10)
		rows := flow(ask, room)
		lines = append(lines, ink.On(glyph+" ")+st.Text.On(cell(st, rows[0], room))+ink.On("  "+word))
		for _, row := range rows[1:] {
			lines = append(lines, "  "+st.Text.On(row))
		}
	}
	for _, p := range r.lesson.Pages {
		if p.Scene != nil {
			for _, g := range p.Scene.Gates {
				say(g.ID, g.Ask, "not predicted")
			}
		}
		for _, q := range p.Quiz {
			say(q.ID, q.Ask, "not answered")
		}
		if p.Exercise != nil {
			say(p.Exercise.ID, p.Exercise.Ask, "not solved")
		}
	}
	if len(r.lesson.Sources) > 0 {
		lines = append(lines, "", st.Heading.On("Further reading"))
		for _, source := range r.lesson.Sources {
			for _, row := range text.Wrap(source, width-2) {
				lines = append(lines, "  "+st.Text.On(row))
			}
		}
	}
	return lines
}
