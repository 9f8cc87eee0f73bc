package pane

import (
	"fmt"
	"strings"

	"authlab/ui/text"
	"authlab/ui/theme"
)

// Four characters of base64url are three bytes (RFC 4648 §5).
const (
	groupCharacters = 4
	characterBits   = 6
	byteBits        = 8
	// bitColumns is the width in which a bit is drawn.
	bitColumns = 2
	bitsLabel  = 12
	// BitsWidth is the least width of Bits, BitsHeight the rows that it takes.
	BitsWidth  = bitsLabel + groupCharacters*characterBits*bitColumns
	BitsHeight = 5
)

// Bits draws how characters of base64url text become bytes: the four characters among
// which the marked ones stand, their 24 bits, and the three bytes that these are. bytes
// are those that are marked in what is decoded. It is nil where no such character is
// marked.
func Bits(st *theme.Styles, encoded string, characters, bytes Span, kind, width int) []string {
	group, number := groupAt(encoded, characters.From)
	if len(group) == 0 || width < BitsWidth {
		return nil
	}
	g, ink := &st.Glyphs, segmentInk(st, kind)
	bits, above, middle, below := "", "", "", ""
	for _, at := range group {
		c := encoded[at]
		six := fmt.Sprintf("%0*b", characterBits, valueInBase64(c))
		marked := characters.Has(at)
		above += bracket(st, ink, g.TopLeft, g.TopRight, string(c), characterBits, marked)
		spaced := " " + strings.Join(strings.Split(six, ""), " ")
		if marked {
			middle += st.Strong.On(spaced)
		} else {
			middle += ink.On(spaced)
		}
		bits += six
	}
	whole := len(bits) / byteBits
	for i := range whole {
		var b byte
		for _, bit := range bits[i*byteBits : (i+1)*byteBits] {
			b = b<<1 | byte(bit-'0')
		}
		marked := bytes.Has(number*groupCharacters*characterBits/byteBits + i)
		below += bracket(st, st.Text, g.BottomLeft, g.BottomRight, byteName(b), byteBits, marked)
	}
	says := "A character has 6 bits, a byte 8: a spelling, no encryption."
	if left := len(bits) - whole*byteBits; left > 0 {
		says = fmt.Sprintf("The last %d bits belong to no byte, and have to be 0.", left)
	}
	label := func(s string) string { return st.Dim.On(text.Pad(s, bitsLabel)) }
	return []string{label("characters") + above, label("bits") + middle, label("bytes") + below,
		st.Dim.On(text.Truncate(says, width, g.Ellipsis))}
}

// bracket draws so many bits as one thing with a name.
func bracket(st *theme.Styles, ink theme.Ink, left, right, name string, bits int, marked bool) string {
	under := st.Text
	if marked {
		name, under = st.Glyphs.Pointer+name, st.Selected
	}
	across := bits*bitColumns - 4 - text.Width(name)
	line := st.Glyphs.Horizontal
	return ink.On(left+strings.Repeat(line, across/2)+" ") + under.On(name) + ink.On(" "+strings.Repeat(line, across-across/2)+right)
}

// byteName is a byte as it is spoken of.
func byteName(b byte) string {
	switch {
	case b == ' ':
		return "blank"
	case b > ' ' && b < 0x7f:
		return string(rune(b))
	}
	return fmt.Sprintf("0x%02x", b)
}

// groupAt are the offsets of the characters that the one at an offset is decoded with, at
// most four, and the number of groups before them.
func groupAt(encoded string, at int) (group []int, number int) {
	if at < 0 || at >= len(encoded) || !countsInBase64(encoded[at]) {
		return nil, 0
	}
	n := 0
	for i := range len(encoded) {
		if !countsInBase64(encoded[i]) {
			continue
		}
		if n%groupCharacters == 0 {
			if i > at {
				break
			}
			group, number = group[:0], n/groupCharacters
		}
		group = append(group, i)
		n++
	}
	return group, number
}

// valueInBase64 is what a character that counts stands for, in either alphabet.
func valueInBase64(c byte) byte {
	switch {
	case c >= 'a':
		return c - 'a' + 26
	case c >= 'A' && c <= 'Z':
		return c - 'A'
	case c >= '0' && c <= '9':
		return c - '0' + 52
	case c == '-' || c == '+':
		return 62
	}
	return 63
}
