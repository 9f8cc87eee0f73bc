package text

import (
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-runewidth"
)

// disputed tells whether terminals disagree about how wide a character is, since
// that depends on its neighbours or on the table the terminal was built with.
func disputed(r rune) bool {
	switch {
	case r >= 0x1100 && r <= 0x11ff, r >= 0xa960 && r <= 0xa97f, r >= 0xd7b0 && r <= 0xd7ff, // parts of Hangul syllables
		r >= 0x1f1e6 && r <= 0x1f1ff, // halves of flags
		r >= 0x1f3fb && r <= 0x1f3ff: // colours of skin
		return true
	}
	if unicode.In(r, unicode.Mc, unicode.Me) || unicode.In(r, unicode.Mn) && !unicode.In(r, unicode.Inherited) {
		return true
	}
	alone := runewidth.RuneWidth(r)
	return alone != ansi.StringWidth(string(r)) || alone+2 != ansi.StringWidth("é"+string(r)+"é")
}
