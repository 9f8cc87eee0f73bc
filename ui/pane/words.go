package pane

import (
	"fmt"
	"strconv"
	"time"
)

func statusTone(status int) tone {
	switch {
	case status >= 500:
		return toneUnknown
	case status >= 400:
		return toneBad
	}
	return toneGood
}

// statusGlyph says yes, no or cannot know.
func statusGlyph(status int) string {
	switch {
	case status >= 500 || status == 0:
		return "?"
	case status >= 400:
		return "✗"
	}
	return "✓"
}

func statusRuns(status int) []run {
	if status == 0 {
		return []run{{"? cut", toneUnknown}}
	}
	return []run{{statusGlyph(status) + " " + strconv.Itoa(status), statusTone(status)}}
}

// count writes a number with its noun: "1 session", "2 sessions".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// span writes a duration in at most six columns: "340ms", "12s", "4m05s", "2h10m", "3d".
func span(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	switch {
	case d < time.Second:
		return sign + strconv.Itoa(int(d/time.Millisecond)) + "ms"
	case d < time.Minute:
		return sign + strconv.Itoa(int(d/time.Second)) + "s"
	case d < time.Hour:
		return sign + pair(int(d/time.Minute), "m", int(d/time.Second)%60, "s")
	case d < 48*time.Hour:
		return sign + pair(int(d/time.Hour), "h", int(d/time.Minute)%60, "m")
	}
	return sign + strconv.Itoa(int(d/(24*time.Hour))) + "d"
}

func pair(big int, unit string, small int, sub string) string {
	if small == 0 {
		return strconv.Itoa(big) + unit
	}
	return fmt.Sprintf("%d%s%02d%s", big, unit, small, sub)
}

// offset writes a clock's deviation with its sign.
func offset(d time.Duration) string {
	if d > 0 {
		return "+" + span(d)
	}
	return span(d)
}

// fit answers the first of the alternatives that needs at most w columns, or
// the last.
func fit(w int, alternatives ...[]run) []run {
	for _, a := range alternatives {
		if width(a) <= w {
			return a
		}
	}
	return alternatives[len(alternatives)-1]
}

func words(s string, t tone) []run { return []run{{s, t}} }

func joined(parts ...[]run) []run {
	var out []run
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}
