package page

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"

	"authlab/ui/intent"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// bare tells that nothing lies on the bench, and nothing is being written.
func (p *Tokens) bare() bool { return p.raw == "" && p.key == "" && !p.editing }

// empty says what a token is, and how one comes onto the bench.
func (p *Tokens) empty(height int) []string {
	st := p.env.Styles
	width := min(p.width-4, widestProse)
	var lines []string
	if !p.low() {
		lines = append(lines, "", st.Heading.On("A token, taken apart and put to the test"), "")
	}
	lines = append(lines, inked(st.Text, flow("Paste one: it is decoded whatever is wrong with it, and judged stage by stage once there is a key. Then change a letter, sign it again, forge it.", width))...)
	lines = append(append(lines, ""), p.beginnings(width)...)
	anatomy := p.anatomy(p.width - 4)
	if len(lines)+len(anatomy)+1 <= height {
		lines = append(append(lines, ""), anatomy...)
	}
	if goal := p.goal.draw(st, width); p.goal.shown && len(lines)+len(goal)+2 <= height {
		lines = append(append(lines, "", st.Heading.On("Goal")), goal...)
	}
	const gap = 8
	if p.width >= roomForOffers {
		room := min(p.width-4-width-gap, offersWidth)
		if offers := p.offers(room); len(offers) <= height {
			lines = beside(lines, offers, p.width-4-room-gap, gap, room, height)
		}
	}
	return indented(indented(lines))
}

// beginnings are the ways to a token, each with its key.
func (p *Tokens) beginnings(width int) []string {
	st := p.env.Styles
	var lines []string
	add := func(action intent.Action, does string) {
		name := intent.Binding{Action: action}.Key()
		for _, row := range flow(does, width-9) {
			lines = append(lines, "  "+st.Key.On(text.Pad(name, 7))+st.Text.On(row))
			name = ""
		}
	}
	add(intent.Paste, "a token, from wherever you have one")
	add(intent.Generate, "make one, of several kinds")
	add(intent.Sample, "take the course's sample")
	if !p.wide() {
		add(intent.Goal, "a task: from a payload to an error in six steps")
	}
	add(intent.EditField, "write one by hand, beginning with what is marked:")
	parts := ""
	for panel := panelRaw; panel < panelStages; panel++ {
		if panel == p.focus {
			parts += st.Key.On(st.Glyphs.Pointer) + st.Selected.On(panel.name()) + " "
		} else {
			parts += " " + st.Dim.On(panel.name()) + " "
		}
	}
	return append(lines, "         "+parts+st.Key.On(" Tab")+st.Dim.On(" marks the next"))
}

// anatomy shows the three parts of a token and what each is, where there is room.
func (p *Tokens) anatomy(width int) []string {
	const (
		header, payload = `{"alg":"HS256"}`, `{"sub":"alice"}`
		decodedColumn   = 38
		saysColumn      = 56
	)
	if width < saysColumn+16 {
		return nil
	}
	st := p.env.Styles
	signed := encoded(header) + "." + encoded(payload)
	mac := hmac.New(sha256.New, []byte("a key of the example's own"))
	mac.Write([]byte(signed))
	raw := signed + "." + encoded(string(mac.Sum(nil)))[:len(encoded(payload))] + st.Glyphs.Ellipsis
	segments := pane.Segments(raw, raw, func(i int) int { return i })
	rows, of := pane.RawRows(raw, segments, decodedColumn)
	lines, _ := pane.Raw(st, rows, of, segments, pane.Nowhere)
	for i, says := range [][2]string{{header, "how it is signed"}, {payload, "whom it is about"}, {fmt.Sprint(mac.Size(), " bytes"), "what a key made"}} {
		lines[i] = text.Pad(text.Pad(lines[i], decodedColumn)+st.Text.On(says[0]), saysColumn) + st.Dim.On(says[1])
	}
	return lines
}
