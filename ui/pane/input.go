// Package pane draws the cluster and what happened in it. Every pane is a pure
// function of a moment of a run and a size; it answers exactly h lines of
// exactly w columns, reads nothing else and changes nothing.
//
// The picture has a grammar. A credential has a short tag and keeps it, and its
// colour, wherever it appears. What a server remembers is one hue, what a
// client proves by signature another, the attacker's things a third. ✓ ✗ ? say
// yes, no, cannot know; ◉ marks where the event under the cursor happened.
package pane

import (
	"authlab/sim/event"
	"authlab/sim/snapshot"
	"authlab/ui/theme"
)

// Input is a moment of a run.
type Input struct {
	// Now is the snapshot at the cursor; nil draws an empty pane.
	Now *snapshot.Snapshot
	// Was is the snapshot one step before, for the marks of change; nil for none.
	Was *snapshot.Snapshot
	// Events are the events so far, in order of Seq; the last is the cursor's.
	Events []event.Event
	// Phase is how far the message under way has come along its line, from 0 to
	// 1. 1 draws the whole line.
	Phase  float64
	Styles *theme.Styles
	// GuessesPerSecond is how many secrets this machine tries against a token in a
	// second, 0 if that has not been measured.
	GuessesPerSecond int
}

// Current answers the event under the cursor, or nil before the first.
func (in *Input) Current() *event.Event {
	if len(in.Events) == 0 {
		return nil
	}
	return &in.Events[len(in.Events)-1]
}

// bySeq answers the event numbered seq, or nil.
func (in *Input) bySeq(seq int) *event.Event {
	return event.BySeq(in.Events, seq)
}
