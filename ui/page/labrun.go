package page

import (
	"fmt"
	"strconv"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
	"authlab/ui/text"
)

// config is the description of the cluster where the cursor stands.
func (b *bench) config() *cluster.Config {
	if w := b.run.world(); w != nil && b.atEnd() {
		return w.Config()
	}
	return b.run.Config()
}

// standingKeys are always shown in the column, whether they were changed or not.
var standingKeys = []string{"servers", "auth", "store", "balancer", "seed"}

// cluster lists the main keys, and those that are not at their default.
func (b *bench) cluster(width int) []string {
	st, config := b.env.Styles, b.config()
	var lines []string
	row := func(name, value string, changed bool) {
		const column = 20
		value = text.Truncate(text.SafeLine(value), max(width-column, 4), st.Glyphs.Ellipsis)
		ink := st.Text
		if changed {
			ink = st.Changed
		}
		lines = append(lines, st.Dim.On(cell(st, name, column))+ink.On(value))
	}
	now := map[string]string{}
	for _, k := range cluster.Keys {
		now[k.Name], _ = config.Get(k.Name)
	}
	for _, name := range standingKeys {
		row(name, now[name], false)
		delete(now, name)
	}
	for _, k := range cluster.Keys {
		if value, left := now[k.Name]; left && value != k.Default && len(lines) < 14 {
			row(k.Name, value, false)
		}
		for i := range config.Servers {
			server := "s" + strconv.Itoa(i+1)
			if value, own := config.Per[server][k.Name]; own && len(lines) < 14 {
				row(server+"."+k.Name, value, false)
			}
		}
	}
	return lines
}

// commands lists what was done on this branch and what lies ahead, with what became
// of it, scrolled so that the cursor's command is seen.
func (b *bench) commands(width, rows int) []string {
	st := b.env.Styles
	results := b.run.Results()[1:]
	at := 0 // of the command under the cursor, from 1; 0 before the first
	for i := range results {
		if b.run.EndOf(i) < b.run.Cursor() {
			at = i + 1
		}
	}
	var lines []string
	for i, r := range results {
		lines = append(lines, b.command(r, i+1 == at, i+1 > at, width))
	}
	for i := range b.left() {
		c := b.script[len(b.script)-b.left()+i]
		lines = append(lines, st.Dim.On(cell(st, "  "+st.Glyphs.Open+" "+text.SafeLine(c.Text), width)))
	}
	head := "Commands"
	if n := len(b.run.Branches()); n > 1 {
		head = fmt.Sprintf("Commands, one of %d branches", n)
	}
	if len(lines) == 0 {
		lines = []string{st.Dim.On("  none yet")}
	}
	room := max(rows-1, 1)
	from := max(min(at-room/2, len(lines)-room), 0)
	return append([]string{st.Heading.On(head)}, lines[from:min(from+room, len(lines))]...)
}

// command is one line of the list: the deed, and who answered what.
func (b *bench) command(r scenario.CommandResult, here, later bool, width int) string {
	st := b.env.Styles
	mark, ink := "  ", st.Text
	switch {
	case here:
		mark, ink = st.Key.On(st.Glyphs.Pointer)+" ", st.Strong
	case later:
		ink = st.Dim
	}
	outcome := outcomeOf(r)
	deed := cell(st, text.SafeLine(r.Command.Deed()), max(width-3-len(outcome), 8))
	good := st.Good
	if r.Exchange != nil && r.Exchange.Status >= 400 || !r.Outcome.OK {
		good = st.Bad
	}
	if later {
		good = st.Dim
	}
	return mark + ink.On(deed) + " " + good.On(outcome)
}

// outcomeOf is the answer in short, or whether an expectation held.
func outcomeOf(r scenario.CommandResult) string {
	var words []string
	if x := r.Exchange; x != nil {
		words = append(words, "no answer")
		if x.Done {
			server := x.Server
			if server == "" {
				server = "lb"
			}
			words[0] = fmt.Sprintf("%d %s", x.Status, server)
		}
	}
	if r.Outcome.Expected != "" && !r.Outcome.OK {
		words = append(words, "unexpected")
	} else if r.Outcome.Expected != "" && r.Exchange == nil {
		words = append(words, "holds")
	}
	return strings.Join(words, " ")
}
