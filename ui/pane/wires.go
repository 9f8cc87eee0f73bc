package pane

// The four directions a wire can leave a cell in.
const (
	up uint8 = 1 << iota
	down
	left
	right
)

// step is one cell of a route with the directions it connects.
type step struct {
	x, y int
	mask uint8
}

type point struct{ x, y int }

// trace walks along the corners of a route and answers its cells in order. Both
// ends reach out of the route, towards the boxes they touch.
func trace(corners ...point) []step {
	var path []step
	add := func(x, y int, in, out uint8) { path = append(path, step{x, y, in | out}) }
	at := corners[0]
	var heading uint8
	for _, to := range corners[1:] {
		for at != to {
			var dx, dy int
			var out uint8
			switch {
			case to.x > at.x:
				dx, out = 1, right
			case to.x < at.x:
				dx, out = -1, left
			case to.y > at.y:
				dy, out = 1, down
			default:
				dy, out = -1, up
			}
			in := opposite(out)
			if heading != 0 {
				in = opposite(heading)
			}
			add(at.x, at.y, in, out)
			heading = out
			at = point{at.x + dx, at.y + dy}
		}
	}
	if heading == 0 {
		heading = right
	}
	add(at.x, at.y, opposite(heading), heading)
	return path
}

func opposite(d uint8) uint8 {
	switch d {
	case up:
		return down
	case down:
		return up
	case left:
		return right
	}
	return left
}

// reversed answers the route walked the other way.
func reversed(path []step) []step {
	out := make([]step, len(path))
	for i, s := range path {
		out[len(path)-1-i] = s
	}
	return out
}

// join is one cell of the wiring: which directions are wired thinly, because
// two nodes can talk, and doubly, because a message is under way.
type join struct {
	thin, bold uint8
	cut        bool
	tone       tone
}

// wiring collects the wires between the boxes; those that share a cell join.
type wiring struct {
	w, h  int
	joins []join
	heads []head
}

type head struct {
	at    point
	glyph string
	tone  tone
}

func newWiring(w, h int) *wiring { return &wiring{w: w, h: h, joins: make([]join, w*h)} }

func (w *wiring) at(x, y int) *join {
	if x < 0 || y < 0 || x >= w.w || y >= w.h {
		return nil
	}
	return &w.joins[y*w.w+x]
}

// thin lays a wire over which nothing travels now.
func (w *wiring) thin(path []step, t tone, cut bool) {
	for i, s := range path {
		if j := w.at(s.x, s.y); j != nil {
			if j.thin == 0 || t != toneBorder {
				j.tone = t
			}
			j.thin |= s.mask
			j.cut = j.cut || (cut && i == len(path)-1)
		}
	}
}

// bold lays the part of a route a message has travelled. phase is how far it
// has come; at 1 its head touches the node it is for.
func (w *wiring) bold(path []step, t tone, phase float64, arrow bool) {
	n := len(path)
	if n == 0 {
		return
	}
	if phase < 1 {
		n = min(max(int(phase*float64(len(path))+0.5), 1), len(path))
	}
	for _, s := range path[:n] {
		if j := w.at(s.x, s.y); j != nil {
			j.bold |= s.mask
			j.tone = t
		}
	}
	if !arrow {
		return
	}
	last := path[n-1]
	w.heads = append(w.heads, head{point{last.x, last.y}, arrowOf(path, n-1), t})
}

// broken lays a route that ends before the node it is for.
func (w *wiring) broken(path []step, t tone, phase float64) {
	n := len(path)
	if n == 0 {
		return
	}
	reach := max(int(phase*float64(n)*0.6), 1)
	w.bold(path[:reach], t, 1, false)
	at := path[min(reach, n-1)]
	w.heads = append(w.heads, head{point{at.x, at.y}, "✗", toneBad})
}

// arrowOf answers the arrowhead that fits the direction of a route at cell i.
func arrowOf(path []step, i int) string {
	var dx, dy int
	switch {
	case i > 0:
		dx, dy = path[i].x-path[i-1].x, path[i].y-path[i-1].y
	case len(path) > 1:
		dx, dy = path[1].x-path[0].x, path[1].y-path[0].y
	}
	switch {
	case dy > 0:
		return "▼"
	case dy < 0:
		return "▲"
	case dx < 0:
		return "◀"
	}
	return "▶"
}

// draw puts the wires on the canvas.
func (w *wiring) draw(c *canvas) {
	for y := range w.h {
		for x := range w.w {
			j := w.joins[y*w.w+x]
			switch {
			case j.bold != 0:
				c.set(x, y, crossedWire(j.bold, j.thin), j.tone)
			case j.cut:
				c.set(x, y, "✗", toneBad)
			case j.thin != 0:
				c.set(x, y, thinWire(j.thin), j.tone)
			}
		}
	}
	for _, h := range w.heads {
		c.set(h.at.x, h.at.y, h.glyph, h.tone)
	}
}

// dock joins the thin wires to the sides of the boxes they touch.
func (w *wiring) dock(c *canvas) {
	for y := range w.h {
		for x := range w.w {
			j := w.joins[y*w.w+x]
			if j.thin == 0 || j.bold != 0 || j.cut {
				continue
			}
			if j.thin&left != 0 && x > 0 {
				c.dock(x-1, y, "├", "┠")
			}
			if j.thin&right != 0 && x+1 < w.w {
				c.dock(x+1, y, "┤", "┨")
			}
		}
	}
}

// dock turns the side of a box into a junction.
func (c *canvas) dock(x, y int, light, heavy string) {
	switch at := &c.cells[y*c.w+x]; at.text {
	case "│":
		at.text = light
	case "┃":
		at.text = heavy
	}
}

func thinWire(mask uint8) string {
	return pick(mask, [16]string{"", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼"})
}

func boldWire(mask uint8) string {
	return pick(mask, [16]string{"", "║", "║", "║", "═", "╝", "╗", "╣", "═", "╚", "╔", "╠", "═", "╩", "╦", "╬"})
}

// crossedWire is a double wire that a thin one meets or crosses.
func crossedWire(bold, thin uint8) string {
	switch thin &^= bold; {
	case bold == up|down && thin == left:
		return "╢"
	case bold == up|down && thin == right:
		return "╟"
	case bold == up|down && thin == left|right:
		return "╫"
	case bold == left|right && thin == up:
		return "╧"
	case bold == left|right && thin == down:
		return "╤"
	case bold == left|right && thin == up|down:
		return "╪"
	}
	return boldWire(bold)
}

func pick(mask uint8, glyphs [16]string) string { return glyphs[mask&15] }
