package pane

import (
	"strings"

	"authlab/sim/token/inspect"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// chunk is a stretch of decoded text with at most one member in it.
type chunk struct {
	from, to int // without the white space at the end, which ends at next
	next     int
	member   *inspect.Member
}

// chunks divides the text of a part before each of its members.
func chunks(part *inspect.Part) []chunk {
	s := string(part.Decoded)
	var all []chunk
	add := func(from, next int, m *inspect.Member) {
		if from < next {
			all = append(all, chunk{from, from + len(strings.TrimRight(s[from:next], " \t\r\n")), next, m})
		}
	}
	at := 0
	for i := range part.Members {
		m := &part.Members[i]
		if m.Start < at || m.Start > len(s) {
			continue
		}
		add(at, m.Start, nil)
		next := len(s)
		if i+1 < len(part.Members) && part.Members[i+1].Start > m.Start && part.Members[i+1].Start <= len(s) {
			next = part.Members[i+1].Start
		} else if m.End > m.Start && m.End <= len(s) {
			next = m.End
		}
		add(m.Start, next, m)
		at = next
	}
	add(at, len(s), nil)
	return all
}

// DecodedRows are the rows of a decoded part as Decoded draws them.
func DecodedRows(part *inspect.Part, width int) []Row {
	var rows []Row
	for _, c := range chunks(part) {
		rows = append(rows, Rows(string(part.Decoded), c.from, c.to, width-2*memberIndent, true)...)
	}
	if len(rows) == 0 {
		rows = []Row{{}}
	}
	return rows
}

const memberIndent = 2

// Decoded draws a part that was decoded: its members one by one, each with what it
// means, and tells on which line the cursor or the marked bytes stand, -1 if none do.
// A part without members is drawn as it stands.
func Decoded(st *theme.Styles, part *inspect.Part, p Pointing, width int) (lines []string, at int) {
	return decoded(st, part, p, width, false)
}

// DecodedBriefly is Decoded with a row for each member, and of the meanings what fits
// into it.
func DecodedBriefly(st *theme.Styles, part *inspect.Part, p Pointing, width int) (lines []string, at int) {
	return decoded(st, part, p, width, true)
}

func decoded(st *theme.Styles, part *inspect.Part, p Pointing, width int, brief bool) (lines []string, at int) {
	at = -1
	s := string(part.Decoded)
	all := chunks(part)
	for i, c := range all {
		lead := ""
		if c.member != nil {
			lead = strings.Repeat(" ", memberIndent)
		}
		here := p
		switch {
		case p.At >= 0 && (p.At < c.from || p.At >= c.next && i < len(all)-1):
			here = Nowhere
		case p.At >= c.to:
			here.At = c.to // white space is not drawn
		}
		drawn, cursor := drawRows(st, Rows(s, c.from, c.to, width-2*memberIndent, true), st.Text, here, lead)
		if cursor >= 0 && at < 0 {
			at = len(lines) + cursor
		}
		lines = append(lines, withMeaning(st, drawn, c.member, width, brief)...)
	}
	return lines, at
}

// meaning is what a member stands for and what its value says.
func meaning(m *inspect.Member) string {
	if m == nil {
		return ""
	}
	var said []string
	if m.Twice {
		said = append(said, "this name has come before")
	}
	if m.Says != "" {
		said = append(said, m.Says)
	}
	if m.Meaning != "" {
		said = append(said, m.Meaning)
	}
	return text.SafeLine(strings.Join(said, "; "))
}

// meaningColumn is where meanings begin, so that they stand below each other.
const meaningColumn = 34

// withMeaning puts the meaning of a member beside it, or below where there is no room;
// if it is to be brief, only what there is room for.
func withMeaning(st *theme.Styles, drawn []string, m *inspect.Member, width int, brief bool) []string {
	says := meaning(m)
	column := max(text.Width(drawn[0])+2, min(meaningColumn, width/2))
	if brief {
		room := width - text.Width(drawn[0]) - 2
		says = Clause(says, room)
		column = min(column, width-text.Width(says))
	}
	if says == "" {
		return drawn
	}
	if column+text.Width(says) <= width {
		drawn[0] = text.Pad(drawn[0], column) + st.Dim.On(says)
		return drawn
	}
	for _, row := range text.Wrap(says, width-3*memberIndent) {
		drawn = append(drawn, strings.Repeat(" ", 3*memberIndent)+st.Dim.On(row))
	}
	return drawn
}
