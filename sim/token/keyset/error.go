package keyset

import (
	"errors"
	"fmt"
	"strings"

	"authlab/sim/token"
)

// Error says why something is no key. It repeats nothing of a secret or a private key.
type Error struct {
	// What is wrong, a clause.
	What string
	// Where it is: a line, a member, a character, or "" for the whole.
	Where string
	// Mend is what can be done about it, or "".
	Mend string
	// At is the byte of the input that is meant, -1 for none in particular.
	At int
	// unsupported tells that the key may be a good one that is not for us, which a set
	// may hold (RFC 7517 §5).
	unsupported bool
}

// Error is all of it in one line.
func (e *Error) Error() string {
	text := e.What
	if e.Where != "" {
		text = e.Where + ": " + text
	}
	if e.Mend != "" {
		text += "; " + e.Mend
	}
	return text
}

// within says that e was met in a part of something greater.
func within(place string, err error) error {
	var e *Error
	if place == "" || !errors.As(err, &e) {
		return err
	}
	inner := *e
	if inner.Where = place; e.Where != "" {
		inner.Where = place + ", " + e.Where
	}
	return &inner
}

// sentence is an error as a part of a note.
func sentence(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.What
	}
	return "it cannot be read"
}

func unknownAlgorithm(name string) *Error {
	e := &Error{What: "there is no algorithm " + shown(name) + " to verify with", At: -1}
	var names []string
	for _, a := range token.Algorithms() {
		if strings.EqualFold(a.Name, name) {
			e.Mend = "it is spelled " + a.Name
			return e
		}
		names = append(names, a.Name)
	}
	e.Mend = "one of " + strings.Join(names, ", ")
	return e
}

// shown is a name from the input, quoted if it is short and plain as names are: what
// is longer may be a secret in the wrong place.
func shown(name string) string {
	if name == "" {
		return `""`
	}
	if len(name) > 24 {
		return "of that name"
	}
	for _, c := range name {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("-_+/. ", c)) {
			return "of that name"
		}
	}
	return fmt.Sprintf("%q", name)
}
