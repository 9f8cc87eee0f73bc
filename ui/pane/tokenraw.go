package pane

import (
	"strings"

	"authlab/ui/text"
	"authlab/ui/theme"
)

// Segment is a part of a token in the text that it was found in.
type Segment struct {
	Label string
	// Kind is 0 for the header, 1 for the payload, 2 for the signature and what follows,
	// and -1 for what stands around the token.
	Kind     int
	From, To int
}

// The kinds of segments.
const (
	Around = iota - 1
	HeaderSegment
	PayloadSegment
	SignatureSegment
)

// Segments divides a text with a token in it, of which place tells where each byte, and
// the end, stands in the text. The dots belong to the segments before them.
func Segments(raw, compact string, place func(int) int) []Segment {
	if place(0) < 0 || place(len(compact)) > len(raw) {
		compact, place = raw, func(i int) int { return i }
	}
	var all []Segment
	if place(0) > 0 {
		all = append(all, Segment{"around it", Around, 0, place(0)})
	}
	at, labels, second := 0, []string{"header", "payload", "signature"}, PayloadSegment
	if strings.Count(compact, ".") == 4 {
		// An encrypted token (RFC 7516 §7.1) has no payload to be read.
		labels, second = []string{"header", "enc. key", "IV", "ciphertext", "tag"}, SignatureSegment
	}
	for i := 0; ; i++ {
		dot := strings.IndexByte(compact[at:], '.')
		label, kind := "a part more", SignatureSegment
		if i < len(labels) {
			label = labels[i]
		}
		switch i {
		case 0:
			kind = HeaderSegment
		case 1:
			kind = second
		}
		if dot < 0 {
			all = append(all, Segment{label, kind, place(at), place(len(compact))})
			break
		}
		all = append(all, Segment{label, kind, place(at), place(at + dot + 1)})
		at += dot + 1
		if i == maxSegments {
			all = append(all, Segment{"the rest", SignatureSegment, place(at), place(len(compact))})
			break
		}
	}
	if end := place(len(compact)); end < len(raw) {
		all = append(all, Segment{"around it", Around, end, len(raw)})
	}
	return all
}

// Lone calls the only part of what is no whole token a payload.
func Lone(segments []Segment) {
	for i := range segments {
		if s := &segments[i]; s.Kind == HeaderSegment {
			s.Label, s.Kind = "payload", PayloadSegment
		}
	}
}

// WithoutDot is the text of a segment without the dot at its end, which may be written in
// percent-encoding.
func WithoutDot(segment string) string {
	for _, dot := range []string{".", "%2E", "%2e"} {
		if text, found := strings.CutSuffix(segment, dot); found {
			return text
		}
	}
	return segment
}

// maxSegments bounds what is told apart: a text of dots alone has thousands.
const maxSegments = 6

// labelWidth is the column of labels beside the token.
const labelWidth = 12

// segmentInk is the colour of a segment. None is the one that says yes: a token that
// was taken apart has not been verified.
func segmentInk(st *theme.Styles, kind int) theme.Ink {
	switch kind {
	case HeaderSegment:
		return st.Changed
	case PayloadSegment:
		return st.Unknown
	case SignatureSegment:
		return st.Prove
	}
	return st.Dim
}

// RawWidth is the width of the token's rows in a pane: the dot may stand behind them.
func RawWidth(width int) int { return max(width-labelWidth-2, 8) }

// RawRows are the rows of a token, segment by segment, and which segment each is of.
func RawRows(raw string, segments []Segment, width int) (rows []Row, of []int) {
	for i, s := range segments {
		end := s.To
		dot := s.Kind != Around && end-s.From > 1 && raw[end-1] == '.'
		if dot {
			end--
		}
		for _, row := range Rows(raw, s.From, end, RawWidth(width), false) {
			rows, of = append(rows, row), append(of, i)
		}
		if dot {
			rows[len(rows)-1].extend(".")
		}
	}
	return rows, of
}

// Raw draws the rows of a token in segments that are told apart by label, bar and colour,
// and tells on which line the cursor or the marked characters stand, -1 if none do.
func Raw(st *theme.Styles, rows []Row, of []int, segments []Segment, p Pointing) (lines []string, at int) {
	at = -1
	g := &st.Glyphs
	for i := range rows {
		s := segments[of[i]]
		label := ""
		if i == 0 || of[i-1] != of[i] {
			label = s.Label
		}
		ink := segmentInk(st, s.Kind)
		drawn := drawRow(st, &rows[i], ink, p, i == len(rows)-1)
		if len(drawn) > 1 && at < 0 {
			at = len(lines)
		}
		if rows[i].From == rows[i].To && len(drawn) == 1 {
			drawn[0] = st.Dim.On("empty")
		}
		lines = append(lines, ink.On(text.Pad(label, labelWidth-1)+g.Vertical)+" "+drawn[0])
		if len(drawn) > 1 {
			lines = append(lines, strings.Repeat(" ", labelWidth-1)+ink.On(g.Vertical)+" "+drawn[1])
		}
	}
	return lines, at
}
