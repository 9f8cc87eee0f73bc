package text

import (
	"regexp"
	"strings"

	"authlab/ui/theme"
)

// Code sets a sample of a language (js, go, http, scenario; anything else is left
// alone) behind an edge. A line that is too long goes on below, marked.
func Code(language, sample string, w int, st *theme.Styles) []string {
	edge := st.Border.On(st.Glyphs.Vertical) + " "
	room := max(w-2, 1)
	var out []string
	for _, line := range strings.Split(strings.TrimRight(Safe(sample), "\n"), "\n") {
		for i, part := range codeLines(line, room, st.Glyphs.Wrapped) {
			if i == 0 {
				out = append(out, edge+highlight(language, part, st))
				continue
			}
			out = append(out, edge+st.Dim.On(st.Glyphs.Wrapped+" ")+highlight(language, part, st))
		}
	}
	return out
}

// codeLines cuts a line of code; every part but the first leaves room for its mark.
func codeLines(line string, w int, mark string) []string {
	if Width(line) <= w {
		return []string{line}
	}
	var out []string
	room := w
	for Width(line) > room {
		part := Truncate(line, room, "")
		if i := strings.LastIndexByte(part, ' '); i > room/2 {
			part = part[:i+1]
		}
		if part == "" {
			break
		}
		out = append(out, strings.TrimRight(part, " "))
		line = line[len(part):]
		room = max(w-Width(mark)-1, 1)
	}
	return append(out, line)
}

// The parts of a line that are told apart: comment, string, word, anything else.
var (
	tokenOfCode = regexp.MustCompile("^(//.*|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|[A-Za-z_$][A-Za-z0-9_$]*|\\s+|.)")
	headerLine  = regexp.MustCompile(`^[A-Za-z0-9-]+:`)
	startLine   = regexp.MustCompile(`^(GET|POST|PUT|DELETE|HTTP/)\b?`)
)

var keywords = map[string]map[string]bool{
	"js": set("async await break case catch class const continue default else export false finally for from function if import in let new null of return switch this throw true try typeof undefined var while"),
	"go": set("break case chan const continue default defer else fallthrough false for func go if import interface map nil package range return select struct switch true type var"),
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

func highlight(language, line string, st *theme.Styles) string {
	switch language {
	case "js", "go":
		return highlightCode(keywords[language], line, st)
	case "http":
		if startLine.MatchString(line) {
			return st.Strong.On(line)
		}
		if name := headerLine.FindString(line); name != "" {
			return st.Dim.On(name) + st.Code.On(line[len(name):])
		}
	case "scenario":
		if before, comment, found := strings.Cut(line, "#"); found {
			return st.Code.On(before) + st.Dim.On("#"+comment)
		}
	}
	return st.Code.On(line)
}

func highlightCode(words map[string]bool, line string, st *theme.Styles) string {
	var b strings.Builder
	plain := ""
	flush := func() {
		b.WriteString(st.Code.On(plain))
		plain = ""
	}
	for line != "" {
		token := tokenOfCode.FindString(line)
		if token == "" {
			token = line
		}
		line = line[len(token):]
		switch {
		case strings.HasPrefix(token, "//"):
			flush()
			b.WriteString(st.Dim.On(token))
		case strings.ContainsAny(token[:1], "\"'`") && len(token) > 1:
			flush()
			b.WriteString(st.Good.On(token))
		case words[token]:
			flush()
			b.WriteString(st.Strong.On(token))
		default:
			plain += token
		}
	}
	flush()
	return b.String()
}
