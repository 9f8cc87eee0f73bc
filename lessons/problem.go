package lessons

import (
	"strings"

	"authlab/sim/scenario"
)

// Problem is one mistake in a lesson file. It looks like a mistake in a scenario:
// place, line, caret, suggestion.
type Problem = scenario.Error

// whole is a problem of a file as such.
func whole(file, message string) *Problem {
	return &Problem{File: file, Line: 1, Column: 1, Width: 1, Message: message}
}

// suggest words the nearest allowed word, or lists all.
func suggest(word string, words []string) string {
	if n := scenario.Nearest(word, words); n != "" {
		return "Did you mean " + n + "?"
	}
	if len(words) == 0 {
		return ""
	}
	return "Known here: " + strings.Join(words, ", ") + "."
}
