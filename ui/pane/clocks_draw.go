package pane

import (
	"strconv"
	"strings"

	"authlab/sim/lifetime"
)

// leastClocks is the height of the smallest picture of the clocks: the limits' names,
// the bar, and a row of clocks.
const leastClocks = 3

// Clocks draws the life of the token at hand as a bar from nbf to exp on an axis of
// time, widened on both sides by the leeway, and below it what each server's clock
// shows. A server that has judged the token says how. It is empty where
// ClocksHeight answers 0.
func Clocks(in Input, w, h int) []string {
	p := newPalette(in.Styles)
	p.learn(in.Now, in.Events)
	c := newCanvas(w, h, in.Styles.Glyphs.ASCII)
	if l, ok := in.lifetime(); ok {
		p.clocks(c, l)
	}
	return c.lines(p.ink)
}

// ClocksHeight is the number of rows that Clocks can use at a width, at least
// leastClocks, or 0 where there is nothing to draw.
func ClocksHeight(in Input, w int) int {
	l, ok := in.lifetime()
	if !ok || w < 24 {
		return 0
	}
	return leastClocks - 1 + l.axis(w).pack(l.marks(0), len(l.Clocks)).rows
}

// clocks adds the picture of the clocks to the inspector, if there is one of this
// token; of any where the tag is "".
func (i *inspector) clocks(tag string) {
	l, ok := i.in.lifetime()
	if !ok || tag != "" && tag != l.Tag {
		return
	}
	i.heading("its time, and what each clock shows")
	w := i.w - 2
	c := newCanvas(w, ClocksHeight(*i.in, w), i.in.Styles.Glyphs.ASCII)
	i.palette.clocks(c, l)
	for y := range c.h {
		i.rows = append(i.rows, append(words("  ", toneText), c.runs(y)...))
	}
}

func (p *palette) clocks(c *canvas, l *life) {
	if c.h < leastClocks {
		return
	}
	a := l.axis(c.w)
	p.limits(c, l, a)
	l.bar(c, a)
	for length := range markLengths {
		if found := a.pack(l.marks(length), c.h-2); found.hidden == 0 || length == markLengths-1 {
			found.draw(c)
			return
		}
	}
}

// axis maps seconds to columns.
type axis struct {
	from, to int64
	w        int
}

// axis is one on which the token's life, the leeway and all clocks have a place, with
// a little air at both ends.
func (l *life) axis(w int) axis {
	a := axis{from: l.Clocks[0].At, to: l.Clocks[0].At, w: w}
	include := func(at int64) { a.from, a.to = min(a.from, at), max(a.to, at) }
	for _, c := range l.Clocks {
		include(c.At)
	}
	if l.HasNotBefore {
		include(l.NotBefore - l.Leeway)
	} else {
		include(l.Issued)
	}
	if l.HasExpires {
		include(l.Expires + l.Leeway)
	}
	air := max((a.to-a.from)/16, 1)
	a.from, a.to = a.from-air, a.to+air
	return a
}

func (a axis) column(at int64) int {
	share := float64(at-a.from) / float64(a.to-a.from)
	return min(max(int(share*float64(a.w-1)+0.5), 0), a.w-1)
}

// bar draws the token's life in the second row: within its dates, within the leeway
// on either side, and outside.
func (l *life) bar(c *canvas, a axis) {
	first, last := 0, a.w-1
	before, behind := first, last
	if l.HasNotBefore {
		first, before = a.column(l.NotBefore), a.column(l.NotBefore-l.Leeway)
	}
	if l.HasExpires {
		last, behind = a.column(l.Expires), a.column(l.Expires+l.Leeway)
	}
	for x := range a.w {
		switch {
		case x >= first && x <= last:
			c.set(x, 1, "═", toneProve)
		case x >= before && x <= behind:
			c.set(x, 1, "─", toneUnknown)
		default:
			c.set(x, 1, "·", toneDim)
		}
	}
	if l.Leeway > 0 && l.HasNotBefore {
		c.set(before, 1, "│", toneUnknown)
	}
	if l.Leeway > 0 && l.HasExpires {
		c.set(behind, 1, "│", toneUnknown)
	}
	if l.HasNotBefore {
		c.set(first, 1, "┃", toneProve)
	}
	if l.HasExpires {
		c.set(last, 1, "┃", toneProve)
	}
}

// limits names the ends of the bar in the first row: what comes before its beginning
// ends there, what comes after its end begins there.
func (p *palette) limits(c *canvas, l *life, a axis) {
	begin, from := words("no nbf", toneDim), 0
	if l.HasNotBefore {
		begin = words("nbf "+instant(l.NotBefore), toneProve)
		from = a.column(l.NotBefore) + 1 - width(begin)
	}
	end, at := words("no exp", toneDim), a.w
	if l.HasExpires {
		end, at = words("exp "+instant(l.Expires), toneProve), a.column(l.Expires)
	}
	from = max(min(from, a.w-aside-width(begin)-width(end)), 0)
	if l.Tag != "" {
		tag := words(l.Tag+ellipsis, p.hue(l.Tag))
		if least := width(tag) + aside; from >= least || !l.HasNotBefore && least+width(begin)+aside+width(end) <= a.w {
			c.line(0, 0, a.w, tag)
			from = max(from, least)
		}
	}
	free := c.line(from, 0, a.w, begin) + aside
	if l.Leeway > 0 {
		end = fit(a.w-free, joined(end, words("  leeway "+instant(l.Leeway), toneUnknown)), end)
	}
	c.line(max(min(at, a.w-width(end)), free), 0, a.w, end)
}

// markLengths is the number of wordings that a clock has, longest first.
const markLengths = 3

// mark is a clock's place and words on the axis.
type mark struct {
	at   int64
	text []run
}

// marks words the clocks at a length from 0, the longest.
func (l *life) marks(length int) []mark {
	var out []mark
	for _, c := range l.Clocks {
		text := words(strings.Join(c.Servers, " "), toneStrong)
		if length < 2 {
			text = joined(text, words(" "+instant(c.At), toneText))
		}
		long, short, t := verdictWords(c.Verdict)
		switch {
		case short == "":
		case length == 0:
			text = joined(text, words(" "+long, t))
		default:
			text = joined(text, words(" "+short, t))
		}
		out = append(out, mark{c.At, text})
	}
	return out
}

// verdictWords are a verdict's long and short wording, "" where there is none.
func verdictWords(v lifetime.Verdict) (long, short string, t tone) {
	switch v {
	case lifetime.TooEarly, lifetime.TooLate:
		return "✗ " + v.String(), "✗", toneBad
	case lifetime.InTime, lifetime.ByLeeway:
		return "✓ " + v.String(), "✓", toneGood
	}
	return "", "", toneText
}

// packed are marks with the places that were found for them.
type packed struct {
	marks  []spot
	rows   int
	hidden int // marks without a place
}

// spot is a mark's place: its row, its pointer's column, and the columns it covers.
type spot struct {
	mark
	row, pointer, from, to int
}

// aside is the air between two marks of a row.
const aside = 2

// pack gives each mark the first of n rows in which it is in no other's way, its words
// on the right of its pointer or else on the left.
func (a axis) pack(marks []mark, n int) packed {
	var out packed
	for _, m := range marks {
		x, w := a.column(m.at), width(m.text)+2
		placed := false
		for y := 0; y < n && !placed; y++ {
			for _, from := range []int{x, x + 1 - w} {
				s := spot{m, y, x, from, from + w}
				if placed = from >= 0 && s.to <= a.w && out.free(s); placed {
					out.marks = append(out.marks, s)
					out.rows = max(out.rows, y+1)
					break
				}
			}
		}
		if !placed {
			out.hidden++
		}
	}
	return out
}

// free tells that a mark is in no other's way: they share no columns of a row, and
// neither's words lie between the other's pointer and the bar.
func (p *packed) free(s spot) bool {
	for _, o := range p.marks {
		switch {
		case o.row == s.row && o.from < s.to+aside && s.from < o.to+aside,
			o.row > s.row && o.pointer >= s.from && o.pointer < s.to,
			o.row < s.row && s.pointer >= o.from && s.pointer < o.to:
			return false
		}
	}
	return true
}

func (p *packed) draw(c *canvas) {
	for _, s := range p.marks {
		y := s.row + 2
		for up := 2; up < y; up++ {
			c.set(s.pointer, up, "│", toneDim)
		}
		c.set(s.pointer, y, "▲", toneStrong)
		if s.from == s.pointer {
			c.line(s.pointer+2, y, s.to, s.text)
		} else {
			c.line(s.from, y, s.pointer-1, s.text)
		}
	}
	if p.hidden > 0 {
		c.put(0, c.h-1, c.w, "+"+strconv.Itoa(p.hidden), toneDim)
	}
}
