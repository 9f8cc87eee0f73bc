package lessons

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"authlab/sim/scenario"
)

// source is a lesson file under inspection.
type source struct {
	name     string
	lines    []string
	problems []*Problem
}

func newSource(name string, src []byte) *source {
	text := strings.ReplaceAll(strings.ToValidUTF8(string(src), "\uFFFD"), "\r\n", "\n")
	return &source{name: name, lines: strings.Split(strings.TrimPrefix(text, "\uFEFF"), "\n")}
}

// readable tells whether a file holds text, and reports if it does not.
func (s *source) readable(src []byte) bool {
	switch {
	case len(bytes.TrimSpace(src)) == 0:
		s.problems = append(s.problems, whole(s.name, "this file is empty"))
		return false
	case bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}):
		s.problems = append(s.problems, whole(s.name, "this file is in UTF-16: save it as UTF-8"))
		return false
	}
	for n, line := range bytes.Split(src, []byte("\n")) {
		if !utf8.Valid(line) {
			at := 0
			for r, size := utf8.DecodeRune(line); r != utf8.RuneError || size > 1; r, size = utf8.DecodeRune(line[at:]) {
				at += size
			}
			column := 1 + utf8.RuneCount(bytes.TrimPrefix(line[:at], []byte("\uFEFF")))
			s.report(n+1, column, 1, "these bytes are no text in UTF-8", "Write the character anew, or save the file as UTF-8.")
		}
	}
	return true
}

// line is the text of a line counted from 1, "" where there is none.
func (s *source) line(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	return s.lines[n-1]
}

// report notes a problem at a place; width characters are pointed at.
func (s *source) report(line, column, width int, message, suggestion string) {
	text := s.line(line)
	column = min(max(column, 1), utf8.RuneCountInString(text)+1)
	rest := utf8.RuneCountInString(text) - column + 1
	s.problems = append(s.problems, &Problem{File: s.name, Line: line, Column: column, Source: text,
		Width: max(min(width, rest), 1), Message: scenario.Show(message), Suggestion: scenario.Show(suggestion)})
}

// invisible reports every line with a character that a terminal would obey, or that
// nobody would see.
func (s *source) invisible() {
	for n := range s.lines {
		line := s.line(n + 1)
		if at := strings.IndexFunc(line, cannotBeSeen); at >= 0 {
			r, _ := utf8.DecodeRuneInString(line[at:])
			s.report(n+1, 1+utf8.RuneCountInString(line[:at]), 1, "a character that cannot be seen: "+string(r), withoutInvisible)
		}
	}
}

const withoutInvisible = "Take it out, or say in words what it is."

// cannotBeSeen is true of control characters, marks that turn the direction of
// writing, and characters without width.
func cannotBeSeen(r rune) bool {
	if r < 0x7f {
		return r < ' ' && r != '\t'
	}
	return r != '\t' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// reportWord points at the first occurrence of a word in a line.
func (s *source) reportWord(line int, word, message, suggestion string) {
	column := 1
	if i := strings.Index(s.line(line), word); i >= 0 {
		column += utf8.RuneCountInString(s.line(line)[:i])
	}
	s.report(line, column, utf8.RuneCountInString(word), message, suggestion)
}

// indent counts the blanks a line begins with.
func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
