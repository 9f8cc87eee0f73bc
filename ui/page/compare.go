package page

import (
	"fmt"
	"strings"

	"authlab/sim/compare"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// Compare is the place where designs go through the same commands side by side: the
// choice of designs and of what happens to them, and then the comparison.
type Compare struct {
	env           *Env
	width, height int
	designs       []choosable
	scripts       []compare.Script
	// script is the chosen one, marked the line under the pointer: designs first, then scripts.
	script, marked int
	running        *comparison
	notice         string
}

// choosable is a design with a tick.
type choosable struct {
	compare.Preset
	chosen bool
}

// NewCompare is the choice, with two designs ticked to begin with.
func NewCompare(env *Env) *Compare {
	p := &Compare{env: env, scripts: compare.Scripts(), script: 1}
	for _, preset := range compare.Presets() {
		p.designs = append(p.designs, choosable{preset, preset.Name == "shared-session" || preset.Name == "jwt"})
	}
	return p
}

// NewComparison is a comparison that has been prepared, over the choice.
func NewComparison(env *Env, all *compare.Comparison) *Compare {
	p := NewCompare(env)
	p.running = newComparison(env, all, nil)
	return p
}

// Resize implements Page.
func (p *Compare) Resize(width, height int) { p.width, p.height = width, height }

// Header implements Page.
func (p *Compare) Header() (left, right string) {
	if p.running != nil {
		return "authlab · compare", fmt.Sprintf("command %d/%d", p.running.shown, len(p.running.all.Rows))
	}
	return "authlab · compare", ""
}

func (p *Compare) chosen() (designs []compare.Design) {
	for _, d := range p.designs {
		if d.chosen {
			designs = append(designs, d.Design)
		}
	}
	return designs
}

// Bindings implements Page.
func (p *Compare) Bindings() []intent.Binding {
	if p.running != nil {
		return append(p.running.bindings(), intent.Binding{Action: intent.Close, Does: "other designs"})
	}
	does, off := "choose", ""
	if p.marked < len(p.designs) {
		does = "tick"
		switch {
		case p.designs[p.marked].chosen:
			does = "untick"
		case len(p.chosen()) == compare.MaxLanes:
			off = fmt.Sprintf("%d designs at most: untick one first", compare.MaxLanes)
		}
	} else if p.marked-len(p.designs) == p.script {
		off = "this one is chosen"
	}
	start := ""
	if len(p.chosen()) < compare.MinLanes {
		start = fmt.Sprintf("tick %d designs at least", compare.MinLanes)
	}
	first, last := "", ""
	if p.marked == 0 {
		first = "this is the first line"
	}
	if p.marked == len(p.designs)+len(p.scripts)-1 {
		last = "this is the last line"
	}
	return []intent.Binding{
		{Action: intent.Open, Does: does, Off: off},
		{Action: intent.Compare, Does: "compare", Off: start},
		{Action: intent.Up, Does: "up", Off: first},
		{Action: intent.Down, Does: "down", Off: last},
		{Action: intent.Focus, Does: "designs or events"},
		{Action: intent.Top, Does: "first", Off: first, Quiet: true},
		{Action: intent.Bottom, Does: "last", Off: last, Quiet: true},
		{Action: intent.Close, Does: "map"},
	}
}

// Do implements Page.
func (p *Compare) Do(in intent.Intent) Result {
	if p.running != nil {
		if in.Action == intent.Close {
			p.running.all.Close()
			p.running = nil
			return Result{}
		}
		return p.running.do(in)
	}
	p.notice = ""
	switch in.Action {
	case intent.Up:
		p.marked--
	case intent.Down:
		p.marked++
	case intent.Top:
		p.marked = 0
	case intent.Bottom:
		p.marked = len(p.designs) + len(p.scripts) - 1
	case intent.Focus:
		if p.marked < len(p.designs) {
			p.marked = len(p.designs) + p.script
		} else {
			p.marked = 0
		}
	case intent.Open:
		if p.marked < len(p.designs) {
			p.designs[p.marked].chosen = !p.designs[p.marked].chosen
		} else {
			p.script = p.marked - len(p.designs)
		}
	case intent.Compare:
		p.start()
	case intent.Close:
		return Result{Pop: true}
	}
	return Result{}
}

func (p *Compare) start() {
	s := p.scripts[p.script]
	all, err := compare.New(s.Name, s.Text, p.chosen())
	if err != nil {
		p.notice = err.Error()
		return
	}
	p.running = newComparison(p.env, all, nil)
}

// Body implements Page.
func (p *Compare) Body() []string {
	var lines []string
	if p.running != nil {
		lines = indented(p.running.draw(p.width-2, p.height-1))
		lines = append([]string{""}, lines...)
	} else {
		lines = p.drawChoice()
	}
	return text.FitLines(lines, p.width, p.height)
}

func indented(lines []string) []string {
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

// drawChoice draws the two lists and what the marked line is about.
func (p *Compare) drawChoice() []string {
	st := p.env.Styles
	width := min(p.width-4, widestProse)
	about, commands := p.about()
	below := inked(st.Text, flow(about, width))
	if p.notice != "" {
		below = noticeLines(st, p.notice, width)
	}
	lines := []string{st.Heading.On("  Designs") + st.Dim.On(fmt.Sprintf("  tick %d to %d", compare.MinLanes, compare.MaxLanes))}
	for i, d := range p.designs {
		tick := st.Glyphs.Open
		if d.chosen {
			tick = st.Good.On(st.Glyphs.Check)
		}
		lines = append(lines, p.line(i, tick, d.Title))
	}
	lines = append(lines, "", st.Heading.On("  What happens to them"))
	for i, s := range p.scripts {
		tick := st.Glyphs.Open
		if i == p.script {
			tick = st.Good.On(st.Glyphs.Check)
		}
		lines = append(lines, p.line(len(p.designs)+i, tick, s.Title))
	}
	if p.width >= 90 {
		right := append(append([]string{""}, below...), "")
		for _, c := range commands {
			right = append(right, st.Code.On(text.Truncate(c, p.width-44, st.Glyphs.Ellipsis)))
		}
		return beside(lines, right, 38, 2, p.width-40, p.height)
	}
	room := p.height - len(below) - 1
	top := max(min(p.lineAt()-room/2, len(lines)-room), 0)
	lines = lines[top:min(top+room, len(lines))]
	lines = append(lines, "")
	for _, row := range below {
		lines = append(lines, "  "+row)
	}
	return lines
}

// lineAt is the row of the list that the marked line stands on.
func (p *Compare) lineAt() int {
	if p.marked < len(p.designs) {
		return p.marked + 1
	}
	return p.marked + 3
}

func (p *Compare) line(at int, tick, title string) string {
	st := p.env.Styles
	if at == p.marked {
		return " " + st.Key.On(st.Glyphs.Pointer) + " " + tick + " " + st.Selected.On(title)
	}
	return "   " + tick + " " + st.Text.On(title)
}

// about says what the marked line is about, and lists the commands it stands for.
func (p *Compare) about() (words string, commands []string) {
	if p.marked < len(p.designs) {
		d := p.designs[p.marked]
		return d.Doc, []string{"cluster " + d.Settings}
	}
	s := p.scripts[p.marked-len(p.designs)]
	return s.Doc, strings.Split(strings.TrimSuffix(s.Text, "\n"), "\n")
}
