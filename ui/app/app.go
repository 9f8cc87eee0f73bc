// Package app is the program's one Bubble Tea model: a stack of pages between a
// header and a footer. It turns messages into intents, hands them to the page
// on top, and keeps the drawn frame until something changed.
package app

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/intent"
	"authlab/ui/layout"
	"authlab/ui/page"
	"authlab/ui/theme"
)

// Config is what the program is started with.
type Config struct {
	Course   *lessons.Course
	Progress *progress.Store
	// Situations reads those that the lab offers, when it is opened; nil where there are none.
	Situations func() []*lessons.Situation
	Styles     *theme.Styles
	// ReducedMotion lets nothing travel.
	ReducedMotion bool
	// Mouse tells that clicks and the wheel are reported from the start.
	Mouse bool
	// Start is the place to begin at; the zero value is where the learner left off.
	Start page.Place
	// Copy sends a text to the terminal's clipboard; nil where there is none.
	Copy func(text string) error
	// Guesses measures how many secrets this machine tries in a second; it may be nil.
	Guesses func() int
	// Now is the clock by which tokens are judged; nil is the wall clock.
	Now func() time.Time
	// Notice is something to be told on the first screen, or "".
	Notice string
	// Session seeds the order of options; the same number gives the same order.
	Session uint64
}

// model is the root. It is used by pointer, so that a frame drawn in View can
// be kept.
type model struct {
	env           *page.Env
	styles        *theme.Styles
	pages         []page.Page
	width, height int
	layout        layout.Layout
	help          *helpSheet
	note          string
	mouse         bool
	mouseOffered  bool
	frame         string
	dirty         bool
}

// New makes the root model.
func New(config Config) tea.Model {
	env := &page.Env{
		Course: config.Course, Situations: config.Situations, Styles: config.Styles, Session: config.Session,
		ReducedMotion: config.ReducedMotion, Progress: config.Progress, Copy: config.Copy, Guesses: config.Guesses, Now: config.Now,
	}
	if env.Now == nil {
		env.Now = time.Now
	}
	if env.Situations == nil {
		env.Situations = func() []*lessons.Situation { return nil }
	}
	m := &model{env: env, styles: config.Styles, mouse: config.Mouse, mouseOffered: config.Mouse, dirty: true}
	m.pages = page.Start(env, config.Start, config.Notice)
	return m
}

// Init implements tea.Model. Nothing has to be waited for.
func (m *model) Init() tea.Cmd { return nil }

func (m *model) top() page.Page { return m.pages[len(m.pages)-1] }

// Update takes one message. Whatever leaves the screen as it was leaves the
// frame as it was.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m, m.resize(msg.Width, msg.Height)
	case tea.KeyMsg:
		var all []tea.Cmd
		for _, one := range intent.Split(msg) {
			all = append(all, m.key(one))
		}
		return m, tea.Batch(all...)
	case tea.MouseMsg:
		return m, m.pointer(msg)
	case page.Tick:
		if ticker, moves := m.top().(page.Ticker); moves {
			return m, m.tick(ticker, msg)
		}
	case page.Done:
		return m, m.apply(msg.Then())
	case page.Saved:
		if msg.Err != nil {
			m.note, m.dirty = msg.Err.Error(), true
		}
	case tea.ResumeMsg:
		m.dirty = true
		if m.mouse {
			// Bubble Tea switches the mouse off before a stop, and not on behind it.
			return m, tea.EnableMouseCellMotion
		}
	}
	return m, nil
}

func (m *model) resize(width, height int) tea.Cmd {
	if width == m.width && height == m.height {
		return nil
	}
	m.width, m.height = width, height
	m.layout = layout.Solve(width, height)
	for _, p := range m.pages {
		p.Resize(m.layout.Body.Dx(), m.layout.Body.Dy())
	}
	m.dirty = true
	return m.saving(nil)
}

// key finds the binding of a key and carries it out.
func (m *model) key(msg tea.KeyMsg) tea.Cmd {
	in, binding, known := intent.Of(msg, m.live())
	hadNote := m.note != ""
	m.note = ""
	if !known {
		m.dirty = m.dirty || hadNote
		return nil
	}
	m.dirty = true
	if !binding.Works() {
		m.note = binding.Off
		return nil
	}
	return m.do(in)
}

// live are the bindings of this moment: the page's, or those of the help that
// lies over it, and the ones that hold everywhere.
func (m *model) live() []intent.Binding {
	if m.tooSmall() {
		return m.everywhere()
	}
	if m.help != nil {
		return append(m.help.bindings(), m.everywhere()...)
	}
	return intent.Clear(append(m.top().Bindings(), m.everywhere()...))
}

// everywhere are the bindings that no page needs to list. While a line is
// typed, letters belong to it: its Insert would come too late in the list.
func (m *model) everywhere() []intent.Binding {
	all := []intent.Binding{
		{Action: intent.Interrupt, Does: "leave at once", Quiet: true},
		{Action: intent.Redraw, Does: "draw the screen afresh", Quiet: true},
	}
	if !m.tooSmall() && m.help == nil && typing(m.top().Bindings()) {
		return all
	}
	var letters []intent.Binding
	if m.help == nil && !m.tooSmall() {
		letters = append(letters, intent.Binding{Action: intent.Help, Does: "keys"})
	}
	letters = append(letters, intent.Binding{Action: intent.Quit, Does: "leave"})
	if _, reading := m.top().(*page.Glossary); !reading && m.help == nil && !m.tooSmall() {
		letters = append(letters, intent.Binding{Action: intent.Glossary, Does: "glossary"})
	}
	if m.mouseOffered {
		does := "mouse off, text can be selected"
		if !m.mouse {
			does = "mouse on"
		}
		letters = append(letters, intent.Binding{Action: intent.Mouse, Does: does, Quiet: true})
	}
	return append(letters, all...)
}

func typing(bindings []intent.Binding) bool {
	for _, b := range bindings {
		if b.Action == intent.Insert {
			return true
		}
	}
	return false
}

func (m *model) do(in intent.Intent) tea.Cmd {
	switch in.Action {
	case intent.Interrupt, intent.Quit:
		return m.leave()
	case intent.Redraw:
		return tea.ClearScreen
	case intent.Mouse:
		m.mouse = !m.mouse
		if m.mouse {
			return tea.EnableMouseCellMotion
		}
		return tea.DisableMouse
	}
	if m.help != nil {
		if !m.help.do(in) {
			m.help = nil
		}
		return nil
	}
	if in.Action == intent.Help {
		m.help = newHelp(m.styles, intent.Clear(m.top().Bindings()), m.everywhere())
		return nil
	}
	if in.Action == intent.Glossary {
		return m.apply(page.Result{Push: m.glossary()})
	}
	return m.apply(m.top().Do(in))
}

// glossary explains the words of the page on top first.
func (m *model) glossary() page.Page {
	return page.NewGlossary(m.env, m.top())
}

// tick moves what moves by itself; a stale tick changes nothing.
func (m *model) tick(ticker page.Ticker, t page.Tick) tea.Cmd {
	before := m.note
	r, wanted := ticker.Tick(t)
	if !wanted {
		return nil
	}
	if r.Note == "" {
		r.Note = before
	}
	return m.apply(r)
}

// leave ends the program; what is not saved yet is saved first.
func (m *model) leave() tea.Cmd {
	if p, knows := m.top().(page.Rememberer); knows {
		p.Remember()
	}
	return tea.Sequence(m.env.Save(), tea.Quit)
}

// apply does what a page asked for.
func (m *model) apply(r page.Result) tea.Cmd {
	m.dirty = true
	m.note = r.Note
	switch {
	case r.Quit:
		return m.leave()
	case r.Push != nil:
		m.open(r.Push, len(m.pages))
	case r.Replace != nil:
		m.open(r.Replace, len(m.pages)-1)
	case r.Pop && len(m.pages) > 1:
		m.pages = m.pages[:len(m.pages)-1]
	}
	if m.width > 0 && (r.Push != nil || r.Replace != nil || r.Pop) {
		m.top().Resize(m.layout.Body.Dx(), m.layout.Body.Dy())
	}
	return m.saving(r.Command)
}

// open puts a page into this place of the pile, or goes back to it where it lies below.
func (m *model) open(p page.Page, at int) {
	if below := slices.Index(m.pages[:at], p); below >= 0 {
		m.pages = m.pages[:below+1]
		return
	}
	m.pages = append(m.pages[:at], p)
}

// saving adds to a command that what was just remembered is written.
func (m *model) saving(command tea.Cmd) tea.Cmd {
	if !m.env.Unsaved() {
		return command
	}
	return tea.Batch(command, m.env.Save())
}

func (m *model) pointer(msg tea.MouseMsg) tea.Cmd {
	for _, action := range intent.Wheel(msg) {
		for _, b := range m.live() {
			if b.Action == action && b.Works() {
				m.dirty = true
				m.note = ""
				return m.do(intent.Intent{Action: action})
			}
		}
	}
	x, y, clicked := intent.Click(msg)
	clicker, takes := m.top().(page.Clicker)
	if !clicked || !takes || m.help != nil || m.tooSmall() {
		return nil
	}
	body := m.layout.Body
	if x < body.Min.X || x >= body.Max.X || y < body.Min.Y || y >= body.Max.Y {
		return nil
	}
	return m.apply(clicker.Click(x-body.Min.X, y-body.Min.Y))
}
