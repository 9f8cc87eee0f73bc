package scenario

import (
	"slices"

	"authlab/sim/cluster"
)

const attackGroup = "Attacks"

var forgeVerbs = []Verb{
	{
		Name: "decode", Group: attackGroup,
		Usage: "decode CLIENT", Doc: "mallory reads what a client's token says, without any key.", Example: "decode alice",
		parse:    parseDecode,
		complete: func(_ int, names Names) []string { return append(slices.Clone(names.Clients), names.Copies...) },
	},
}

type decode struct{ client string }

func (c decode) apply(w *cluster.World, _ bool) error { return w.Decode(c.client) }

func parseDecode(l *line) (action, *Error) {
	l.next++
	w, err := l.need("whose token to read")
	if err != nil {
		return nil, err
	}
	if err := l.clientName(w); err != nil {
		return nil, err
	}
	if err := l.scene.holds(w, w.text); err != nil {
		return nil, err
	}
	return decode{w.text}, l.end()
}
