package scenario

import "authlab/sim/cluster"

var expectVerbs = []Verb{{
	Name: "expect", Group: "Expectations",
	Usage:   "expect NAME=VALUE ...",
	Doc:     "Compares counts and facts of the run so far, with = != < <= > or >=; a failure is reported and stops nothing. The names are listed below.",
	Example: "expect logins=1 last.alice=200",
	parse:   parseExpect,
	complete: func(_ int, names Names) []string {
		return countWords(names)
	},
}}

// expect holds comparisons; they are made by Command.Check.
type expect struct{ all []Expectation }

func (expect) apply(*cluster.World, bool) error { return nil }

func parseExpect(l *line) (action, *Error) {
	l.next++
	if len(l.words) == 1 {
		return nil, l.missing("a comparison, such as logins=1")
	}
	all, err := readExpectations(l)
	return expect{all}, err
}

// countWords are the names of the table with their placeholders filled in.
func countWords(names Names) []string {
	var out []string
	for _, f := range cluster.Facts {
		stem, placeholder := f.Parts()
		switch placeholder {
		case "CLIENT", "USER":
			out = append(out, prefixed(stem+".", names.Clients)...)
		case "SERVER":
			out = append(out, prefixed(stem+".", names.Servers)...)
		case "KIND":
			out = append(out, prefixed(stem+".", cluster.AttackKinds())...)
		case "CODE":
			out = append(out, prefixed(stem+".", []string{"200", "401", "403", "503"})...)
		default:
			out = append(out, f.Name)
		}
	}
	return out
}
