package inspect

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// surrounding is something that stands around a token or inside it and does not belong to it.
type surrounding struct {
	code, words, source string
	// offset is its first byte in Raw.
	offset int
	// harmless is what a server never sees or takes off itself: white space around the
	// paste, and the scheme of RFC 6750 §2.1. All else fails the shape.
	harmless bool
}

// peel takes off what stands around a token, one thing after the other.
func peel(t text) (text, []surrounding) {
	var found []surrounding
	// Each thing may hide another; people do not nest them deeper.
	const most = 12
	for range most {
		next, one := peelOne(t)
		if one == nil {
			break
		}
		t, found = next, append(found, *one)
	}
	return t, found
}

// peelOne takes off one thing, the outermost. The answer is nil where there is none.
func peelOne(t text) (text, *surrounding) {
	for _, step := range []func(text) (text, *surrounding){peelWide, peelSpace, peelHidden, peelScheme, peelQuotes, peelTail, peelName, peelPercent, peelDisclosures, peelBreaks, peelText} {
		if next, one := step(t); one != nil {
			return next, one
		}
	}
	return t, nil
}

const blanks = " \t\r\n"

func peelSpace(t text) (text, *surrounding) {
	from, to := len(t.s)-len(strings.TrimLeft(t.s, blanks)), len(strings.TrimRight(t.s, blanks))
	if from >= to || from == 0 && to == len(t.s) {
		return t, nil
	}
	at := t.place(0)
	if from == 0 {
		at = t.place(to)
	}
	return t.cut(from, to), &surrounding{"white-space", "White space stands around it.", "RFC 7515 §7.1", at, true}
}

// peelWide takes the zeros out of a text in UTF-16, as PowerShell writes it into a file,
// and its byte order mark.
func peelWide(t text) (text, *surrounding) {
	s := t.s
	zeros := strings.Count(s, "\x00")
	marked := strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff")
	if zeros == 0 || !marked && 2*zeros < len(s)-1 {
		return t, nil
	}
	narrow := t.without(func(rest string) int {
		inMark := marked && len(rest) >= len(s)-1
		if rest[0] == 0 || inMark {
			return 1
		}
		return 0
	})
	return narrow, &surrounding{"utf-16", "It is written in UTF-16, as PowerShell writes into a file: two bytes a character.", "RFC 7515 §7.1", t.place(0), false}
}

// hidden are characters that show nothing.
const hidden = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\u00a0\u2007\u202f\u3000"

// hiddenAt is the length of a hidden character that a text begins with, 0 for none.
func hiddenAt(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if r >= utf8.RuneSelf && r != utf8.RuneError && strings.ContainsRune(hidden, r) {
		return size
	}
	return 0
}

// peelHidden takes out characters that show nothing, wherever they are.
func peelHidden(t text) (text, *surrounding) {
	for k := range t.s {
		if size := hiddenAt(t.s[k:]); size > 0 {
			r, _ := utf8.DecodeRuneInString(t.s[k:])
			words := fmt.Sprintf("Characters that show nothing stand in or around it, the first of them U+%04X.", r)
			return t.without(hiddenAt), &surrounding{"hidden-character", words, "RFC 7515 §7.1", t.place(k), false}
		}
	}
	return t, nil
}

// schemes are the words that stand before a token in a request. Behind a name of
// authentication there is a blank.
var schemes = [...]struct {
	word, words, source string
	harmless            bool
}{
	{"authorization:", "The name of the header stands before it.", "RFC 6750 §2.1", true},
	{"bearer", "The scheme Bearer stands before it, as in the header of a request; it is no part of the token.", "RFC 6750 §2.1", true},
	{"dpop:", "The name of the header stands before it.", "RFC 9449 §4.1", true},
	{"dpop", "The scheme DPoP stands before it, as in the header of a request; it is no part of the token.", "RFC 9449 §7.1", true},
	{"cookie:", "The name of the header stands before it.", "RFC 6265 §4", false},
	{"set-cookie:", "The name of the header stands before it.", "RFC 6265 §4", false},
}

// peelScheme takes off the names of headers and schemes, whatever the case (RFC 9110
// §5.1, §11.1).
func peelScheme(t text) (text, *surrounding) {
	for _, one := range schemes {
		if len(t.s) <= len(one.word) || !strings.EqualFold(t.s[:len(one.word)], one.word) {
			continue
		}
		after := t.s[len(one.word):]
		rest := strings.TrimLeft(after, " \t")
		if rest == "" || rest == after && !strings.HasSuffix(one.word, ":") {
			continue
		}
		return t.cut(len(t.s)-len(rest), len(t.s)), &surrounding{"scheme", one.words, one.source, t.place(0), one.harmless}
	}
	return t, nil
}

// quotes are those that open or close a quotation somewhere.
const quotes = "\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d"

func peelQuotes(t text) (text, *surrounding) {
	from, to := 0, len(t.s)
	if r, size := utf8.DecodeRuneInString(t.s); size > 0 && strings.ContainsRune(quotes, r) && r != utf8.RuneError {
		from = size
	}
	if r, size := utf8.DecodeLastRuneInString(t.s[from:]); size > 0 && strings.ContainsRune(quotes, r) && r != utf8.RuneError {
		to -= size
	}
	if from == 0 && to == len(t.s) || from >= to {
		return t, nil
	}
	if alone := from == 0 || to == len(t.s); alone && strings.ContainsAny(t.s[from:to], quotes) {
		return t, nil // it belongs to one further inside
	}
	at := t.place(0)
	if from == 0 {
		at = t.place(to)
	}
	return t.cut(from, to), &surrounding{"quotes", "Quotation marks stand around it.", "RFC 7515 §7.1", at, false}
}

// peelTail takes off what ends a line of code or a list.
func peelTail(t text) (text, *surrounding) {
	to := len(strings.TrimRight(t.s, ",;"))
	if to == len(t.s) || to == 0 {
		return t, nil
	}
	return t.cut(0, to), &surrounding{"punctuation", fmt.Sprintf("It ends in %q.", t.s[to:min(len(t.s), to+4)]), "RFC 7515 §7.1", t.place(to), false}
}

// maxName is the longest name of a field or cookie before =.
const maxName = 64

// peelName takes off the name of a form field or cookie.
func peelName(t text) (text, *surrounding) {
	equal := strings.IndexByte(t.s, '=')
	if equal < 1 || equal > maxName || equal+1 >= len(t.s) || strings.ContainsAny(t.s[equal+1:equal+2], "=.") {
		return t, nil
	}
	for k := range equal {
		if c := t.s[k]; !base64url(c) && (c != '.' || !strings.HasPrefix(t.s, "connect.sid")) {
			return t, nil
		}
	}
	// What has no dot behind the name is rather padding than a token, unless it is an encoded
	// cookie; or it is another cookie than that with the token.
	value, _, _ := strings.Cut(t.s[equal+1:], ";")
	if !strings.ContainsAny(value, ".%") {
		return t, nil
	}
	words := fmt.Sprintf("It stands behind %q, the name of a field or cookie.", t.s[:equal+1])
	return t.cut(equal+1, len(t.s)), &surrounding{"name", words, "RFC 7515 §7.1", t.place(0), false}
}

// peelPercent decodes percent-encoding where there is any.
func peelPercent(t text) (text, *surrounding) {
	for k := range len(t.s) {
		if _, ok := escaped(t.s[k:]); ok {
			return t.unescaped(), &surrounding{"percent-encoding", "It is percent-encoded, as in an address or cookie.", "RFC 3986 §2.1", t.place(k), false}
		}
	}
	return t, nil
}

// peelBreaks joins a token that was wrapped when it was copied.
func peelBreaks(t text) (text, *surrounding) {
	first := strings.IndexAny(t.s, blanks)
	if first < 0 {
		return t, nil
	}
	joined := t.without(func(rest string) int {
		if strings.IndexByte(blanks, rest[0]) >= 0 {
			return 1
		}
		return 0
	})
	if !looksCompact(joined.s) || severalTokens(t.s) {
		return t, nil
	}
	words := "Blanks stand inside it."
	code := "blank"
	if strings.ContainsAny(t.s, "\r\n") {
		code, words = "line-break", "Line breaks stand inside it, as after a copy from a narrow window. golang-jwt reads over them."
	}
	return joined, &surrounding{code, words, "RFC 7515 §7.1", t.place(first), false}
}

// peelText finds a token in the midst of other text, such as JSON or a command.
func peelText(t text) (text, *surrounding) {
	if isSerialised(t.s) {
		return t, nil
	}
	from, to := nextCompact(t.s, 0)
	if from < 0 || from == 0 && to == len(t.s) {
		return t, nil
	}
	code, words := "other-text", "It stands in the midst of other text"+nameBefore(t.s[:from])+"."
	further, _ := nextCompact(t.s, to)
	switch {
	case strings.HasPrefix(t.s, "{") || strings.HasPrefix(t.s, "["):
		code, words = "json-around", "It stands inside JSON"+nameBefore(t.s[:from])+"."
		if further >= 0 {
			words += " It is the first of several tokens there, and the only one looked at."
		}
	case further >= 0:
		code, words = "several-tokens", "It is the first of several tokens, and the only one looked at."
	}
	return t.cut(from, to), &surrounding{code, words, "RFC 7515 §7.1", t.place(0), false}
}

// nextCompact is where the next token that stands for itself begins and ends in a text,
// from a byte on; -1 where there is none.
func nextCompact(s string, from int) (begin, end int) {
	for ; from < len(s); from++ {
		if !tokenByte(s[from]) {
			continue
		}
		to := from
		for to < len(s) && tokenByte(s[to]) {
			to++
		}
		if delimited(s, from, to) && looksCompact(s[from:to]) {
			return from, to
		}
		from = to
	}
	return -1, -1
}

// severalTokens tells whether a text holds more than one token.
func severalTokens(s string) bool {
	_, end := nextCompact(s, 0)
	if end < 0 {
		return false
	}
	next, _ := nextCompact(s, end)
	return next >= 0
}

// delimited tells whether what stands on both sides of a piece of text ends a word,
// rather than being a character of a token that was damaged.
func delimited(s string, from, to int) bool {
	const sides = blanks + "\"'`<>|&;:,()[]{}\\"
	return (from == 0 || strings.IndexByte(sides+"=/?", s[from-1]) >= 0) && (to == len(s) || strings.IndexByte(sides+"#", s[to]) >= 0)
}

// peelDisclosures takes off what follows a token in an SD-JWT.
func peelDisclosures(t text) (text, *surrounding) {
	first := strings.IndexByte(t.s, '~')
	if first < 0 || !looksCompact(t.s[:first]) {
		return t, nil
	}
	words := "This is an SD-JWT: disclosures, and perhaps the proof of a key, stand behind the token, separated by ~."
	return t.cut(0, first), &surrounding{"sd-jwt", words, "RFC 9901 §4", t.place(first), false}
}

// nameBefore is what a value is called that begins here, as a member of JSON, a cookie or
// a field, in words; or "".
func nameBefore(before string) string {
	plain := strings.TrimRight(before, " \t\r\n:=\"'\\")
	name := plain[strings.LastIndexFunc(plain, func(r rune) bool { return r >= 0x80 || !base64url(byte(r)) })+1:]
	if name == "" || len(name) > maxName || !strings.ContainsAny(before[len(plain):], ":=") {
		return ""
	}
	return fmt.Sprintf(", as the value of %q", name)
}

func tokenByte(c byte) bool { return base64url(c) || c == '.' }

// looksCompact tells whether a text is a token but for its meaning: two dots (or four)
// between base64url, and a header that is JSON at first sight.
func looksCompact(s string) bool {
	if dots := strings.Count(s, "."); dots != 2 && dots != 4 {
		return false
	}
	for k := range len(s) {
		if c := s[k]; !tokenByte(c) && c != '+' && c != '/' && c != '=' {
			return false
		}
	}
	return looksJSON(s[:strings.IndexByte(s, '.')])
}
