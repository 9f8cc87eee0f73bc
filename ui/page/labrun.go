package page

import (
	"fmt"
	"strconv"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
	"authlab/ui/text"
)

// standingKeys are always shown in the column, whether they were changed or not.
var standingKeys = []string{"servers", "auth", "store", "balancer", "seed"}

// cluster lists the main keys, and those that are not at their default.
func (b *bench) cluster(width int) []string {
	st, config := b.env.Styles, b.run.Config()
	var lines []string
	row := func(name, value string) {
		const column = 20
		value = text.Truncate(text.SafeLine(value), max(width-column, 4), st.Glyphs.Ellipsis)
		lines = append(lines, st.Dim.On(cell(st, name, column))+st.Text.On(value))
	}
	now := map[string]string{}
	for _, k := range cluster.Keys {
		now[k.Name], _ = config.Get(k.Name)
	}
	for _, name := range standingKeys {
		row(name, now[name])
		delete(now, name)
	}
	for _, k := range cluster.Keys {
		if value, left := now[k.Name]; left && value != k.Default && len(lines) < 14 {
			row(k.Name, value)
		}
		for i := range config.Servers {
			server := "s" + strconv.Itoa(i+1)
			if value, own := config.Per[server][k.Name]; own && len(lines) < 14 {
				row(server+"."+k.Name, value)
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
	switch e := b.run.current(); {
	case b.atEnd():
		at = len(results)
	case e != nil:
		at = e.Command
	}
	ahead := b.script[len(b.script)-b.left():]
	room, all := max(rows-1, 1), len(results)+len(ahead)
	from := max(min(at-room/2, all-room), 0)
	var lines []string
	for i := from; i < min(from+room, all); i++ {
		if i < len(results) {
			lines = append(lines, b.command(results[i], i+1 == at, i+1 > at, width))
			continue
		}
		lines = append(lines, st.Dim.On(cell(st, st.Glyphs.Open+" "+text.SafeLine(ahead[i-len(results)].Text), width)))
	}
	head := "Commands"
	if all := b.run.Branches(); len(all) > 1 {
		for i := range all {
			if all[i].Current {
				head = fmt.Sprintf("Commands, branch %d of %d", i+1, len(all))
			}
		}
	}
	if len(lines) == 0 {
		lines = []string{st.Dim.On("  none yet")}
	}
	return append([]string{st.Heading.On(head)}, lines...)
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
