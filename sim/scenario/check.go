package scenario

import (
	"fmt"
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
}

// Check compares what the command expected with what happened. index is the one
// given to Apply; every request must have been answered.
func (c Command) Check(w *cluster.World, index int) Outcome {
	if c.Expect != nil {
		return c.checkAnswer(w, index)
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

func (c Command) checkAnswer(w *cluster.World, index int) Outcome {
	exchange := ExchangeOf(w, index)
	outcome := Outcome{Expected: c.Expect.String(), Observed: observed(exchange)}
	if exchange == nil || !exchange.Done {
		return outcome
	}
	server := exchange.Server
	if server == "" {
		server = Balancer
	}
	outcome.OK = exchange.Status == c.Expect.Status && (c.Expect.Server == "" || c.Expect.Server == server)
	return outcome
}

// observed words an answer as an expectation would.
func observed(x *cluster.Exchange) string {
	switch {
	case x == nil || !x.Done:
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

// Events are the events of a recorded run so far.
func Events(w *cluster.World) []event.Event {
	steps := w.Steps()
	out := make([]event.Event, len(steps))
	for i := range steps {
		out[i] = steps[i].Event
	}
	return out
}
