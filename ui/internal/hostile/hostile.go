// Package hostile holds text that attacks whoever shows it: what a terminal obeys, hides
// or draws out of place. Tests put it everywhere text comes in from outside, and look
// for what got through.
package hostile

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Payload is one such text.
type Payload struct {
	Name string
	Text string
}

// Payloads lists all of them.
func Payloads() []Payload {
	all := append(sequences(), controls()...)
	all = append(all, bidi()...)
	all = append(all, unseen()...)
	return append(all, malformed()...)
}

// sequences are commands of terminals (ECMA-48, xterm's control sequences).
func sequences() []Payload {
	return []Payload{
		{"OSC 0, title", "\x1b]0;owned\x07"},
		{"OSC 2, title, ended by ST", "\x1b]2;owned\x1b\\"},
		{"OSC 4, palette", "\x1b]4;1;rgb:ff/00/00\x1b\\"},
		{"OSC 8, link", "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\"},
		{"OSC 10, question", "\x1b]10;?\x07"},
		{"OSC 52, clipboard", "\x1b]52;c;b3duZWQ=\x07"},
		{"OSC 777, notification", "\x1b]777;notify;a;b\x07"},
		{"OSC 1337, file", "\x1b]1337;File=inline=1:AAAA\x07"},
		{"OSC without an end", "\x1b]0;never ends"},
		{"DCS, sixel", "\x1bPq#0;2;0;0;0~-\x1b\\"},
		{"DCS, question", "\x1bP$q\"p\x1b\\"},
		{"DCS without an end", "\x1bPnever ends"},
		{"APC, kitty", "\x1b_Ga=T,f=24;AAAA\x1b\\"},
		{"PM", "\x1b^private\x1b\\"},
		{"SOS", "\x1bXstart\x1b\\"},
		{"RIS, reset", "\x1bc"},
		{"DECSC and DECRC", "\x1b7x\x1b8"},
		{"charset", "\x1b(0lqqk"},
		{"CSI 2J, clear", "\x1b[2J\x1b[H"},
		{"CSI 3J, clear the history", "\x1b[3J"},
		{"CSI 6n, question", "\x1b[6n"},
		{"CSI c, question", "\x1b[c"},
		{"CSI 21t, title back", "\x1b[21t"},
		{"CSI A, up", "\x1b[1A\x1b[2Kforged line"},
		{"CSI m, conceal", "\x1b[8mhidden\x1b[0m"},
		{"CSI m, green", "\x1b[32mverified\x1b[0m"},
		{"CSI 1049h, other screen", "\x1b[?1049h"},
		{"CSI 25l, no cursor", "\x1b[?25l"},
		{"CSI 2004h and 1003h, modes", "\x1b[?2004h\x1b[?1003h"},
		{"CSI without an end", "\x1b[31"},
		{"escape alone", "\x1b"},
		{"C1 in UTF-8: CSI", "\u009b2J"},
		{"C1 in UTF-8: OSC", "\u009d0;owned\u009c"},
		{"C1 in UTF-8: DCS", "\u0090q\u009c"},
		{"C1 in UTF-8: NEL", "a\u0085b"},
		{"C1 as bytes: CSI", "\x9b2J"},
		{"C1 as bytes: OSC", "\x9d0;owned\x9c"},
	}
}

// controls are single characters that terminals obey.
func controls() []Payload {
	return []Payload{
		{"NUL", "a\x00b"},
		{"BEL", "\x07"},
		{"BS", "secret\b\b\b\b\b\bpublic"},
		{"VT and FF", "a\vb\fc"},
		{"CR overwrites", "refused\rverified"},
		{"CR LF", "a\r\nb"},
		{"LF", "a\nverified"},
		{"TAB", "a\tb"},
		{"SO and SI", "\x0eqqq\x0f"},
		{"ENQ", "\x05"},
		{"XOFF", "\x13"},
		{"SUB", "\x1a"},
		{"DEL", "a\x7fb"},
	}
}

// bidi are the marks that turn the direction of writing (Unicode UAX #9).
func bidi() []Payload {
	var all []Payload
	for _, r := range []rune{0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069} {
		all = append(all, Payload{fmt.Sprintf("bidi U+%04X", r), "a" + string(r) + "bc"})
	}
	return all
}

// unseen are characters without a picture, and marks without end.
func unseen() []Payload {
	var all []Payload
	for _, r := range []rune{0xad, 0x34f, 0x180e, 0x200b, 0x200c, 0x200d, 0x2028, 0x2029, 0x2060, 0x2061, 0x2064, 0x206a, 0x3164, 0xfe0f, 0xfeff, 0xfff9, 0xe0001, 0xe0041, 0xe007f, 0xe0100} {
		all = append(all, Payload{fmt.Sprintf("unseen U+%04X", r), "ad" + string(r) + "min"})
	}
	return append(all,
		Payload{"flood of combining marks", "z" + strings.Repeat("\u0300", 200)},
		Payload{"flood of mixed marks", "z" + strings.Repeat("\u0334\u0489", 100)},
		Payload{"mark at the start", "\u0301a"})
}

// malformed is text that is no UTF-8, or an escape for half a character.
func malformed() []Payload {
	return []Payload{
		{"byte alone", "a\x80b"},
		{"overlong slash", "\xc0\xaf"},
		{"overlong escape", "\xc1\x9b[2J"},
		{"overlong NUL", "\xe0\x80\x80"},
		{"surrogate in UTF-8", "\xed\xa0\x80"},
		{"beyond Unicode", "\xf4\x90\x80\x80"},
		{"cut short", "a\xe2\x82"},
		{"lone surrogate as an escape", `\ud800`},
		{"surrogates the wrong way round", `\udc00\ud800`},
		{"escaped escape", `\u001b[2J`},
		{"escaped bidi", `\u202e`},
	}
}

// Found answers what a terminal would obey or hide in text that was to be shown, "" if
// there is nothing. Only line feeds are let through.
func Found(shown string) string {
	for i := 0; i < len(shown); {
		r, size := utf8.DecodeRuneInString(shown[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return fmt.Sprintf("byte %#02x at %d", shown[i], i)
		case r < 0x20 && r != '\n', r >= 0x7f && r < 0xa0, listed(r):
			return fmt.Sprintf("%U at %d", r, i)
		}
		i += size
	}
	if strings.Contains(shown, strings.Repeat("\u0300", 8)) {
		return "a flood of combining marks"
	}
	return ""
}

// listed are the characters that hide or turn text.
func listed(r rune) bool {
	switch {
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x180e, r == 0x3164, r == 0xfeff,
		r >= 0x200b && r <= 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2060 && r <= 0x206f,
		r >= 0xfe00 && r <= 0xfe0f, r >= 0xfff0 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}
