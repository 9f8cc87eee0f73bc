package pane

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"authlab/ui/text"
)

// TestRowsHoldEveryByteOnce: rows follow each other without a gap, none is too wide, and
// a byte is found again at the column where it is drawn.
func TestRowsHoldEveryByteOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.StringMatching(`[A-Za-z0-9._\n-]{0,200}`), rapid.StringN(0, 80, -1), rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 80), func(b []byte) string { return string(b) })).Draw(t, "text")
		width, lines := rapid.IntRange(14, 70).Draw(t, "width"), rapid.Bool().Draw(t, "lines")
		rows := Rows(s, 0, len(s), width, lines)
		at := 0
		for i, r := range rows {
			if r.From > at && (!lines || r.From != at+1 || s[at] != '\n') {
				t.Fatalf("row %d of %q begins at %d, not at %d", i, s, r.From, at)
			}
			if w := text.Width(r.Shown); w > width {
				t.Fatalf("row %d of %q is %d wide", i, s, w)
			}
			for b := r.From; b < r.To; b++ {
				if found := r.At(r.Column(b)); found < b && r.Column(found+1) <= r.Column(b) || found > b && r.Column(b) != r.Column(found) {
					t.Fatalf("byte %d of %q is drawn at column %d, where %d is", b, s, r.Column(b), found)
				}
			}
			if got := RowOf(rows, r.From); rows[got].From != r.From {
				t.Fatalf("offset %d of %q is looked for in row %d, not %d", r.From, s, got, i)
			}
			at = r.To
		}
		if at != len(s) && (!lines || at != len(s)-1) {
			t.Fatalf("the rows of %q end at %d", s, at)
		}
	})
}

// TestSegmentsCoverTheText: every byte belongs to one segment, whatever stands in it.
func TestSegmentsCoverTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, compact, after := rapid.String().Draw(t, "before"), rapid.StringMatching(`[a-z.]{0,40}`).Draw(t, "token"), rapid.String().Draw(t, "after")
		raw, at := before+compact+after, 0
		for _, s := range Segments(raw, compact, func(i int) int { return len(before) + i }) {
			if s.From != at || s.To < s.From {
				t.Fatalf("%q: a segment from %d to %d behind %d", raw, s.From, s.To, at)
			}
			at = s.To
		}
		if at != len(raw) {
			t.Fatalf("%q: segments end at %d", raw, at)
		}
	})
}

func TestSegmentsOfAMillionDotsAreFew(t *testing.T) {
	dots := strings.Repeat(".", 1_000_000)
	if n := len(Segments(dots, dots, func(i int) int { return i })); n > maxSegments+2 {
		t.Errorf("%d segments", n)
	}
}
