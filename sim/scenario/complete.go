package scenario

import (
	"slices"
	"strings"

	"authlab/sim/cluster"
)

// Names are what a line typed into a running cluster may name.
type Names struct {
	Clients, Copies, Servers []string
}

// NamesAfter are the names that commands which were carried out have set up.
func NamesAfter(commands []Command) Names {
	var n Names
	known := sceneAfter(commands)
	copies := map[string]bool{}
	for _, c := range commands {
		if taken, ok := c.action.(copyOf); ok {
			copies[taken.as] = true
		}
	}
	for _, name := range known.holders {
		if copies[name] {
			n.Copies = append(n.Copies, name)
		} else {
			n.Clients = append(n.Clients, name)
		}
	}
	n.Servers = serverNames(known.servers)
	return n
}

// Complete lists the words that can stand where the cursor is, each as it would
// replace the word begun there. cursor counts characters from the line's start.
func Complete(text string, cursor int, names Names) []string {
	runes := splitRunes(text)
	before := strings.Join(runes[:min(max(cursor, 0), len(runes))], "")
	start := strings.LastIndexAny(before, " \t") + 1
	begun := before[start:]
	words := strings.Fields(before[:start])
	var out []string
	for _, candidate := range candidates(words, names) {
		if strings.HasPrefix(candidate, begun) && !slices.Contains(out, candidate) {
			out = append(out, candidate)
		}
	}
	return out
}

func candidates(words []string, names Names) []string {
	if len(words) == 0 {
		return append(verbNames(verbs), names.Clients...)
	}
	if n := len(words); n >= 2 && words[n-1] == "=>" {
		return []string{"200", "401", "403", "503"}
	} else if n >= 3 && words[n-2] == "=>" {
		return append(slices.Clone(names.Servers), Balancer, "&")
	}
	for _, v := range verbs {
		if v.Name == words[0] {
			return unused(v.complete(len(words), names), words)
		}
	}
	return unused(completeRequest(len(words), names), words)
}

// unused drops key=value words whose key stands on the line already.
func unused(candidates, words []string) []string {
	var out []string
	for _, c := range candidates {
		key, _, found := strings.Cut(c, "=")
		taken := func(w string) bool { return found && key != "" && strings.HasPrefix(w, key+"=") }
		if !slices.ContainsFunc(words, taken) {
			out = append(out, c)
		}
	}
	return out
}

// ConfigAfter is the description of the cluster after commands that were carried out,
// as far as they describe it.
func ConfigAfter(commands []Command) *cluster.Config {
	if known := sceneAfter(commands); known.config != nil {
		return known.config
	}
	return cluster.Defaults()
}
