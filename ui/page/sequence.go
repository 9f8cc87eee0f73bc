package page

import (
	"authlab/sim/export"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// openSequence lays the run up to the cursor over the stage as a sequence diagram.
func (o *overlay) openSequence() { *o = overlay{kind: overlaySequence, top: -1} }

func (o *overlay) sequenceBindings() []intent.Binding {
	up, down := "", ""
	if o.top <= 0 {
		up = "this is the top"
	}
	if !o.more {
		down = "this is the end"
	}
	return []intent.Binding{
		{Action: intent.Down, Does: "scroll", Off: down},
		{Action: intent.Up, Does: "scroll back", Off: up},
		{Action: intent.PageDown, Does: "further down", Off: down, Quiet: true},
		{Action: intent.PageUp, Does: "further up", Off: up, Quiet: true},
		{Action: intent.Close, Does: "close"},
		{Action: intent.Sequence, Does: "close", Quiet: true},
	}
}

// sequence is the diagram in a box; the rows of the event under the cursor stand out.
func (o *overlay) sequence(s *scene, width, height int) []string {
	st := s.env.Styles
	steps := s.run.Steps()[:s.run.Cursor()]
	lines := export.SequenceLines(nil, steps, export.SequenceOptions{ASCII: st.Glyphs.ASCII, Width: width - 4})
	room := max(height-2, 1)
	last := max(len(lines)-room, 0)
	if o.top < 0 || o.top > last {
		o.top = last
	}
	o.more = o.top < last
	var rows []string
	for _, line := range lines[o.top:min(o.top+room, len(lines))] {
		ink, here := st.Text, line.Seq > 0 && line.Seq == s.run.Cursor()
		if here {
			ink = st.Strong
		}
		// A row wider than the box stands for nodes that there is no room for.
		row := text.Truncate(line.Text, width-4, st.Glyphs.Ellipsis)
		if here {
			row = markAfter(row, st.Glyphs.Left, width-4)
		}
		rows = append(rows, " "+ink.On(row))
	}
	return text.FocusBox(st, "sequence", rows, width, height)
}

// markAfter points to a row from its end, for those who do not see bold.
func markAfter(row, mark string, width int) string {
	if free := width - text.Width(row) - 1; free >= text.Width(mark) {
		return row + " " + mark
	}
	return row
}
