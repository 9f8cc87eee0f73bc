package pane

import (
	"strconv"
	"strings"

	"authlab/sim/event"
)

// WhySteps answers the Seq numbers of the chain that Why draws, in its order.
func WhySteps(in Input) []int {
	var out []int
	for _, link := range whyLinks(&in) {
		out = append(out, link.Seq)
	}
	return out
}

// whyLinks is the chain behind the outcome at hand: that of the cursor's request
// once it has one, else that of the event under the cursor.
func whyLinks(in *Input) []event.Link {
	now := in.Current()
	if now == nil {
		return nil
	}
	seq := now.Seq
	if now.Flight != 0 {
		for i := range in.Events {
			if e := &in.Events[i]; e.Flight == now.Flight && e.Kind == event.ResponseReceived {
				seq = e.Seq
			}
		}
	}
	return event.Why(in.Events, seq)
}

// Why draws the chain of causes behind the outcome at hand in a box, the outcome
// first. selected is the row a key would jump to. A link that is longer than its row
// goes on in the next as long as there is room for all of them.
func Why(in Input, selected, w, h int) []string {
	p := newPalette(in.Styles)
	p.learn(in.Now, in.Events)
	links := p.whyRows(whyLinks(&in), selected, w)
	c := newCanvas(w, h, in.Styles.Glyphs.ASCII)
	c.frame(box{0, 0, w, h}, shapeServer, toneFocus, words("why", toneTitle), words(count(len(links), "link"), toneDim))
	if len(links) == 0 {
		c.put(2, 1, w-1, "Nothing has happened yet.", toneDim)
		return c.lines(p.ink)
	}
	rows := max(h-2, 0)
	if countRows(links) > rows {
		for i := range links {
			links[i].text = [][]run{links[i].whole}
		}
	}
	y := 1
	if rows >= countRows(links)+2 {
		y++
	}
	top := 0
	if len(links) > rows {
		top = min(max(selected-rows+1, 0), len(links)-rows)
	}
	for i := top; i < len(links) && y < h-1; i++ {
		links[i].draw(c, y, w)
		y += len(links[i].text)
	}
	return c.lines(p.ink)
}

// WhyHeight is the height at which Why shows the whole chain in w columns, with air.
func WhyHeight(in Input, w int) int {
	p := newPalette(in.Styles)
	return max(countRows(p.whyRows(whyLinks(&in), 0, w)), 1) + 4
}

// whyRow is a link as it is drawn: the arrow of causation, the fact, and its step.
type whyRow struct {
	lead  []run
	whole []run   // the fact in one row
	text  [][]run // the fact in as many rows as it needs
	step  string
}

// whyLead is the number of columns before the fact: the frame, the pointer, the arrow.
const whyLead = 5

// end is the first column behind the fact.
func (r *whyRow) end(w int) int { return w - 2 - len(r.step) - 2 }

func (p *palette) whyRows(links []event.Link, selected, w int) []whyRow {
	out := make([]whyRow, len(links))
	for i, link := range links {
		r := &out[i]
		r.step = "step " + strconv.Itoa(link.Seq)
		pointer, arrow, base := "  ", "← ", toneText
		if i == 0 {
			arrow, base = "  ", toneStrong
		}
		// The step stands at the end of the row.
		fact := safe(strings.TrimSuffix(link.Text, " at "+r.step))
		if r.whole = p.mention(fact, base); i == selected {
			pointer, r.whole = "▸ ", words(fact, toneSelected)
		}
		r.lead = []run{{pointer, toneFocus}, {arrow, toneDim}}
		r.text = flow(r.whole, r.end(w)-whyLead, 2)
	}
	return out
}

func countRows(links []whyRow) int {
	n := 0
	for i := range links {
		n += len(links[i].text)
	}
	return n
}

func (r *whyRow) draw(c *canvas, y, w int) {
	c.line(1, y, r.end(w), r.lead)
	for n, row := range r.text {
		c.line(whyLead, y+n, r.end(w), row)
	}
	c.put(w-2-len(r.step), y, w-1, r.step, toneDim)
}
