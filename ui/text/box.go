package text

import (
	"strings"

	"authlab/ui/theme"
)

// Box draws a frame of exactly w×h around lines, with a title in its upper edge.
func Box(st *theme.Styles, title string, lines []string, w, h int) []string {
	return boxed(st, st.Border, title, lines, w, h)
}

// FocusBox is Box with the frame of what has the focus.
func FocusBox(st *theme.Styles, title string, lines []string, w, h int) []string {
	return boxed(st, st.BorderFocus, title, lines, w, h)
}

func boxed(st *theme.Styles, edge theme.Ink, title string, lines []string, w, h int) []string {
	if w < 2 || h < 2 {
		return FitLines(nil, w, h)
	}
	g := &st.Glyphs
	top := ""
	if title != "" && w >= 6 {
		title = Truncate(title, w-6, g.Ellipsis)
		top = g.Horizontal + " "
		rest := w - 2 - 2 - Width(title) - 1
		top = edge.On(g.TopLeft+top) + st.Strong.On(title) + edge.On(" "+strings.Repeat(g.Horizontal, rest)+g.TopRight)
	} else {
		top = edge.On(g.TopLeft + strings.Repeat(g.Horizontal, w-2) + g.TopRight)
	}
	out := append(make([]string, 0, h), top)
	side := edge.On(g.Vertical)
	for _, line := range FitLines(lines, w-2, h-2) {
		out = append(out, side+line+side)
	}
	return append(out, edge.On(g.BottomLeft+strings.Repeat(g.Horizontal, w-2)+g.BottomRight))
}
