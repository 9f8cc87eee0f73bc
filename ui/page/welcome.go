package page

import (
	"fmt"
	"strings"

	"authlab/ui/intent"
	"authlab/ui/text"
)

// Welcome is the first screen of the first start.
type Welcome struct {
	env           *Env
	notice        string
	width, height int
}

// NewWelcome makes the first screen; notice is something to be told, or "".
func NewWelcome(env *Env, notice string) *Welcome { return &Welcome{env: env, notice: notice} }

// Resize implements Page.
func (p *Welcome) Resize(width, height int) { p.width, p.height = width, height }

// Header implements Page.
func (p *Welcome) Header() (left, right string) {
	return "authlab", fmt.Sprintf("%d lessons", len(p.env.Course.Lessons))
}

// Bindings implements Page.
func (p *Welcome) Bindings() []intent.Binding {
	return []intent.Binding{
		{Action: intent.Open, Does: "begin lesson 1"},
		{Action: intent.Close, Does: "course map"},
	}
}

// Do implements Page.
func (p *Welcome) Do(in intent.Intent) Result {
	switch in.Action {
	case intent.Open:
		return Result{Replace: p.env.player(p.env.Course.Lessons[0])}
	case intent.Close:
		return Result{Pop: true}
	}
	return Result{}
}

// Body implements Page.
func (p *Welcome) Body() []string {
	st := p.env.Styles
	arrow := "→"
	if st.Glyphs.ASCII {
		arrow = "right"
	}
	column := min(p.width-4, 64)
	var lines []string
	say := func(words string) {
		for _, row := range text.Wrap(words, column) {
			lines = append(lines, st.Text.On(row))
		}
	}
	if p.notice != "" {
		lines = append(lines, noticeLines(st, p.notice, column)...)
		lines = append(lines, "")
	}
	lines = append(lines, st.Title.On("What must a server remember to know who is calling?"), "")
	say("This is a laboratory. A small cluster runs inside your terminal: browsers, a balancer, servers, a store. " +
		"You predict what it will answer, run it one event at a time, break it, and repair it.")
	lines = append(lines, "")
	say("Nothing is recorded beforehand. Every status and every byte comes out of the cluster while you watch.")
	lines = append(lines, "", st.Heading.On("Three keys are enough to begin"), "")
	for _, row := range [][2]string{
		{arrow, "what happens next; the other arrow goes back"},
		{"Enter", "open what is marked, answer a question"},
		{"?", "all keys of the screen you are on"},
	} {
		lines = append(lines, "  "+st.Key.On(row[0])+strings.Repeat(" ", 8-len([]rune(row[0])))+st.Text.On(row[1]))
	}
	lines = append(lines, "", st.Strong.On("Enter")+st.Text.On(" begins lesson 1."))
	lines = append(lines, "", st.Dim.On("Light background? Start with --theme light."))
	return centred(tight(lines, p.height), p.width, p.height, column)
}
