package page

import (
	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/history"
	"authlab/sim/scenario"
	"authlab/ui/pane"
	"authlab/ui/theme"
)

// run is a history with what the panes want to know of it.
type run struct {
	*history.History
	// events are those of the steps; seen is the branch they were taken from.
	events []event.Event
	first  *event.Event
}

func newRun(setup []scenario.Command) (*run, error) {
	h, err := history.New(setup)
	if err != nil {
		return nil, err
	}
	return &run{History: h}, nil
}

// all are the events of the present branch.
func (r *run) all() []event.Event {
	steps := r.Steps()
	if n := len(r.events); n > len(steps) || n > 0 && &steps[0].Event != r.first {
		r.events = nil
	}
	if len(steps) > 0 {
		r.first = &steps[0].Event
	}
	for i := len(r.events); i < len(steps); i++ {
		r.events = append(r.events, steps[i].Event)
	}
	return r.events
}

// input is the moment under the cursor.
func (r *run) input(st *theme.Styles, phase float64) pane.Input {
	at := r.Cursor()
	in := pane.Input{Now: r.Snapshot(), Events: r.all()[:at], Phase: phase, Styles: st}
	if at > 0 {
		in.Was = r.SnapshotAt(at - 1)
	}
	return in
}

// world is the cluster at the end of the branch, or nil if it cannot be had.
func (r *run) world() *cluster.World {
	w, err := r.World()
	if err != nil {
		return nil
	}
	return w
}

// current is the event under the cursor, or nil before the first.
func (r *run) current() *event.Event {
	if at := r.Cursor(); at > 0 {
		return &r.all()[at-1]
	}
	return nil
}
