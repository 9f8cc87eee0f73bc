package text

import (
	"strings"

	east "github.com/yuin/goldmark/extension/ast"
)

// table sets a table in columns as wide as their widest cell, narrowed evenly
// where they do not fit; cells then wrap.
func (s *setter) table(table *east.Table, w int) []string {
	var rows [][][]span
	for r := table.FirstChild(); r != nil; r = r.NextSibling() {
		var row [][]span
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			usual := s.styles.Text
			if len(rows) == 0 {
				usual = s.styles.Strong
			}
			row = append(row, s.spans(c, usual))
		}
		rows = append(rows, row)
	}
	widths := columnWidths(rows, w)
	if crowded(rows, widths) {
		return records(rows, w)
	}
	var out []string
	for i, row := range rows {
		out = append(out, s.tableRow(row, widths, table.Alignments)...)
		if i == 0 {
			out = append(out, s.styles.Border.On(strings.Repeat(s.styles.Glyphs.Horizontal, sum(widths)+columnGap*(len(widths)-1))))
		}
	}
	return out
}

const columnGap = 2

func sum(numbers []int) int {
	total := 0
	for _, n := range numbers {
		total += n
	}
	return total
}

// columnWidths narrows the widest column first, and none below its longest word while
// another one has blanks to break at.
func columnWidths(rows [][][]span, w int) []int {
	var widths, longest []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths, longest = append(widths, 1), append(longest, 1)
			}
			widths[i] = max(widths[i], spanWidth(cell))
			for _, one := range words(cell) {
				longest[i] = max(longest[i], one.width)
			}
		}
	}
	room := w - columnGap*(len(widths)-1)
	narrow(widths, longest, room)
	narrow(widths, make([]int, len(widths)), room)
	return widths
}

// narrow takes columns off the widest until all fit into room, as far as floors allow.
func narrow(widths, floors []int, room int) {
	for sum(widths) > room {
		widest := -1
		for i := range widths {
			if widths[i] > max(floors[i], 1) && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

// crowded tells that a column got too narrow for the words in it.
func crowded(rows [][][]span, widths []int) bool {
	for _, row := range rows {
		for i, cell := range row {
			for _, one := range words(cell) {
				if one.width > widths[i] && widths[i] < readable {
					return true
				}
			}
		}
	}
	return false
}

// readable is the width from which a column may break words.
const readable = 12

// records sets a table that has no room as one paragraph a cell, each behind its
// column's name.
func records(rows [][][]span, w int) []string {
	var out []string
	for y, row := range rows[1:] {
		if y > 0 {
			out = append(out, "")
		}
		for i, cell := range row {
			line := cell
			if i < len(rows[0]) && spanWidth(rows[0][i]) > 0 {
				name := rows[0][i]
				line = append(append([]span{}, name...), span{": ", name[0].ink})
				line = append(line, cell...)
			}
			out = append(out, flowSpans(line, w)...)
		}
	}
	return out
}

func (s *setter) tableRow(row [][]span, widths []int, align []east.Alignment) []string {
	cells := make([][]string, len(widths))
	height := 1
	for i := range cells {
		if i < len(row) {
			cells[i] = flowSpans(row[i], widths[i])
		}
		height = max(height, len(cells[i]))
	}
	out := make([]string, height)
	for y := range out {
		for i, cell := range cells {
			line := ""
			if y < len(cell) {
				line = cell[y]
			}
			if i > 0 {
				out[y] += strings.Repeat(" ", columnGap)
			}
			if i < len(align) {
				line = aligned(line, widths[i], align[i])
			}
			if i < len(cells)-1 {
				line = Pad(line, widths[i])
			}
			out[y] += line
		}
	}
	return out
}

func aligned(line string, w int, how east.Alignment) string {
	room := max(w-Width(line), 0)
	switch how {
	case east.AlignRight:
		return strings.Repeat(" ", room) + line
	case east.AlignCenter:
		return strings.Repeat(" ", room/2) + line
	}
	return line
}
