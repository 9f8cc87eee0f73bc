package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"authlab/sim/option"
)

const maxSpan = option.MaxDuration

// line is a scanned command while it is read, word by word.
type line struct {
	words []word
	next  int
	// scene is what the commands before it have set up; nil where that is unknown.
	scene *scene
	// vocabulary is the whole language, for suggestions.
	vocabulary []Verb
	verb       Verb
	// mistakes are those that do not keep the rest of the line from being read.
	mistakes []*Error
}

// take is the next word; false at the end.
func (l *line) take() (word, bool) {
	if l.next >= len(l.words) {
		return word{}, false
	}
	l.next++
	return l.words[l.next-1], true
}

// need is the next word, or an error that says what is missing.
func (l *line) need(what string) (word, *Error) {
	if w, ok := l.take(); ok {
		return w, nil
	}
	return word{}, l.missing(what)
}

// missing is an error just behind the last word.
func (l *line) missing(what string) *Error {
	column := 1
	if n := len(l.words); n > 0 {
		column = l.words[n-1].column + l.words[n-1].width
	}
	return &Error{Column: column, Width: 1, Message: "missing: " + what, Suggestion: "Write " + l.verb.Usage + "."}
}

// fail is an error at a whole word.
func fail(w word, suggestion, format string, values ...any) *Error {
	return &Error{Column: w.column, Width: w.width, Message: fmt.Sprintf(format, values...), Suggestion: suggestion}
}

// failValue is an error at the value of a key=value word.
func failValue(w word, suggestion, format string, values ...any) *Error {
	e := fail(w, suggestion, format, values...)
	if w.split >= 0 {
		skip := len(splitRunes(w.key())) + 1
		e.Column += skip
		e.Width = max(1, w.width-skip)
	}
	return e
}

// end complains about words that are left over.
func (l *line) end() *Error {
	if w, ok := l.take(); ok {
		return fail(w, "Write "+l.verb.Usage+".", "unexpected %s", Show(w.text))
	}
	return nil
}

// arguments reads the key=value words that remain. obey is called once for each.
// Mistakes in them are collected; only a word that is no argument ends the reading.
func (l *line) arguments(obey func(w word) *Error) *Error {
	given := map[string]bool{}
	for {
		w, ok := l.take()
		if !ok {
			return nil
		}
		if w.split < 0 {
			return fail(w, "Write "+l.verb.Usage+".", "unexpected %s", Show(w.text))
		}
		err := l.declared(w)
		if err == nil && given[w.key()] {
			err = fail(w, "Give it once.", "%s is given twice", w.key())
		}
		if err == nil {
			err = obey(w)
		}
		given[w.key()] = true
		if err != nil {
			l.mistakes = append(l.mistakes, err)
		}
	}
}

// declared checks an argument against the declarations of the verb.
func (l *line) declared(w word) *Error {
	for _, a := range l.verb.Arguments {
		if a.Name != w.key() {
			continue
		}
		if a.Values != nil {
			return oneOf(w, a.Values)
		}
		return nil
	}
	return fail(w, didYouMean(w.key(), argumentNames(l.verb.Arguments)), "unknown argument %s", Show(w.key()))
}

func oneOf(w word, values []string) *Error {
	for _, v := range values {
		if v == w.value() {
			return nil
		}
	}
	return failValue(w, didYouMean(w.value(), values), "%s cannot be %s", w.key(), orEmpty(w.value()))
}

func orEmpty(text string) string {
	if text == "" {
		return `""`
	}
	return Show(text)
}

// span reads a duration, never negative.
func span(w word) (time.Duration, *Error) {
	d, ok := parseSpan(w.value())
	if !ok {
		return 0, failValue(w, spanHint(w.value()), "%s is not a time span", orEmpty(w.value()))
	}
	return d, nil
}

func spanHint(text string) string {
	if _, err := strconv.Atoi(text); err == nil && !strings.HasPrefix(text, "-") && len(text) < 10 {
		return "Give the unit: " + text + "s or " + text + "ms."
	}
	if d, err := time.ParseDuration(text); err == nil && d > maxSpan {
		return "Write at most " + option.FormatDuration(maxSpan) + "."
	}
	return durationHint
}

// whole reads a number between lo and hi.
func whole(w word, text string, lo, hi int) (int, *Error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < lo || n > hi {
		return 0, failValue(w, fmt.Sprintf("Write a whole number from %d to %d.", lo, hi), "%s will not do", orEmpty(text))
	}
	return n, nil
}
