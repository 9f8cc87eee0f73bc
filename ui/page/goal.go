package page

import (
	"authlab/lessons"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// detail is how much a checklist tells of what is observed now.
type detail int

const (
	// scant tells it where all of it fits behind the words of a clause, without a row more.
	scant detail = iota
	// brief tells as much as fits there.
	brief
	// full tells all of it.
	full
)

// leastObserved is the width below which the beginning of what is observed says nothing.
const leastObserved = 12

// checklist are the clauses of a goal as they stand, each with what is observed now if
// it does not hold.
func checklist(st *theme.Styles, checks []lessons.ClauseState, width int, much detail) []string {
	var lines []string
	for _, c := range checks {
		ink, glyph := st.Bad, st.Glyphs.Cross
		if c.Holds {
			ink, glyph = st.Good, st.Glyphs.Check
		}
		for i, row := range clause(st, c, width-2, much) {
			lead := "  "
			if i == 0 {
				lead = ink.On(glyph + " ")
			}
			lines = append(lines, lead+st.Text.On(row))
		}
	}
	return lines
}

// clause are the rows of one clause.
func clause(st *theme.Styles, c lessons.ClauseState, width int, much detail) []string {
	if c.Holds {
		return flow(c.Say, width)
	}
	observed := ": " + c.Lacking()
	if much == full {
		return flow(c.Say+observed, width)
	}
	rows := flow(c.Say, width)
	last := &rows[len(rows)-1]
	whole, room := text.Width(observed), width-text.Width(*last)
	if room >= whole || much == brief && room >= leastObserved {
		*last += text.Truncate(observed, room, st.Glyphs.Ellipsis)
	}
	return rows
}

// checklistIn is the fullest checklist that fits into so many rows, or the brief one.
func checklistIn(st *theme.Styles, checks []lessons.ClauseState, width, rows int) []string {
	if lines := checklist(st, checks, width, full); len(lines) <= rows {
		return lines
	}
	return checklist(st, checks, width, brief)
}
