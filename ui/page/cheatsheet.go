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
	sheet    scrolled
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
	if p.markdown != "" && p.width > 0 {
		p.lines = text.Markdown(p.markdown, p.column(), p.env.Styles)
	}
}

// column is the width of the sheet.
func (p *CheatSheet) column() int { return min(p.width-4, widestProse) }

// Resize implements Page.
func (p *CheatSheet) Resize(width, height int) {
	p.width, p.height = width, height
	p.set()
}

// Header implements Page.
func (p *CheatSheet) Header() (left, right string) { return "authlab · cheat sheet", "" }

// Bindings implements Page.
func (p *CheatSheet) Bindings() []intent.Binding {
	return append(p.sheet.bindings(), intent.Binding{Action: intent.Close, Does: "map"})
}

// Do implements Page.
func (p *CheatSheet) Do(in intent.Intent) Result {
	if in.Action == intent.Close {
		return Result{Pop: true}
	}
	p.sheet.do(in)
	return Result{}
}

// Body implements Page.
func (p *CheatSheet) Body() []string {
	lines := p.lines
	if p.markdown == "" {
		lines = []string{p.env.Styles.Dim.On("Counting: every design is run, and broken.")}
	}
	return p.sheet.draw(p.env.Styles, lines, p.width, p.height, p.column())
}
