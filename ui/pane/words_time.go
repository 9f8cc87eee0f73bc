package pane

import (
	"math"
	"strconv"
	"time"

	"authlab/sim/event"
)

// farthest bounds the dates that are put into words, in seconds since 1970; it is
// well inside what a time.Duration since Epoch holds.
const farthest = 1 << 33

// sinceEpoch reads a NumericDate (RFC 7519 §2), which need not be whole, as a time
// since event.Epoch; false for what is none or lies too far away.
func sinceEpoch(value string) (time.Duration, bool) {
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(seconds) || seconds < 0 || seconds > farthest {
		return 0, false
	}
	whole := math.Floor(seconds)
	return time.Unix(int64(whole), int64((seconds-whole)*1e9)).Sub(event.Epoch), true
}

// farOff is the time of a run from which it is written with its units.
const farOff = 10_000 * time.Second

// Instant writes a time of a run in seconds with so many decimals, as the text of lessons
// counts them, and one far off as "3h05m" or "3333d".
func Instant(at time.Duration, decimals int) string {
	if at > -farOff && at < farOff {
		return strconv.FormatFloat(at.Seconds(), 'f', decimals, 64) + "s"
	}
	return span(at)
}

// instant is Instant for whole seconds.
func instant(seconds int64) string {
	return Instant(time.Duration(seconds)*time.Second, 0)
}
