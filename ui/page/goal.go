package page

import (
	"strings"

	"authlab/lessons"
	"authlab/ui/theme"
)

// checklist are the clauses of a goal as they stand.
func checklist(st *theme.Styles, checks []lessons.ClauseState, reached bool, width int) []string {
	var lines []string
	for _, c := range checks {
		ink, glyph := st.Bad, st.Glyphs.Cross
		if c.Holds {
			ink, glyph = st.Good, st.Glyphs.Check
		}
		for i, row := range flow(c.Say+", "+stands(c, reached), width-2) {
			lead := "  "
			if i == 0 {
				lead = ink.On(glyph + " ")
			}
			lines = append(lines, lead+st.Text.On(row))
		}
	}
	return lines
}

// stands says in words how far a clause is: "last.alice=401, rows.s1=1" is "now
// 401, 1", and one of "streak.alice>=5" is "now 1 of 5". What holds before the
// goal is reached may still be lost, so it holds "so far".
func stands(c lessons.ClauseState, reached bool) string {
	var values []string
	for _, pair := range strings.Split(c.Observed, ", ") {
		_, value, found := strings.Cut(pair, "=")
		if !found {
			return c.Observed
		}
		if value == "" {
			value = "nothing"
		}
		values = append(values, value)
	}
	when := "now "
	if c.Holds && !reached {
		when = "so far "
	}
	if _, least, counts := strings.Cut(c.When, ">="); counts && len(values) == 1 && !c.Holds {
		values[0] += " of " + strings.TrimSpace(least)
	}
	return when + strings.Join(values, ", ")
}
