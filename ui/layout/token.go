package layout

import "image"

// TokenWide is the width from which decoding and verifying stand beside each other.
const TokenWide = 100

// The heights from which the verdict has two rows, and three.
const (
	tokenHigh = 20
	tokenTall = 26
)

// Token divides the body of the token bench. On a wide screen decoding stands on the
// left and verifying on the right, with one column between; on a narrow one both have
// the same place, one at a time. The last rows are the verdict's: one where every row
// counts, three where there are many.
func Token(w, h int) (decoded, verified, verdict image.Rectangle) {
	w, h = max(w, 0), max(h, 0)
	rows := min(1, h)
	switch {
	case h >= tokenTall:
		rows = 3
	case h >= tokenHigh:
		rows = 2
	}
	last := max(h-rows, 0)
	decoded = image.Rect(0, 0, w, last)
	verified, verdict = decoded, image.Rect(0, last, w, h)
	if w >= TokenWide {
		decoded.Max.X = w * 53 / 100
		verified.Min.X = decoded.Max.X + 1
	}
	return decoded, verified, verdict
}

// Shares divides rows among sections that want so many each. Every section gets its
// least first, as far as there are rows; then the one with the focus gets what it wants,
// then the others in their order. focus is -1 for none.
func Shares(rows int, wants, least []int, focus int) []int {
	out := make([]int, len(wants))
	give := func(i, upTo int) {
		n := min(max(min(upTo, wants[i])-out[i], 0), rows)
		out[i] += n
		rows -= n
	}
	if focus >= 0 && focus < len(wants) {
		give(focus, least[focus])
	}
	for i := range wants {
		give(i, least[i])
	}
	if focus >= 0 && focus < len(wants) {
		give(focus, wants[focus])
	}
	for i := range wants {
		give(i, wants[i])
	}
	return out
}
