package page

import (
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
func (l *looked) decodedLines(st *theme.Styles, kind int, p pane.Pointing, width int) ([]string, int) {
	if p != pane.Nowhere {
		return pane.Decoded(st, l.part(kind), p, width)
	}
	return l.still[kind].of(width, func() []string {
		lines, _ := pane.Decoded(st, l.part(kind), p, width)
		return lines
	}), -1
}
