package scenario

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Error is one mistake in a scenario, and where it stands.
type Error struct {
	// File is the name given to Parse, "" at a prompt.
	File string
	// Line and Column count from 1; Column counts characters.
	Line, Column int
	// Width is the number of characters that are wrong, at least 1.
	Width int
	// Message says what is wrong, in a few words.
	Message string
	// Suggestion says what would be right, or is "".
	Suggestion string
	// Source is the line as it stands in the file.
	Source string
}

// Where is "file:line:column", without the file at a prompt.
func (e *Error) Where() string {
	if e.File == "" {
		return fmt.Sprintf("%d:%d", e.Line, e.Column)
	}
	return fmt.Sprintf("%s:%d:%d", Show(e.File), e.Line, e.Column)
}

// Error is the whole text: place and message, the line, a caret under the word,
// and the suggestion. It holds no control characters.
func (e *Error) Error() string {
	text := e.Where() + ": " + e.Message
	if source, caret := e.Excerpt(); source != "" {
		text += "\n    " + source + "\n    " + caret
	}
	if e.Suggestion != "" {
		text += "\n  " + e.Suggestion
	}
	return text
}

// excerptWidth is how much of a long line is shown around the mistake.
const excerptWidth = 100

// Excerpt is the line, safe to print and cut to what surrounds the mistake, and
// a second line that holds the caret. Both are "" if there is no line to show.
func (e *Error) Excerpt() (source, caret string) {
	runes := splitRunes(e.Source)
	if len(runes) == 0 {
		return "", ""
	}
	column := min(max(e.Column-1, 0), len(runes))
	from := max(0, column-excerptWidth*2/3)
	to := min(len(runes), from+excerptWidth)
	end := min(max(column+e.Width, column+1), to)
	lead := ""
	if from > 0 {
		lead = "... "
	}
	before := lead + Show(strings.Join(runes[from:column], ""))
	marked := ""
	if column < end {
		marked = Show(strings.Join(runes[column:end], ""))
	}
	after := ""
	if end < to {
		after = Show(strings.Join(runes[end:to], ""))
	}
	if to < len(runes) {
		after += " ..."
	}
	caret = strings.Repeat(" ", ansi.StringWidth(before)) + strings.Repeat("^", max(1, ansi.StringWidth(marked)))
	return strings.TrimRight(before+marked+after, " "), caret
}
