package page

import (
	"testing"
	"time"
)

func TestTheRateOfGuessesIsCounted(t *testing.T) {
	// A clock that passes a millisecond each time it is read.
	at := time.Unix(0, 0)
	now := func() time.Time { at = at.Add(time.Millisecond); return at }
	if got := MeasureGuesses(now); got < 100_000 {
		t.Errorf("%d guesses a second, by a clock that shows whole lists in milliseconds", got)
	}
}
