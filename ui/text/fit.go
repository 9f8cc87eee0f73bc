// Package text fits styled text to cells: exactly as wide and as high as asked,
// whatever it holds. Widths are terminal columns; escape codes count nothing.
package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width is the number of columns s takes. s must be one line.
func Width(s string) int { return ansi.StringWidth(s) }

// Truncate cuts s to w columns; what was cut is marked by mark, if that fits.
func Truncate(s string, w int, mark string) string {
	if w <= 0 {
		return ""
	}
	if ansi.StringWidth(s) <= w {
		return s
	}
	if ansi.StringWidth(mark) >= w {
		mark = ""
	}
	return ansi.Truncate(s, w, mark)
}

// Pad fills s with blanks to w columns; a longer s stays.
func Pad(s string, w int) string {
	if n := w - ansi.StringWidth(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// Cell makes s exactly w columns wide.
func Cell(s string, w int) string {
	if w <= 0 {
		return ""
	}
	return Pad(Truncate(s, w, "…"), w)
}

// Cut takes the columns from (inclusive) to to (exclusive) of s.
func Cut(s string, from, to int) string {
	if to <= from {
		return ""
	}
	return ansi.Cut(s, max(from, 0), to)
}

// FitLines makes exactly h lines of exactly w columns.
func FitLines(lines []string, w, h int) []string {
	if h <= 0 {
		return nil
	}
	out := make([]string, h)
	for i := range out {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		if w <= 0 {
			continue
		}
		switch have := ansi.StringWidth(line); {
		case have > w:
			out[i] = Pad(ansi.Truncate(line, w, ""), w)
		case have < w:
			out[i] = line + strings.Repeat(" ", w-have)
		default:
			out[i] = line
		}
	}
	return out
}

// Fit is FitLines on a text with line ends.
func Fit(s string, w, h int) string {
	return strings.Join(FitLines(strings.Split(s, "\n"), w, h), "\n")
}

// Wrap breaks s into lines of at most w columns, at blanks where it can and inside
// a word where it must. Line ends in s are kept.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	var out []string
	for _, line := range strings.Split(s, "\n") {
		if ansi.StringWidth(line) <= w {
			out = append(out, line)
			continue
		}
		// Wrap may leave a hyphenated word too long; the second pass cuts it.
		for _, part := range strings.Split(ansi.Hardwrap(ansi.Wrap(line, w, ""), w, true), "\n") {
			out = append(out, strings.TrimRight(part, " "))
		}
	}
	return out
}

// Overlay puts the lines of over on base with their upper left corner at column x
// and row y. Wide characters that are cut in half become blanks.
func Overlay(base, over []string, x, y int) []string {
	out := append([]string(nil), base...)
	for i, line := range over {
		row := y + i
		if row < 0 || row >= len(out) {
			continue
		}
		w := ansi.StringWidth(line)
		left := Pad(ansi.Cut(out[row], 0, max(x, 0)), x)
		right := ""
		if total := ansi.StringWidth(out[row]); total > x+w {
			room := total - x - w
			// A wide character on the edge counts as cut: its second column becomes a blank.
			for from := x + w; ; from++ {
				if right = ansi.Cut(out[row], from, total); ansi.StringWidth(right) <= room {
					break
				}
			}
			right = strings.Repeat(" ", room-ansi.StringWidth(right)) + right
		}
		out[row] = left + line + right
	}
	return out
}

// Beside joins blocks side by side; every block is padded to its widest line.
func Beside(gap int, blocks ...[]string) []string {
	height := 0
	for _, b := range blocks {
		height = max(height, len(b))
	}
	out := make([]string, height)
	for i, b := range blocks {
		w := 0
		for _, line := range b {
			w = max(w, ansi.StringWidth(line))
		}
		for row := range out {
			line := ""
			if row < len(b) {
				line = b[row]
			}
			if i > 0 {
				out[row] += strings.Repeat(" ", gap)
			}
			out[row] += Pad(line, w)
		}
	}
	return out
}
