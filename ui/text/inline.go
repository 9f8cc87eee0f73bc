package text

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"authlab/ui/theme"
)

// span is a run of text in one ink.
type span struct {
	text string
	ink  theme.Ink
}

func spanWidth(spans []span) int {
	n := 0
	for _, s := range spans {
		n += Width(s.text)
	}
	return n
}

// flow sets the inline content of a block.
func (s *setter) flow(n ast.Node, w int, usual theme.Ink) []string {
	return flowSpans(s.spans(n, usual), w)
}

// spans flattens the inline content of a block.
func (s *setter) spans(parent ast.Node, usual theme.Ink) []span {
	var out []span
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			out = append(out, span{s.literal(n), usual})
			switch {
			case n.HardLineBreak():
				out = append(out, span{"\n", usual})
			case n.SoftLineBreak():
				out = append(out, span{" ", usual})
			}
		case *ast.String:
			out = append(out, span{SafeLine(string(n.Value)), usual})
		case *ast.CodeSpan:
			out = append(out, s.spans(n, s.styles.Code)...)
		case *ast.Emphasis:
			out = append(out, s.spans(n, s.styles.Strong)...)
		case *ast.Link:
			out = append(out, s.spans(n, s.styles.Link)...)
		case *ast.AutoLink:
			out = append(out, span{SafeLine(string(n.Label(s.src))), s.styles.Link})
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				segment := n.Segments.At(i)
				out = append(out, span{SafeLine(string(segment.Value(s.src))), usual})
			}
		default:
			out = append(out, s.spans(n, usual)...)
		}
	}
	return out
}

// literal is the text a node stands for: escapes and entities are resolved, and
// what they may have hidden is made safe. Code is taken as it is.
func (s *setter) literal(n *ast.Text) string {
	value := n.Segment.Value(s.src)
	if _, code := n.Parent().(*ast.CodeSpan); code {
		// A line end inside code is a blank (CommonMark 6.1).
		return strings.ReplaceAll(string(value), "\n", " ")
	}
	if bytes.IndexByte(value, '\\') >= 0 {
		value = util.UnescapePunctuations(value)
	}
	if bytes.IndexByte(value, '&') >= 0 {
		value = util.ResolveEntityNames(util.ResolveNumericReferences(value))
	}
	return SafeLine(string(value))
}

// word is a sequence of spans without a blank inside.
type word struct {
	spans []span
	width int
	// breaks tells that a line ends here.
	breaks bool
}

// flowSpans breaks spans into lines of at most w columns.
func flowSpans(spans []span, w int) []string {
	var out []string
	var line strings.Builder
	used := 0
	end := func() {
		out = append(out, line.String())
		line.Reset()
		used = 0
	}
	for _, one := range words(spans) {
		if one.breaks {
			end()
			continue
		}
		if used > 0 && used+1+one.width > w {
			end()
		}
		if used > 0 {
			line.WriteByte(' ')
			used++
		}
		for _, s := range one.spans {
			for rest := s.text; rest != ""; {
				room := w - used
				if room <= 0 {
					end()
					room = w
				}
				part := prefix(rest, room)
				if Width(part) > room && used > 0 {
					end()
					continue
				}
				line.WriteString(s.ink.On(part))
				used += Width(part)
				rest = rest[len(part):]
			}
		}
	}
	if used > 0 || len(out) == 0 {
		end()
	}
	return out
}

func words(spans []span) []word {
	var out []word
	open := false
	for _, s := range spans {
		if s.text == "\n" {
			out = append(out, word{breaks: true})
			open = false
			continue
		}
		for i, part := range strings.Split(s.text, " ") {
			if i > 0 {
				open = false
			}
			if part == "" {
				continue
			}
			if !open {
				out = append(out, word{})
				open = true
			}
			last := &out[len(out)-1]
			last.spans = append(last.spans, span{part, s.ink})
			last.width += Width(part)
		}
	}
	return out
}
