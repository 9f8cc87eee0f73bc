package inspect

import (
	"fmt"
	"math"
	"strings"
	"time"

	"authlab/sim/token"
)

// moment is one time claim.
type moment struct {
	member *Member
	// seconds since 1970, a fraction rounded to the stricter side, and ok where that can be told.
	seconds float64
	ok      bool
	// problem says why it cannot.
	problem string
	// unit is a smaller one than seconds in which the number is a date of our times, ""
	// for none, and meant that date.
	unit  string
	meant float64
}

// moment reads a time claim.
func (o *object) moment(name string) moment {
	m := moment{member: o.get(name)}
	if m.member == nil {
		return m
	}
	value := m.member.JSON
	seconds, number := token.Number(value)
	switch {
	case kindOf(value) != "a number":
		m.problem = fmt.Sprintf("%s is %s, and must be a number of seconds.", name, kindOf(value))
	case !number || math.Abs(seconds) > token.MaxDate:
		m.problem = fmt.Sprintf("%s is %s, out of range: %s.", name, shorten(value), outOfRange(value))
		m.guessUnit(seconds)
		if m.unit != "" {
			m.problem = fmt.Sprintf("%s is %s, %s where seconds belong: %s was meant.", name, shorten(value), m.unit, date(m.meant))
		}
	default:
		m.seconds, m.ok = math.Floor(seconds), true
		if name == "nbf" {
			// Before the fraction has gone by it has not begun (RFC 7519 §4.1.5).
			m.seconds = math.Ceil(seconds)
		}
	}
	return m
}

// guessUnit finds the unit in which a number that is no time in seconds is one.
func (m *moment) guessUnit(number float64) {
	for _, one := range []struct {
		unit      string
		perSecond float64
	}{{"milliseconds", 1e3}, {"microseconds", 1e6}, {"nanoseconds", 1e9}} {
		if meant := number / one.perSecond; plausible(meant) {
			m.unit, m.meant = one.unit, meant
		}
	}
}

// outOfRange says on which side of all dates a number of seconds lies that is none of them.
func outOfRange(value string) string {
	if strings.HasPrefix(value, "-") {
		return "long before the year 1"
	}
	return "beyond the year 9999"
}

// plausible tells whether a number of seconds is a date of our times.
func plausible(seconds float64) bool {
	const from, to = 946684800, 4102444800 // the years 2000 and 2100
	return seconds >= from && seconds < to
}

func date(seconds float64) string {
	return time.Unix(int64(math.Floor(seconds)), 0).UTC().Format("2006-01-02 15:04:05 UTC")
}

// judgeTimes is the stage of exp, nbf and iat.
func (i *inspection) judgeTimes() {
	fails := func(m moment, source, reason string) {
		i.fail(StageTime, i.where(&i.payload, m.member), source, reason)
	}
	const expSource, nbfSource, iatSource = "RFC 7519 §4.1.4", "RFC 7519 §4.1.5", "RFC 7519 §4.1.6"
	exp, nbf, iat := i.payload.moment("exp"), i.payload.moment("nbf"), i.payload.moment("iat")
	for _, one := range []struct {
		m      moment
		source string
	}{{exp, expSource}, {nbf, nbfSource}, {iat, iatSource}} {
		if one.m.problem != "" {
			fails(one.m, one.source, one.m.problem)
		}
	}
	now := time.Unix(i.Request.At.Unix(), int64(i.Request.At.Nanosecond()))
	if exp.ok && !now.Before(moments(exp).Add(i.Leeway)) {
		fails(exp, expSource, "exp says that it ended "+i.distance(exp.seconds)+", at "+date(exp.seconds)+i.leewayWords()+".")
	}
	if nbf.ok && now.Before(moments(nbf).Add(-i.Leeway)) {
		fails(nbf, nbfSource, "nbf says that it begins "+i.distance(nbf.seconds)+", at "+date(nbf.seconds)+i.leewayWords()+".")
	}
	if exp.member == nil && i.RequireExp {
		fails(exp, expSource, "There is no exp, and one was asked for.")
	}
	switch {
	case exp.ok && exp.seconds <= float64(now.Unix()):
		i.finish(StageTime, Passed, "exp says that it ended "+i.distance(exp.seconds)+", at "+date(exp.seconds)+i.leewayWords()+".")
	case nbf.ok && nbf.seconds > float64(now.Unix()):
		i.finish(StageTime, Passed, "nbf says that it begins "+i.distance(nbf.seconds)+", at "+date(nbf.seconds)+i.leewayWords()+".")
	case exp.ok:
		i.finish(StageTime, Passed, "exp says that it ends "+i.distance(exp.seconds)+", at "+date(exp.seconds)+".")
	default:
		i.finish(StageTime, Passed, "There is no exp, so it never ends.")
	}
}

func moments(m moment) time.Time { return time.Unix(int64(m.seconds), 0) }

func (i *inspection) leewayWords() string {
	if i.Leeway == 0 {
		return ""
	}
	if i.Leeway%time.Second != 0 {
		return fmt.Sprintf(", and the leeway is %s", i.Leeway)
	}
	return ", and the leeway is " + span(int64(i.Leeway/time.Second))
}

// distance is how far a moment is from the judgement: "3 days 4 hours ago", "in 5 minutes", "now".
func (i *inspection) distance(seconds float64) string {
	between := int64(seconds) - i.Request.At.Unix()
	switch {
	case between < 0:
		return apart(int64(seconds), i.Request.At.Unix()) + " ago"
	case between > 0:
		return "in " + apart(i.Request.At.Unix(), int64(seconds))
	}
	return "this very second"
}

// apart is the time from one moment to a later one in its two largest units. Years are
// those of the calendar, so that a leap day does not count as a day more.
func apart(from, to int64) string {
	begin, end := time.Unix(from, 0).UTC(), time.Unix(to, 0).UTC()
	years := end.Year() - begin.Year()
	if begin.AddDate(years, 0, 0).After(end) {
		years--
	}
	if years < 1 {
		return span(to - from)
	}
	words := plural(int64(years), "year")
	const day = 86400
	if days := (to - begin.AddDate(years, 0, 0).Unix()) / day; days > 0 {
		words += " " + plural(days, "day")
	}
	return words
}

// span puts a number of seconds into its two largest units.
func span(seconds int64) string {
	const minute, hour, day, year = 60, 3600, 86400, 365 * 86400
	units := []struct {
		length int64
		name   string
	}{{year, "year"}, {day, "day"}, {hour, "hour"}, {minute, "minute"}, {1, "second"}}
	var words []string
	for _, u := range units {
		n := seconds / u.length
		seconds %= u.length
		if n == 0 && len(words) == 0 {
			continue
		}
		if n > 0 {
			words = append(words, plural(n, u.name))
		}
		if n == 0 || len(words) == 2 {
			break
		}
	}
	if len(words) == 0 {
		return "0 seconds"
	}
	return strings.Join(words, " ")
}

func plural(n int64, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// lower is a stage's reason as a part of another sentence.
func lower(s Stage) string {
	reason := s.Reason
	if reason == "" {
		return ""
	}
	if strings.HasPrefix(reason, "It ") || strings.HasPrefix(reason, "There ") || strings.HasPrefix(reason, "No") {
		reason = strings.ToLower(reason[:1]) + reason[1:]
	}
	return reason
}
