package pane

import (
	"testing"
	"time"
)

func TestALongTimeIsWrittenInItsUnits(t *testing.T) {
	for _, c := range []struct {
		at       time.Duration
		decimals int
		want     string
	}{
		{24 * time.Millisecond, 3, "0.024s"},
		{9999 * time.Second, 0, "9999s"},
		{-90 * time.Second, 0, "-90s"},
		{10_000 * time.Second, 3, "2h46m"},
		{288_000_000*time.Second + 24*time.Millisecond, 3, "3333d"},
	} {
		if got := Instant(c.at, c.decimals); got != c.want {
			t.Errorf("%v: %q, want %q", c.at, got, c.want)
		}
	}
}
