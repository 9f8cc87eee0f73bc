package page

import (
	"fmt"
	"strings"

	"authlab/ui/layout"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// stack draws sections below each other in exactly so many rows. Where they do not all
// fit, the one with the focus keeps most, and each shows what its cursor stands on.
func (p *Tokens) stack(all []section, width, height int) []string {
	wants, least := make([]int, len(all)), make([]int, len(all))
	focus, needed := -1, 0
	for i, s := range all {
		wants[i] = len(s.lines)
		if s.title != "" {
			wants[i]++
		}
		least[i] = min(s.least, wants[i])
		if s.panel == p.focus {
			focus = i
		}
		if least[i] > 0 && !s.yields {
			needed += wants[i]
		}
	}
	for i, s := range all {
		if s.yields {
			wants[i] = min(wants[i], max(height/3, height-needed, least[i]))
		}
	}
	var lines []string
	rows := layout.Shares(height, wants, least, focus)
	airy := height
	for i := range rows {
		airy -= wants[i] + 1
	}
	for i, n := range rows {
		lines = append(lines, p.drawSection(&all[i], width, n)...)
		if airy >= 0 && all[i].title != "" {
			lines = append(lines, "")
		}
	}
	return text.FitLines(lines, width, height)
}

// drawSection draws a section in so many rows, its heading first.
func (p *Tokens) drawSection(s *section, width, rows int) []string {
	if rows <= 0 || s.title != "" && rows == 1 {
		return nil
	}
	var lines []string
	if s.title != "" {
		rows--
	}
	top := 0
	if len(s.lines) > rows {
		// A caret stands below the line that it marks.
		top = max(min(s.at-rows/2, len(s.lines)-rows), 0)
	}
	shown := s.lines[top:min(top+rows, len(s.lines))]
	if s.title == "" {
		return shown
	}
	remark := s.remark
	if below := len(s.lines) - top - len(shown); below > 0 || top > 0 {
		remark = strings.TrimPrefix(remark+", "+cutOff(top, below), ", ")
	}
	return append(append(lines, p.rule(s, remark, width)), shown...)
}

// clipped is as much of some words as has room: whole clauses, if they fill most of it.
func clipped(words string, width int, ellipsis string) string {
	if clause := pane.Clause(words, width); 3*text.Width(clause) >= 2*width || clause == words {
		return clause
	}
	return text.Truncate(words, width, ellipsis)
}

func cutOff(above, below int) string {
	switch {
	case above == 0:
		return fmt.Sprintf("%d more below", below)
	case below == 0:
		return fmt.Sprintf("%d more above", above)
	}
	return fmt.Sprintf("%d above, %d below", above, below)
}

// rule is the heading of a section: a line with its name, and a pointer where it has the
// focus.
func (p *Tokens) rule(s *section, remark string, width int) string {
	st := p.env.Styles
	g := &st.Glyphs
	lead, across, name := g.Horizontal, g.Horizontal, st.Strong
	ink := st.Border
	if s.panel == p.focus {
		lead, across, name, ink = g.Pointer, g.DoubleHorizontal, st.Selected, st.BorderFocus
	}
	used := 3 + text.Width(s.title) + 1
	remark = clipped(remark, max(width-used-6, 0), g.Ellipsis)
	tail := ""
	if remark != "" {
		used += text.Width(remark) + 4
		tail = " " + st.Dim.On(remark) + " " + ink.On(strings.Repeat(across, 2))
	}
	return ink.On(lead+across) + " " + name.On(s.title) + " " + ink.On(strings.Repeat(across, max(width-used, 0))) + tail
}
