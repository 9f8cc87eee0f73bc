package page

import (
	"fmt"
	"image"

	"authlab/lessons"
	"authlab/ui/layout"
	"authlab/ui/text"
)

// areas are the parts of the body.
type areas struct{ prose, active image.Rectangle }

func (p *Player) wide() bool { return p.width >= layout.SideBySide }

// areas shares the body between prose and stage: side by side where both are
// readable, and otherwise one at a time.
func (p *Player) areas() areas {
	all := image.Rect(0, 0, p.width, p.height)
	if !p.beside() {
		return areas{prose: image.Rect(2, headingRows, p.width-2, p.height), active: all}
	}
	l, _ := p.layout()
	column := l.Prose.Dx()
	return areas{
		prose:  image.Rect(2, headingRows, column-1, p.height),
		active: image.Rect(column+1, 0, p.width, p.height),
	}
}

// headingRows are the page's heading with a blank line above and below.
const headingRows = 3

// layout is the division of the screen that the code on the page asks for. alone tells
// that the text at hand, or what comes behind the active thing, is better read by itself:
// beside it code would be wrapped.
func (p *Player) layout() (l layout.Layout, alone bool) {
	s := p.sheet()
	before, aloneBefore := layout.SolveFor(p.width, p.height+2, s.before.code)
	after, aloneAfter := layout.SolveFor(p.width, p.height+2, s.after.code)
	l, alone = after, aloneAfter
	if before.Prose.Dx() > after.Prose.Dx() {
		l = before
	}
	if s.phase == readingBefore {
		alone = aloneBefore
	}
	return l, alone
}

// beside tells that prose and active thing are both shown, side by side.
func (p *Player) beside() bool {
	s := p.sheet()
	if !p.wide() || s == nil || !s.active() || s.before.empty() && s.after.empty() {
		return false
	}
	_, alone := p.layout()
	return s.phase == acting || !alone
}

// Body implements Page.
func (p *Player) Body() []string {
	s := p.sheet()
	if s == nil {
		return p.review.draw(p.width, p.height)
	}
	room := p.areas()
	if !p.beside() {
		if s.phase == acting {
			return p.drawActive(s, p.width, p.height)
		}
		return p.drawReading(s, room)
	}
	left := p.proseColumn(s, room)
	right := p.drawActive(s, room.active.Dx(), p.height)
	width := room.active.Min.X - 1 // the edge takes one
	left = text.FitLines(left, width, p.height)
	st := p.env.Styles
	out := make([]string, p.height)
	edge := st.Border.On(st.Glyphs.Vertical)
	for i := range out {
		out[i] = left[i] + edge + right[i]
	}
	return out
}

// drawReading is the text alone, in a column of its own.
func (p *Player) drawReading(s *sheet, room areas) []string {
	width := min(room.prose.Dx(), widestProse)
	margin := 2
	if p.width > widestProse+40 {
		margin = (p.width - widestProse) / 3
	}
	column := p.proseLines(s, width, p.height)
	for i := range column {
		column[i] = fmt.Sprintf("%*s", margin, "") + column[i]
	}
	return text.FitLines(column, p.width, p.height)
}

func (p *Player) proseColumn(s *sheet, room areas) []string {
	lines := p.proseLines(s, room.prose.Dx(), p.height)
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return lines
}

// proseLines is the page's heading and the part of its text that is shown. A
// last line tells that the text goes on.
func (p *Player) proseLines(s *sheet, width, height int) []string {
	st := p.env.Styles
	words := s.before
	if s.phase == readingAfter || s.before.empty() && s.told {
		words = s.after
	}
	heading := st.Title.On(s.page.Title)
	if p.beside() && s.phase != acting {
		heading = st.Heading.On(s.page.Title)
	}
	room := height - headingRows
	lines := []string{"", heading, ""}
	s.before.fresh(width)
	s.after.fresh(width)
	switch {
	case p.together(s):
		lines = append(lines, s.before.draw(width, len(s.before.lines))...)
		lines = append(append(lines, ""), s.after.draw(width, len(s.after.lines))...)
		return text.FitLines(lines, width, height)
	case s.broken != "":
		notice := append([]string{""}, noticeLines(st, s.broken, width)...)
		lines = append(lines, words.draw(width, room-len(notice))...)
		return text.FitLines(append(lines, notice...), width, height)
	}
	lines = append(lines, words.draw(width, room)...)
	if !words.atEnd() && len(lines) >= height {
		lines[height-1] = st.Dim.On(st.Glyphs.Down + " more")
	}
	return text.FitLines(lines, width, height)
}

// together tells that the prose before and behind the active thing is shown in
// one column, beside it.
func (p *Player) together(s *sheet) bool {
	_, alone := p.layout()
	return p.beside() && !alone && s.told && !s.after.empty() && !s.before.empty() &&
		len(s.before.lines)+1+len(s.after.lines) <= p.height-headingRows
}

func (p *Player) drawActive(s *sheet, width, height int) []string {
	switch {
	case s.scene != nil:
		return s.scene.draw(width, height)
	case s.exercise != nil:
		return s.exercise.draw(width, height, p.beside())
	case s.compared != nil:
		return text.FitLines(indented(s.compared.draw(width-2, height)), width, height)
	case s.token != nil:
		return s.token.draw(width, height, s.phase == acting)
	case s.quiz != nil:
		return s.quiz.draw(width, height)
	}
	return text.FitLines(nil, width, height)
}

// fill answers prose with its template fields replaced by what the page's run
// has shown so far.
func (s *sheet) fill(words string) string {
	return s.page.Fill(words, func(f lessons.Field) (string, bool) {
		if s.compared != nil {
			return lessons.ComparisonFact(f, s.compared.counted())
		}
		if s.token != nil {
			return s.token.value(f)
		}
		if s.scene == nil || s.page.Scene.Name != f.Scene {
			return "", false
		}
		return s.scene.value(f)
	})
}
