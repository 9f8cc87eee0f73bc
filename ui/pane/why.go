package pane

import (
	"strconv"

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
// first. selected is the row a key would jump to.
func Why(in Input, selected, w, h int) []string {
	p := newPalette(in.Styles)
	p.learn(in.Now, in.Events)
	links := whyLinks(&in)
	c := newCanvas(w, h, in.Styles.Glyphs.ASCII)
	c.frame(box{0, 0, w, h}, shapeServer, toneFocus, words("why", toneTitle), words(count(len(links), "link"), toneDim))
	if len(links) == 0 {
		c.put(2, 1, w-1, "Nothing has happened yet.", toneDim)
		return c.lines(p.ink)
	}
	rows := max(h-2, 0)
	y := 1
	if rows >= len(links)+2 {
		y++
	}
	top := min(max(selected-rows+1, 0), max(len(links)-rows, 0))
	for i := top; i < len(links) && y < h-1; i++ {
		p.drawLink(c, links[i], i, i == selected, y, w)
		y++
	}
	return c.lines(p.ink)
}

// drawLink draws one row: the arrow of causation, the fact, and its step.
func (p *palette) drawLink(c *canvas, link event.Link, i int, selected bool, y, w int) {
	arrow := "← "
	if i == 0 {
		arrow = "  "
	}
	base := toneText
	if i == 0 {
		base = toneStrong
	}
	pointer := "  "
	if selected {
		pointer = "▸ "
		base = toneSelected
	}
	step := "step " + strconv.Itoa(link.Seq)
	limit := w - 2 - len(step) - 2
	x := c.line(1, y, limit, []run{{pointer, toneFocus}, {arrow, toneDim}})
	if selected {
		c.put(x, y, limit, safe(link.Text), base)
	} else {
		c.line(x, y, limit, p.mention(safe(link.Text), base))
	}
	c.put(w-2-len(step), y, w-1, step, toneDim)
}
