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
