package pane

import (
	"strings"
	"unicode/utf8"

	"authlab/ui/text"
)

// Row is a line of a text as it is drawn: the bytes From to To of the text, Safe to show.
type Row struct {
	From, To int
	Shown    string
	// columns are where each byte begins, one more for the end; nil where every byte
	// takes one column.
	columns []int
}

// Column is where the byte at an offset begins.
func (r *Row) Column(at int) int {
	at = min(max(at, r.From), r.To) - r.From
	if r.columns == nil {
		return at
	}
	return r.columns[at]
}

// At is the byte that is drawn at a column, To behind the last.
func (r *Row) At(column int) int {
	for at := r.From; at < r.To; at++ {
		if column < r.Column(at+1) {
			return at
		}
	}
	return r.To
}

// extend adds one character of one byte at the end.
func (r *Row) extend(c string) {
	r.To++
	r.Shown += c
	if r.columns != nil {
		r.columns = append(r.columns, r.columns[len(r.columns)-1]+1)
	}
}

// Rows breaks the bytes from to of a text into rows of at most width columns. With
// lines a line feed ends a row; without, it is written out like any control.
func Rows(s string, from, to, width int, lines bool) []Row {
	width = max(width, 4)
	var rows []Row
	for at := from; at < to; {
		end := to
		if i := strings.IndexByte(s[at:to], '\n'); lines && i >= 0 {
			end = at + i
		}
		rows = append(rows, broken(s, at, end, width)...)
		if at = end; at < to {
			at++
			if at == to {
				rows = append(rows, Row{From: to, To: to})
			}
		}
	}
	if len(rows) == 0 {
		rows = []Row{{From: from, To: from}}
	}
	return rows
}

// broken breaks one line.
func broken(s string, from, to, width int) []Row {
	if from == to {
		return []Row{{From: from, To: to}}
	}
	var rows []Row
	for from < to {
		n := 0
		for n < width && from+n < to && s[from+n] >= ' ' && s[from+n] < 0x7f {
			n++
		}
		if n == width || from+n == to {
			rows = append(rows, Row{From: from, To: from + n, Shown: s[from : from+n]})
			from += n
			continue
		}
		row := uneven(s, from, to, width)
		rows = append(rows, row)
		from = row.To
	}
	return rows
}

// uneven is a row with characters that are not as wide as they are long.
func uneven(s string, from, to, width int) Row {
	row := Row{From: from, To: from, columns: []int{0}}
	var shown strings.Builder
	at := 0
	for row.To < to {
		_, size := utf8.DecodeRuneInString(s[row.To:to])
		piece := text.SafeLine(s[row.To : row.To+size])
		wide := text.Width(piece)
		if wide == 0 {
			// A mark without a letter of its own would stand on its neighbour.
			piece, wide = "?", 1
		}
		if at+wide > width && row.To > row.From {
			break
		}
		shown.WriteString(piece)
		for range size - 1 {
			row.columns = append(row.columns, at)
		}
		at += wide
		row.columns = append(row.columns, at)
		row.To += size
	}
	row.Shown = shown.String()
	return row
}

// RowOf is the row that an offset stands in.
func RowOf(rows []Row, at int) int {
	for i := len(rows) - 1; i > 0; i-- {
		if rows[i].From <= at {
			return i
		}
	}
	return 0
}
