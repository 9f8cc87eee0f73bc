package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is the number of combining marks one character may carry.
const maxMarks = 4

// tabWidth is the number of blanks a tab becomes.
const tabWidth = 4

// Safe makes text from outside fit to be shown: what a terminal would obey or
// hide is written out instead (\x1b, \u202e). That goes for control characters,
// bytes that are not UTF-8, marks that turn the direction of writing, characters
// without width, tags, and line separators; and for characters that terminals do
// not agree about how wide they are. Line feeds stay; tabs become blanks.
func Safe(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	// A mark at the start of a line would stand on whatever is drawn before it.
	marks := maxMarks
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteByte('\n')
			marks = maxMarks
			i += size
			continue
		case r == '\t':
			b.WriteString(strings.Repeat(" ", tabWidth))
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, r)
		case hidden(r):
			escape(&b, r)
		case unicode.In(r, unicode.Mn):
			if marks++; marks > maxMarks {
				escape(&b, r)
			} else {
				b.WriteRune(r)
			}
			i += size
			continue
		default:
			b.WriteRune(r)
		}
		marks = 0
		i += size
	}
	return b.String()
}

// SafeLine is Safe for text that must stay on one line.
func SafeLine(s string) string { return strings.ReplaceAll(Safe(s), "\n", `\n`) }

func escape(b *strings.Builder, r rune) {
	if r > 0xffff {
		fmt.Fprintf(b, `\U%08x`, r)
		return
	}
	fmt.Fprintf(b, `\u%04x`, r)
}

func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < 0x20 && c != '\n' || c >= 0x7f {
			return false
		}
	}
	return true
}

// invisible are letters, marks and signs that Unicode calls graphic and yet have
// no picture: fillers, joiners and selectors of variants.
var invisible = []*unicode.RangeTable{unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector}

// hidden tells whether a character is obeyed or swallowed instead of shown:
// controls, formats (direction, zero width, tags), line and paragraph separators,
// what is unassigned or private, and the invisible.
func hidden(r rune) bool {
	switch {
	case r >= 0xa1 && r < 0x300 && r != 0xad, r >= 0x2190 && r < 0x2630, r >= 0x4e00 && r < 0xa000:
		return false // letters, arrows, frames, signs: most of what is ever shown
	}
	return !unicode.IsGraphic(r) || unicode.In(r, invisible...) || disputed(r)
}
