package page

import (
	"strings"

	"authlab/ui/layout"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// draw draws the stage, the timeline and what belongs below them.
func (s *scene) draw(width, height int) []string { return s.drawWith(width, height, nil) }

// drawWith is draw with a panel of the caller's below the timeline, unless the
// scene has something more pressing to show there.
func (s *scene) drawWith(width, height int, own []string) []string {
	in := s.env.withGuesses(s.run.input(s.env.Styles, s.phase))
	panel := s.panel(width - 2)
	if panel == nil {
		panel = own
	}
	var typed []string
	if s.prompt.open {
		typed = s.prompt.draw(s.env.Styles, width-2, s.where())
	}
	needs := layout.Needs{Panel: len(panel), Typed: len(typed)}
	if panel == nil {
		needs.Told, needs.Sent = pane.HappenedHeight(in, layout.ToldWidth(width)), pane.WireHeight(in, width)
	}
	if s.asked() == nil {
		needs.Clocks = pane.ClocksHeight(in, width)
	}
	parts := layout.Scene(width, height, needs)
	lines := pane.Stage(in, width, parts.Stage.Dy())
	lines = append(lines, pane.Timeline(in, s.marks(), width, parts.Timeline.Dy())...)
	lines = append(lines, rule(s, width))
	if panel != nil {
		for _, row := range panel[:min(len(panel), parts.Panel.Dy())] {
			lines = append(lines, " "+row)
		}
	} else {
		lines = append(lines, details(in, parts)...)
	}
	lines = text.FitLines(lines, width, parts.Typed.Min.Y-parts.Clocks.Dy())
	lines = append(lines, pane.Clocks(in, width, parts.Clocks.Dy())...)
	for _, row := range typed {
		lines = append(lines, " "+row)
	}
	lines = text.FitLines(lines, width, height)
	if s.overlay.shown() && !s.aside {
		lines = s.overlay.draw(s, lines, width, height)
	}
	return text.FitLines(lines, width, height)
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

// details are the wire and what happened, where there is room for each.
func details(in pane.Input, parts layout.Parts) []string {
	wire, happened := parts.Wire, parts.Happened
	told := pane.Happened(in, happened.Dx(), happened.Dy())
	switch {
	case wire.Empty():
		return told
	case wire.Min.Y == happened.Min.Y:
		sent := pane.Wire(in, wire.Dx(), wire.Dy())
		return beside(sent, told, wire.Dx(), happened.Min.X-wire.Max.X, happened.Dx(), happened.Dy())
	}
	return append(told, pane.Wire(in, wire.Dx(), wire.Dy())...)
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
