package text

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// reset switches every ink off.
const reset = "\x1b[0m"

// ink answers the length of the escape sequence at the start of s that chooses
// an ink (CSI digits m), or 0. No other sequence belongs on a line.
func ink(s string) int {
	if len(s) < 3 || s[0] != 0x1b || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case (c < '0' || c > '9') && c != ';' && c != ':':
			return 0
		}
	}
	return 0
}

// pen writes clusters in the ink they had where they came from. What it has
// written stands for itself: ink is switched on before and off behind it.
type pen struct {
	b              strings.Builder
	wanted, active string
}

// choose takes an ink sequence: inks add up until a reset.
func (p *pen) choose(sequence string) {
	if sequence == reset || sequence == "\x1b[m" {
		p.wanted = ""
		return
	}
	p.wanted += sequence
}

func (p *pen) write(s string) {
	if p.wanted != p.active {
		more, adds := strings.CutPrefix(p.wanted, p.active)
		if !adds {
			p.b.WriteString(reset)
			more = p.wanted
		}
		p.b.WriteString(more)
		p.active = p.wanted
	}
	p.b.WriteString(s)
}

// line answers what was written and begins another, in the same ink.
func (p *pen) line() string {
	if p.active != "" {
		p.b.WriteString(reset)
		p.active = ""
	}
	s := p.b.String()
	p.b.Reset()
	return s
}

// cluster takes the first character with its marks off s: the bytes it has and
// the columns it fills. Something a terminal would obey fills none.
func cluster(s string) (n, width int) {
	if c := s[0]; c >= 0x20 && c < 0x7f && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, 1
	}
	if sign(s) {
		return 3, 1
	}
	if s[0] < 0x20 || s[0] == 0x7f {
		_, _, n, _ := ansi.DecodeSequence(s, 0, nil)
		return max(n, 1), 0
	}
	first, width := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return max(len(first), 1), width
}

// Cut takes the columns from (inclusive) to to (exclusive) of s. The result
// stands for itself: it begins in the ink that s has there and ends without. The
// half of a wide character becomes a blank.
func Cut(s string, from, to int) string {
	from = max(from, 0)
	if to <= from {
		return ""
	}
	var p pen
	for x := 0; s != "" && x < to; {
		if n := ink(s); n > 0 {
			p.choose(s[:n])
			s = s[n:]
			continue
		}
		n, w := cluster(s)
		switch {
		case x >= from && x+w <= to:
			p.write(s[:n])
		case x+w > from:
			p.write(strings.Repeat(" ", min(x+w, to)-max(x, from)))
		}
		x += w
		s = s[n:]
	}
	return p.line()
}

// prefix is the longest beginning of s, which has no inks, that fits in w columns,
// and at least one character: one that is too wide stands alone, and Fit cuts it.
func prefix(s string, w int) string {
	end := 0
	for x := 0; end < len(s); {
		n, width := cluster(s[end:])
		if x += width; x > w && end > 0 {
			break
		}
		end += n
	}
	return s[:end]
}

// standalone carries inks over line ends, so that every line stands for itself.
func standalone(lines []string) []string {
	var p pen
	for i, s := range lines {
		for s != "" {
			if n := ink(s); n > 0 {
				p.choose(s[:n])
				s = s[n:]
				continue
			}
			n := strings.IndexByte(s[1:], 0x1b) + 1
			if n == 0 {
				n = len(s)
			}
			p.write(s[:n])
			s = s[n:]
		}
		lines[i] = p.line()
	}
	return lines
}

// written makes a line harmless: what is neither text nor an ink is written out.
// Panes make their text safe themselves; this holds where one forgot.
func written(s string) string {
	var b strings.Builder
	from := 0
	for i := 0; i < len(s); {
		if n := ink(s[i:]); n > 0 {
			b.WriteString(SafeLine(s[from:i]))
			b.WriteString(s[i : i+n])
			i += n
			from = i
			continue
		}
		i++
	}
	b.WriteString(SafeLine(s[from:]))
	return b.String()
}

// measure answers the columns a line fills, and whether it holds nothing but
// text and inks. The columns are only right if so. It does in one pass what
// ansi.StringWidth does, and frames are full of signs that it knows at sight.
func measure(s string) (columns int, ok bool) {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= 0x20 && c < 0x7f && (i+1 == len(s) || s[i+1] < utf8.RuneSelf):
			i++
			columns++
		case c == 0x1b:
			n := ink(s[i:])
			if n == 0 {
				return 0, false
			}
			i += n
		case sign(s[i:]):
			i += 3
			columns++
		case c < 0x20 || c == 0x7f:
			return 0, false
		default:
			n, w := cluster(s[i:])
			for _, r := range s[i : i+n] {
				if r == utf8.RuneError && n == 1 || hidden(r) {
					return 0, false
				}
			}
			i += n
			columns += w
		}
	}
	return columns, true
}

// sign tells that s begins with one of the picture's signs, three bytes and one
// column, and that no mark follows it.
func sign(s string) bool {
	return signAt(s, 0) && (len(s) == 3 || s[3] < utf8.RuneSelf || signAt(s, 3))
}

// signAt knows arrows, lines, blocks and shapes (U+2180–21BF, U+2500–25FC), check
// and cross, and the ellipsis.
func signAt(s string, i int) bool {
	if len(s) < i+3 || s[i] != 0xe2 {
		return false
	}
	switch s[i+1] {
	case 0x86, 0x94, 0x95, 0x96:
		return true
	case 0x97:
		return s[i+2] <= 0xbc
	case 0x9c:
		return s[i+2] == 0x93 || s[i+2] == 0x97
	case 0x80:
		return s[i+2] == 0xa6
	}
	return false
}
