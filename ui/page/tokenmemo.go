package page

import (
	"authlab/sim/token/inspect"
	"authlab/ui/pane"
	"authlab/ui/theme"
)

// memo keeps what was worked out for one width.
type memo[T any] struct {
	width int
	known T
}

// of answers what is known for a width, worked out at the first question.
func (m *memo[T]) of(width int, work func() T) T {
	if m.width != width {
		m.width, m.known = width, work()
	}
	return m.known
}

// rowsOf are rows of a token with the segment that each is of.
type rowsOf struct {
	rows []pane.Row
	of   []int
}

func (l *looked) rawRows(width int) (rows []pane.Row, of []int) {
	r := l.rows.of(width, func() rowsOf {
		rows, of := pane.RawRows(l.raw, l.segments, width)
		return rowsOf{rows, of}
	})
	return r.rows, r.of
}

func (l *looked) decodedRows(kind, width int) []pane.Row {
	return l.decoded[kind].of(width, func() []pane.Row { return pane.DecodedRows(l.part(kind), width) })
}

// decodedLines draws a part; one in which nothing is marked is drawn once.
func (l *looked) decodedLines(st *theme.Styles, kind int, p pane.Pointing, width int, brief bool) ([]string, int) {
	if p != pane.Nowhere {
		return decodedOf(brief)(st, l.part(kind), p, width)
	}
	return l.stillLines(st, kind, width, brief), -1
}

// stillLines are a part in which nothing is marked.
func (l *looked) stillLines(st *theme.Styles, kind, width int, brief bool) []string {
	known := &l.still[kind]
	if brief {
		known = &l.brief[kind]
	}
	return known.of(width, func() []string {
		lines, _ := decodedOf(brief)(st, l.part(kind), pane.Nowhere, width)
		return lines
	})
}

// decodedOf is how a part is drawn.
func decodedOf(brief bool) func(*theme.Styles, *inspect.Part, pane.Pointing, int) ([]string, int) {
	if brief {
		return pane.DecodedBriefly
	}
	return pane.Decoded
}
