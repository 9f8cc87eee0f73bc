package pane

import "strings"

// Span is a range of bytes, From inclusive, To exclusive. An empty one marks nothing.
type Span struct{ From, To int }

// Empty tells that there is nothing in it.
func (s Span) Empty() bool { return s.From >= s.To }

// Has tells whether an offset lies in it.
func (s Span) Has(at int) bool { return s.From <= at && at < s.To }

// base64 counts as characters; padding, blanks and line breaks do not.
func countsInBase64(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_+/", c) >= 0
}

// DecodedBytes are the bytes that the character at an offset of base64url text stands
// for: four characters are three bytes, so that most stand for parts of two (RFC 4648 §5).
func DecodedBytes(encoded string, at int) Span {
	if at < 0 || at >= len(encoded) || !countsInBase64(encoded[at]) {
		return Span{}
	}
	before := 0
	for i := range at {
		if countsInBase64(encoded[i]) {
			before++
		}
	}
	return Span{before * 6 / 8, (before*6+5)/8 + 1}
}

// EncodedCharacters are the characters of base64url text that the byte at an offset of
// what it stands for came from, two or three of them.
func EncodedCharacters(encoded string, at int) Span {
	if at < 0 {
		return Span{}
	}
	first, last := at*8/6, (at*8+7)/6
	s, n := Span{From: -1}, 0
	for i := range len(encoded) {
		if !countsInBase64(encoded[i]) {
			continue
		}
		if n == first {
			s.From = i
		}
		if n == last {
			s.To = i + 1
			break
		}
		n++
	}
	if s.From < 0 {
		return Span{}
	}
	if s.To == 0 { // the byte is cut off
		s.To = len(encoded)
	}
	return s
}
