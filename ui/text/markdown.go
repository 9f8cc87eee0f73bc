package text

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	source "github.com/yuin/goldmark/text"

	"authlab/ui/theme"
)

// ProseWidth is the widest that prose gets, however wide the screen is.
const ProseWidth = 72

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table))

// Markdown sets a document in lines of at most w columns; prose is never wider
// than ProseWidth. Every line stands for itself: no ink runs over a line's end.
func Markdown(doc string, w int, st *theme.Styles) []string {
	if w <= 0 {
		return nil
	}
	src := []byte(Safe(doc))
	s := &setter{src: src, styles: st}
	root := markdown.Parser().Parse(source.NewReader(src))
	return s.blocks(root, min(w, ProseWidth))
}

// setter sets the blocks of one document.
type setter struct {
	src    []byte
	styles *theme.Styles
}

// blocks sets the children of a node, with a blank line between them.
func (s *setter) blocks(parent ast.Node, w int) []string {
	var out []string
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		lines := s.block(n, max(w, 1))
		if len(lines) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, lines...)
	}
	return out
}

func (s *setter) block(n ast.Node, w int) []string {
	switch n := n.(type) {
	case *ast.Heading:
		return s.flow(n, w, s.styles.Heading)
	case *ast.Paragraph, *ast.TextBlock:
		return s.flow(n, w, s.styles.Text)
	case *ast.List:
		return s.list(n, w)
	case *ast.Blockquote:
		return indent(s.blocks(n, w-2), s.styles.Border.On(s.styles.Glyphs.Quote)+" ", "")
	case *ast.FencedCodeBlock:
		return Code(string(n.Language(s.src)), s.raw(n), w, s.styles)
	case *ast.CodeBlock:
		return Code("", s.raw(n), w, s.styles)
	case *ast.ThematicBreak:
		return []string{s.styles.Border.On(strings.Repeat(s.styles.Glyphs.Horizontal, w))}
	case *ast.HTMLBlock:
		return Wrap(Safe(s.raw(n)), w)
	case *east.Table:
		return s.table(n, w)
	}
	return s.blocks(n, w)
}

func (s *setter) raw(n ast.Node) string {
	var b strings.Builder
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		b.Write(segment.Value(s.src))
	}
	return strings.TrimRight(b.String(), "\n")
}

// list sets items behind their marks; a tight list has no blank lines between them.
func (s *setter) list(list *ast.List, w int) []string {
	var out []string
	number := list.Start
	widest := len(strconv.Itoa(list.Start + list.ChildCount() - 1))
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		mark := s.styles.Glyphs.Bullet + " "
		if list.IsOrdered() {
			mark = fmt.Sprintf("%*d. ", widest, number)
			number++
		}
		pad := strings.Repeat(" ", Width(mark))
		if len(out) > 0 && !list.IsTight {
			out = append(out, "")
		}
		var lines []string
		for child := item.FirstChild(); child != nil; child = child.NextSibling() {
			if len(lines) > 0 && !list.IsTight {
				lines = append(lines, "")
			}
			lines = append(lines, s.block(child, max(w-len(pad), 1))...)
		}
		for i, line := range lines {
			if i == 0 {
				out = append(out, s.styles.Dim.On(mark)+line)
			} else {
				out = append(out, pad+line)
			}
		}
	}
	return out
}

// indent puts mark in front of every line, or rest in front of all but the first.
func indent(lines []string, mark, rest string) []string {
	if rest == "" {
		rest = mark
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		if i == 0 {
			out[i] = mark + line
		} else {
			out[i] = rest + line
		}
	}
	return out
}
