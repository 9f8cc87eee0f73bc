package inspect

import (
	"slices"
	"strings"
)

// text is a piece of Raw that remembers where each of its bytes stands there.
type text struct {
	s string
	// begin is where it starts in Raw; at are all places, nil where they follow each other.
	begin int
	at    []int
}

// place is where byte k stands in Raw.
func (t text) place(k int) int {
	if t.at == nil {
		return t.begin + k
	}
	if k < len(t.at) {
		return t.at[k]
	}
	return t.begin
}

// origin are the places of all bytes in raw, and that of the end; nil where they follow
// each other.
func (t text) origin(raw string) []int {
	if len(t.at) == 0 {
		return nil
	}
	end := t.at[len(t.at)-1]
	if _, ok := escaped(raw[end:]); ok {
		end += len("%2E") - 1
	}
	return append(slices.Clone(t.at), end+1)
}

// cut is the part from byte from to byte to.
func (t text) cut(from, to int) text {
	out := text{s: t.s[from:to], begin: t.place(from)}
	if t.at != nil {
		out.at = t.at[from:to]
	}
	return out
}

// without leaves out the bytes that hide covers; it answers how many bytes are hidden at each place.
func (t text) without(hide func(rest string) int) text {
	var kept strings.Builder
	at := make([]int, 0, len(t.s))
	for k := 0; k < len(t.s); {
		if n := hide(t.s[k:]); n > 0 {
			k += n
			continue
		}
		kept.WriteByte(t.s[k])
		at = append(at, t.place(k))
		k++
	}
	return assemble(kept.String(), at)
}

// unescaped decodes percent-encoding (RFC 3986 §2.1).
func (t text) unescaped() text {
	var out strings.Builder
	at := make([]int, 0, len(t.s))
	for k := 0; k < len(t.s); k++ {
		c, from := t.s[k], k
		if n, ok := escaped(t.s[k:]); ok {
			c = n
			k += 2
		}
		out.WriteByte(c)
		at = append(at, t.place(from))
	}
	return assemble(out.String(), at)
}

func assemble(s string, at []int) text {
	t := text{s: s, at: at}
	if len(at) > 0 {
		t.begin = at[0]
	}
	return t
}

// escaped is the byte that a text begins with in percent-encoding.
func escaped(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	high, low := hexDigit(s[1]), hexDigit(s[2])
	return byte(high<<4 | low), high >= 0 && low >= 0
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
