package lessons

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"authlab/sim/scenario"
)

// commands cuts a scenario into commands. first is the line of the file its first
// line stands in.
func (s *source) commands(first, column int, text string) []scenario.Command {
	var out []scenario.Command
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, scenario.Command{Line: i + 1, Text: line})
		}
	}
	return out
}

// script makes a reader of a field that holds commands.
func (y yamlText) script(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var text string
		if y.text(&text)(n); text != "" {
			*to = text + "\n"
		}
	}
}

// when makes a reader of a field that holds expectations.
func (y yamlText) when(to *string) func(*yaml.Node) { return y.text(to) }

// expectations cuts "last.alice=401 and rows.s1=1" into its expectations.
func expectations(when string) []string {
	var out []string
	for _, w := range strings.Fields(when) {
		if w = strings.TrimSuffix(w, ","); w != "" && w != "and" {
			out = append(out, w)
		}
	}
	return out
}
