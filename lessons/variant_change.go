package lessons

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"authlab/sim/scenario"
)

var errNoCommands = errors.New("there is no run to ask about")

// seedOf is the seed in a cluster line, which nobody needs to see.
var seedOf = regexp.MustCompile(` seed=[0-9]+`)

// renaming is a change of a question that leaves its meaning alone.
type renaming struct {
	// names maps names of people, in small letters.
	names map[string]string
	// seed is that of the cluster; 0 leaves it.
	seed uint64
	// ahead is how many requests of a stranger come first: the round robin starts so
	// much later, and the servers change their names by as much.
	ahead, servers int
	stranger       string
}

// women and men are the names of the course, and of its variants. A name is replaced
// by one of the same list, since texts say she and he. None of them is a word that
// texts or settings have in another sense.
func women() (course, fresh []string) {
	return []string{"alice", "carol", "erin", "heidi"}, []string{"judy", "nora", "olga", "ruth", "tessa", "wanda", "yvonne"}
}

func men() (course, fresh []string) {
	return []string{"bob", "dave", "frank"}, []string{"ivan", "omar", "peter", "quentin", "samuel", "victor"}
}

// change draws a change that fits the item.
func (it *Item) change(r *rand.Rand) *renaming {
	c := &renaming{names: map[string]string{}, seed: 2 + r.Uint64N(9_999)}
	for _, list := range []func() ([]string, []string){women, men} {
		course, fresh := list()
		r.Shuffle(len(fresh), func(i, k int) { fresh[i], fresh[k] = fresh[k], fresh[i] })
		for i, name := range course {
			c.names[name] = fresh[i%len(fresh)]
		}
		c.stranger = fresh[len(fresh)-1]
	}
	if !it.runs() {
		return c
	}
	commands, _ := it.commands()
	if drawsRSA(commands) {
		c.seed = 0
	}
	if len(commands) > 0 {
		if n := turning(commands[0]); n > 1 {
			c.servers, c.ahead = n, r.IntN(n)
		}
	}
	return c
}

// drawsRSA tells whether a run needs keys of RSA. It keeps the seed of the lesson, whose
// keys are known: to find others takes seconds.
func drawsRSA(commands []scenario.Command) bool {
	return slices.ContainsFunc(commands, func(c scenario.Command) bool { return strings.Contains(c.Text, "RS256") })
}

// turning is the number of servers of a cluster that hands out requests in turn, or 0.
func turning(first scenario.Command) int {
	servers := 3
	for _, word := range strings.Fields(first.Text) {
		key, value, _ := strings.Cut(word, "=")
		switch {
		case key == "services", key == "seed", key == "balancer" && value != "round-robin" && value != "sticky":
			return 0
		case key == "servers":
			servers, _ = strconv.Atoi(value)
		}
	}
	return servers
}

// wordOf is a word that may name a person or a server in texts and scenarios.
var wordOf = regexp.MustCompile(`\b[A-Za-z][a-z]*[0-9]?\b`)

// text carries the change out on words.
func (c *renaming) text(s string) string {
	return wordOf.ReplaceAllStringFunc(s, func(word string) string {
		small := strings.ToLower(word)
		if other, found := c.names[small]; found {
			if word == small {
				return other
			}
			return strings.ToUpper(other[:1]) + other[1:]
		}
		if c.ahead > 0 && len(word) == 2 && word[0] == 's' {
			if n := int(word[1] - '0'); n >= 1 && n <= c.servers {
				return "s" + strconv.Itoa((n-1+c.ahead)%c.servers+1)
			}
		}
		return word
	})
}

// question is a copy with the change carried out on its words and expectations.
func (c *renaming) question(q *Question) *Question {
	out := *q
	out.Ask = c.text(q.Ask)
	out.Options = slices.Clone(q.Options)
	for i := range out.Options {
		o := &out.Options[i]
		o.Text, o.Feedback, o.When = c.text(o.Text), c.text(o.Feedback), c.text(o.When)
		o.Refute = c.text(o.Refute)
		if c.ahead > 0 {
			o.Refute = q.Options[i].Refute
			if c.names != nil {
				o.Refute = (&renaming{names: c.names}).text(o.Refute)
			}
		}
	}
	return &out
}

// script is the scenario with the change carried out, without expectations.
func (c *renaming) script(commands []scenario.Command) string {
	var b strings.Builder
	for i, command := range commands {
		deed := c.text(command.Deed())
		if i == 0 && c.seed > 0 && !strings.Contains(deed, " seed=") {
			deed += fmt.Sprintf(" seed=%d", c.seed)
		}
		b.WriteString(deed)
		if command.Overlap {
			b.WriteString(" &")
		}
		b.WriteString("\n")
		if i == 0 {
			for range c.ahead {
				b.WriteString(c.stranger + " GET /public\n")
			}
		}
	}
	return b.String()
}
