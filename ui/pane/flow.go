package pane

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"authlab/ui/text"
)

// ellipsis ends the tag of a credential wherever one is mentioned in a sentence.
const ellipsis = "…"

// mention splits a sentence at the credentials it names, and gives them their hue.
func (p *palette) mention(sentence string, base tone) []run {
	var out []run
	for {
		at := strings.Index(sentence, ellipsis)
		if at < 0 {
			break
		}
		start := at
		for start > 0 && sentence[start-1] != ' ' && sentence[start-1] != '(' {
			start--
		}
		tag := sentence[start:at]
		end := at + len(ellipsis)
		if tag == "" {
			out = append(out, run{sentence[:end], base})
		} else {
			out = append(out, run{sentence[:start], base}, run{sentence[start:end], p.hue(tag)})
		}
		sentence = sentence[end:]
	}
	return append(out, run{sentence, base})
}

// flow breaks runs at blanks into rows of at most w columns. A word longer than a
// row is broken where the row ends: nothing is left out. Rows after the first
// are indented.
func flow(runs []run, w, indent int) [][]run {
	f := flower{w: max(w, 1), indent: indent}
	if indent >= f.w {
		f.indent = 0
	}
	for _, r := range runs {
		for len(r.text) > 0 {
			blank := len(r.text) - len(strings.TrimLeft(r.text, " "))
			if blank > 0 {
				f.flush()
				f.space = blank
				f.spaceTone = r.tone
				r.text = r.text[blank:]
				continue
			}
			end := strings.IndexByte(r.text, ' ')
			if end < 0 {
				end = len(r.text)
			}
			f.word = append(f.word, run{r.text[:end], r.tone})
			r.text = r.text[end:]
		}
	}
	f.flush()
	f.rows = append(f.rows, f.row)
	return f.rows
}

type flower struct {
	w, indent int
	rows      [][]run
	row       []run
	word      []run
	space     int
	spaceTone tone
}

// flush puts the word at hand on the row, or on the next.
func (f *flower) flush() {
	if len(f.word) == 0 {
		return
	}
	need, have := width(f.word), width(f.row)
	switch {
	case have+f.space+need <= f.w:
		f.row = append(f.row, run{strings.Repeat(" ", f.space), f.spaceTone})
	case have > f.lead() && need <= f.w-f.indent:
		f.next()
	default: // too long for any row: fill this one
		if f.w-have-f.space > 8 || have <= f.lead() {
			f.row = append(f.row, run{strings.Repeat(" ", min(f.space, f.w-have)), f.spaceTone})
		} else {
			f.next()
		}
	}
	for _, piece := range f.word {
		for piece.text != "" {
			free := f.w - width(f.row)
			if free <= 0 {
				f.next()
				continue
			}
			part := ansi.Truncate(piece.text, free, "")
			if part == "" { // a wide character in a single column
				if free == f.w || free == f.w-f.indent {
					part = piece.text
				} else {
					f.next()
					continue
				}
			}
			f.row = append(f.row, run{part, piece.tone})
			piece.text = piece.text[len(part):]
		}
	}
	f.word, f.space = nil, 0
}

// lead is the width of what stands before the first word of the present row.
func (f *flower) lead() int {
	if len(f.rows) == 0 {
		return 0
	}
	return f.indent
}

func (f *flower) next() {
	f.rows = append(f.rows, f.row)
	f.row = []run{{strings.Repeat(" ", f.indent), toneText}}
	f.space = 0
}

// exact renders rows as h lines of w columns. Where rows do not fit, the last
// line says how many are missing.
func (p *palette) exact(rows [][]run, w, h int) []string {
	if len(rows) > h && h > 0 {
		hidden := len(rows) - h + 1
		rows = append(rows[:h-1:h-1], words("+"+count(hidden, "more line"), toneDim))
	}
	c := newCanvas(w, h, p.styles.Glyphs.ASCII)
	for y, row := range rows {
		c.line(0, y, w, row)
	}
	return c.lines(p.ink)
}

// safe shows control characters instead of sending them.
func safe(s string) string { return text.SafeLine(s) }
