// Package lifetime tells what a token says about its time (RFC 7519 §4.1.4 to §4.1.6),
// what each server's clock shows, and how the server judged it by that. Screens draw
// it; text and exported lessons say it in words.
package lifetime

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"authlab/sim/event"
	"authlab/sim/snapshot"
	"authlab/sim/token"
)

// Life is the time of one token. Times are whole seconds since event.Epoch, as
// verifiers count them.
type Life struct {
	Tag string
	// NotBefore and Expires are the token's limits; HasNotBefore and HasExpires tell
	// whether it has them.
	NotBefore, Expires       int64
	HasNotBefore, HasExpires bool
	// Issued is its iat, or 0.
	Issued int64
	// Leeway is what the server that judged it last adds on both sides, in seconds.
	Leeway int64
	// Clocks are those of the servers that are up, those that agree as one.
	Clocks []Reading
}

// Reading is what the clock of one or more servers shows.
type Reading struct {
	Servers []string
	At      int64
	Verdict Verdict
}

// Verdict is what a server has made of a token's dates.
type Verdict int

// The verdicts.
const (
	NotJudged Verdict = iota
	TooEarly
	TooLate
	InTime
	ByLeeway
)

// At is the life of the token whose dates are worth a picture after some events: one
// that a server has judged already, while clocks differ, or leeway is given, or its
// dates are what has just decided. Before a first judgement it would tell the outcome.
// now is the cluster after the last of the events.
func At(events []event.Event, now *snapshot.Snapshot) (*Life, bool) {
	judged := LastJudgement(events)
	if now == nil || judged == nil {
		return nil, false
	}
	current := &events[len(events)-1]
	raw := tokenOf(events, judged.Flight)
	if current.Flight != 0 {
		if own := tokenOf(events, current.Flight); own != "" {
			raw = own
		}
	}
	l, ok := datesOf(raw)
	if !ok {
		return nil, false
	}
	skewed := false
	for _, s := range now.Servers {
		skewed = skewed || s.Up && s.Clock != 0
		if s.Name == judged.Node {
			l.Leeway = int64(s.Leeway / time.Second)
		}
	}
	decided := judged.Flight == current.Flight && (judgedByTime(judged) != NotJudged || judged.Kind == event.TokenAccepted && !l.HasExpires)
	if !skewed && l.Leeway == 0 && !decided {
		return nil, false
	}
	l.read(events, now)
	return l, len(l.Clocks) > 0
}

// LastJudgement is the newest event in which a server took or refused a signed token,
// or nil.
func LastJudgement(events []event.Event) *event.Event {
	for n := len(events) - 1; n >= 0; n-- {
		switch e := &events[n]; e.Kind {
		case event.TokenAccepted, event.TokenRejected:
			return e
		}
	}
	return nil
}

// tokenOf is the signed token that a request carried, or "".
func tokenOf(events []event.Event, flight int) string {
	for n := range events {
		e := &events[n]
		if e.Flight != flight || e.Kind != event.RequestSent || e.Message == nil {
			continue
		}
		for _, line := range e.Message.Header {
			name, value, _ := strings.Cut(line, ": ")
			if name != "Authorization" && name != "Cookie" {
				continue
			}
			if raw := signed(value); raw != "" {
				return raw
			}
		}
	}
	return ""
}

// signed is the first token of three parts in the value of a header, or "".
func signed(value string) string {
	at := strings.Index(value, "eyJ")
	if at < 0 {
		return ""
	}
	raw := value[at:]
	if end := strings.IndexFunc(raw, notOfToken); end >= 0 {
		raw = raw[:end]
	}
	if strings.Count(raw, ".") != 2 {
		return ""
	}
	return raw
}

// notOfToken tells that a character is neither base64url nor the dot between parts.
func notOfToken(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-_.", r)
}

// farthest bounds the dates that are put into words, in seconds since 1970; it is
// behind the year 2200.
const farthest = 1 << 33

// datesOf reads the dates of a token; false if it cannot be decoded or says nothing
// about its time.
func datesOf(raw string) (*Life, bool) {
	l := &Life{Tag: event.Tag(raw[strings.LastIndexByte(raw, '.')+1:])}
	known := false
	for _, m := range token.Decode(raw).Payload.Members {
		at, err := strconv.ParseFloat(m.JSON, 64)
		if err != nil || math.IsNaN(at) || at < 0 || at > farthest {
			continue
		}
		seconds := int64(math.Floor(at)) - event.Epoch.Unix()
		switch m.Name {
		case "iat":
			l.Issued, known = seconds, true
		case "nbf":
			l.NotBefore, l.HasNotBefore, known = seconds, true, true
		case "exp":
			l.Expires, l.HasExpires, known = seconds, true, true
		}
	}
	return l, known && (!l.HasNotBefore || !l.HasExpires || l.NotBefore <= l.Expires)
}

// read gathers the clocks of the servers that are up, and what each has said of the
// token since anything was changed.
func (l *Life) read(events []event.Event, now *snapshot.Snapshot) {
	for _, s := range now.Servers {
		if !s.Up {
			continue
		}
		one := Reading{Servers: []string{s.Name}, At: Seconds(now.At + s.Clock), Verdict: l.verdictOf(events, s)}
		same := slices.IndexFunc(l.Clocks, func(c Reading) bool {
			return c.At == one.At && (c.Verdict == one.Verdict || one.Verdict == NotJudged || c.Verdict == NotJudged)
		})
		if same < 0 {
			l.Clocks = append(l.Clocks, one)
			continue
		}
		c := &l.Clocks[same]
		c.Servers = append(c.Servers, s.Name)
		c.Verdict = max(c.Verdict, one.Verdict)
	}
}

// verdictOf is what a server has said of the token at the present settings. A change
// of them, or of the time, makes what was said before it old.
func (l *Life) verdictOf(events []event.Event, s *snapshot.Server) Verdict {
	for n := len(events) - 1; n >= 0; n-- {
		e := &events[n]
		if e.Flight == 0 && (e.Kind == event.TimePassed || e.Kind == event.ClockSet || e.Kind == event.OptionSet) {
			break
		}
		if e.Node != s.Name || e.Get("tag") != l.Tag {
			continue
		}
		if v := judgedByTime(e); v != NotJudged {
			return v
		}
		if e.Kind == event.TokenAccepted {
			if l.within(Seconds(e.At + s.Clock)) {
				return InTime
			}
			return ByLeeway
		}
	}
	return NotJudged
}

// within tells that a second lies between nbf and exp (RFC 7519 §4.1.4, §4.1.5).
func (l *Life) within(at int64) bool {
	return (!l.HasNotBefore || at >= l.NotBefore) && (!l.HasExpires || at < l.Expires)
}

// judgedByTime is the verdict of an event in which a token's dates made a server refuse it.
func judgedByTime(e *event.Event) Verdict {
	if e.Kind != event.TokenRejected {
		return NotJudged
	}
	switch e.Get("why") {
	case "jwt expired":
		return TooLate
	case "jwt not active":
		return TooEarly
	}
	return NotJudged
}

// Seconds are the whole seconds of a time of the run.
func Seconds(d time.Duration) int64 { return int64(math.Floor(d.Seconds())) }
