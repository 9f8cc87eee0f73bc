package scenario

import (
	"fmt"

	"authlab/sim/cluster"
)

var guessArguments = []Argument{
	{Name: "tries", Form: fmt.Sprintf("1-%d", cluster.MaxGuesses), Doc: "how many ids are tried; 100000 unless told"},
	{Name: "secret", Form: "known|unknown", Doc: "whether the attacker holds the cookie's signing secret; known unless told", Values: []string{"known", "unknown"}},
}

var attackVerbs = []Verb{{
	Name: "guess", Group: "Attacks",
	Usage: "guess [tries=N] [secret=known|unknown]", Doc: "mallory tries session ids at random; the first that fits becomes her credential.", Example: "guess tries=100000",
	Arguments: guessArguments,
	parse:     parseGuess,
	complete: func(int, Names) []string {
		return []string{"tries=", "secret=known", "secret=unknown"}
	},
}}

type guess struct{ spec cluster.GuessSpec }

func (c guess) apply(w *cluster.World, _ bool) error { return w.Guess(c.spec) }

func parseGuess(l *line) (action, *Error) {
	l.next++
	c := guess{cluster.GuessSpec{Client: cluster.Attacker, Tries: 100_000, Secret: "known"}}
	err := l.arguments(func(w word) (err *Error) {
		if w.key() == "tries" {
			c.spec.Tries, err = whole(w, w.value(), 1, cluster.MaxGuesses)
			return err
		}
		c.spec.Secret = w.value()
		return nil
	})
	return c, err
}
