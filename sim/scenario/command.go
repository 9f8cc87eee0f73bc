package scenario

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"authlab/sim/auth"
	"authlab/sim/cluster"
)

// Command is one line of a scenario: what is to be done, and where it stands.
type Command struct {
	// File is the name given to Parse, "" at a prompt.
	File string
	// Line and Column of the first word count from 1.
	Line, Column int
	// Text is the command with single blanks and without comment. It can be
	// saved and parsed again, and then is the same command.
	Text string
	// Verb is the word of the language, "" for a request.
	Verb string
	// Overlap tells that the next command starts before this one is done.
	Overlap bool
	// Expect is what stands behind =>, or nil.
	Expect *Expected

	action action
	source string
}

// Expected is the answer that a request is to get.
type Expected struct {
	Status int
	// Server that is to answer: "s1", "balancer", or "" for any.
	Server string
}

func (e *Expected) String() string {
	if e.Server == "" {
		return strconv.Itoa(e.Status)
	}
	return strconv.Itoa(e.Status) + " " + e.Server
}

// Balancer is the word for "the balancer itself answered".
const Balancer = "balancer"

// String is Text.
func (c Command) String() string { return c.Text }

// Deed is Text without expectation and overlap: what is done.
func (c Command) Deed() string {
	deed := strings.TrimSuffix(c.Text, " &")
	if c.Expect != nil {
		deed = deed[:strings.LastIndex(deed, " => ")]
	}
	return deed
}

// Request is what a client is asked to do; false if the command is no request.
func (c Command) Request() (cluster.RequestSpec, bool) {
	r, ok := c.action.(request)
	return r.spec, ok
}

// Expectations are the comparisons of an expect command, nil for any other.
func (c Command) Expectations() []Expectation {
	e, _ := c.action.(expect)
	return e.all
}

// NewWorld builds the cluster that the first command describes. record false
// keeps no events and no snapshots.
func NewWorld(first Command, record bool) (*cluster.World, error) {
	line, ok := first.action.(clusterLine)
	if !ok {
		return nil, first.errorf("Begin with a cluster line, such as cluster servers=3.", "a scenario begins with cluster")
	}
	return cluster.New(line.config.Clone(), record), nil
}

// Apply carries the command out as number index of its scenario (the cluster line
// is number 0). Time passes until every request is answered and every fault has
// struck, unless the command overlaps the next. The error is an *Error.
func (c Command) Apply(w *cluster.World, index int) error {
	if c.action == nil {
		return c.errorf("", "the command was not parsed")
	}
	if _, first := c.action.(clusterLine); first && index == 0 {
		return nil
	}
	_, isRequest := c.action.(request)
	if !isRequest && !c.IsFault() {
		w.Settle()
	}
	w.Begin(index)
	err := c.action.apply(w, !c.Overlap)
	if err == nil {
		return nil
	}
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	return c.errorf(meant(c.Text, err.Error(), append(w.Holders(), auth.Administrator)), "%s", Show(err.Error()))
}

// meant is a suggestion for the word of a command that an error speaks of, if it is
// near a name that is known; "" otherwise.
func meant(text, message string, known []string) string {
	said := strings.Fields(message)
	for _, word := range strings.Fields(text) {
		if near := Nearest(word, known); slices.Contains(said, word) && near != "" && near != word {
			return "Did you mean " + near + "?"
		}
	}
	return ""
}

// located is err as an *Error; all errors of this package are.
func located(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Line: 1, Column: 1, Width: 1, Message: Show(err.Error())}
}

// errorf is an error about the whole command.
func (c Command) errorf(suggestion, format string, values ...any) *Error {
	e := fail(word{column: max(c.Column, 1), width: max(1, len(splitRunes(c.Deed())))}, suggestion, format, values...)
	e.File, e.Line, e.Source = c.File, max(c.Line, 1), c.source
	if c.source == "" {
		e.Source, e.Column = c.Text, 1
	}
	return e
}
