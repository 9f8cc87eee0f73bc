package page

import (
	"authlab/lessons"
	"authlab/ui/theme"
)

// checklist are the clauses of a goal as they stand. Of one that does not hold, what is
// observed now stands behind it; where not all of that fits into the rows, the first
// ones have it.
func checklist(st *theme.Styles, checks []lessons.ClauseState, width, rows int) []string {
	for told := len(checks); ; told-- {
		lines := clauses(st, checks, width, told)
		if len(lines) <= rows || told == 0 {
			return lines
		}
	}
}

// clauses are the lines of a checklist with what is observed behind the first of them.
func clauses(st *theme.Styles, checks []lessons.ClauseState, width, told int) []string {
	var lines []string
	for i, c := range checks {
		ink, glyph, words := st.Bad, st.Glyphs.Cross, c.Say
		if c.Holds {
			ink, glyph = st.Good, st.Glyphs.Check
		} else if i < told {
			words += ": " + c.Lacking()
		}
		for i, row := range flow(words, width-2) {
			lead := "  "
			if i == 0 {
				lead = ink.On(glyph + " ")
			}
			lines = append(lines, lead+st.Text.On(row))
		}
	}
	return lines
}
