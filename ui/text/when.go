package text

import (
	"fmt"
	"time"
)

// When names a time in the future, both in Unix milliseconds, in the local time zone.
func When(at, now int64) string {
	day := func(ms int64) string { return time.UnixMilli(ms).Format("2 January 2006") }
	switch minutes := (at - now + 59_999) / 60_000; {
	case minutes <= 1:
		return "in a minute"
	case minutes < 90:
		return fmt.Sprintf("in %d minutes", minutes)
	case day(at) == day(now):
		return "today at " + time.UnixMilli(at).Format("15:04")
	}
	return "on " + day(at)
}
