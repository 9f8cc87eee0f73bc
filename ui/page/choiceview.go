package page

import (
	"fmt"

	"github.com/charmbracelet/x/ansi"

	"authlab/lessons"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// longestFeedback is how many lines an option's feedback takes at most.
const longestFeedback = 3

// drawChoice draws a question and its options. Until it is answered nothing
// tells which option is right; judged adds the marks and the feedback.
func drawChoice(st *theme.Styles, c *choice, width int, judged bool) []string {
	var lines []string
	for _, row := range flow(c.question.Ask, width) {
		lines = append(lines, st.Strong.On(row))
	}
	lines = append(lines, "")
	for place := range c.order {
		lines = append(lines, drawOption(st, c, place, width, judged)...)
	}
	return lines
}

// drawOption draws one option: pointer, number, text, and once judged its mark.
func drawOption(st *theme.Styles, c *choice, place, width int, judged bool) []string {
	o := c.option(place)
	picked := place == c.picked
	pointer, ink := " ", st.Text
	if picked {
		pointer, ink = st.Glyphs.Pointer, st.Selected
	}
	word := ""
	if judged {
		ink = st.Dim
		switch {
		case o.Right:
			ink, pointer, word = st.Good, st.Glyphs.Check, "right"
		case picked:
			ink, pointer, word = st.Bad, st.Glyphs.Cross, "your answer"
		}
		if o.Right && picked {
			word = "right, your answer"
		}
	}
	room := width - 4
	if word != "" {
		word = "  (" + word + ")"
	}
	var lines []string
	for i, row := range flow(o.Text+word, room) {
		lead := "    "
		if i == 0 {
			lead = fmt.Sprintf("%s %d ", pointer, place+1)
		}
		lines = append(lines, ink.On(lead+row))
	}
	return lines
}

// feedback says what is to be said of the choice and of the right option.
func feedback(st *theme.Styles, c *choice, width int) []string {
	var lines []string
	chosen := c.chosen()
	if chosen != nil && !chosen.Right {
		lines = append(lines, reason(st, st.Bad, st.Glyphs.Cross, chosen, width)...)
	}
	if place := c.right(); place >= 0 {
		lines = append(lines, reason(st, st.Good, st.Glyphs.Check, c.option(place), width)...)
	}
	return lines
}

func reason(st *theme.Styles, ink theme.Ink, glyph string, o *lessons.Option, width int) []string {
	rows := flow(o.Feedback, width-2)
	if len(rows) > longestFeedback {
		rows = rows[:longestFeedback]
	}
	var lines []string
	for i, row := range rows {
		lead := "  "
		if i == 0 {
			lead = glyph + " "
		}
		lines = append(lines, ink.On(lead)+st.Text.On(row))
	}
	return lines
}

// drawLine draws a line being typed, scrolled so that its cursor is seen.
func drawLine(st *theme.Styles, l *line, width int) string {
	width = max(width, 4)
	from := 0
	for from < l.cursor && ansi.StringWidth(text.SafeLine(string(l.text[from:l.cursor]))) > width-2 {
		from++
	}
	under, after := " ", ""
	if l.cursor < len(l.text) {
		under, after = text.SafeLine(string(l.text[l.cursor])), text.SafeLine(string(l.text[l.cursor+1:]))
	}
	cursor := st.Selected.On(under)
	if cursor == under { // without colours a bar stands before the letter
		cursor = "|" + under
	}
	row := st.Text.On(text.SafeLine(string(l.text[from:l.cursor]))) + cursor + st.Text.On(after)
	return ansi.Truncate(row, width, "")
}
