package layout

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTheVerdictIsSeenAtEverySize(t *testing.T) {
	for w := 0; w <= 200; w++ {
		for h := 1; h <= 60; h++ {
			decoded, verified, verdict := Token(w, h)
			if verdict.Min.Y != min(decoded.Max.Y, verified.Max.Y) || h > 0 && verdict.Max.Y-verdict.Min.Y < 1 || verdict.Max.Y != h || verdict.Min.X != 0 || verdict.Max.X != w {
				t.Fatalf("%d×%d: the verdict is at %v", w, h, verdict)
			}
			if decoded.Overlaps(verdict) || verified.Overlaps(verdict) {
				t.Fatalf("%d×%d: %v and %v lie on %v", w, h, decoded, verified, verdict)
			}
			beside := w >= TokenWide
			if h > 1 && decoded.Overlaps(verified) == (beside && w > 0) && w > 0 {
				t.Fatalf("%d×%d: %v and %v", w, h, decoded, verified)
			}
		}
	}
}

// TestSharesAreFair: nothing is given twice, nobody gets more than wanted, rows are left
// only where all have what they want, and the focus goes short last.
func TestSharesAreFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "sections")
		wants, least := make([]int, n), make([]int, n)
		all := 0
		for i := range n {
			wants[i] = rapid.IntRange(0, 30).Draw(t, "wants")
			least[i] = rapid.IntRange(0, 5).Draw(t, "least")
			all += wants[i]
		}
		rows, focus := rapid.IntRange(0, 60).Draw(t, "rows"), rapid.IntRange(-1, n-1).Draw(t, "focus")
		given := 0
		for i, got := range Shares(rows, wants, least, focus) {
			if got < 0 || got > wants[i] {
				t.Fatalf("section %d wants %d and gets %d", i, wants[i], got)
			}
			if i == focus && got < min(wants[i], least[i], rows) {
				t.Fatalf("the focus gets %d of %d rows", got, rows)
			}
			given += got
		}
		if given != min(rows, all) {
			t.Fatalf("%d of %d rows are given to sections that want %d", given, rows, all)
		}
	})
}
