package event

import (
	"strings"
	"time"
)

func withKey(e *Event) string {
	if key := e.Get("key"); key != "" {
		return " with the key " + key
	}
	return " with its key"
}

// trimmed writes a time span without idle zeros: 14m, not 14m0s.
func trimmed(span string) string {
	if strings.HasSuffix(span, "m0s") {
		span = strings.TrimSuffix(span, "0s")
	}
	if strings.HasSuffix(span, "h0m") {
		span = strings.TrimSuffix(span, "0m")
	}
	return span
}

// wholeSeconds leaves the fraction of a second out of a time span.
func wholeSeconds(span string) string {
	d, err := time.ParseDuration(span)
	if err != nil || d < time.Second {
		return span
	}
	return trimmed(d.Truncate(time.Second).String())
}

// spelled is a value of an option. A span of time is written in one way however it was
// typed: 1m50s, not 110s.
func spelled(e *Event, attr string) string {
	value := e.Get(attr)
	d, err := time.ParseDuration(value)
	if err != nil || !strings.ContainsAny(value, "nuµmsh") || strings.Contains(e.Get("key"), "secret") {
		return value
	}
	sign := ""
	if strings.HasPrefix(value, "+") {
		sign = "+"
	}
	return sign + trimmed(d.String())
}

func tagged(tag string) string {
	if tag == "" {
		return "an empty value"
	}
	return tag + "…"
}

// tokenNamed names a signed token. Its tag is of its signature, which can be missing.
func tokenNamed(tag string) string {
	if tag == "" {
		return "a token without a signature"
	}
	return "the token " + tagged(tag)
}

func spaced(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func until(when string) string {
	if when == "" {
		return ""
	}
	return ", until " + strings.TrimSuffix(strings.Replace(when, "T", " ", 1), "Z")
}

// plural writes a decimal number with its noun.
func plural(n, noun string) string {
	if n == "1" {
		return "1 " + noun
	}
	switch {
	case strings.HasSuffix(noun, "s"):
		return n + " " + noun + "es"
	case strings.HasSuffix(noun, "y"):
		return n + " " + strings.TrimSuffix(noun, "y") + "ies"
	}
	return n + " " + noun + "s"
}
