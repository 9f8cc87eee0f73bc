package scenario

import (
	"time"

	"authlab/sim/cluster"
)

var timeVerbs = []Verb{{
	Name: "wait", Group: "Time",
	Usage:     "wait SPAN, or wait until=SPAN",
	Doc:       "Time passes, by so much, or until so long after the start; nobody does anything.",
	Example:   "wait 15m",
	Arguments: []Argument{{Name: "until", Form: "duration", Doc: "how long after the start of the run to wait for"}},
	parse:     parseWait,
	complete:  func(int, Names) []string { return []string{"until=", "1s", "1m", "15m", "1h"} },
}}

type wait struct {
	span time.Duration
	// until tells that span counts from the start of the run.
	until bool
}

func (c wait) apply(w *cluster.World, _ bool) error {
	if c.until {
		return w.WaitUntil(c.span)
	}
	w.Wait(c.span)
	return nil
}

func parseWait(l *line) (action, *Error) {
	l.next++
	w, err := l.need("a time span, such as 15m")
	if err != nil {
		return nil, err
	}
	c := wait{}
	if w.split >= 0 {
		l.next--
		c.until = true
		err = l.arguments(func(w word) (err *Error) { c.span, err = span(w); return err })
		return c, err
	}
	d, ok := parseSpan(w.text)
	if !ok {
		return nil, fail(w, spanHint(w.text), "%s is not a time span", orEmpty(w.text))
	}
	c.span = d
	return c, l.end()
}
