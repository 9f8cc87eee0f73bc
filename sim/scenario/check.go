package scenario

import (
	"fmt"
	"strconv"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/event"
)

// Outcome is what became of a command's expectation.
type Outcome struct {
	// OK is true where nothing was expected.
	OK bool
	// Expected and Observed are "" where nothing was expected.
	Expected, Observed string
	// Why is the chain of events behind what was observed, nearest first; only
	// for a failed expectation of a recorded run.
	Why []event.Link
}

// Check compares what the command expected with what happened. index is the one
// given to Apply; every request must have been answered.
func (c Command) Check(w *cluster.World, index int) Outcome {
	return c.check(w, index, func() []event.Event { return Events(w) })
}

// check is Check with the run's events at hand.
func (c Command) check(w *cluster.World, index int, events func() []event.Event) Outcome {
	if c.Expect != nil {
		return c.checkAnswer(w, index, events)
	}
	all := c.Expectations()
	outcome := Outcome{OK: true}
	var wanted, seen []string
	for _, e := range all {
		ok, observed := e.Eval(w)
		if ok {
			continue
		}
		outcome.OK = false
		wanted = append(wanted, e.String())
		seen = append(seen, e.Name+"="+observed)
		if outcome.Why == nil {
			outcome.Why = why(e.culprit(w), events)
		}
	}
	if outcome.OK {
		for _, e := range all {
			wanted = append(wanted, e.String())
		}
		seen = wanted
	}
	outcome.Expected, outcome.Observed = strings.Join(wanted, " "), strings.Join(seen, " ")
	return outcome
}

func (c Command) checkAnswer(w *cluster.World, index int, events func() []event.Event) Outcome {
	exchange := ExchangeOf(w, index)
	outcome := Outcome{Expected: c.Expect.String(), Observed: observed(exchange)}
	if exchange == nil || !exchange.Done {
		return outcome
	}
	server := exchange.Server
	if server == "" && exchange.Status > 0 {
		server = Balancer
	}
	outcome.OK = exchange.Status == c.Expect.Status && (c.Expect.Server == "" || c.Expect.Server == server)
	if !outcome.OK {
		outcome.Why = why(exchange, events)
	}
	return outcome
}

// observed words an answer as an expectation would.
func observed(x *cluster.Exchange) string {
	switch {
	case x == nil || !x.Done || x.Status == 0:
		return "no answer"
	case x.Server == "":
		return fmt.Sprintf("%d %s", x.Status, Balancer)
	case x.Cut:
		return fmt.Sprintf("%d %s, cut", x.Status, x.Server)
	}
	return fmt.Sprintf("%d %s", x.Status, x.Server)
}

// ExchangeOf is the request that command index made, or nil.
func ExchangeOf(w *cluster.World, index int) *cluster.Exchange {
	all := w.Exchanges()
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Command == index {
			return all[i]
		}
	}
	return nil
}

// culprit is the newest request that the expectation speaks of: of its client, of
// its status, or any.
func (e Expectation) culprit(w *cluster.World) *cluster.Exchange {
	stem, about, _ := strings.Cut(e.Name, ".")
	all := w.Exchanges()
	for i := len(all) - 1; i >= 0; i-- {
		x := all[i]
		switch {
		case !x.Done:
		case stem == "status" && strconv.Itoa(x.Status) != about:
		case e.aboutClient() && x.Spec.Client != about:
		default:
			return x
		}
	}
	return nil
}

func (e Expectation) aboutClient() bool {
	f, _ := cluster.FactNamed(e.Name)
	if f == nil {
		return false
	}
	_, placeholder := f.Parts()
	return placeholder == "CLIENT"
}

// why is the chain behind an answer, nil in an unrecorded run.
func why(x *cluster.Exchange, events func() []event.Event) []event.Link {
	if x == nil || x.LastSeq == 0 {
		return nil
	}
	all := events()
	seq := x.LastSeq
	for i := x.LastSeq; i >= x.FirstSeq; i-- {
		if e := event.BySeq(all, i); e != nil && e.Flight == x.Flight && e.Kind == event.ResponseReceived {
			seq = i
			break
		}
	}
	return event.Why(all, seq)
}

// Events are the events of a recorded run so far.
func Events(w *cluster.World) []event.Event {
	steps := w.Steps()
	out := make([]event.Event, len(steps))
	for i := range steps {
		out[i] = steps[i].Event
	}
	return out
}
