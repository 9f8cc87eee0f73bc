package page

import (
	"strings"

	"authlab/ui/pane"
	"authlab/ui/text"
)

const (
	// leastStage is the height that the picture keeps beside wire and what happened.
	leastStage = 9
	// besideFrom is the width from which the wire stands beside what happened.
	besideFrom = 72
)

// draw draws the stage, the timeline and what belongs below them.
func (s *scene) draw(width, height int) []string { return s.drawWith(width, height, nil) }

// drawWith is draw with a panel of the caller's below the timeline, unless the
// scene has something more pressing to show there.
func (s *scene) drawWith(width, height int, own []string) []string {
	in := s.run.input(s.env.Styles, s.phase)
	panel := s.panel(width - 2)
	if panel == nil {
		panel = own
	}
	var typed []string
	if s.prompt.open {
		typed = s.prompt.draw(s.env.Styles, width-2, s.where())
	}
	rows := share(height, len(panel), len(typed))
	lines := pane.Stage(in, width, rows.stage)
	lines = append(lines, pane.Timeline(in, s.marks(), width, rows.timeline)...)
	lines = append(lines, rule(s, width))
	if panel != nil {
		for _, row := range panel[:min(len(panel), rows.below)] {
			lines = append(lines, " "+row)
		}
		lines = text.FitLines(lines, width, rows.stage+rows.timeline+1+rows.below)
	} else {
		lines = append(lines, s.details(in, width, rows.below)...)
	}
	for _, row := range typed {
		lines = append(lines, " "+row)
	}
	lines = text.FitLines(lines, width, height)
	if s.overlay.shown() {
		lines = s.overlay.draw(s, lines, width, height)
	}
	return text.FitLines(lines, width, height)
}

// rows are the heights of the parts of a stage, from the top; a rule stands
// above the last.
type rows struct{ stage, timeline, below int }

// share gives a panel what it needs and the picture the rest.
func share(height, panel, typed int) rows {
	r := rows{timeline: 2, below: height / 3}
	if height < 24 {
		r.timeline = 1
	}
	left := height - typed - r.timeline - 1
	// The picture keeps its size while panels come and go, unless one needs more.
	// What is to be read and answered goes before the picture.
	r.below = max(min(max(r.below, panel), left), 0)
	if panel == 0 {
		r.below = max(min(r.below, left-leastStage), 0)
	}
	r.stage = left - r.below
	return r
}

func rule(s *scene, width int) string {
	dash := "─"
	if s.env.Styles.Glyphs.ASCII {
		dash = "-"
	}
	return s.env.Styles.Border.On(strings.Repeat(dash, width))
}

// panel is the prediction that belongs to this moment, or nil.
func (s *scene) panel(width int) []string {
	width = min(width, widestProse+8)
	if g := s.asked(); g != nil {
		return g.draw(s.env.Styles, width, false)
	}
	if g := s.settledHere(); g != nil {
		return g.draw(s.env.Styles, width, true)
	}
	if g := s.answeredHere(); g != nil {
		return g.draw(s.env.Styles, width, false)
	}
	return nil
}

// details are the wire and what happened, side by side where both can be read.
func (s *scene) details(in pane.Input, width, height int) []string {
	if height <= 0 {
		return nil
	}
	if width < besideFrom {
		return pane.Happened(in, width, height)
	}
	left := width / 2
	return beside(pane.Wire(in, left-1, height), pane.Happened(in, width-left, height), left-1, 1, width-left, height)
}

// marks tell the timeline what lies behind the cursor and ahead of it.
func (s *scene) marks() pane.Marks {
	m := pane.Marks{Later: s.run.all()[s.run.Cursor():], Ahead: s.left(), Open: s.asked() != nil}
	for _, b := range s.run.Branches() {
		if at := s.run.EndOf(b.Shared - 1); !b.Current {
			m.Branches = append(m.Branches, at)
		}
	}
	return m
}
