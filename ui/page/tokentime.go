package page

import (
	"strconv"
	"time"
)

// farthestDate bounds the dates that the clock of the bench can be set to, in seconds.
const farthestDate = 1 << 40

// numericDate reads a date as seconds since 1970 (RFC 7519 §2).
func numericDate(json string) (time.Time, bool) {
	seconds, err := strconv.ParseFloat(json, 64)
	if err != nil || seconds < 0 || seconds > farthestDate {
		return time.Time{}, false
	}
	return time.Unix(int64(seconds), 0).UTC(), true
}

// moment is the time by which the bench judges: the wall clock at the last key, or what
// the learner chose. It does not tick.
type moment struct {
	now time.Time
	// chosen is zero for now.
	chosen time.Time
}

// at is the moment of the judgement.
func (m *moment) at() time.Time {
	if m.chosen.IsZero() {
		return m.now
	}
	return m.chosen
}

// look looks at the clock.
func (m *moment) look(now time.Time) { m.now = now.UTC().Truncate(time.Second) }

// move goes on from the moment at hand.
func (m *moment) move(by time.Duration) {
	if m.chosen = m.at().Add(by); m.chosen.Equal(m.now) {
		m.chosen = time.Time{}
	}
}

// expiring says where around exp the clock goes next.
func (m *moment) expiring(exp time.Time) string {
	switch at := m.at(); {
	case at.Equal(exp.Add(-time.Second)):
		return "clock to exp"
	case at.Equal(exp):
		return "clock past exp"
	}
	return "clock just before exp"
}

// expires goes to the second before exp, from there to exp, and then to the second
// after it.
func (m *moment) expires(exp time.Time) {
	switch at := m.at(); {
	case at.Equal(exp.Add(-time.Second)):
		m.chosen = exp
	case at.Equal(exp):
		m.chosen = exp.Add(time.Second)
	default:
		m.chosen = exp.Add(-time.Second)
	}
}

// words are the moment for the top line.
func (m *moment) words() string {
	words := m.at().Format("2006-01-02 15:04:05") + " UTC"
	switch away := m.at().Sub(m.now); {
	case away == 0:
		return words + ", now"
	case away > 0:
		return words + ", now +" + rounded(away)
	default:
		return words + ", now -" + rounded(-away)
	}
}

// rounded is a span in its two largest units.
func rounded(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= 2*day:
		return strconv.Itoa(int(d/day)) + "d"
	case d >= time.Hour && d%time.Hour < time.Minute:
		return strconv.Itoa(int(d/time.Hour)) + "h"
	case d >= time.Hour:
		return strconv.Itoa(int(d/time.Hour)) + "h" + strconv.Itoa(int(d%time.Hour/time.Minute)) + "m"
	}
	return d.Truncate(time.Second).String()
}
