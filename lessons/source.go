package lessons

import (
	"strings"
	"unicode/utf8"
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
		Width: max(min(width, rest), 1), Message: message, Suggestion: suggestion})
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
