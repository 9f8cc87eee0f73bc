package page

import (
	"slices"
	"strings"

	"authlab/ui/text"
	"authlab/ui/theme"
)

// centred puts a column of lines into the middle of the page, a little above
// the half.
func centred(lines []string, width, height, column int) []string {
	left := strings.Repeat(" ", max((width-column)/2, 0))
	out := make([]string, 0, height)
	for range max((height-len(lines))*2/5, 0) {
		out = append(out, "")
	}
	for _, l := range lines {
		out = append(out, left+l)
	}
	return text.FitLines(out, width, height)
}

// flow wraps a text whose line ends mean no more than blanks, as in the fields of
// a lesson file.
func flow(s string, width int) []string {
	return text.Wrap(strings.Join(strings.Fields(s), " "), max(width, 1))
}

// cell is a text of exactly one width; what is cut off is marked.
func cell(st *theme.Styles, s string, width int) string {
	return text.Pad(text.Truncate(s, width, st.Glyphs.Ellipsis), width)
}

// tight leaves out blank lines, the last first, until the rest fits the height.
func tight(lines []string, height int) []string {
	for i := len(lines) - 1; i >= 0 && len(lines) > height; i-- {
		if lines[i] == "" {
			lines = slices.Delete(lines, i, i+1)
		}
	}
	return lines
}

// noticeLines says something that the learner should know of.
func noticeLines(st *theme.Styles, words string, width int) []string {
	var lines []string
	for i, row := range text.Wrap(words, width-2) {
		mark := "  "
		if i == 0 {
			mark = "! "
		}
		lines = append(lines, st.Bad.On(mark+row))
	}
	return lines
}

// beside puts two columns of lines next to each other with a gap between.
func beside(left, right []string, leftWidth, gap, rightWidth, height int) []string {
	left = text.FitLines(left, leftWidth, height)
	right = text.FitLines(right, rightWidth, height)
	blank := strings.Repeat(" ", gap)
	out := make([]string, height)
	for i := range out {
		out[i] = left[i] + blank + right[i]
	}
	return out
}
