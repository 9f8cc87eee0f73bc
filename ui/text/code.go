package text

import (
	"strings"

	"authlab/ui/theme"
)

// CodeEdge is the number of columns before a line of code: an edge and a blank.
const CodeEdge = 2

// Code sets a sample of a language (js, go, http, scenario; anything else is left
// alone) behind an edge. A line that is too long goes on below, marked.
func Code(language, sample string, w int, st *theme.Styles) []string {
	edge := st.Border.On(st.Glyphs.Vertical) + " "
	mark := st.Dim.On(st.Glyphs.Wrapped) + " "
	var out []string
	for _, line := range highlight(language, strings.TrimRight(Safe(sample), "\n"), st) {
		plain, inked := "", ""
		for _, s := range line {
			plain += s.text
			inked += s.ink.On(s.text)
		}
		from := 0
		for i, to := range breaks(plain, max(w-CodeEdge, 1)) {
			piece := Cut(inked, from, to)
			if i > 0 {
				piece = mark + piece
			}
			out = append(out, edge+piece)
			from = to
		}
	}
	return out
}

// breaks answers the columns at which the parts of a line of code end. A part ends
// behind a blank where one is near; every part but the first leaves room for
// its mark.
func breaks(line string, w int) []int {
	var out []int
	done := 0
	for room := w; ; room = max(w-2, 1) {
		width := Width(line)
		if width <= room {
			return append(out, done+width)
		}
		part := prefix(line, room)
		if i := strings.LastIndexByte(part, ' '); i > len(part)/2 {
			part = part[:i+1]
		}
		line = line[len(part):]
		done += Width(part)
		out = append(out, done)
	}
}

// highlight splits a sample in lines of inked spans.
func highlight(language, sample string, st *theme.Styles) [][]span {
	switch language {
	case "js", "go":
		return byLine(lex(keywords[language], sample, st))
	case "http":
		return highlightHTTP(strings.Split(sample, "\n"), st)
	}
	var out [][]span
	for _, line := range strings.Split(sample, "\n") {
		before, comment, found := strings.Cut(line, "#")
		if language != "scenario" || !found {
			out = append(out, []span{{line, st.Code}})
			continue
		}
		out = append(out, []span{{before, st.Code}, {"#" + comment, st.Dim}})
	}
	return out
}

// byLine splits spans at their line ends.
func byLine(spans []span) [][]span {
	out := [][]span{nil}
	for _, s := range spans {
		for i, part := range strings.Split(s.text, "\n") {
			if i > 0 {
				out = append(out, nil)
			}
			if part != "" {
				out[len(out)-1] = append(out[len(out)-1], span{part, s.ink})
			}
		}
	}
	return out
}

// highlightHTTP sets off the first line of a message and the names of its
// headers. A blank line ends the head; a start line begins the next message.
func highlightHTTP(lines []string, st *theme.Styles) [][]span {
	var out [][]span
	head := true
	for _, line := range lines {
		name, value, isHeader := strings.Cut(line, ":")
		switch {
		case startsMessage(line):
			head = true
			out = append(out, []span{{line, st.Strong}})
		case head && isHeader && !strings.ContainsAny(name, " \"{"):
			out = append(out, []span{{name + ":", st.Dim}, {value, st.Code}})
		default:
			head = head && line != ""
			out = append(out, []span{{line, st.Code}})
		}
	}
	return out
}

func startsMessage(line string) bool {
	if strings.HasPrefix(line, "HTTP/") {
		return true
	}
	method, _, _ := strings.Cut(line, " ")
	switch method {
	case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS":
		return true
	}
	return false
}
