package page

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"authlab/ui/text"
)

// door is a place beside the lessons: the last lines of the map.
type door struct {
	// name is how it is spoken of, title how its line reads.
	name, title, about string
	// brief says in a few words what it is, where there is room beside its line.
	brief string
	open  func(env *Env) Page
	// counts adds to the title how much waits there; nil for nothing.
	counts func(env *Env) string
}

func doors() []door {
	return []door{
		{
			name: "the review", title: "Review",
			brief: "what was missed or guessed, as new cases",
			about: "What was missed, guessed or looked up comes back when it is due, as a new case with other names. The better you know it, the longer it stays away.",
			open:  func(env *Env) Page { return NewDue(env) },
			counts: func(env *Env) string {
				if items, _ := env.due(); len(items) > 0 {
					return fmt.Sprintf(" (%d due)", len(items))
				}
				return ""
			},
		},
		{
			name: "the final exam", title: "Final exam",
			brief:  "questions from all lessons",
			about:  "Questions from all lessons with other names and other runs, and no verdict before the end. It can be left and taken up again, and says which objectives hold.",
			open:   func(env *Env) Page { return NewExam(env) },
			counts: examWords,
		},
		{
			name: "the lab", title: "The lab",
			brief: "a cluster of your own with every knob",
			about: "A cluster of your own with every knob. Start from a situation or from nothing, send requests, break things, go back, try another design, and settle an argument.",
			open:  func(env *Env) Page { return NewLab(env, nil) },
		},
		{
			name: "the token bench", title: "The token bench",
			brief: "take a token apart, verify and forge it",
			about: "Paste a token or make one: every part decoded and explained, judged stage by stage with a key, edited, signed again and forged. What is pasted is neither stored nor sent.",
			open:  func(env *Env) Page { return env.tokens() },
		},
		{
			name: "compare", title: "Compare designs",
			brief: "two to four of them through the same events",
			about: "The same requests, thefts and failures through two to four designs side by side: where their answers part, and what each one costs.",
			open:  func(env *Env) Page { return NewCompare(env) },
		},
		{
			name: "the cheat sheet", title: "Cheat sheet",
			brief: "costs, statuses, attacks and errors in tables",
			about: "What each design costs, which status says what, what stops which attack, and what the libraries say of a bad token. Counted when it is opened.",
			open:  func(env *Env) Page { return NewCheatSheet(env, "") },
		},
	}
}

// beginner is a page that has something to be worked out while it is shown already.
type beginner interface{ begin() tea.Cmd }

// enter opens the page behind a door.
func (d *door) enter(env *Env) Result {
	p := d.open(env)
	if b, works := p.(beginner); works {
		return Result{Push: p, Command: b.begin()}
	}
	return Result{Push: p}
}

// length is the number of lines of the map: the lessons shown, and the doors where
// nothing is searched for.
func (p *Course) length() int {
	if p.finding {
		return len(p.shown)
	}
	return len(p.shown) + len(doors())
}

// door is the one marked, or nil.
func (p *Course) door() *door {
	if p.finding || p.selected < len(p.shown) {
		return nil
	}
	return &doors()[p.selected-len(p.shown)]
}

// called is the title of a door with how much waits behind it.
func (d *door) called(env *Env) string {
	if d.counts == nil {
		return d.title
	}
	return d.title + d.counts(env)
}

// doorRow is the line of a door.
func (p *Course) doorRow(i int) string {
	st, all := p.env.Styles, doors()
	d := &all[i-len(p.shown)]
	name, beside := d.called(p.env), ""
	if p.airy {
		column := 0
		for n := range all {
			column = max(column, text.Width(all[n].called(p.env)))
		}
		room := p.listWidth() - column - 12
		beside = strings.Repeat(" ", column-text.Width(name)+3) + st.Dim.On(text.Truncate(d.brief, room, st.Glyphs.Ellipsis))
	}
	if i == p.selected {
		return " " + st.Key.On(st.Glyphs.Pointer) + "     " + st.Selected.On(name) + beside
	}
	return "       " + st.Text.On(name) + beside
}
