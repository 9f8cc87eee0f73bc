package pane

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"authlab/ui/text"
)

// tone is what a cell means; the theme decides how that looks.
type tone uint16

const (
	toneText tone = iota
	toneDim
	toneStrong
	toneTitle
	toneHeading
	toneBorder
	toneFocus
	toneRemember
	toneProve
	toneAttacker
	toneGood
	toneBad
	toneUnknown
	toneChanged
	toneSelected
	toneKey
	toneCode
	toneLink
	toneCount
)

// run is a piece of text in one tone.
type run struct {
	text string
	tone tone
}

func width(runs []run) int {
	n := 0
	for _, r := range runs {
		n += ansi.StringWidth(r.text)
	}
	return n
}

// cell is one column of the canvas. A wide character fills the first of its
// cells; the others hold "".
type cell struct {
	text string
	tone tone
}

// canvas is a rectangle of cells. Whatever is put outside of it is lost, so a
// drawing can never break the frame.
type canvas struct {
	w, h  int
	cells []cell
	ascii bool
}

func newCanvas(w, h int, ascii bool) *canvas {
	c := &canvas{w: max(w, 0), h: max(h, 0), ascii: ascii}
	c.cells = make([]cell, c.w*c.h)
	for i := range c.cells {
		c.cells[i].text = " "
	}
	return c
}

// set puts one single-column character.
func (c *canvas) set(x, y int, s string, t tone) {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return
	}
	c.unwiden(x, y)
	c.cells[y*c.w+x] = cell{s, t}
}

// unwiden blanks the halves of a wide character that is about to be overwritten.
func (c *canvas) unwiden(x, y int) {
	row := c.cells[y*c.w : (y+1)*c.w]
	if row[x].text == "" {
		i := x
		for ; i > 0 && row[i].text == ""; i-- {
			row[i].text = " "
		}
		row[i].text = " "
	}
	for i := x + 1; i < c.w && row[i].text == ""; i++ {
		row[i].text = " "
	}
}

// put writes s from (x,y) on, at most to the column limit, and answers the
// column behind it. What does not fit is cut and ends in an ellipsis.
func (c *canvas) put(x, y, limit int, s string, t tone) int {
	limit = min(limit, c.w)
	if x >= limit || y < 0 || y >= c.h {
		return x
	}
	if strings.ContainsFunc(s, unicode.IsControl) {
		s = text.SafeLine(s)
	}
	if ansi.StringWidth(s) > limit-x {
		s = ansi.Truncate(s, limit-x, "…")
	}
	for len(s) > 0 {
		g, n := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		s = s[len(g):]
		if n == 0 {
			continue
		}
		if x+n > limit {
			break
		}
		c.set(x, y, g, t)
		for i := 1; i < n; i++ {
			if x >= 0 {
				c.unwiden(x+i, y)
				c.cells[y*c.w+x+i] = cell{"", t}
			}
		}
		x += n
	}
	return x
}

// line writes runs one behind the other.
func (c *canvas) line(x, y, limit int, runs []run) int {
	for _, r := range runs {
		x = c.put(x, y, limit, r.text, r.tone)
	}
	return x
}

// lines renders the canvas: exactly h lines of exactly w columns.
func (c *canvas) lines(ink func(tone, string) string) []string {
	out := make([]string, c.h)
	var row, piece strings.Builder
	for y := range c.h {
		row.Reset()
		cells := c.cells[y*c.w : (y+1)*c.w]
		for x := 0; x < len(cells); {
			t := cells[x].tone
			piece.Reset()
			for x < len(cells) && (cells[x].tone == t || cells[x].text == " " && t != toneSelected && cells[x].tone != toneSelected) {
				piece.WriteString(c.glyph(cells[x].text))
				x++
			}
			row.WriteString(ink(t, piece.String()))
		}
		out[y] = row.String()
	}
	return out
}

// runs are the pieces of row y, to be put on another canvas.
func (c *canvas) runs(y int) []run {
	var out []run
	for _, one := range c.cells[y*c.w : (y+1)*c.w] {
		if n := len(out); n > 0 && out[n-1].tone == one.tone {
			out[n-1].text += one.text
			continue
		}
		out = append(out, run(one))
	}
	return out
}

// glyph answers the ASCII look of a drawing character where that is asked for.
func (c *canvas) glyph(s string) string {
	if !c.ascii || len(s) < 2 {
		return s
	}
	if a, ok := asciiGlyph(s); ok {
		return a
	}
	return s
}

func asciiGlyph(s string) (string, bool) {
	switch s {
	case "─":
		return "-", true
	case "│":
		return "|", true
	case "╌", "╭", "╮":
		return ".", true
	case "╰", "╯":
		return "'", true
	case "┆":
		return ":", true
	case "┃":
		return "I", true
	case "═":
		return "=", true
	case "║":
		return "#", true
	case "╔", "╗", "╚", "╝", "╠", "╣", "╦", "╩", "╬", "╢", "╟", "╫", "╧", "╤", "╪":
		return "#", true
	case "▶", "→", "▸":
		return ">", true
	case "◀", "←":
		return "<", true
	case "▼":
		return "v", true
	case "▲":
		return "^", true
	case "◉":
		return "@", true
	case "●":
		return "*", true
	case "○":
		return "o", true
	case "◇":
		return "+", true
	case "§":
		return "#", true
	case "✓":
		return "V", true
	case "✗":
		return "x", true
	case "…":
		return "~", true
	case "·", "∘":
		return ".", true
	case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼", "┎", "┒", "┖", "┚", "┠", "┨":
		return "+", true
	}
	return "", false
}
