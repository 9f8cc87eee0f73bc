package pane

import "strings"

// InspectorText is everything there is to know about a target as lines of text of at
// most w columns, without a box around them.
func InspectorText(in Input, t Target, w int) []string {
	p := newPalette(in.Styles)
	p.learn(in.Now, in.Events)
	i := &inspector{palette: p, in: &in, w: w}
	lines := []string{i.inspect(t)}
	for _, row := range i.rows {
		var b strings.Builder
		for _, r := range row {
			b.WriteString(r.text)
		}
		lines = append(lines, b.String())
	}
	return lines
}

// Nodes lists the names of what is in the picture: browsers, machines and the store.
func Nodes(in Input) []string { return in.nodes() }
