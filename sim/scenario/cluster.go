package scenario

import (
	"errors"
	"slices"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/option"
)

var clusterVerbs = []Verb{{
	Name:    "cluster",
	Group:   "The cluster",
	Usage:   "cluster key=value ...",
	Doc:     "Describes the cluster; it is the first command and stands once. The keys are listed below.",
	Example: "cluster servers=3 auth=session store=memory balancer=round-robin seed=1",
	parse:   parseCluster,
	complete: func(int, Names) []string {
		return keyWords(func(option.Key) bool { return true })
	},
}}

// clusterLine is the first command. It has happened when the world begins.
type clusterLine struct{ config *cluster.Config }

func (clusterLine) apply(*cluster.World, bool) error {
	return errors.New("cluster stands once, as the first command")
}

func parseCluster(l *line) (action, *Error) {
	l.next++
	config := cluster.Defaults()
	given := map[string]bool{}
	var plain, single []word
	for {
		w, ok := l.take()
		if !ok {
			break
		}
		switch {
		case w.split < 0:
			l.mistakes = append(l.mistakes, fail(w, "Write key=value, such as servers=3.", "%s has no value", Show(w.text)))
		case given[w.key()]:
			l.mistakes = append(l.mistakes, fail(w, "Give it once.", "%s is given twice", w.key()))
		case strings.Contains(w.key(), "."):
			single = append(single, w)
		default:
			plain = append(plain, w)
		}
		given[w.key()] = true
	}
	// The keys of single servers come last: which servers there are is known then. What
	// others are judged by comes first.
	first := func(w word) int {
		if slices.Contains([]string{"services", "verifier"}, w.key()[strings.LastIndexByte(w.key(), '.')+1:]) {
			return 0
		}
		return 1
	}
	for _, words := range [][]word{plain, single} {
		slices.SortStableFunc(words, func(a, b word) int { return first(a) - first(b) })
	}
	for _, w := range append(plain, single...) {
		if err := setKey(config, w); err != nil {
			l.mistakes = append(l.mistakes, err)
		}
	}
	return clusterLine{config}, nil
}

// setKey sets one key; the error points at the key or at its value.
func setKey(config *cluster.Config, w word) *Error {
	err := config.Set(w.key(), w.value())
	if err == nil {
		return nil
	}
	var unknown *cluster.UnknownKey
	if errors.As(err, &unknown) {
		e := fail(w, didYouMean(w.key(), keyNames(w.key())), "unknown key %s", Show(w.key()))
		e.Width = len(splitRunes(w.key()))
		return e
	}
	var bad *option.Error
	if errors.As(err, &bad) {
		name := bad.Key[strings.LastIndexByte(bad.Key, '.')+1:]
		suggestion := "Write " + bad.Want + "."
		for _, k := range cluster.Keys {
			if near := Nearest(w.value(), k.Values); k.Name == name && near != "" && near != w.value() {
				suggestion = "Did you mean " + near + "?"
			}
		}
		return failValue(w, suggestion, "%s cannot be %s", w.key(), orEmpty(w.value()))
	}
	return failValue(w, "", "%s", Show(err.Error()))
}

// keyNames are the names a mistyped key may have meant, with the server in front
// if it had one.
func keyNames(typed string) []string {
	server, _, per := strings.Cut(typed, ".")
	var names []string
	for _, k := range cluster.Keys {
		switch {
		case per && k.PerServer && serverForm.MatchString(server):
			names = append(names, server+"."+k.Name)
		case per && k.PerServer:
			names = append(names, "s1."+k.Name)
		case !per:
			names = append(names, k.Name)
		}
	}
	return names
}

// keyWords are completions: key=value for each word of an enumeration, key= otherwise.
func keyWords(wanted func(option.Key) bool) []string {
	var out []string
	for _, k := range cluster.Keys {
		if !wanted(k) {
			continue
		}
		values := k.Values
		if k.Form == "true|false" {
			values = []string{"true", "false"}
		}
		if len(values) == 0 {
			out = append(out, k.Name+"=")
		}
		for _, v := range values {
			out = append(out, k.Name+"="+v)
		}
	}
	return out
}
