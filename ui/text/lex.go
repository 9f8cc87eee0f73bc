package text

import (
	"strings"

	"authlab/ui/theme"
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

// lex takes a sample of JavaScript or Go apart as far as inks go: comments,
// strings, keywords, and the rest. Comments and raw strings may span lines.
func lex(words map[string]bool, sample string, st *theme.Styles) []span {
	var out []span
	add := func(text string, ink theme.Ink) {
		if last := len(out) - 1; last >= 0 && out[last].ink == ink {
			out[last].text += text
			return
		}
		out = append(out, span{text, ink})
	}
	for sample != "" {
		n, ink := 1, st.Code
		switch c := sample[0]; {
		case strings.HasPrefix(sample, "//"):
			n, ink = until(sample, "\n"), st.Dim
		case strings.HasPrefix(sample, "/*"):
			n, ink = 2+past(sample[2:], "*/"), st.Dim
		case c == '`':
			n, ink = 1+past(sample[1:], "`"), st.Good
		case c == '"' || c == '\'':
			n, ink = quoted(sample), st.Good
		case isWord(c):
			for n < len(sample) && isWord(sample[n]) {
				n++
			}
			if words[sample[:n]] {
				ink = st.Strong
			}
		}
		add(sample[:n], ink)
		sample = sample[n:]
	}
	return out
}

func isWord(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// until is the length of s before mark, past the length including it.
func until(s, mark string) int {
	if i := strings.Index(s, mark); i >= 0 {
		return i
	}
	return len(s)
}

func past(s, mark string) int { return min(until(s, mark)+len(mark), len(s)) }

// quoted is the length of the string s begins with; a line end ends it, too.
func quoted(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '\n':
			return i
		case s[0]:
			return i + 1
		}
	}
	return len(s)
}
