// Package layout decides all sizes. Solve is pure: width, height and mode in,
// named rectangles out; nothing else in the program adds or subtracts columns
// to find its place.
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

// Mode is what a page is doing.
type Mode int

// The modes.
const (
	// Frame is a page that fills the body by itself.
	Frame Mode = iota
	// Reading is prose, with the stage beside it where there is room.
	Reading
	// Stepping is the stage, with the prose beside it where there is room.
	Stepping
	// Typing is Stepping with a line for the prompt and its message.
	Typing
)

// Layout is the named rectangles of a screen. One that has no place is empty.
type Layout struct {
	// TooSmall tells that only a line about the size needed can be shown.
	TooSmall bool
	// Stacked tells that prose and stage share one place, one at a time.
	Stacked bool

	Header, Body, Footer image.Rectangle
	// Prose and the stage with what belongs to it lie within Body.
	Prose, Stage, Timeline, Wire, Happened, Prompt image.Rectangle
	// Memory is a column at the stage's side for what is remembered where. Only
	// large screens have it.
	Memory image.Rectangle
	// Inspector lies over the stage and what is below it, the prose stays in sight.
	// On small screens it takes the whole body.
	Inspector image.Rectangle
	// Dialog is a place in the middle of Body for a panel over it.
	Dialog image.Rectangle
}

// Solve divides a screen of w×h cells.
func Solve(w, h int, mode Mode) Layout {
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
	l.Dialog = dialog(l.Body)
	if mode == Frame {
		return l
	}
	right := l.Body
	if l.Stacked {
		if mode == Reading {
			l.Prose = l.Body
			l.Inspector = l.Body
			return l
		}
	} else {
		// A good third of the width, but no less than prose needs nor more than it can use.
		column := min(max(w*35/100, proseNarrowest), proseWidest)
		l.Prose = image.Rect(0, 1, column, h-1)
		right.Min.X = column + 1
	}
	l.Inspector = right
	l.stage(right, mode)
	return l
}

// stage divides the place of the stage from the bottom up:
//
//	stage    | memory
//	timeline
//	wire     | happened
//	prompt
func (l *Layout) stage(r image.Rectangle, mode Mode) {
	if mode == Typing {
		l.Prompt = image.Rect(r.Min.X, r.Max.Y-promptHeight, r.Max.X, r.Max.Y)
		r.Max.Y -= promptHeight
	}
	timeline := 2
	if r.Dy() < 18 {
		timeline = 1
	}
	text := textHeight(r)
	cut := r.Max.Y - text
	below := image.Rect(r.Min.X, cut, r.Max.X, r.Max.Y)
	l.Timeline = image.Rect(r.Min.X, cut-timeline, r.Max.X, cut)
	l.Stage = image.Rect(r.Min.X, r.Min.Y, r.Max.X, cut-timeline)
	if l.Stage.Dx() >= memoryFrom.X && l.Stage.Dy() >= memoryFrom.Y {
		l.Memory, l.Stage.Max.X = l.Stage, l.Stage.Max.X-memoryWidth-1
		l.Memory.Min.X = l.Stage.Max.X + 1
	}
	l.Happened = below
	if below.Dx() >= wireFrom {
		middle := below.Min.X + below.Dx()/2
		l.Wire = image.Rect(below.Min.X, below.Min.Y, middle-1, below.Max.Y)
		l.Happened = image.Rect(middle, below.Min.Y, below.Max.X, below.Max.Y)
	} else if below.Dy() >= wireBelowFrom {
		middle := below.Min.Y + happenedRows
		l.Happened.Max.Y = middle
		l.Wire = image.Rect(below.Min.X, middle, below.Max.X, below.Max.Y)
	}
}

// promptHeight is the line that is typed and the line that answers.
const promptHeight = 2

// memoryWidth is the width of the memory's column, and memoryFrom the size of the
// stage from which there is one: the picture keeps at least 85 columns.
const memoryWidth = 36

var memoryFrom = image.Point{X: memoryWidth + 1 + 85, Y: 30}

// wireFrom is the width from which the wire stands beside what happened.
const wireFrom = 72

// Where they stand one above the other, what happened gets its few rows and the
// wire the rest, if there are rows for both.
const (
	happenedRows  = 4
	wireBelowFrom = 9
)

// textHeight is the height of wire and happened: a third, at least 4 rows, and
// not more than text can use.
func textHeight(r image.Rectangle) int {
	return min(max(r.Dy()/3, 4), 14)
}

func dialog(body image.Rectangle) image.Rectangle {
	w := min(body.Dx()-4, proseWidest)
	h := body.Dy() - 2
	x := body.Min.X + (body.Dx()-w)/2
	return image.Rect(x, body.Min.Y+1, x+w, body.Min.Y+1+h)
}
