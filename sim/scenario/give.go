package scenario

import (
	"authlab/sim/cluster"
)

var giveArguments = []Argument{
	{Name: "token", Form: "text", Doc: "the token, as it is to be sent"},
}

var giveVerbs = []Verb{{
	Name: "give", Group: attackGroup,
	Usage: "give mallory token=TEXT", Doc: "mallory gets a token from outside, whatever it is; it becomes her own credential.", Example: "give mallory token=aaa.bbb.ccc",
	Arguments: giveArguments,
	parse:     parseGive,
	complete: func(position int, _ Names) []string {
		if position == 1 {
			return []string{cluster.Attacker}
		}
		return []string{"token="}
	},
}}

type give struct{ raw string }

func (c give) apply(w *cluster.World, _ bool) error { return w.Give(c.raw) }

func parseGive(l *line) (action, *Error) {
	l.next++
	who, err := l.need("mallory")
	if err != nil {
		return nil, err
	}
	if who.text != cluster.Attacker {
		return nil, fail(who, "Write give mallory token=TEXT.", "only mallory takes what she is given: %s gets tokens by logging in", orEmpty(Show(who.text)))
	}
	if err := l.haveKeys(); err != nil {
		return nil, err
	}
	c := give{}
	err = l.arguments(func(w word) *Error {
		if c.raw = w.value(); !cluster.CanBeSent(c.raw) {
			return failValue(w, "Write the text that stands behind Bearer.", "a token is visible ASCII characters, one at least")
		}
		return nil
	})
	if err == nil && c.raw == "" {
		_, err = l.need("token=TEXT")
	}
	return c, err
}
