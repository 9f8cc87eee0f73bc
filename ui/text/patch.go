package text

// Patch is a part of a line that is to be written over what stands there.
type Patch struct {
	// Column is where it begins, from 0.
	Column int
	Text   string
}

// gap is the number of equal cells between two changes from which on moving the cursor
// costs less than writing them again.
const gap = 12

// cell is one column of a line. The second half of a wide character has no text.
type cell struct{ text, ink string }

// cells takes a line apart. It fails on what is neither text nor an ink.
func cells(s string) ([]cell, bool) {
	if _, ok := measure(s); !ok {
		return nil, false
	}
	var p pen
	var out []cell
	for s != "" {
		if n := ink(s); n > 0 {
			p.choose(s[:n])
			s = s[n:]
			continue
		}
		n, w := cluster(s)
		if w == 0 {
			return nil, false
		}
		out = append(out, cell{s[:n], p.wanted})
		for range w - 1 {
			out = append(out, cell{"", p.wanted})
		}
		s = s[n:]
	}
	return out, true
}

// Patches tells what to write over a line to make it another one of the same width.
// It fails where the two do not fit each other.
func Patches(before, after string) ([]Patch, bool) {
	old, ok := cells(before)
	if !ok {
		return nil, false
	}
	fresh, ok := cells(after)
	if !ok || len(old) != len(fresh) {
		return nil, false
	}
	var out []Patch
	for x := 0; x < len(fresh); {
		if old[x] == fresh[x] {
			x++
			continue
		}
		from, to := x, x+1
		for end := to; end < len(fresh) && end < to+gap; end++ {
			if old[end] != fresh[end] {
				to = end + 1
			}
		}
		// A wide character is written whole.
		for from > 0 && fresh[from].text == "" {
			from--
		}
		for to < len(fresh) && fresh[to].text == "" {
			to++
		}
		var p pen
		for _, c := range fresh[from:to] {
			if c.text != "" {
				p.wanted = c.ink
				p.write(c.text)
			}
		}
		out = append(out, Patch{from, p.line()})
		x = to
	}
	return out, true
}
