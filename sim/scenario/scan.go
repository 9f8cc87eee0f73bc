package scenario

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of what Parse reads.
const (
	MaxFile     = 1 << 20 // bytes
	MaxLine     = 4096    // bytes
	MaxCommands = 10_000
	maxErrors   = 50
)

// word is one word of a line.
type word struct {
	// text is the word without its quotes.
	text string
	// column of its first character, from 1, and how many characters it takes.
	column, width int
	// split is the offset in text of the = between key and value, or -1.
	split int
	// quoted tells that quotes stood somewhere in it.
	quoted bool
}

// key is what stands before the first =, or the whole word.
func (w word) key() string {
	if w.split < 0 {
		return w.text
	}
	return w.text[:w.split]
}

// value is what stands behind the first =.
func (w word) value() string {
	if w.split < 0 {
		return ""
	}
	return w.text[w.split+1:]
}

// canonical is the word as it is printed: quoted only where it has to be.
func (w word) canonical() string {
	if w.split >= 0 && w.value() == "" && !w.quoted {
		return w.text
	}
	if w.split >= 0 {
		return w.key() + "=" + quote(w.value())
	}
	if w.quoted {
		return quote(w.text)
	}
	return w.text
}

// Pair writes key=value so that it can be read again as one word.
func Pair(key, value string) string { return key + "=" + quote(value) }

func quote(value string) string {
	hidden := func(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune(" \"\\", r) }
	special := value == "" || value[0] == '#' || value == "&" || strings.HasPrefix(value, "=>")
	if !special && strings.IndexFunc(value, hidden) < 0 {
		return value
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
}

// splitRunes cuts text into characters; a byte that is not UTF-8 stands alone.
func splitRunes(text string) []string {
	out := make([]string, 0, len(text))
	for len(text) > 0 {
		_, n := utf8.DecodeRuneInString(text)
		out = append(out, text[:n])
		text = text[n:]
	}
	return out
}

// Show makes text safe to print: control and other invisible characters, and
// bytes that are not UTF-8, are written as escapes; a tab becomes a blank.
func Show(text string) string {
	var b strings.Builder
	for _, r := range splitRunes(text) {
		c, _ := utf8.DecodeRuneInString(r)
		switch {
		case r == "\t":
			b.WriteByte(' ')
		case c == utf8.RuneError && len(r) == 1:
			fmt.Fprintf(&b, `\x%02x`, r[0])
		case !unicode.IsPrint(c) && c < 0x100:
			fmt.Fprintf(&b, `\x%02x`, c)
		case !unicode.IsPrint(c):
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteString(r)
		}
	}
	return b.String()
}

// scanner cuts one line into words.
type scanner struct {
	runes []string
	at    int
	words []word
}

// scan cuts a line into words and drops the comment. The error has the column
// and the width of what is wrong.
func scan(line string) ([]word, *Error) {
	s := &scanner{runes: splitRunes(line)}
	if err := s.wellFormed(); err != nil {
		return nil, err
	}
	for s.at < len(s.runes) {
		switch r := s.runes[s.at]; {
		case blank(r):
			s.at++
		case r == "#":
			return s.words, nil
		default:
			if err := s.word(); err != nil {
				return nil, err
			}
		}
	}
	return s.words, nil
}

func blank(r string) bool { return r == " " || r == "\t" }

// wellFormed finds bytes that are not UTF-8 and control characters, in comments too.
func (s *scanner) wellFormed() *Error {
	for i, r := range s.runes {
		c, _ := utf8.DecodeRuneInString(r)
		switch {
		case c == utf8.RuneError && len(r) == 1:
			return &Error{Column: i + 1, Width: 1, Message: fmt.Sprintf("the byte 0x%02x is not UTF-8", r[0]), Suggestion: "Save the file as UTF-8."}
		case unicode.IsControl(c) && r != "\t":
			return &Error{Column: i + 1, Width: 1, Message: fmt.Sprintf("the control character U+%04X is not allowed", c), Suggestion: "Remove it."}
		}
	}
	return nil
}

func (s *scanner) word() *Error {
	w := word{column: s.at + 1, split: -1}
	var b strings.Builder
	for s.at < len(s.runes) && !blank(s.runes[s.at]) {
		r := s.runes[s.at]
		if r == `"` {
			w.quoted = true
			if err := s.quoted(&b); err != nil {
				return err
			}
			continue
		}
		if c, _ := utf8.DecodeRuneInString(r); !unicode.IsPrint(c) {
			return &Error{Column: s.at + 1, Width: 1, Message: fmt.Sprintf("the invisible character U+%04X is not allowed", c), Suggestion: "Write an ordinary blank, or quote the value."}
		}
		if r == "=" && w.split < 0 && !w.quoted && b.Len() > 0 {
			w.split = b.Len()
		}
		b.WriteString(r)
		s.at++
		if b.String() == "=>" && s.at < len(s.runes) && !blank(s.runes[s.at]) {
			break
		}
	}
	w.text = b.String()
	w.width = s.at - w.column + 1
	s.words = append(s.words, w)
	return nil
}

// quoted reads "…" with \" and \\ inside.
func (s *scanner) quoted(b *strings.Builder) *Error {
	open := s.at
	for s.at++; s.at < len(s.runes); s.at++ {
		switch r := s.runes[s.at]; r {
		case `"`:
			s.at++
			return nil
		case `\`:
			if s.at+1 < len(s.runes) && (s.runes[s.at+1] == `"` || s.runes[s.at+1] == `\`) {
				s.at++
			}
			b.WriteString(s.runes[s.at])
		default:
			b.WriteString(r)
		}
	}
	return &Error{Column: open + 1, Width: len(s.runes) - open, Message: "the quotes are not closed", Suggestion: `End the value with ".`}
}
