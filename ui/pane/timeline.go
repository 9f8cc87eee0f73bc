package pane

import (
	"slices"
	"strconv"
	"strings"

	"authlab/sim/event"
)

// Marks are what the timeline shows beside the events so far.
type Marks struct {
	// Later are executed events behind the cursor.
	Later []event.Event
	// Ahead is the number of commands not executed yet.
	Ahead int
	// Open tells that a prediction stands before the next command.
	Open bool
	// Branches are the Seq numbers after which the run has another future.
	Branches []int
}

// Timeline is the strip of steps: ● done, ✓ ✗ ? the answer of a request, ! an attack,
// ◇ a fault or an operation, ◉ at the cursor, ○ commands to come, a gap between
// requests, ┬ where the run branches, ? where a prediction waits. With one row, the requests' names and the outcome stand behind the dots; with two,
// the names stand under their dots.
func Timeline(in Input, m Marks, w, h int) []string {
	p := newPalette(in.Styles)
	t := timeline{in: &in, marks: m, names: map[int]string{}}
	t.build()
	c := newCanvas(w, h, in.Styles.Glyphs.ASCII)
	outcome := t.outcome()
	if h == 1 {
		right := min(width(outcome), w/3)
		labels := t.labels()
		strip := w - 1
		if right > 0 {
			strip -= right + 2
		}
		if 2*len(t.cells)-1 <= strip-width(labels)-3 {
			t.spread()
		}
		dots := min(len(t.cells), max(strip-min(width(labels)+2, strip/2), strip/2))
		t.drawDots(c, 1, dots, 0)
		if rest := strip - dots - 2; rest >= 8 {
			c.line(1+dots+2, 0, 1+dots+2+rest, tail(labels, rest))
		}
		c.line(w-right-1, 0, w, outcome)
		return c.lines(p.ink)
	}
	if 2*len(t.cells)-1 <= w-2 {
		t.spread()
	}
	t.makeRoom(w - 2)
	from := t.drawDots(c, 1, w-2, 0)
	if h > 1 {
		room := w - width(outcome) - 3
		t.drawNames(c, from, room)
		c.line(w-width(outcome)-1, 1, w, outcome)
	}
	return c.lines(p.ink)
}

type timeline struct {
	in     *Input
	marks  Marks
	cells  []run
	cursor int // cell of the cursor
	groups []group
	names  map[int]string // of requests, by flight
}

// group is a request, or a fault between two.
type group struct {
	flight  int
	command int
	start   int // its first cell
	name    string
	status  string
	now     bool
	later   bool
}

func (t *timeline) build() {
	t.cursor = -1
	for i := range t.in.Events {
		last := i == len(t.in.Events)-1
		t.add(&t.in.Events[i], last, false)
	}
	for i := range t.marks.Later {
		t.add(&t.marks.Later[i], false, true)
	}
	if t.marks.Open {
		t.cells = append(t.cells, run{" ", toneText}, run{"?", toneUnknown})
	}
	for range t.marks.Ahead {
		t.cells = append(t.cells, run{" ", toneText}, run{"○", toneDim})
	}
	if t.cursor < 0 && len(t.cells) > 0 && len(t.in.Events) == 0 {
		t.cells = append([]run{{"◉", toneSelected}}, t.cells...)
		t.cursor = 0
	}
}

// spread puts a blank behind every dot.
func (t *timeline) spread() {
	wide := make([]run, 0, 2*len(t.cells))
	for _, cell := range t.cells {
		wide = append(wide, cell, run{" ", toneText})
	}
	t.cells = wide[:max(len(wide)-1, 0)]
	t.cursor *= 2
	for i := range t.groups {
		t.groups[i].start *= 2
	}
}

// outcomeRoom is left free behind the last name for the outcome of a request.
const outcomeRoom = 20

// makeRoom widens the gaps behind groups whose names are longer than their dots, as far
// as w columns allow. What the cursor has reached plays no part, so that nothing shifts
// when it moves.
func (t *timeline) makeRoom(w int) {
	if len(t.groups) == 0 {
		return
	}
	last := &t.groups[len(t.groups)-1]
	spare := min(w-len(t.cells), w-outcomeRoom-last.start-last.widest())
	for i := 1; i < len(t.groups); i++ {
		g, next := &t.groups[i-1], &t.groups[i]
		missing := g.widest() + 1 - (next.start - g.start)
		if missing <= 0 || missing > spare {
			continue
		}
		spare -= missing
		t.cells = slices.Insert(t.cells, next.start, slices.Repeat([]run{{" ", toneText}}, missing)...)
		if t.cursor >= next.start {
			t.cursor += missing
		}
		for j := i; j < len(t.groups); j++ {
			t.groups[j].start += missing
		}
	}
}

// widest is the width of a group's name, with the answer it may get.
func (g *group) widest() int {
	n := width([]run{{g.name, toneText}})
	if g.flight != 0 {
		n += 2
	}
	return n
}

func (t *timeline) add(e *event.Event, cursor, later bool) {
	g := t.groupOf(e)
	switch {
	case e.Kind == event.RequestSent:
		g.name = requestName(e)
		t.names[e.Flight] = g.name
	case e.Kind == event.ResponseReceived && !later: // what the cursor has not reached is not given away
		g.status = e.Get("status")
	case e.Kind == event.ResponseDropped && !later:
		g.status = "0" // the client knows of none
	case g.name == "" && e.Flight != 0 && t.names[e.Flight] != "": // another came between
		g.name = t.names[e.Flight]
	case g.name == "":
		g.name = faultName(e)
	case e.Flight == 0 && g.flight != 0 && strikes(e.Kind):
		g.name += ", " + faultName(e)
	}
	g.now = g.now || cursor
	g.later = g.later || later
	dot := run{"●", toneText}
	switch {
	case cursor:
		dot = run{"◉", toneSelected}
		t.cursor = len(t.cells)
	case later:
		dot.tone = toneDim
	case e.Kind == event.ResponseReceived:
		status, _ := strconv.Atoi(e.Get("status"))
		dot = run{statusGlyph(status), statusTone(status)}
	case e.Kind == event.ResponseDropped:
		dot = run{"?", toneUnknown}
	case attack(e.Kind), e.Kind == event.RequestSent && e.Get("from") != "":
		dot = run{"!", toneAttacker}
	case e.Flight == 0:
		dot.text = "◇"
	}
	t.cells = append(t.cells, dot)
	if slices.Contains(t.marks.Branches, e.Seq) {
		t.cells = append(t.cells, run{"┬", toneChanged})
	}
}

// groupOf answers the group of an event; a new one begins behind a gap.
func (t *timeline) groupOf(e *event.Event) *group {
	if n := len(t.groups); n > 0 {
		if g := &t.groups[n-1]; g.command == e.Command && g.flight == e.Flight || e.Flight == 0 && g.command == e.Command {
			return g
		}
		t.cells = append(t.cells, run{" ", toneText})
	}
	t.groups = append(t.groups, group{flight: e.Flight, command: e.Command, start: len(t.cells)})
	return &t.groups[len(t.groups)-1]
}

func requestName(e *event.Event) string {
	name := strings.Trim(e.Get("path"), "/")
	if name == "" {
		name = "/"
	}
	switch e.Get("from") {
	case "":
	case "script":
		name = "xss " + name
	case "plain-page": // made up on the line, so that the cookies pass there
		name = "sniff " + name
	default:
		name = "csrf " + name
	}
	return name
}

// drawDots draws the dots into n columns from x on, scrolled so that the cursor
// is in sight, and answers the first cell shown.
func (t *timeline) drawDots(c *canvas, x, n, y int) int {
	from := 0
	if len(t.cells) > n && n > 0 {
		from = min(max(t.cursor-n*2/3, 0), len(t.cells)-n)
	}
	for i := range min(n, len(t.cells)-from) {
		cell := t.cells[from+i]
		if i == 0 && from > 0 || i == n-1 && from+n < len(t.cells) {
			cell = run{"…", toneDim}
		}
		c.set(x+i, y, cell.text, cell.tone)
	}
	return from
}

// labels names the requests in one row, the present one strongly.
func (t *timeline) labels() []run {
	var out []run
	for i := range t.groups {
		if i > 0 {
			out = append(out, run{" · ", toneDim})
		}
		out = append(out, t.groups[i].label())
	}
	return out
}

func (g *group) label() run {
	switch {
	case g.now:
		return run{g.name, toneStrong}
	case g.later:
		return run{g.name, toneDim}
	}
	return run{g.name, toneText}
}

// tail answers the end of a row of labels that fits into w columns.
func tail(labels []run, w int) []run {
	if width(labels) <= w {
		return labels
	}
	for len(labels) > 2 && width(labels)+2 > w {
		labels = labels[2:]
	}
	return joined(words("… ", toneDim), labels)
}

// drawNames writes the names of the requests under their first dots, as long as
// there is room before the next.
func (t *timeline) drawNames(c *canvas, from, limit int) {
	for i := range t.groups {
		g := &t.groups[i]
		x, end := max(1+g.start-from, 1), limit
		if i+1 < len(t.groups) {
			end = min(1+t.groups[i+1].start-from-1, limit)
		}
		label := g.label()
		if end-x < shortestName && end-x < width([]run{label}) {
			continue
		}
		whole := []run{label}
		if status, err := strconv.Atoi(g.status); err == nil {
			whole = append(whole, run{" " + statusGlyph(status), statusTone(status)})
		}
		c.line(x, 1, end, fit(end-x, whole, []run{label}))
	}
}

// shortestName is the number of columns below which a name that is cut says nothing.
const shortestName = 4

// outcome is the answer of the request under the cursor, once it has one.
func (t *timeline) outcome() []run {
	now := t.in.Current()
	if now == nil || now.Flight == 0 {
		return nil
	}
	for i := len(t.in.Events) - 1; i >= 0; i-- {
		e := &t.in.Events[i]
		if e.Flight == now.Flight && e.Kind == event.ResponseDropped {
			return words("? "+e.Get("status")+" lost on its way", toneUnknown)
		}
		if e.Flight != now.Flight || (e.Kind != event.ResponseReceived && e.Kind != event.ResponseSent) {
			continue
		}
		status, _ := strconv.Atoi(e.Get("status"))
		from := e.Get("server")
		if e.Kind == event.ResponseSent {
			from = e.Node
		}
		if from == "" {
			from = "the balancer"
		}
		out := statusRuns(status)
		if e.Get("cut") != "" {
			out = words("? cut", toneUnknown)
		}
		return joined(out, words(" from "+from, toneText))
	}
	return nil
}
