package page

import (
	tea "github.com/charmbracelet/bubbletea"

	"authlab/lessons"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// CheatSheet shows the tables of what one looks up, counted when the page is opened.
type CheatSheet struct {
	env           *Env
	width, height int
	// markdown is "" as long as it is being counted.
	markdown string
	lines    []string
	top      int
}

// NewCheatSheet is the page of a sheet, or of one that is yet to be counted where it is "".
func NewCheatSheet(env *Env, markdown string) *CheatSheet {
	return &CheatSheet{env: env, markdown: markdown}
}

// begin counts the figures, outside the pages.
func (p *CheatSheet) begin() tea.Cmd {
	return func() tea.Msg {
		sheet := lessons.CheatSheet()
		return Done{func() Result {
			p.markdown = sheet
			p.set()
			return Result{}
		}}
	}
}

// set breaks the sheet into lines.
func (p *CheatSheet) set() {
	if p.markdown == "" || p.width == 0 {
		return
	}
	p.lines = text.Markdown(p.markdown, p.width-4, p.env.Styles)
	p.top = min(p.top, p.last())
}

// last is the highest first line.
func (p *CheatSheet) last() int { return max(len(p.lines)-p.height+1, 0) }

// Resize implements Page.
func (p *CheatSheet) Resize(width, height int) {
	p.width, p.height = width, height
	p.set()
}

// Header implements Page.
func (p *CheatSheet) Header() (left, right string) { return "authlab · cheat sheet", "" }

// Bindings implements Page.
func (p *CheatSheet) Bindings() []intent.Binding {
	up, down := "", ""
	if p.top == 0 {
		up = "this is the top"
	}
	if p.top >= p.last() {
		down = "this is the end"
	}
	return []intent.Binding{
		{Action: intent.Down, Does: "scroll", Off: down},
		{Action: intent.Up, Does: "scroll back", Off: up},
		{Action: intent.PageDown, Does: "screen down", Off: down},
		{Action: intent.PageUp, Does: "screen up", Off: up, Quiet: true},
		{Action: intent.Top, Does: "top", Off: up, Quiet: true},
		{Action: intent.Bottom, Does: "end", Off: down, Quiet: true},
		{Action: intent.Close, Does: "map"},
	}
}

// Do implements Page.
func (p *CheatSheet) Do(in intent.Intent) Result {
	switch in.Action {
	case intent.Up:
		p.top--
	case intent.Down:
		p.top++
	case intent.PageUp:
		p.top -= p.height - 2
	case intent.PageDown:
		p.top += p.height - 2
	case intent.Top:
		p.top = 0
	case intent.Bottom:
		p.top = p.last()
	case intent.Close:
		return Result{Pop: true}
	}
	p.top = max(min(p.top, p.last()), 0)
	return Result{}
}

// Body implements Page.
func (p *CheatSheet) Body() []string {
	if p.markdown == "" {
		return text.FitLines([]string{"", p.env.Styles.Dim.On("  Counting: every design is run, and broken.")}, p.width, p.height)
	}
	lines := []string{""}
	for _, line := range p.lines[p.top:] {
		lines = append(lines, "  "+line)
	}
	return text.FitLines(lines, p.width, p.height)
}
