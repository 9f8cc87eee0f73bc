package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// ASCII replaces what lessons and messages hold beyond ASCII by characters of the
// same width.
func ASCII(frame string) string {
	var b strings.Builder
	b.Grow(len(frame))
	for _, r := range frame {
		if r < 0x80 {
			b.WriteByte(byte(r))
			continue
		}
		b.WriteString(strings.Repeat(string(spelling(r)), ansi.StringWidth(string(r))))
	}
	return b.String()
}

func spelling(r rune) rune {
	switch r {
	case '·', '•', '∘':
		return '.'
	case '…':
		return '~'
	case '→':
		return '>'
	case '←':
		return '<'
	case '×':
		return 'x'
	case '–', '—', '‑', '─':
		return '-'
	case '‘', '’':
		return '\''
	case '“', '”':
		return '"'
	case '§':
		return 'S'
	}
	return '?'
}
