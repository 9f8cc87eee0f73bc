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
// without width, tags, and line separators. Line feeds stay; tabs become blanks.
func Safe(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	marks := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n':
			b.WriteByte('\n')
		case r == '\t':
			b.WriteString(strings.Repeat(" ", tabWidth))
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, r)
		case hidden(r):
			escape(&b, r)
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc):
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

// hidden tells whether a character is obeyed or swallowed instead of shown.
func hidden(r rune) bool {
	switch {
	case r >= 0x80 && r <= 0x9f, // C1 controls
		r == 0x00ad, r == 0x034f, r == 0x061c, r == 0x115f, r == 0x1160, r == 0x17b4, r == 0x17b5, r == 0x180e,
		r >= 0x200b && r <= 0x200f, // without width, direction
		r >= 0x2028 && r <= 0x202e, // line and paragraph separators, direction
		r >= 0x2060 && r <= 0x206f,
		r == 0x3164, r == 0xfeff, r == 0xffa0,
		r >= 0xfe00 && r <= 0xfe0f, // variation selectors
		r >= 0xfff0 && r <= 0xfffb,
		r >= 0x1bca0 && r <= 0x1bca3, r >= 0x1d173 && r <= 0x1d17a,
		r >= 0xe0000 && r <= 0xe0fff: // tags
		return true
	}
	return unicode.In(r, unicode.Co, unicode.Cs)
}
