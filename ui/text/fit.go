// Package text fits styled text to cells: exactly as wide and as high as asked,
// whatever it holds. Widths are terminal columns; escape codes count nothing.
package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of columns s takes. s must be one line.
func Width(s string) int {
	if n, ok := measure(s); ok {
		return n
	}
	return ansi.StringWidth(s)
}

// Truncate cuts s to w columns; what was cut is marked by mark, if that fits.
func Truncate(s string, w int, mark string) string {
	if w <= 0 {
		return ""
	}
	if Width(s) <= w {
		return s
	}
	if Width(mark) >= w {
		mark = ""
	}
	return Cut(s, 0, w-Width(mark)) + mark
}

// Pad fills s with blanks to w columns; a longer s stays.
func Pad(s string, w int) string {
	if n := w - Width(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// Cell makes s exactly w columns wide; what was cut is marked by mark.
func Cell(s string, w int, mark string) string {
	if w <= 0 {
		return ""
	}
	return Pad(Truncate(s, w, mark), w)
}

// FitLines makes exactly h lines of exactly w columns. What a terminal would obey
// is written out; only inks pass.
func FitLines(lines []string, w, h int) []string {
	if h <= 0 {
		return nil
	}
	out := make([]string, h)
	if w <= 0 {
		return out
	}
	for i := range out {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		have, ok := measure(line)
		if !ok {
			line = written(line)
			have = Width(line)
		}
		switch {
		case have > w:
			out[i] = Cut(line, 0, w)
		case have < w:
			out[i] = line + strings.Repeat(" ", w-have)
		default:
			out[i] = line
		}
	}
	return out
}

// Wrap breaks s into lines of at most w columns, at blanks where it can and inside
// a word where it must. Line ends in s are kept. An ink that runs over a line's
// end is switched off there and on again.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	var out []string
	for _, line := range strings.Split(s, "\n") {
		if Width(line) <= w {
			out = append(out, line)
			continue
		}
		// Wrap may leave a hyphenated word too long; the second pass cuts it.
		for _, part := range strings.Split(ansi.Hardwrap(ansi.Wrap(line, w, ""), w, true), "\n") {
			out = append(out, strings.TrimRight(part, " "))
		}
	}
	if strings.IndexByte(s, 0x1b) < 0 {
		return out
	}
	return standalone(out)
}

// Overlay puts the lines of over on base with their upper left corner at column x
// and row y, which may lie outside. Lines of base keep their width; wide
// characters that are cut in half become blanks.
func Overlay(base, over []string, x, y int) []string {
	out := append([]string(nil), base...)
	for i, line := range over {
		row := y + i
		if row < 0 || row >= len(out) {
			continue
		}
		below := out[row]
		total := Width(below)
		from := max(x, 0)
		to := min(x+Width(line), total)
		if from >= to {
			continue
		}
		out[row] = Cut(below, 0, from) + Cut(line, from-x, to-x) + Cut(below, to, total)
	}
	return out
}
