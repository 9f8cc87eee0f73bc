package page

import (
	"fmt"
	"strings"

	"authlab/ui/layout"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// labListTop is the row of the list's first line.
const labListTop = 2

// Body implements Page.
func (p *Lab) Body() []string {
	var lines []string
	if p.bench != nil {
		lines = p.bench.draw(p.width, p.height)
	} else {
		lines = p.drawList()
	}
	if p.filing != nil {
		lines = over(p.env, lines, p.filing, p.width, p.height)
	}
	return text.FitLines(lines, p.width, p.height)
}

// over lays a drawer over the lower rows of a picture, as high as its text.
func over(env *Env, under []string, d drawer, width, height int) []string {
	w := overlayWidth(width)
	rows := d.draw(w-4, height-2)
	for i, row := range rows {
		rows[i] = " " + row
	}
	h := min(len(rows)+2, height)
	return text.Overlay(text.FitLines(under, width, height), text.FocusBox(env.Styles, d.title(), rows, w, h), (width-w)/2, height-h)
}

// drawList draws the situations, and what the marked one is about.
func (p *Lab) drawList() []string {
	st := p.env.Styles
	lead := st.Dim.On("  Start from a situation; what was begun is kept.")
	if p.notice != "" {
		lead = "  " + st.Bad.On("! "+text.Truncate(text.SafeLine(p.notice), p.width-4, st.Glyphs.Ellipsis))
	}
	lines := []string{lead, ""}
	left := p.height - len(lines)
	wide := p.width >= layout.SideBySide
	if wide {
		list := p.width * 11 / 20
		p.rows = min(left, len(p.entries))
		about := p.about(min(p.width-list-6, widestProse))
		return append(lines, beside(p.list(list), about, list, 4, p.width-list-4, left)...)
	}
	about := p.about(min(p.width-4, widestProse))
	p.rows = max(min(left-len(about)-1, len(p.entries)), min(4, left))
	lines = append(lines, p.list(p.width)...)
	more := ""
	if below := len(p.entries) - p.top - p.rows; below > 0 {
		more = st.Dim.On(fmt.Sprintf("   and %d more", below))
	}
	lines = append(lines, more)
	for _, row := range about {
		lines = append(lines, "  "+row)
	}
	return lines
}

// list draws the lines of the list, scrolled so that the mark is seen.
func (p *Lab) list(width int) []string {
	st := p.env.Styles
	p.top = max(min(p.top, p.selected, len(p.entries)-p.rows), p.selected-p.rows+1, 0)
	var lines []string
	for i := p.top; i < min(p.top+p.rows, len(p.entries)); i++ {
		e := p.entries[i]
		name, state := openFileTitle, ""
		if e.situation != nil {
			name = e.situation.Title
			if e.situation.Incident != "" {
				state = "incident"
			}
		}
		if e.bench != nil && len(e.bench.run.Commands()) > 1 {
			state = fmt.Sprintf("%s begun", st.Glyphs.Half)
			if e.bench.reached {
				state = st.Glyphs.Check + " reached"
			}
		}
		row := " " + cell(st, text.SafeLine(name), max(width-15, 10)) + " "
		mark, ink := "  ", st.Text
		if i == p.selected {
			mark, ink = " "+st.Key.On(st.Glyphs.Pointer), st.Selected
		}
		lines = append(lines, mark+ink.On(row)+" "+st.Dim.On(state))
	}
	return lines
}

// about says what the marked situation is about.
func (p *Lab) about(width int) []string {
	st := p.env.Styles
	s := p.entries[p.selected].situation
	if s == nil {
		return append([]string{st.Heading.On(openFileTitle)},
			inked(st.Text, flow("Any file in the language of scenarios, such as one that was saved here. authlab help scenario explains it.", width))...)
	}
	var lines []string
	for _, row := range flow(text.SafeLine(s.Title), width) {
		lines = append(lines, st.Heading.On(row))
	}
	if s.About != "" {
		lines = append(lines, inked(st.Text, flow(text.SafeLine(s.About), width))...)
	}
	if s.Incident != "" {
		lines = append(lines, inked(st.Dim, flow("After what happened in "+text.SafeLine(s.Incident)+".", width))...)
	}
	for _, c := range s.Goal {
		for i, row := range flow(text.SafeLine(c.Say), width-2) {
			bullet := "  "
			if i == 0 {
				bullet = st.Glyphs.Open + " "
			}
			lines = append(lines, st.Dim.On(bullet)+st.Text.On(row))
		}
	}
	lines = append(lines, "")
	for _, c := range s.Commands[:min(len(s.Commands), 12)] {
		lines = append(lines, st.Code.On(text.Truncate(text.SafeLine(c.Text), width, st.Glyphs.Ellipsis)))
	}
	if more := len(s.Commands) - 12; more > 0 {
		lines = append(lines, st.Dim.On(fmt.Sprintf("and %d more", more)))
	}
	return lines
}

// draw draws the bench: the stage, and beside it or below it what else is known.
func (b *bench) draw(width, height int) []string {
	stage, column := layout.Bench(width, height)
	b.aside = !column.Empty()
	if column.Empty() {
		lines := b.drawWith(width, height, b.below(width-2, height))
		if b.drawer != nil {
			return over(b.env, lines, b.drawer, width, height)
		}
		return lines
	}
	st := b.env.Styles
	left := b.drawWith(stage.Dx(), height, b.empty(stage.Dx()-2))
	right := text.FitLines(b.column(column.Dx()-3, height), column.Dx()-1, height)
	edge := st.Border.On(st.Glyphs.Vertical)
	out := make([]string, height)
	for i := range out {
		out[i] = left[i] + edge + " " + right[i]
	}
	return out
}

// below is what stands below the timeline on a narrow screen; nil for wire and what
// happened.
func (b *bench) below(width, height int) []string {
	width = min(width, widestProse+8)
	room := max(height-roomBesideTask, 3)
	switch b.lower {
	case lowerCard:
		return b.card(width, room)
	case lowerRun:
		return b.commands(width, max(min(height/3, room), 3))
	}
	return b.begins(width, height)
}

// begins is the case and what to do before anything has happened, and nil afterwards.
func (b *bench) begins(width, height int) []string {
	hint := b.empty(width)
	room := height - roomBesideTask - len(hint) - 1
	if hint == nil || b.prompt.open || room < 2 || b.situation.Incident == "" && len(b.checks) == 0 {
		return hint
	}
	return append(append(b.card(width, room), ""), hint...)
}

// empty says what to do before anything has happened, and is nil afterwards.
func (b *bench) empty(width int) []string {
	if b.run.Len() > 0 {
		return nil
	}
	st := b.env.Styles
	say := func(words string) []string { return inked(st.Text, flow(words, width)) }
	const typed = "alice POST /login"
	if n := b.left(); n > 0 {
		arrow := "→"
		if st.Glyphs.ASCII {
			arrow = "the right arrow"
		}
		lines := say(fmt.Sprintf("%s ahead: %s runs the next, End all of them. Or turn a knob first (o), and see what becomes of them.", counted(n, "command lies", "commands lie"), arrow))
		return append(lines, st.Dim.On("Any time ")+st.Key.On(":")+st.Dim.On(" types a command, ")+st.Key.On("a")+st.Dim.On(" lists what can be done."))
	}
	lines := say("Nothing has been sent yet. Press : and type a first request, such as")
	lines = append(lines, "  "+st.Code.On(typed))
	return append(lines, say("then alice GET /profile. a lists everything that can be done, o turns the knobs.")...)
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "One " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// column is what stands beside the stage on a wide screen: the open drawer, or the
// case, the cluster and its commands.
func (b *bench) column(width, height int) []string {
	st := b.env.Styles
	if b.drawer != nil {
		return append([]string{"", st.Title.On(b.drawer.title()), ""}, b.drawer.draw(width, height-3)...)
	}
	if b.overlay.shown() {
		return append([]string{""}, b.overlay.box(b.scene, width, height-1)...)
	}
	lines := append([]string{""}, b.card(width, height*2/5)...)
	lines = append(lines, "", st.Heading.On("Cluster"))
	lines = append(lines, b.cluster(width)...)
	lines = append(lines, "")
	left := height - len(lines)
	if left < standingInspector+shortList {
		return append(lines, b.commands(width, max(left, 3))...)
	}
	commands := b.commands(width, shortList+(left-standingInspector-shortList)/3)
	lines = append(append(lines, commands...), "")
	return append(lines, b.look(width, height-len(lines))...)
}

// From this height on the inspector always stands in the column, below the list of
// commands, which keeps at least so many rows.
const (
	standingInspector = 18
	shortList         = 7
)

// look is the inspector on the node at which the event under the cursor happened; what
// is on the wire stands below the stage.
func (b *bench) look(width, height int) []string {
	in := b.run.input(b.env.Styles, 1)
	targets := pane.Targets(in)
	at := targets[0]
	for _, t := range targets {
		if e := b.run.current(); t.Node != "" && (at.Node == "" || e != nil && t.Node == e.Node) {
			at = t
		}
	}
	lines, _ := pane.Inspector(in, at, 0, width, inspectorHeight(in, at, width, height))
	return lines
}

// card is what the situation is about, and its goal as it stands.
func (b *bench) card(width, rows int) []string {
	st, s := b.env.Styles, b.situation
	head := inked(st.Heading, flow(text.SafeLine(s.Title), width))
	var about []string
	if s.About != "" {
		about = inked(st.Text, flow(text.SafeLine(s.About), width))
	}
	if s.Incident != "" {
		about = append(about, inked(st.Dim, flow("After what happened in "+text.SafeLine(s.Incident)+".", width))...)
	}
	var lines []string
	if len(b.checks) > 0 {
		goal := st.Heading.On("Goal")
		if b.reached {
			goal = st.Good.On(st.Glyphs.Check + " Goal reached")
		}
		lines = append([]string{"", goal}, checklistIn(st, b.checks, width, rows)...)
	}
	hint := func(lead, words string) {
		for i, row := range flow(text.SafeLine(words), width-len(lead)) {
			if i > 0 {
				lead = strings.Repeat(" ", len(lead))
			}
			lines = append(lines, st.Heading.On(lead)+st.Text.On(row))
		}
	}
	if b.hints >= 1 && s.Diagnose != "" {
		lines = append(lines, "")
		hint("Diagnose  ", s.Diagnose)
	}
	if b.hints >= 2 {
		hint("Fix       ", s.Fix)
	}
	// What stands is worth more than what was read when the situation was chosen.
	if len(head)+len(about)+len(lines) <= rows {
		lines = append(append(head, about...), lines...)
	} else if len(head)+len(lines) <= rows {
		lines = append(head, lines...)
	} else if len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	return lines
}
