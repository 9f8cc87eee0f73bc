package layout

import "image"

// Needs is what stands with the picture at the moment, in rows.
type Needs struct {
	// Panel is a question, a verdict or a task; 0 shows the wire and what happened.
	Panel int
	// Told is what the sentences of what happened take, Sent the message on the wire.
	Told, Sent int
	// Typed is the prompt with its message.
	Typed int
	// Clocks is what a picture of the clocks can use; 0 for none.
	Clocks int
}

// Parts divides the place of a stage from the top down:
//
//	stage
//	timeline
//	rule
//	panel, or wire | happened
//	clocks
//	typed
type Parts struct {
	Stage, Timeline, Rule, Panel, Wire, Happened, Clocks, Typed image.Rectangle
}

const (
	// leastStage is the height the picture keeps beside wire and what happened.
	leastStage = 9
	// tallTimeline is the height from which the timeline has its second row.
	tallTimeline = 24
	// wireBeside is the width from which the wire stands beside what happened.
	wireBeside = 72
	// Below that they stand one above the other: what happened gets its few rows and
	// the wire the rest, if there are rows for both.
	happenedRows = 3
	wireLeast    = 4
	// textMost is the height that wire and what happened can use.
	textMost = 14
	// clocksLeast is the smallest picture of the clocks.
	clocksLeast = 3
)

// Scene divides w×h cells. What is to be read and answered goes before the
// picture; while panels come and go the picture keeps its size, unless one needs
// more room.
func Scene(w, h int, n Needs) Parts {
	w, h = max(w, 0), max(h, 0)
	timeline := 2
	if h < tallTimeline {
		timeline = 1
	}
	const rule = 1
	left := max(h-n.Typed-timeline-rule, 0)
	below := min(max(min(h/3, textMost), n.Panel), left)
	if n.Panel == 0 {
		below = max(min(max(below, detailRows(w, below, n)), left-leastStage), 0)
	} else if n.Clocks > 0 && left-n.Panel-clocksLeast >= leastStage {
		below = max(below, n.Panel+clocksLeast)
	}
	clocks := clockRows(below, n)
	rows := [...]int{left - below, timeline, rule, below - clocks, clocks, n.Typed}
	var areas [len(rows)]image.Rectangle
	y := 0
	for i, height := range rows {
		height = max(min(height, h-y), 0)
		areas[i] = image.Rect(0, y, w, y+height)
		y += height
	}
	p := Parts{Stage: areas[0], Timeline: areas[1], Rule: areas[2], Clocks: areas[4], Typed: areas[5]}
	if n.Panel > 0 {
		p.Panel = areas[3]
		return p
	}
	p.Wire, p.Happened = split(areas[3], n)
	return p
}

// ToldWidth is the width that the sentences of what happened have in a place of w columns.
func ToldWidth(w int) int {
	if w >= wireBeside {
		return w - w/2
	}
	return w
}

// detailRows is what the sentences need in a place that would have so many rows, with the
// beginning of the message where both stand one above the other.
func detailRows(w, below int, n Needs) int {
	if w < wireBeside && below >= happenedRows+wireLeast {
		return n.Told + min(n.Sent, wireLeast)
	}
	return n.Told
}

// clockRows is the height of the clocks' picture at the bottom of a place of h rows:
// what is to be read leaves it the rest.
func clockRows(h int, n Needs) int {
	rest := h - max(n.Panel, happenedRows)
	if n.Clocks == 0 || rest < clocksLeast {
		return 0
	}
	return min(n.Clocks, rest)
}

// split shares rows between the wire and what happened. One above the other, the
// sentences get the rows they need as long as the message keeps its beginning.
func split(r image.Rectangle, n Needs) (wire, happened image.Rectangle) {
	switch {
	case r.Dx() >= wireBeside:
		middle := r.Max.X - ToldWidth(r.Dx())
		return image.Rect(r.Min.X, r.Min.Y, middle-1, r.Max.Y), image.Rect(middle, r.Min.Y, r.Max.X, r.Max.Y)
	case r.Dy() >= happenedRows+wireLeast:
		told := n.Told
		if told+1+n.Sent <= r.Dy() {
			told++ // a blank row between them
		}
		cut := r.Min.Y + max(happenedRows, min(told, r.Dy()-min(max(n.Sent, 1), wireLeast)))
		return image.Rect(r.Min.X, cut, r.Max.X, r.Max.Y), image.Rect(r.Min.X, r.Min.Y, r.Max.X, cut)
	}
	return image.Rectangle{}, r
}
