package page

import (
	"time"

	"authlab/sim/event"
	"authlab/sim/token"
	"authlab/ui/pane"
)

// MeasureGuesses counts how many secrets this machine tries in a second, against a
// token that none of them fits. It takes some milliseconds; 0 if it cannot be done.
func MeasureGuesses(now func() time.Time) int {
	key, err := token.NewKey("", token.HS256, []byte("none of the words"))
	if err != nil {
		return 0
	}
	raw, err := token.Sign(key, []token.Claim{{Name: "sub", Value: "alice"}})
	if err != nil {
		return 0
	}
	words, begin, tries := token.CommonSecrets(), now(), 0
	for now().Sub(begin) < 5*time.Millisecond {
		_, n, _ := token.Crack(raw, words)
		tries += n
	}
	return int(float64(tries) / now().Sub(begin).Seconds())
}

// withGuesses adds what this machine can do where a secret has just been found.
func (env *Env) withGuesses(in pane.Input) pane.Input {
	if now := in.Current(); now != nil && now.Kind == event.SecretCracked && env.Guesses != nil {
		in.GuessesPerSecond = env.Guesses()
	}
	return in
}
