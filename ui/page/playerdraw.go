package page

import (
	"fmt"
	"image"

	"authlab/lessons"
	"authlab/ui/text"
)

// From this width on prose and stage stand side by side.
const sideBySide = 100

// areas are the parts of the body.
type areas struct{ prose, active image.Rectangle }

func (p *Player) wide() bool { return p.width >= sideBySide }

// areas shares the body between prose and stage: side by side where both are
// readable, and otherwise one at a time.
func (p *Player) areas() areas {
	all := image.Rect(0, 0, p.width, p.height)
	title := 2 // the page's heading and a blank line
	s := p.sheet()
	if !p.wide() || s == nil || !s.active() {
		text := image.Rect(2, title, p.width-2, p.height)
		return areas{prose: text, active: all}
	}
	left := min(max(p.width*36/100, 36), widestProse)
	if s.quiz != nil {
		left = min(p.width/2-2, widestProse)
	}
	return areas{
		prose:  image.Rect(1, title, 1+left, p.height),
		active: image.Rect(left+3, 0, p.width, p.height),
	}
}

// Body implements Page.
func (p *Player) Body() []string {
	s := p.sheet()
	if s == nil {
		return p.review.draw(p.width, p.height)
	}
	room := p.areas()
	if !p.wide() || !s.active() {
		if s.phase == acting {
			return p.drawActive(s, p.width, p.height)
		}
		return p.drawReading(s, room)
	}
	left := p.proseColumn(s, room)
	right := p.drawActive(s, room.active.Dx(), p.height)
	width := room.active.Min.X - 1
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
		lines[i] = " " + lines[i]
	}
	return lines
}

// proseLines is the page's heading and the part of its text that is shown. A
// last line tells that the text goes on.
func (p *Player) proseLines(s *sheet, width, height int) []string {
	st := p.env.Styles
	words := s.before
	if s.phase == readingAfter || s.before.empty() && s.over() {
		words = s.after
	}
	heading := st.Heading.On(s.page.Title)
	if s.phase == acting || !p.wide() || !s.active() {
		heading = st.Title.On(s.page.Title)
	}
	lines := append([]string{heading, ""}, words.draw(width, height-2)...)
	if s.broken != "" {
		lines = append(lines[:min(len(lines), height-3)], noticeLines(st, s.broken, width)...)
	}
	if !words.atEnd() && len(lines) >= height {
		lines[height-1] = st.Dim.On(st.Glyphs.Down + " more")
	}
	return text.FitLines(lines, width, height)
}

func (p *Player) drawActive(s *sheet, width, height int) []string {
	switch {
	case s.scene != nil:
		return s.scene.draw(width, height)
	case s.exercise != nil:
		return s.exercise.draw(width, height)
	case s.quiz != nil:
		return s.quiz.draw(width, height)
	}
	return text.FitLines(nil, width, height)
}

// fill answers prose with its template fields replaced by what the page's run
// has shown so far.
func (s *sheet) fill(words string) string {
	return s.page.Fill(words, func(f lessons.Field) (string, bool) {
		if s.scene == nil || s.page.Scene.Name != f.Scene {
			return "", false
		}
		return s.scene.value(f)
	})
}
