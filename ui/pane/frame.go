package pane

// shape is the outline of a node; each kind of node has its own.
type shape int

const (
	shapeServer   shape = iota // square corners
	shapeBrowser               // round corners
	shapeBalancer              // heavy posts, like a gate
	shapeDead                  // dashed, whatever it was
)

// outline holds the characters of a shape.
type outline struct {
	topLeft, topRight, bottomLeft, bottomRight, across, down string
}

func (s shape) outline() outline {
	switch s {
	case shapeBrowser:
		return outline{"╭", "╮", "╰", "╯", "─", "│"}
	case shapeBalancer:
		return outline{"┎", "┒", "┖", "┚", "─", "┃"}
	case shapeDead:
		return outline{"┌", "┐", "└", "┘", "╌", "┆"}
	}
	return outline{"┌", "┐", "└", "┘", "─", "│"}
}

// frame draws an outline with a title at the left of its top and a remark at
// the right, which gives way where both do not fit.
func (c *canvas) frame(b box, s shape, t tone, title, remark []run) {
	o := s.outline()
	right, bottom := b.right()-1, b.bottom()-1
	for x := b.x + 1; x < right; x++ {
		c.set(x, b.y, o.across, t)
		c.set(x, bottom, o.across, t)
	}
	for y := b.y + 1; y < bottom; y++ {
		c.set(b.x, y, o.down, t)
		c.set(right, y, o.down, t)
	}
	c.set(b.x, b.y, o.topLeft, t)
	c.set(right, b.y, o.topRight, t)
	c.set(b.x, bottom, o.bottomLeft, t)
	c.set(right, bottom, o.bottomRight, t)
	c.caption(b, title, remark)
}

// caption writes title and remark into the top border.
func (c *canvas) caption(b box, title, remark []run) {
	inner := b.w - 2
	tw, rw := width(title), width(remark)
	indent := 1
	switch {
	case tw+3 <= inner:
		indent = 2
	case tw+2 > inner:
		c.line(b.x+1, b.y, b.right()-1, title)
		return
	}
	free := inner - (indent - 1) - tw - 2
	if rw > 0 && free < rw && indent == 2 && free+1 >= rw {
		indent, free = 1, free+1
	}
	c.spaced(b.x+indent, b.y, b.right()-1, title)
	switch {
	case rw == 0 || free < rw:
	case free >= rw+3:
		c.spaced(b.right()-4-rw, b.y, b.right()-2, remark)
	case free >= rw+2:
		c.spaced(b.right()-3-rw, b.y, b.right()-1, remark)
	case free >= rw+1:
		c.put(c.line(b.right()-2-rw, b.y, b.right()-1, remark), b.y, b.right()-1, " ", toneText)
	default:
		c.line(b.right()-1-rw, b.y, b.right()-1, remark)
	}
}

func (c *canvas) spaced(x, y, limit int, runs []run) {
	x = c.put(x, y, limit, " ", toneText)
	x = c.line(x, y, limit, runs)
	c.put(x, y, limit, " ", toneText)
}

// inside writes content rows into a box below its first skip rows; what does
// not fit is not drawn.
func (c *canvas) inside(b box, skip int, rows [][]run) {
	for i, row := range rows {
		y := b.y + 1 + skip + i
		if y >= b.bottom()-1 {
			return
		}
		c.row(b, y, row)
	}
}

// room is the number of columns for content in a box of w columns: wide boxes
// keep air on both sides.
func room(w int) int {
	switch {
	case w >= 17:
		return w - 4
	}
	return w - 2
}

// fresh marks a content row as new since one step ago. It stands in the column
// of air at the left.
var fresh = run{"+", toneChanged}

// row writes one content row between the sides of a box, with a column of air
// at the left where there is room for it.
func (c *canvas) row(b box, y int, row []run) {
	x, limit := b.x+1, b.right()-1
	isNew := len(row) > 0 && row[0] == fresh
	switch {
	case isNew && width(row) > limit-x:
		row = row[1:]
	case !isNew && width(row) < limit-x:
		x++
	}
	c.line(x, y, limit, row)
}
