package lessons

import (
	"fmt"
	"strings"
)

// Problem is one mistake in a lesson file.
type Problem struct {
	File         string
	Line, Column int    // from 1; Line 0 speaks of the whole file
	Source       string // the line it stands in
	Width        int    // characters to point at, at least 1
	Message      string
	Suggestion   string // what was probably meant, or ""
}

// Error says where and what in one line.
func (p *Problem) Error() string {
	if p.Line == 0 {
		return p.File + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
}

// Report is Error with the line, a caret under the place, and the suggestion.
func (p *Problem) Report() string {
	var b strings.Builder
	b.WriteString(p.Error())
	b.WriteByte('\n')
	if p.Line > 0 {
		// A tab before the caret stays a tab, so that both lines shift alike.
		pad := []rune(p.Source)
		pad = pad[:min(max(p.Column-1, 0), len(pad))]
		for i, r := range pad {
			if r != '\t' {
				pad[i] = ' '
			}
		}
		fmt.Fprintf(&b, "  %s\n  %s%s\n", p.Source, string(pad), strings.Repeat("^", max(p.Width, 1)))
	}
	if p.Suggestion != "" {
		fmt.Fprintf(&b, "  %s\n", p.Suggestion)
	}
	return b.String()
}

// nearest is the word most like the given one, or "" if none is close.
func nearest(word string, words []string) string {
	best, least := "", 1+len(word)/3
	for _, w := range words {
		if d := distance(word, w); d <= least && (best == "" || d < distance(word, best)) {
			best = w
		}
	}
	return best
}

// distance counts the single-character edits between two words (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			next := diagonal
			if a[i] != b[j] {
				next = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}

// suggest words the nearest allowed word, or lists all.
func suggest(word string, words []string) string {
	if n := nearest(word, words); n != "" {
		return "did you mean " + n + "?"
	}
	return "known here: " + strings.Join(words, ", ")
}
