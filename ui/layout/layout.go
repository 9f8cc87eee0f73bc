// Package layout decides all sizes of the screen's large parts. Its functions are
// pure: width and height in, named rectangles out.
package layout

import "image"

// The smallest screen the program draws on.
const (
	MinWidth  = 60
	MinHeight = 16
)

// SideBySide is the width from which prose and stage stand beside each other.
const SideBySide = 100

// The narrowest and the widest a column of prose gets, margins included; prose
// itself is never wider than 72.
const (
	proseNarrowest = 40
	proseWidest    = 76
)

// activeNarrowest is the width that the active thing keeps beside prose.
const activeNarrowest = 58

// proseMargins are the columns of the prose's place that are left blank.
const proseMargins = 3

// Layout is the named rectangles of a screen. One that has no place is empty.
type Layout struct {
	// TooSmall tells that only a line about the size needed can be shown.
	TooSmall bool
	// Stacked tells that prose and the active thing share one place, one at a time.
	Stacked bool

	Header, Body, Footer image.Rectangle
	// Prose and the active thing of a page lie within Body, with one column between
	// them, or in the same place. Scene divides the active thing's place further.
	Prose, Active image.Rectangle
}

// Solve divides a screen of w×h cells.
func Solve(w, h int) Layout {
	w, h = max(w, 0), max(h, 0)
	if w < MinWidth || h < MinHeight {
		return Layout{TooSmall: true, Body: image.Rect(0, 0, w, h)}
	}
	l := Layout{
		Header:  image.Rect(0, 0, w, 1),
		Body:    image.Rect(0, 1, w, h-1),
		Footer:  image.Rect(0, h-1, w, h),
		Stacked: w < SideBySide,
	}
	l.Prose, l.Active = l.Body, l.Body
	if !l.Stacked {
		// A good third of the width, but no less than prose needs nor more than it can use.
		l.Prose.Max.X = min(max(w*35/100, proseNarrowest), proseWidest)
		l.Active.Min.X = l.Prose.Max.X + 1
	}
	return l
}

// SolveFor divides a screen for prose with lines of so many columns that are not to be
// wrapped: code. The prose gets the columns it needs if the active thing can spare them.
// alone tells that it cannot, so that the text is better read by itself.
func SolveFor(w, h, code int) (l Layout, alone bool) {
	l = Solve(w, h)
	needed := code + proseMargins
	if l.TooSmall || l.Stacked || needed <= l.Prose.Dx() {
		return l, false
	}
	if needed > min(proseWidest, w-1-activeNarrowest) {
		return l, true
	}
	l.Prose.Max.X = needed
	l.Active.Min.X = needed + 1
	return l, false
}
