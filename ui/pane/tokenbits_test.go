package pane

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/muesli/termenv"
	"pgregory.net/rapid"

	"authlab/sim/token/inspect"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// TestBitsAreThoseOfTheBytes: the row of bits has the very bits of the bytes that it is
// drawn with, wherever the cursor stands and whatever stands between the characters.
func TestBitsAreThoseOfTheBytes(t *testing.T) {
	st := theme.New(theme.Options{Profile: termenv.Ascii})
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.SliceOfN(rapid.Byte(), 1, 40).Draw(t, "data")
		encoded := base64.RawURLEncoding.EncodeToString(data)
		at := rapid.IntRange(0, len(encoded)-1).Draw(t, "character")
		lines := Bits(st, encoded, Span{at, at + 1}, DecodedBytes(encoded, at), HeaderSegment, BitsWidth)
		if len(lines) != BitsHeight-1 {
			t.Fatalf("%d lines, which take %d with their heading", len(lines), BitsHeight)
		}
		bits := strings.ReplaceAll(strings.TrimPrefix(lines[1], "bits"), " ", "")
		for i := range len(bits) / 8 {
			b := data[at/4*3+i]
			for n, bit := range bits[i*8 : i*8+8] {
				if want := rune('0' + b>>(7-n)&1); bit != want {
					t.Fatalf("byte %d of %x has the bits %s", at/4*3+i, data, bits)
				}
			}
		}
		for _, line := range lines[:3] {
			if w := text.Width(line); w > BitsWidth {
				t.Fatalf("%d columns: %s", w, line)
			}
		}
		if n := strings.Count(lines[0], st.Glyphs.Pointer+encoded[at:at+1]); n != 1 {
			t.Fatalf("%d characters are marked: %s", n, lines[0])
		}
		wrapped := encoded[:at] + "\n" + encoded[at:]
		again := Bits(st, wrapped, Span{at + 1, at + 2}, DecodedBytes(wrapped, at+1), HeaderSegment, BitsWidth)
		if strings.Join(again, "\n") != strings.Join(lines, "\n") {
			t.Fatalf("with a line break before it:\n%s", strings.Join(again, "\n"))
		}
	})
}

func TestNoBitsWhereThereIsNoCharacter(t *testing.T) {
	st := theme.New(theme.Options{Profile: termenv.Ascii})
	for _, at := range []int{-1, 3, 4, 9} {
		if lines := Bits(st, "AAA=.", Span{at, at + 1}, Span{}, HeaderSegment, BitsWidth); lines != nil {
			t.Errorf("at %d: %q", at, lines)
		}
	}
}

func TestAClauseIsAWholeOne(t *testing.T) {
	const s = "The signature does not fit: the header was altered, or another key made it."
	for width, want := range map[int]string{100: s, 74: "The signature does not fit: the header was altered", 40: "The signature does not fit", 10: ""} {
		if got := Clause(s, width); got != want {
			t.Errorf("%d columns: %q", width, got)
		}
	}
}

// TestStagesAreNeverCut: however narrow it is, no row of the stages ends within a sentence
// without being its end or that of a clause.
func TestStagesAreNeverCut(t *testing.T) {
	st := theme.New(theme.Options{Profile: termenv.Ascii})
	for width := 38; width < 140; width++ {
		for _, raw := range []string{"", "a.b", "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"} {
			r := inspect.Inspect(inspect.Request{Raw: raw})
			lines, _ := Stages(st, &r, -1, false, width)
			for _, line := range append(lines, Libraries(st, &r, width)...) {
				if strings.Contains(line, st.Glyphs.Ellipsis) || text.Width(line) > width {
					t.Errorf("%d columns: %q", width, line)
				}
			}
		}
	}
}
