package scenario

import (
	"slices"
	"time"

	"authlab/sim/cluster"
)

// Verb declares one kind of command: how it is written, what it means, and the
// code that reads it. Help, completion and suggestions are made from these.
type Verb struct {
	// Name is the first word, or "" for a request, whose first word is a client.
	Name string
	// Group is the heading it stands under in the help.
	Group   string
	Usage   string
	Doc     string // one sentence
	Example string
	// Arguments are the key=value words it takes.
	Arguments []Argument
	// Overlaps allows a final &: the next command starts before this one is done.
	Overlaps bool

	parse    func(*line) (action, *Error)
	complete func(position int, names Names) []string
}

// Argument declares one key=value word of a verb.
type Argument struct {
	Name, Form, Doc string
	// Values are the allowed words, nil where any value of Form will do.
	Values []string
}

// action is what a command does. It is a plain value, so that commands can be compared.
type action interface {
	apply(w *cluster.World, settle bool) error
}

// verbs is the whole language. A group of later verbs is one more file and one
// more line here.
var verbs = slices.Concat(
	clusterVerbs,
	requestVerbs,
	faultVerbs,
	timeVerbs,
	operationVerbs,
	revocationVerbs,
	keyVerbs,
	attackVerbs,
	forgeVerbs,
	giveVerbs,
	browserVerbs,
	expectVerbs,
)

// Verbs lists the declarations in the order of the help.
func Verbs() []Verb { return slices.Clone(verbs) }

func verbNames(all []Verb) []string {
	var names []string
	for _, v := range all {
		if v.Name != "" && !slices.Contains(names, v.Name) {
			names = append(names, v.Name)
		}
	}
	return names
}

func argumentNames(arguments []Argument) []string {
	names := make([]string, len(arguments))
	for i, a := range arguments {
		names[i] = a.Name
	}
	return names
}

// delayArgument is shared by all that can be postponed.
var delayArgument = Argument{Name: "delay", Form: "duration", Doc: "start that much later than the command is reached"}

const durationHint = "Write a time span as in Go: 300ms, 90s, 15m, 1h30m."

func parseSpan(text string) (time.Duration, bool) {
	d, err := time.ParseDuration(text)
	return d, err == nil && d >= 0 && d <= maxSpan
}
