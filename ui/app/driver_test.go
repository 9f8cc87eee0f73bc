package app

import (
	"os"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/page"
	"authlab/ui/theme"
)

// driver plays the program without a terminal: keys go to Update, and the frame
// is read from View. Commands are saves and timers; no test waits for them.
type driver struct {
	t     *testing.T
	m     *model
	store *progress.Store
	w, h  int
}

const session = 7

// judged is the time by which tokens are judged.
var judged = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

type setting struct {
	course  *lessons.Course
	profile termenv.Profile
	ascii   bool
	light   bool
	motion  bool
	mouse   bool
	lesson  string
	// over is a page to begin with over the map, or nil.
	over func(env *page.Env) page.Page
	// copied takes what is sent to the clipboard; nil is no clipboard.
	copied func(string) error
	notice string
	// guesses is the rate of guesses of the machine, 0 for one that was not measured.
	guesses int
	store   *progress.Store
}

// atLab is the lab on its list, labOf the lab with a situation on the bench.
func atLab(env *page.Env) page.Page { return page.NewLab(env, nil) }

func labOf(s *lessons.Situation) func(env *page.Env) page.Page {
	return func(env *page.Env) page.Page { return page.NewLab(env, s) }
}

// atTokens is the token bench with a token on it.
func atTokens(raw string) func(env *page.Env) page.Page {
	return func(env *page.Env) page.Page { return page.NewTokens(env, raw) }
}

// atCheatSheet is the cheat sheet with its figures counted.
func atCheatSheet(env *page.Env) page.Page { return page.NewCheatSheet(env, lessons.CheatSheet()) }

// atCompare is the choice of designs to compare.
func atCompare(env *page.Env) page.Page { return page.NewCompare(env) }

// fixture is a small course that has every kind of page.
func fixture(t testing.TB) *lessons.Course {
	t.Helper()
	course := lessons.Open(os.DirFS("testdata/course"))
	return course
}

// situations are a few to start from in the lab.
func situations(t testing.TB) []*lessons.Situation {
	t.Helper()
	all, problems := lessons.LoadSituations(os.DirFS("testdata/situations"))
	for _, p := range problems {
		t.Fatal(p)
	}
	return all
}

func start(t *testing.T, s setting, w, h int) *driver {
	t.Helper()
	if s.course == nil {
		s.course = fixture(t)
	}
	if s.store == nil {
		s.store, _ = progress.Open("", func() time.Time { return time.Unix(1, 0) })
	}
	m := New(Config{
		Situations: func() []*lessons.Situation { return situations(t) }, Copy: s.copied, Guesses: func() int { return s.guesses },
		Now:    func() time.Time { return judged },
		Course: s.course, Progress: s.store, Session: session, Start: page.Place{Lesson: s.lesson, Over: s.over}, Notice: s.notice,
		Styles:        theme.New(theme.Options{Dark: !s.light, Profile: s.profile, ASCII: s.ascii}),
		ReducedMotion: !s.motion, Mouse: s.mouse,
	}).(*model)
	d := &driver{t: t, m: m, store: s.store}
	d.resize(w, h)
	return d
}

func (d *driver) resize(w, h int) {
	d.w, d.h = w, h
	d.m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	d.check()
}

// keys presses keys by name, separated by blanks; "space" is the blank itself.
func (d *driver) keys(names string) *driver {
	for _, name := range strings.Fields(names) {
		d.m.Update(keyMsg(name))
		d.check()
	}
	return d
}

// press presses a key and waits for what it has set off outside: files, the clipboard.
func (d *driver) press(name string) *driver {
	_, cmd := d.m.Update(keyMsg(name))
	d.deliver(cmd)
	d.check()
	return d
}

func (d *driver) deliver(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, one := range msg {
			d.deliver(one)
		}
	default:
		d.m.Update(msg)
	}
}

// text types letters.
func (d *driver) text(s string) *driver {
	for _, r := range s {
		msg := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
		if r == ' ' {
			msg.Type = tea.KeySpace
		}
		d.m.Update(msg)
	}
	d.check()
	return d
}

func keyMsg(name string) tea.KeyMsg {
	switch name {
	case "space", " ":
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	case "alt+backspace":
		return tea.KeyMsg{Type: tea.KeyBackspace, Alt: true}
	}
	for k := tea.KeyType(-200); k < 200; k++ {
		if k != tea.KeyRunes && k != tea.KeySpace && k.String() == name {
			return tea.KeyMsg{Type: k}
		}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// ticks lets the timers ring n times.
func (d *driver) ticks(n int) *driver {
	for range n {
		for g := range 3000 {
			d.m.Update(page.Tick{Generation: g})
		}
		d.check()
	}
	return d
}

// check sees that the frame fills the screen exactly.
func (d *driver) check() {
	d.t.Helper()
	lines := strings.Split(d.m.View(), "\n")
	if len(lines) != d.h {
		d.t.Fatalf("%d×%d: %d lines", d.w, d.h, len(lines))
	}
	for i, line := range lines {
		if w := ansi.StringWidth(line); w != d.w {
			d.t.Fatalf("%d×%d: line %d has %d columns: %q", d.w, d.h, i, w, ansi.Strip(line))
		}
	}
	if last := ansi.Strip(lines[len(lines)-1]); !strings.HasSuffix(last, " ") {
		d.t.Fatalf("%d×%d: the last cell, which the renderer may wipe, is not blank: %q", d.w, d.h, last)
	}
}

// screen is the frame as plain text without the blanks at the ends of lines.
func (d *driver) screen() string {
	lines := strings.Split(ansi.Strip(d.m.View()), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

func (d *driver) footer() string {
	lines := strings.Split(ansi.Strip(d.m.View()), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

func (d *driver) sees(want string) {
	d.t.Helper()
	if !strings.Contains(d.screen(), want) {
		d.t.Errorf("the screen does not show %q:\n%s", want, d.screen())
	}
}

func (d *driver) seesNot(want string) {
	d.t.Helper()
	if strings.Contains(d.screen(), want) {
		d.t.Errorf("the screen shows %q:\n%s", want, d.screen())
	}
}
