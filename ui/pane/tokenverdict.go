package pane

import (
	"cmp"
	"fmt"
	"strings"

	"authlab/sim/token/inspect"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// Verdict is the outcome in one line: a glyph, a word, and the reason. Only what was
// verified with a key gets the mark of yes.
func Verdict(st *theme.Styles, r *inspect.Report) (ink theme.Ink, words string) {
	g := &st.Glyphs
	reason := ""
	if f := r.Failure(); f != nil {
		reason = " at " + string(f.Name) + ": " + text.SafeLine(f.Reason)
	}
	switch r.Outcome {
	case inspect.Verified:
		return st.Good, g.Check + " verified with the key, at this moment"
	case inspect.Refused:
		return st.Bad, g.Cross + " refused" + reason
	case inspect.Unverified:
		return st.Unknown, g.Question + " not verified: decoded, and no key was given" + strings.Replace(reason, " at ", "; fails at ", 1)
	}
	return st.Bad, g.Cross + " unreadable" + reason
}

// stageMark is the glyph and ink of a stage. Before everything is verified, a stage that
// passed is no yes of its own.
func stageMark(st *theme.Styles, s *inspect.Stage, verified bool) (theme.Ink, string) {
	switch s.Status {
	case inspect.Passed:
		if verified {
			return st.Good, st.Glyphs.Check
		}
		return st.Text, st.Glyphs.Check
	case inspect.Failed:
		return st.Bad, st.Glyphs.Cross
	}
	return st.Dim, st.Glyphs.Open
}

// The columns where the reasons of stages begin, and the room they need to stand beside
// the names: in less they stand below them.
const (
	stageColumn  = 24
	reasonIndent = 6
	leastReason  = 32
)

// Stages draws the staged judgement, the selected stage in full or all of them, and
// tells on which line the selected one begins. selected is -1 for none; then the first
// that failed is in full.
func Stages(st *theme.Styles, r *inspect.Report, selected int, all bool, width int) (lines []string, at int) {
	at = -1
	failed := r.Failure()
	verified := r.Outcome == inspect.Verified
	for i := range r.Stages {
		s := &r.Stages[i]
		if i == selected {
			at = len(lines)
		}
		chosen := i == selected || selected < 0 && s == failed
		lines = append(lines, stageLines(st, s, verified, i == selected, chosen, chosen || all, width)...)
	}
	return lines, at
}

// stageLines draw one stage, with its source and in full if it is to be.
func stageLines(st *theme.Styles, s *inspect.Stage, verified, selected, source, full bool, width int) []string {
	ink, glyph := stageMark(st, s, verified)
	lead, name, said := "  ", st.Text, st.Dim
	if selected {
		lead, name = st.Key.On(st.Glyphs.Pointer)+" ", st.Selected
	}
	if s.Status == inspect.Failed {
		said = st.Bad
	}
	first := lead + ink.On(glyph) + " " + name.On(string(s.Name)) + strings.Repeat(" ", max(stageColumn-4-text.Width(string(s.Name)), 1))
	reason := text.SafeLine(s.Reason)
	if reason == "" || s.Status == inspect.NotReached || s.Status == inspect.NotAsked {
		reason = strings.TrimSuffix(string(s.Status)+": "+reason, ": ")
	}
	room, indent := width-stageColumn, stageColumn
	var rows []string
	switch {
	case full && room < leastReason:
		indent = reasonIndent
		rows = append([]string{string(s.Status)}, text.Wrap(strings.TrimPrefix(reason, string(s.Status)+": "), max(width-indent, 8))...)
	case full:
		rows = text.Wrap(reason, room)
	default:
		rows = []string{cmp.Or(Clause(reason, room), string(s.Status))}
	}
	lines := []string{first + said.On(rows[0])}
	for _, row := range rows[1:] {
		lines = append(lines, strings.Repeat(" ", indent)+said.On(row))
	}
	if source {
		cited := s.Source
		if strings.Contains(reason, cited) {
			cited = ""
		}
		lines = append(lines, sourceLines(st, s.Offset, cited, indent, width)...)
	}
	return lines
}

// sourceLines say which byte something is about, and what it is read in, in a row each
// where one row has no room for both.
func sourceLines(st *theme.Styles, offset int, source string, indent, width int) []string {
	var said []string
	if offset >= 0 {
		said = append(said, fmt.Sprintf("at byte %d", offset))
	}
	if source != "" {
		said = append(said, source)
	}
	if len(said) == 0 {
		return nil
	}
	if all := strings.Join(said, ", "); text.Width(all) <= width-indent {
		said = []string{all}
	}
	for i, row := range said {
		said[i] = strings.Repeat(" ", indent) + st.Dim.On(row)
	}
	return said
}

// Libraries draws what golang-jwt and jsonwebtoken say to the same token and key.
func Libraries(st *theme.Styles, r *inspect.Report, width int) []string {
	l := &r.Library
	if !l.Asked {
		var lines []string
		for _, row := range text.Wrap("golang-jwt and jsonwebtoken are asked once there is a key.", max(width-2, 12)) {
			lines = append(lines, "  "+st.Dim.On(row))
		}
		return lines
	}
	return append(nodeAnswer(st, r).draw("jsonwebtoken", width), said(st, r, l.GoSentinel, l.Go).draw("golang-jwt", width)...)
}

// LibrariesBriefly is Libraries in one row, of which the second may be left out; "" where
// they were not asked.
func LibrariesBriefly(st *theme.Styles, r *inspect.Report, width int) string {
	l := &r.Library
	if !l.Asked {
		return ""
	}
	node, golang := nodeAnswer(st, r), said(st, r, l.GoSentinel, "")
	row := "jsonwebtoken " + Clause(node.words, width-text.Width("jsonwebtoken "))
	ink := node.ink
	if more := row + "; golang-jwt " + golang.words; text.Width(more) <= width {
		row = more
	}
	if golang.ink == st.Unknown {
		ink = golang.ink
	}
	return ink.On(text.Truncate(row, width, st.Glyphs.Ellipsis))
}

// nodeAnswer is what jsonwebtoken says.
func nodeAnswer(st *theme.Styles, r *inspect.Report) answer {
	if r.Library.NodeCannot != "" {
		return answer{st.Dim, st.Glyphs.Open, text.SafeLine(r.Library.NodeCannot)}
	}
	return said(st, r, r.Library.NodeName, text.SafeLine(r.Library.Node))
}

type answer struct {
	ink          theme.Ink
	glyph, words string
}

// said is the answer of a library: accepted, or an error by name and message.
func said(st *theme.Styles, r *inspect.Report, name, message string) answer {
	switch {
	case name == "" && message == "" && r.Outcome == inspect.Verified:
		return answer{st.Good, st.Glyphs.Check, "accepts it"}
	case name == "" && message == "":
		return answer{st.Unknown, "!", "accepts it all the same"}
	case name == "" || message == "":
		return answer{st.Bad, st.Glyphs.Cross, name + message}
	}
	return answer{st.Bad, st.Glyphs.Cross, name + ": " + message}
}

func (a answer) draw(who string, width int) []string {
	const column = 18
	var lines []string
	for i, row := range text.Wrap(text.SafeLine(a.words), max(width-column, 12)) {
		if i == 0 {
			lines = append(lines, "  "+a.ink.On(a.glyph)+" "+text.Pad(who, column-4)+a.ink.On(row))
		} else {
			lines = append(lines, strings.Repeat(" ", column)+a.ink.On(row))
		}
	}
	return lines
}

// Remarks draws the notes of a report: what a reader should know beside the stages.
func Remarks(st *theme.Styles, r *inspect.Report, width int) []string {
	var lines []string
	for _, n := range r.Notes {
		ink, glyph := st.Dim, st.Glyphs.Bullet
		switch n.Gravity {
		case inspect.Danger:
			ink, glyph = st.Bad, "!"
		case inspect.Warning:
			ink, glyph = st.Unknown, "!"
		}
		words := text.SafeLine(n.Text)
		if n.Source != "" && !strings.Contains(words, n.Source) {
			words += " (" + n.Source + ")"
		}
		for i, row := range text.Wrap(words, max(width-4, 12)) {
			if i == 0 {
				lines = append(lines, "  "+ink.On(glyph)+" "+ink.On(row))
			} else {
				lines = append(lines, "    "+ink.On(row))
			}
		}
	}
	return lines
}

// Proof draws the signature: its bytes, and what they are made of.
func Proof(st *theme.Styles, r *inspect.Report, width int) []string {
	signature := r.Signature.Decoded
	words := "There is none."
	if len(signature) > 0 {
		words = fmt.Sprintf("%d bytes, made with a key over the text of header and payload, dot included.", len(signature))
		switch r.Outcome {
		case inspect.Verified:
			words += " The key at hand made these."
		case inspect.Unverified, inspect.Unreadable:
			words += " Without a key they say nothing."
		}
	}
	var lines []string
	for _, row := range text.Wrap(words, width) {
		lines = append(lines, st.Dim.On(row))
	}
	for at := 0; at < min(len(signature), mostProof); {
		row := ""
		for n := 0; at < len(signature) && len(row)+12 <= width && n < 8; n++ {
			end := min(at+4, len(signature))
			row += fmt.Sprintf("%x ", signature[at:end])
			at = end
		}
		if row == "" {
			break
		}
		lines = append(lines, segmentInk(st, SignatureSegment).On(strings.TrimRight(row, " ")))
	}
	return lines
}

// mostProof bounds the bytes that are drawn of a signature.
const mostProof = 512
