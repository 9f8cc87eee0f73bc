package cli

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// moment is the value of --at: a point in time, or a distance from now.
type moment struct {
	written string
	fixed   bool
	at      time.Time
	from    time.Duration
}

// The Unix seconds of the years 0 and 9999, outside which RFC 3339 has no dates.
const (
	firstSecond = -62167219200
	lastSecond  = 253402300799
)

var errMoment = errors.New("want a time such as 2026-01-31T12:00:00Z (RFC 3339), Unix seconds such as 1769860800, or a distance from now such as -1h or +15m")

func (m *moment) String() string { return m.written }

func (m *moment) Type() string { return "TIME" }

func (m *moment) Set(value string) error {
	*m = moment{written: value}
	if value == "" {
		return errMoment
	}
	if value[0] == '+' || value[0] == '-' {
		from, err := time.ParseDuration(value)
		if err != nil {
			return errMoment
		}
		m.from = from
		return nil
	}
	m.fixed = true
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil {
		switch {
		case seconds/1000 <= lastSecond && seconds > lastSecond:
			return errors.New("this looks like milliseconds, and Unix time is in seconds")
		case seconds < firstSecond || seconds > lastSecond:
			return errMoment
		}
		m.at = time.Unix(seconds, 0).UTC()
		return nil
	}
	at, err := time.Parse(time.RFC3339, strings.ToUpper(value))
	if err != nil {
		return errMoment
	}
	m.at = at.UTC()
	return nil
}

// time is the moment that is meant where it is now.
func (m moment) time(now time.Time) time.Time {
	if m.fixed {
		return m.at
	}
	return now.Add(m.from).UTC().Truncate(time.Second)
}

// span is the value of --leeway, not negative.
type span time.Duration

func (s *span) String() string { return time.Duration(*s).String() }

func (s *span) Type() string { return "SPAN" }

func (s *span) Set(value string) error {
	d, err := time.ParseDuration(value)
	if err != nil || d < 0 {
		return errors.New("want a length of time such as 30s or 2m, not below 0s")
	}
	*s = span(d)
	return nil
}
