package page

import (
	"slices"
	"strings"

	"authlab/sim/scenario"
	"authlab/ui/intent"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// actions lists the verbs of the language. The one chosen is put at the prompt, with
// what may follow, so that nothing has to be typed from memory.
type actions struct {
	bench    *bench
	verbs    []scenario.Verb
	selected int
	top      int
	finding  bool
	search   line
}

func newActions(b *bench) *actions {
	a := &actions{bench: b}
	a.filter()
	return a
}

// filter keeps the verbs whose words hold all that is searched for.
func (a *actions) filter() {
	a.verbs = a.verbs[:0:0]
	words := strings.Fields(strings.ToLower(a.search.String()))
	for _, v := range scenario.Verbs() {
		all := strings.ToLower(v.Group + " " + v.Usage + " " + v.Doc)
		missing := func(w string) bool { return !strings.Contains(all, w) }
		if v.Name != "cluster" && !slices.ContainsFunc(words, missing) {
			a.verbs = append(a.verbs, v)
		}
	}
	a.selected = 0
}

func (a *actions) title() string { return "actions" }

func (a *actions) bindings() []intent.Binding {
	if a.finding {
		all := a.search.bindings("done")
		all[0].Off = ""
		all[1].Does = "show all"
		return all
	}
	none, up, down := "", "", ""
	if len(a.verbs) == 0 {
		none = "no action matches"
	}
	if a.selected == 0 {
		up = "this is the first action"
	}
	if a.selected >= len(a.verbs)-1 {
		down = "this is the last action"
	}
	return []intent.Binding{
		{Action: intent.Open, Does: "to the prompt", Off: none},
		{Action: intent.Down, Does: "next", Off: down},
		{Action: intent.Up, Does: "before", Off: up, Quiet: true},
		{Action: intent.Find, Does: "find"},
		{Action: intent.PageDown, Does: "further down", Off: down, Quiet: true},
		{Action: intent.PageUp, Does: "further up", Off: up, Quiet: true},
		{Action: intent.Close, Does: "close"},
		{Action: intent.Actions, Does: "close", Quiet: true},
	}
}

func (a *actions) do(in intent.Intent) (Result, bool) {
	if a.finding {
		a.doFinding(in)
		return Result{}, false
	}
	switch in.Action {
	case intent.Open:
		return a.choose(), true
	case intent.Down:
		a.selected++
	case intent.Up:
		a.selected--
	case intent.PageDown:
		a.selected = min(a.selected+inspectorScreen, len(a.verbs)-1)
	case intent.PageUp:
		a.selected = max(a.selected-inspectorScreen, 0)
	case intent.Find:
		a.finding = true
	default:
		return Result{}, true
	}
	return Result{}, false
}

func (a *actions) doFinding(in intent.Intent) {
	switch in.Action {
	case intent.Submit:
		a.finding = false
	case intent.Cancel:
		a.finding = false
		a.search.clear()
		a.filter()
	default:
		if a.search.edit(in) {
			a.filter()
		}
	}
}

// choose puts the verb at the prompt and lists what may stand behind it.
func (a *actions) choose() Result {
	s := a.bench.scene
	s.prompt.start()
	begin := a.verbs[a.selected].Name
	if begin == "" {
		begin = s.names().Clients[0]
	}
	s.prompt.set(begin + " ")
	if found := scenario.Complete(s.prompt.String(), s.prompt.cursor, s.names()); len(found) > 1 {
		s.prompt.options = found
	}
	return Result{}
}

func (a *actions) draw(width, rows int) []string {
	st := a.bench.env.Styles
	foot := shortened(a.bench.env.Styles, a.explain(width), width, max(rows/3, 4))
	var lines []string
	if a.finding || a.search.String() != "" {
		lines = append(lines, st.Key.On("/")+drawLine(st, &a.search, width-1))
	}
	room := max(rows-len(lines)-len(foot)-1, 3)
	list, at := a.list(width)
	a.top = max(min(a.top, at, len(list)-room), at-room+1, 0)
	if a.selected == 0 {
		a.top = 0
	}
	lines = append(lines, list[a.top:min(a.top+room, len(list))]...)
	return append(append(lines, ""), foot...)
}

// shortened leaves out lines before the last until the rest fits in rows of width
// columns, and marks where.
func shortened(st *theme.Styles, lines []string, width, rows int) []string {
	if len(lines) <= rows {
		return lines
	}
	out := append([]string(nil), lines[:rows-1]...)
	mark := " " + st.Glyphs.Ellipsis
	cut := &out[rows-2]
	*cut = text.Truncate(*cut, width-text.Width(mark), "") + st.Dim.On(mark)
	return append(out, lines[len(lines)-1])
}

func (a *actions) list(width int) (lines []string, at int) {
	st := a.bench.env.Styles
	group := ""
	for i, v := range a.verbs {
		if v.Group != group {
			group = v.Group
			lines = append(lines, st.Heading.On(group))
		}
		short, _, _ := strings.Cut(v.Usage, " [")
		row := text.Truncate(short, width-2, st.Glyphs.Ellipsis)
		if i == a.selected {
			at = len(lines)
			lines = append(lines, st.Key.On(st.Glyphs.Pointer)+" "+st.Selected.On(row))
			continue
		}
		lines = append(lines, "  "+st.Text.On(row))
	}
	if len(lines) == 0 {
		lines = []string{st.Dim.On("no action holds these words")}
	}
	return lines, at
}

// explain says how the marked verb is written and what it does, and shows one.
func (a *actions) explain(width int) []string {
	st := a.bench.env.Styles
	if a.selected >= len(a.verbs) {
		return nil
	}
	v := a.verbs[a.selected]
	lines := inked(st.Text, text.Wrap(v.Doc, width))
	if strings.Contains(v.Usage, " [") {
		lines = append(inked(st.Code, text.Wrap(v.Usage, width)), lines...)
	}
	return append(lines, st.Dim.On("such as ")+st.Code.On(text.Truncate(v.Example, width-8, st.Glyphs.Ellipsis)))
}
