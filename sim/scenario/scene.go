package scenario

import (
	"fmt"
	"regexp"
	"slices"

	"authlab/sim/browser"
	"authlab/sim/cluster"
)

// scene is what is known, without running anything, after some commands of a script.
type scene struct {
	config  *cluster.Config
	servers int
	// placed tells that the place of the cluster line has passed.
	placed bool
	// holders are the clients and copies that have been named.
	holders []string
}

var (
	nameForm   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,31}$`)
	serverForm = regexp.MustCompile(`^s[1-9][0-9]?$`)
)

// nodes are names that clients cannot have, because machines have them.
var nodes = []string{"balancer", "store", "replica", "lab"}

// clientName checks the name of a client or of a copy.
func (l *line) clientName(w word) *Error {
	name := w.text
	switch {
	case !nameForm.MatchString(name):
		return fail(w, "A name begins with a letter and goes on with letters, digits, - and _, at most 32 in all.", "%s cannot be a name", orEmpty(name))
	case serverForm.MatchString(name) || slices.Contains(nodes, name):
		return fail(w, "Choose another name, such as alice.", "%s is a machine, not a client", name)
	case slices.Contains(verbNames(l.vocabulary), name):
		return fail(w, "Choose another name, such as alice.", "%s is a word of the language and cannot be a client", name)
	}
	return nil
}

// server checks that w names an application server that can exist.
func (l *line) server(w word) *Error {
	if !serverForm.MatchString(w.text) {
		suggestion := "Servers are called s1, s2 and so on."
		if l.scene != nil {
			if near := Nearest(w.text, serverNames(l.scene.servers)); near != "" {
				suggestion = "Did you mean " + near + "?"
			}
		}
		return fail(w, suggestion, "%s is not a server", orEmpty(w.text))
	}
	return l.scene.hasServer(w)
}

func (s *scene) hasServer(w word) *Error {
	if s == nil || s.servers == 0 {
		return nil
	}
	for i := range s.servers {
		if w.text == fmt.Sprintf("s%d", i+1) {
			return nil
		}
	}
	return fail(w, fmt.Sprintf("The last server is s%d.", s.servers), "there is no %s", w.text)
}

// holds checks that a client or copy of this name has been met.
func (s *scene) holds(w word, name string) *Error {
	if s == nil || slices.Contains(s.holders, name) {
		return nil
	}
	suggestion := didYouMean(name, s.holders)
	if len(s.holders) == 0 {
		suggestion = "Nobody has made a request yet."
	}
	return failValue(w, suggestion, "nobody is called %s", orEmpty(name))
}

func (s *scene) meet(name string) {
	if s != nil && !slices.Contains(s.holders, name) {
		s.holders = append(s.holders, name)
	}
}

// note keeps what a command adds.
func (s *scene) note(a action) {
	if s == nil {
		return
	}
	switch a := a.(type) {
	case clusterLine:
		s.config, s.servers, s.placed = a.config.Clone(), a.config.Servers, true
	case scale:
		s.servers = a.servers
		if s.config != nil {
			s.config.Servers = a.servers
		}
	case strike:
		if s.config != nil && a.verb == "clock" {
			_ = s.config.Set(a.target+".clock", a.offset.String())
		}
	case set:
		if s.config != nil {
			// A key that cannot be set is reported where it is done.
			_ = s.config.Set(a.key, a.value)
		}
	case rotateKey:
		if s.config != nil && a.spec.Server == "" {
			s.config.Token.Secret = ""
		}
	case leakKey, decode, forge, give, inject, sniff:
		s.meet(cluster.Attacker)
	case fixate:
		s.meet(a.client)
		s.meet(cluster.Attacker)
	case request:
		s.meet(a.spec.Client)
		if a.spec.Script || a.spec.From == browser.SameSite {
			s.meet(cluster.Attacker)
		}
	case copyOf:
		s.meet(a.as)
	case guess:
		s.meet(a.spec.Client)
	}
}

// sceneAfter is what is known after commands that were carried out.
func sceneAfter(commands []Command) *scene {
	s := &scene{placed: true}
	for _, c := range commands {
		s.note(c.action)
	}
	return s
}
