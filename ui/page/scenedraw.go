package page

import (
	"strings"

	"authlab/ui/pane"
	"authlab/ui/text"
)

// The rows a stage keeps when panels below it need room.
const (
	leastStage = 9
	leastPanel = 5
	wideEnough = 130 // from here on wire and memory stand beside the picture
)

func wrapText(s string, width int) []string { return text.Wrap(s, max(width, 1)) }

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
	below := height * 2 / 5
	if panel != nil {
		below = max(len(panel)+1, leastPanel)
	}
	below = min(below, height-1-len(typed)-leastStage)
	below = max(below, 0)
	stage := max(height-1-len(typed)-below, 0)

	lines := pane.Stage(in, width, stage)
	lines = append(lines, timelineRow(in, s.run.Len(), s.left(), width))
	if panel != nil {
		lines = append(lines, rule(s, width))
		for _, row := range panel {
			lines = append(lines, " "+row)
		}
		lines = text.FitLines(lines, width, stage+1+below)
	} else {
		lines = append(lines, s.details(in, width, below)...)
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

// details are the wire and what happened, side by side.
func (s *scene) details(in pane.Input, width, height int) []string {
	if height <= 0 {
		return nil
	}
	left := width / 2
	wire := wireRows(in)
	var happened []string
	if e := in.Current(); e != nil {
		happened = append(happened, eventRow(e))
	}
	return beside(wire, happened, left, 0, width-left, height)
}
