// Package theme turns meanings into colours and glyphs. Everything is worked out
// once per theme; drawing only concatenates.
package theme

import (
	"github.com/muesli/termenv"
)

// Ink is a way to write text: the codes that switch it on and off, ready made.
// The zero Ink writes plain. Inks do not nest: write pieces and join them.
type Ink struct{ open, close string }

// On writes s with this ink. A line break must not be inside s.
func (i Ink) On(s string) string {
	if i.open == "" || s == "" {
		return s
	}
	return i.open + s + i.close
}

// Plain tells that the ink cannot be seen: it writes nothing but the text.
func (i Ink) Plain() bool { return i.open == "" }

// shade is one colour in the three depths a terminal may have. The zero rgb is
// the terminal's own colour, and so is -1 where there are 16.
type shade struct {
	rgb  string // "#rrggbb"
	x256 int
	x16  int
}

// own is the colour the terminal writes in by itself: it can be read whatever the
// background is, even if the theme was guessed wrong.
var own = shade{x16: -1}

// reset ends every ink; each piece of text is wrapped on its own, so nothing outer is lost.
const reset = "\x1b[0m"

func ink(p termenv.Profile, s shade, bold, reverse bool) Ink {
	if p == termenv.Ascii {
		return Ink{}
	}
	codes := ""
	if bold {
		codes += ";1"
	}
	if reverse {
		codes += ";7"
	}
	if color := s.code(p); color != "" {
		codes += ";" + color
	}
	if codes == "" {
		return Ink{}
	}
	return Ink{open: "\x1b[" + codes[1:] + "m", close: reset}
}

func (s shade) code(p termenv.Profile) string {
	switch p {
	case termenv.TrueColor:
		if s.rgb == "" {
			return ""
		}
		return termenv.TrueColor.Color(s.rgb).Sequence(false)
	case termenv.ANSI256:
		if s.rgb == "" {
			return ""
		}
		return termenv.ANSI256Color(s.x256).Sequence(false)
	default:
		if s.x16 < 0 {
			return ""
		}
		return termenv.ANSIColor(s.x16).Sequence(false)
	}
}
