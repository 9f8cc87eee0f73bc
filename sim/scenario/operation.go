package scenario

import (
	"slices"

	"authlab/sim/cluster"
	"authlab/sim/option"
)

const operationGroup = "Operations"

var operationVerbs = []Verb{
	{
		Name: "set", Group: operationGroup,
		Usage: "set key=value", Doc: "Changes a key of the cluster line while the cluster runs.", Example: "set balancer=sticky",
		parse:    parseSet,
		complete: func(int, Names) []string { return keyWords(func(k option.Key) bool { return !k.Fixed }) },
	},
	{
		Name: "scale", Group: operationGroup,
		Usage: "scale N", Doc: "Adds servers at the end, or removes the last ones, until there are N.", Example: "scale 4",
		parse:    parseScale,
		complete: func(int, Names) []string { return []string{"1", "2", "3", "4", "5", "6", "7", "8"} },
	},
	{
		Name: "copy", Group: operationGroup,
		Usage: "copy CLIENT as NAME", Doc: "Keeps a copy of a client's credentials, to be sent by with=NAME.", Example: "copy alice as loot",
		parse: parseCopy, complete: completeCopy,
	},
}

type set struct{ key, value string }

func (c set) apply(w *cluster.World, _ bool) error { return w.Set(c.key, c.value) }

func parseSet(l *line) (action, *Error) {
	l.next++
	w, err := l.need("key=value")
	if err != nil {
		return nil, err
	}
	if w.split < 0 {
		return nil, fail(w, "Write key=value, such as balancer=sticky.", "%s has no value", Show(w.text))
	}
	config := cluster.Defaults()
	if l.scene != nil && l.scene.config != nil {
		config = l.scene.config.Clone()
	} else if err := setKey(config, word{text: "servers=8", split: 7}); err != nil {
		return nil, err
	}
	if err := setKey(config, w); err != nil {
		return nil, err
	}
	for _, k := range cluster.Keys {
		if k.Name != w.key() || !k.Fixed {
			continue
		}
		suggestion := "Give it on the cluster line."
		if k.Name == "servers" {
			suggestion = "Write scale " + w.value() + "."
		}
		return nil, fail(w, suggestion, "%s cannot change in a running cluster", k.Name)
	}
	return set{w.key(), w.value()}, l.end()
}

type scale struct{ servers int }

func (c scale) apply(w *cluster.World, _ bool) error { return w.Scale(c.servers) }

func parseScale(l *line) (action, *Error) {
	l.next++
	w, err := l.need("a number of servers")
	if err != nil {
		return nil, err
	}
	n, err := whole(word{text: w.text, column: w.column, width: w.width, split: -1}, w.text, 1, cluster.MaxServers)
	if err != nil {
		return nil, err
	}
	return scale{n}, l.end()
}

type copyOf struct{ client, as string }

func (c copyOf) apply(w *cluster.World, _ bool) error { return w.Copy(c.client, c.as) }

func parseCopy(l *line) (action, *Error) {
	l.next++
	client, err := l.need("whose credentials to copy")
	if err != nil {
		return nil, err
	}
	if err := l.clientName(client); err != nil {
		return nil, err
	}
	if err := l.scene.holds(client, client.text); err != nil {
		return nil, err
	}
	as, err := l.need("as NAME")
	if err != nil {
		return nil, err
	}
	if as.text != "as" {
		return nil, fail(as, "Write "+l.verb.Usage+".", "unexpected %s", orEmpty(as.text))
	}
	name, err := l.need("a name for the copy")
	if err != nil {
		return nil, err
	}
	if err := l.clientName(name); err != nil {
		return nil, err
	}
	return copyOf{client.text, name.text}, l.end()
}

func completeCopy(position int, names Names) []string {
	switch position {
	case 1:
		return append(slices.Clone(names.Clients), names.Copies...)
	case 2:
		return []string{"as"}
	}
	return nil
}
