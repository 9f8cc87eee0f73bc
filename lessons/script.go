package lessons

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"authlab/sim/scenario"
)

// parser is scenario.Parse or scenario.ParseFragment.
type parser func(file string, src []byte) (*scenario.Script, []*scenario.Error)

// commands parses a scenario that stands in the file. first is the line of its
// first line, shift the characters that stand before each line.
func (s *source) commands(parse parser, first, shift int, text string) []scenario.Command {
	script, errors := parse(s.name, []byte(text))
	for _, e := range errors {
		s.report(first+e.Line-1, e.Column+shift, e.Width, e.Message, e.Suggestion)
	}
	return script.Commands
}

// script makes a reader of a field that holds commands.
func (y yamlText) script(parse parser, to *string) func(*yaml.Node) {
	return y.scriptAt(parse, to, new(int))
}

// scriptAt makes such a reader that also notes the line of the first command.
func (y yamlText) scriptAt(parse parser, to *string, line *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var text string
		if y.text(&text)(n); text == "" {
			return
		}
		*to = text + "\n"
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
			*line = y.line0(n)
			y.commands(parse, y.line0(n), n.Column-1, n.Value)
			return
		}
		first := y.line0(n) + 1
		*line = first
		shift := indent(y.line(first))
		if strings.HasPrefix(n.Value, "\n") {
			shift = 0
		}
		y.commands(parse, first, shift, n.Value)
	}
}

// when makes a reader of a field that holds expectations.
func (y yamlText) when(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		y.text(to)(n)
		for _, w := range clauses(*to) {
			if _, err := scenario.ParseExpectation(w); err != nil {
				y.expectation(n, w, err)
			}
		}
	}
}

// expectation reports a bad expectation at its place in the line.
func (y yamlText) expectation(n *yaml.Node, word string, err error) {
	message, suggestion, from, width := err.Error(), "", 0, len(word)
	if e, ok := err.(*scenario.Error); ok {
		message, suggestion, from, width = e.Message, e.Suggestion, e.Column-1, e.Width
	}
	line := y.line0(n)
	if i := strings.Index(y.line(line), word); i >= 0 {
		y.report(line, 1+len([]rune(y.line(line)[:i]))+from, width, message, suggestion)
		return
	}
	y.at(n, message, suggestion)
}

// clauses cuts "last.alice=401 and rows.s1=1" into its expectations.
func clauses(when string) []string {
	var out []string
	for _, w := range strings.Fields(when) {
		if w = strings.TrimSuffix(w, ","); w != "" && w != "and" {
			out = append(out, w)
		}
	}
	return out
}
