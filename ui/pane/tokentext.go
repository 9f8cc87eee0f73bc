package pane

import (
	"strings"

	"authlab/ui/text"
	"authlab/ui/theme"
)

// Pointing is what stands out in a text: the byte under the cursor, -1 for none, and
// the bytes that belong to the cursor in another text.
type Pointing struct {
	At     int
	Linked Span
}

// Nowhere points at nothing.
var Nowhere = Pointing{At: -1}

// Marked are the bytes that stand out.
func (p Pointing) Marked() Span {
	if p.At >= 0 {
		return Span{p.At, p.At + 1}
	}
	return p.Linked
}

// drawRow draws a row in an ink with what is pointed at, and below it a row of carets
// where there is any: a mark must be seen without colours too. last tells that the
// cursor may stand behind the end of the row.
func drawRow(st *theme.Styles, row *Row, ink theme.Ink, p Pointing, last bool) []string {
	marked, under := p.Marked(), st.Strong
	if p.At >= 0 {
		under = st.Selected
	}
	if last && marked.From == row.To && !marked.Empty() {
		marked.To = marked.From + 1
	} else if marked = (Span{max(marked.From, row.From), min(marked.To, row.To)}); marked.Empty() {
		return []string{ink.On(row.Shown)}
	}
	left, right := row.Column(marked.From), row.Column(marked.To)
	right = max(right, left+1)
	shown := text.Pad(row.Shown, right)
	return []string{
		ink.On(text.Cut(shown, 0, left)) + under.On(text.Cut(shown, left, right)) + ink.On(text.Cut(shown, right, text.Width(shown))),
		strings.Repeat(" ", left) + st.Key.On(strings.Repeat("^", right-left)),
	}
}

// drawRows draws rows and tells on which line the cursor or the marked bytes stand, -1
// if none do.
func drawRows(st *theme.Styles, rows []Row, ink theme.Ink, p Pointing, lead string) (lines []string, at int) {
	at = -1
	for i := range rows {
		last := i == len(rows)-1 || rows[i+1].From > rows[i].To
		drawn := drawRow(st, &rows[i], ink, p, last)
		if len(drawn) > 1 && at < 0 {
			at = len(lines)
		}
		for _, line := range drawn {
			lines = append(lines, lead+line)
		}
	}
	return lines, at
}

// Field draws a text that is edited: as it stands, with its line breaks.
func Field(st *theme.Styles, s string, p Pointing, width int) (lines []string, at int) {
	return drawRows(st, Rows(s, 0, len(s), width-1, true), st.Text, p, "")
}

// Clause is a sentence as far as it fits into a width, cut where one of its clauses ends;
// "" where not even the first one fits.
func Clause(s string, width int) string {
	if text.Width(s) <= width {
		return s
	}
	for at := len(s) - 1; at > 0; at-- {
		if s[at] == ' ' && strings.IndexByte(".;:,", s[at-1]) >= 0 && text.Width(s[:at-1]) <= width {
			return s[:at-1]
		}
	}
	return ""
}
