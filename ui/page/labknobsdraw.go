package page

import (
	"fmt"
	"strings"

	"authlab/sim/option"
	"authlab/ui/text"
)

func (k *knobs) draw(width, rows int) []string {
	st := k.bench.env.Styles
	foot := k.explain(width)
	var lines []string
	if k.finding || k.search.String() != "" {
		lines = append(lines, st.Key.On("/")+k.drawSearch(width-1))
	}
	room := max(rows-len(lines)-len(foot)-1, 3)
	list, at := k.list(width)
	k.top = max(min(k.top, at, len(list)-room), at-room+1, 0)
	if at > 0 && k.top == at && k.selected == 0 {
		k.top = 0
	}
	lines = append(lines, list[k.top:min(k.top+room, len(list))]...)
	return append(append(lines, ""), foot...)
}

func (k *knobs) drawSearch(width int) string {
	st := k.bench.env.Styles
	if k.finding {
		return drawLine(st, &k.search, width)
	}
	return st.Text.On(text.Truncate(text.SafeLine(k.search.String()), width, st.Glyphs.Ellipsis))
}

// list is the knobs under the headings of their groups, and the row of the mark.
func (k *knobs) list(width int) (lines []string, at int) {
	st := k.bench.env.Styles
	group, config := "", k.bench.run.Config()
	for i, key := range k.keys {
		if key.Group != group {
			group = key.Group
			lines = append(lines, st.Heading.On(group))
		}
		if i == k.selected {
			at = len(lines)
		}
		lines = append(lines, k.row(i, key, k.presentIn(config, key), width))
	}
	if len(lines) == 0 {
		lines = []string{st.Dim.On("no knob holds these words")}
	}
	return lines, at
}

func (k *knobs) row(i int, key option.Key, now string, width int) string {
	st := k.bench.env.Styles
	const column = 19
	name := cell(st, key.Name, column)
	value := text.SafeLine(now)
	if value == "" {
		value = "none"
	}
	ink := st.Dim
	if now != key.Default {
		ink = st.Text
	}
	if i != k.selected {
		return "  " + st.Text.On(name) + ink.On(text.Truncate(value, max(width-column-2, 4), st.Glyphs.Ellipsis))
	}
	shown := ink.On(value)
	if k.chosen != "" {
		shown = ink.On(value+" "+st.Glyphs.Change+" ") + st.Changed.On(k.chosen)
	}
	if k.typing {
		shown = drawLine(st, &k.value, max(width-column-3, 6))
	}
	return st.Key.On(st.Glyphs.Pointer) + " " + st.Selected.On(strings.TrimRight(name, " ")) + name[len(strings.TrimRight(name, " ")):] + shown
}

// explain says what the marked key means and what it may be, or what is wrong with
// the value given.
func (k *knobs) explain(width int) []string {
	st, key := k.bench.env.Styles, k.key()
	if key.Name == "" {
		return nil
	}
	if k.wrong != nil {
		return noticeLines(st, text.SafeLine(said(k.wrong)), width)
	}
	lines := inked(st.Text, text.Wrap(key.Doc, width))
	form := strings.ReplaceAll(key.Form, "|", ", ")
	if form == "text" {
		form = "any text"
	}
	if key.Default != "" {
		form += "; by default " + key.Default
	}
	lines = append(lines, inked(st.Dim, text.Wrap(form, width))...)
	if k.chosen != "" || k.typing {
		value := k.chosen
		if k.typing {
			value = strings.TrimSpace(k.value.String())
		}
		runs := fmt.Sprintf("Enter runs: %s", k.command(value))
		if k.unchanged() {
			runs = "It has this value: Enter changes nothing."
		}
		lines = append(lines, st.Dim.On(text.Truncate(text.SafeLine(runs), width, st.Glyphs.Ellipsis)))
	}
	return lines
}
