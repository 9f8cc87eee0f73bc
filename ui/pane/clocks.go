package pane

import (
	"math"
	"strings"
	"time"

	"authlab/sim/event"
	"authlab/sim/snapshot"
	"authlab/sim/token"
)

// lifetime is what a token says about its time (RFC 7519 §4.1.4 to §4.1.6), and
// the clocks by which that is judged. Times are whole seconds since event.Epoch,
// as verifiers count them.
type lifetime struct {
	tag string
	// nbf and exp are the token's limits; hasNbf and hasExp tell whether it has them.
	nbf, exp       int64
	hasNbf, hasExp bool
	// issued is its iat, or 0.
	issued int64
	// leeway is what the server that judged it last adds on both sides, in seconds.
	leeway int64
	clocks []reading
}

// reading is what the clock of one or more servers shows.
type reading struct {
	servers []string
	at      int64
	verdict verdictOfTime
}

// verdictOfTime is what a server has made of a token's dates.
type verdictOfTime int

const (
	notJudged verdictOfTime = iota
	tooEarly
	tooLate
	inTime
	byLeeway
)

// lifetime answers the token whose dates are worth a picture at this moment: one
// that a server has judged already, while clocks differ, or leeway is given, or its
// dates are what has just decided. Before a first judgement it would tell the outcome.
func (in *Input) lifetime() (*lifetime, bool) {
	if in.Now == nil {
		return nil, false
	}
	judged := in.lastJudgement()
	if judged == nil {
		return nil, false
	}
	raw := in.tokenOf(judged.Flight)
	if e := in.Current(); e.Flight != 0 {
		if own := in.tokenOf(e.Flight); own != "" {
			raw = own
		}
	}
	l, ok := datesOf(raw)
	if !ok {
		return nil, false
	}
	skewed := false
	for _, s := range in.Now.Servers {
		skewed = skewed || s.Up && s.Clock != 0
		if s.Name == judged.Node {
			l.leeway = int64(s.Leeway / time.Second)
		}
	}
	decided := judged.Flight == in.Current().Flight && (judgedByTime(judged) != notJudged || judged.Kind == event.TokenAccepted && !l.hasExp)
	if !skewed && l.leeway == 0 && !decided {
		return nil, false
	}
	l.read(in)
	return l, len(l.clocks) > 0
}

// lastJudgement is the newest event in which a server took or refused a signed token.
func (in *Input) lastJudgement() *event.Event {
	for n := len(in.Events) - 1; n >= 0; n-- {
		switch e := &in.Events[n]; e.Kind {
		case event.TokenAccepted, event.TokenRejected:
			return e
		}
	}
	return nil
}

// tokenOf is the signed token that a request carried, or "".
func (in *Input) tokenOf(flight int) string {
	for n := range in.Events {
		e := &in.Events[n]
		if e.Flight != flight || e.Kind != event.RequestSent || e.Message == nil {
			continue
		}
		for _, line := range e.Message.Header {
			name, value, _ := strings.Cut(line, ": ")
			if name != "Authorization" && name != "Cookie" {
				continue
			}
			if at, end := nextToken(value); at >= 0 && isToken(value[at:end]) {
				return value[at:end]
			}
		}
	}
	return ""
}

// datesOf reads the dates of a token; false if it cannot be decoded or says nothing
// about its time.
func datesOf(raw string) (*lifetime, bool) {
	l := &lifetime{tag: tokenTag(raw)}
	known := false
	for _, m := range token.Decode(raw).Payload.Members {
		at, ok := sinceEpoch(m.JSON)
		if !ok {
			continue
		}
		seconds := int64(math.Floor(at.Seconds()))
		switch m.Name {
		case "iat":
			l.issued, known = seconds, true
		case "nbf":
			l.nbf, l.hasNbf, known = seconds, true, true
		case "exp":
			l.exp, l.hasExp, known = seconds, true, true
		}
	}
	return l, known && (!l.hasNbf || !l.hasExp || l.nbf <= l.exp)
}

// read gathers the clocks of the servers that are up, those that agree as one, and
// what each server has said of the token since anything was changed.
func (l *lifetime) read(in *Input) {
	for _, s := range in.Now.Servers {
		if !s.Up {
			continue
		}
		one := reading{servers: []string{s.Name}, at: secondsAt(in.Now.At + s.Clock), verdict: l.verdictOf(in, s)}
		joined := false
		for n := range l.clocks {
			if c := &l.clocks[n]; c.at == one.at && (c.verdict == one.verdict || one.verdict == notJudged || c.verdict == notJudged) {
				c.servers = append(c.servers, s.Name)
				c.verdict = max(c.verdict, one.verdict)
				joined = true
				break
			}
		}
		if !joined {
			l.clocks = append(l.clocks, one)
		}
	}
}

// verdictOf is what a server has said of the token at the present settings. A change
// of them, or of the time, makes what was said before it old.
func (l *lifetime) verdictOf(in *Input, s *snapshot.Server) verdictOfTime {
	for n := len(in.Events) - 1; n >= 0; n-- {
		e := &in.Events[n]
		if e.Flight == 0 && (e.Kind == event.TimePassed || e.Kind == event.ClockSet || e.Kind == event.OptionSet) {
			break
		}
		if e.Node != s.Name || e.Get("tag") != l.tag {
			continue
		}
		if v := judgedByTime(e); v != notJudged {
			return v
		}
		if e.Kind == event.TokenAccepted {
			if l.within(secondsAt(e.At + s.Clock)) {
				return inTime
			}
			return byLeeway
		}
	}
	return notJudged
}

// within tells that a second lies between nbf and exp (RFC 7519 §4.1.4, §4.1.5).
func (l *lifetime) within(at int64) bool {
	return (!l.hasNbf || at >= l.nbf) && (!l.hasExp || at < l.exp)
}

// judgedByTime is the verdict of an event in which a token's dates made a server refuse it.
func judgedByTime(e *event.Event) verdictOfTime {
	if e.Kind != event.TokenRejected {
		return notJudged
	}
	switch e.Get("why") {
	case "jwt expired":
		return tooLate
	case "jwt not active":
		return tooEarly
	}
	return notJudged
}

func secondsAt(d time.Duration) int64 { return int64(math.Floor(d.Seconds())) }
