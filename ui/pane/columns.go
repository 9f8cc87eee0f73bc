package pane

// box is a rectangle of the picture, borders included.
type box struct{ x, y, w, h int }

func (b box) right() int  { return b.x + b.w }
func (b box) bottom() int { return b.y + b.h }
func (b box) middle() int { return b.y + b.h/2 }

// columns are the widths of the picture's parts from left to right. The last
// two are 0 where the store stands below the servers or where there is none.
type columns struct {
	client, gap1, balancer, gap2, server, gap3, store int
}

func (c *columns) sum() int {
	return c.client + c.gap1 + c.balancer + c.gap2 + c.server + c.gap3 + c.store
}

// Widths that suit a part, from barely readable to generous. Each level is
// reached by all parts, in order of importance, before the next begins.
var (
	levelsMemory = []columns{
		{client: 14, gap1: 5, balancer: 13, gap2: 3, server: 13},
		{client: 18, gap1: 9, balancer: 13, gap2: 3, server: 16},
		{client: 18, gap1: 10, balancer: 13, gap2: 5, server: 19},
		{client: 21, gap1: 13, balancer: 15, gap2: 6, server: 25},
		{client: 26, gap1: 17, balancer: 17, gap2: 15, server: 34},
		{client: 34, gap1: 24, balancer: 22, gap2: 20, server: 46},
	}
	levelsPlain = []columns{
		{client: 14, gap1: 5, balancer: 13, gap2: 3, server: 13},
		{client: 18, gap1: 9, balancer: 13, gap2: 3, server: 16},
		{client: 18, gap1: 10, balancer: 13, gap2: 5, server: 19},
		{client: 21, gap1: 13, balancer: 15, gap2: 6, server: 25},
		{client: 26, gap1: 20, balancer: 17, gap2: 16, server: 30},
		{client: 34, gap1: 24, balancer: 22, gap2: 20, server: 40},
	}
	levelsStore = []columns{
		{client: 14, gap1: 5, balancer: 10, gap2: 4, server: 11, gap3: 3, store: 13},
		{client: 17, gap1: 10, balancer: 13, gap2: 5, server: 14, gap3: 4, store: 15},
		{client: 17, gap1: 10, balancer: 15, gap2: 5, server: 14, gap3: 4, store: 15},
		{client: 21, gap1: 14, balancer: 15, gap2: 6, server: 17, gap3: 6, store: 20},
		{client: 26, gap1: 17, balancer: 17, gap2: 12, server: 23, gap3: 11, store: 27},
		{client: 34, gap1: 22, balancer: 22, gap2: 16, server: 32, gap3: 15, store: 38},
	}
	// A server that checks a token and then asks for it has the most to say.
	levelsChecks = []columns{
		{client: 14, gap1: 5, balancer: 10, gap2: 4, server: 11, gap3: 3, store: 13},
		{client: 17, gap1: 9, balancer: 13, gap2: 4, server: 16, gap3: 4, store: 15},
		{client: 17, gap1: 9, balancer: 15, gap2: 4, server: 16, gap3: 4, store: 15},
		{client: 19, gap1: 13, balancer: 15, gap2: 5, server: 22, gap3: 5, store: 21},
		{client: 26, gap1: 15, balancer: 17, gap2: 11, server: 26, gap3: 10, store: 29},
		{client: 34, gap1: 20, balancer: 22, gap2: 13, server: 38, gap3: 13, store: 38},
	}
)

// solveColumns shares w columns; false if the picture does not fit.
func solveColumns(w int, levels []columns) (columns, bool) {
	got := levels[0]
	left := w - got.sum()
	if left < 0 {
		return got, false
	}
	for _, want := range levels[1:] {
		for _, p := range []struct {
			have *int
			want int
		}{
			{&got.gap1, want.gap1}, {&got.server, want.server}, {&got.client, want.client}, {&got.store, want.store},
			{&got.gap2, want.gap2}, {&got.gap3, want.gap3}, {&got.balancer, want.balancer},
		} {
			grow := min(left, p.want-*p.have)
			*p.have += grow
			left -= grow
		}
	}
	return got, true
}

// stack is how boxes of one kind are piled up in a column.
type stack struct {
	form  form
	shown int
	boxes []box
	// rows is the number of content rows of each.
	rows int
}

type form int

const (
	formBoxes form = iota // each has its own border
	formRack              // neighbours share a border
	formList              // one border around all, one row each
)

// pile stacks n boxes of at most maxRows content rows into a column.
func pile(n, x, y, w, h, maxRows int) stack {
	if n == 0 {
		return stack{}
	}
	for rows := maxRows; rows >= 1; rows-- {
		// Two rows tell what is remembered and what was found; for that, borders are shared.
		if rows == 1 && maxRows > 1 && n > 1 && 3*n+1 <= h {
			return pileRack(n, x, y, w, h, 2)
		}
		if need := n*(rows+2) + n - 1; need <= h {
			gap := 1
			if n > 1 {
				gap = min(5, 1+(h-need)/(2*n))
			}
			return pileBoxes(n, x, y, w, h, rows, gap)
		}
	}
	if 2*n+1 <= h {
		return pileRack(n, x, y, w, h, 1)
	}
	s := stack{form: formList, shown: min(n, max(h-2, 0)), rows: 1}
	if s.shown < n {
		s.shown = max(s.shown-1, 0)
	}
	top := y + max(h-2-n, 0)/2
	for i := range s.shown {
		s.boxes = append(s.boxes, box{x, top + i, w, 3})
	}
	return s
}

func pileRack(n, x, y, w, h, rows int) stack {
	top := y + (h-(rows+1)*n-1)/2
	s := stack{form: formRack, shown: n, rows: rows}
	for i := range n {
		s.boxes = append(s.boxes, box{x, top + (rows+1)*i, w, rows + 2})
	}
	return s
}

func pileBoxes(n, x, y, w, h, rows, gap int) stack {
	s := stack{form: formBoxes, shown: n, rows: rows}
	total := n*(rows+2) + (n-1)*gap
	top := y + max(h-total, 0)/2
	for i := range n {
		s.boxes = append(s.boxes, box{x, top + i*(rows+2+gap), w, rows + 2})
	}
	return s
}
