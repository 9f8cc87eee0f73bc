package scenario

import (
	"slices"

	"authlab/sim/cluster"
	"authlab/sim/event"
)

// CommandResult is what became of one command.
type CommandResult struct {
	// Index counts the commands of the run from 0, the cluster line.
	Index   int
	Command Command
	// Exchange is the request it made, or nil.
	Exchange *cluster.Exchange
	Outcome  Outcome
}

// Runner carries out commands one after the other in one world.
type Runner struct {
	world *cluster.World
	next  int
	// open are overlapping commands whose requests may still be under way.
	open []CommandResult
	// seen are the events taken from the world so far, for the chains behind failures.
	seen []event.Event
}

// NewRunner builds the world that the first command, a cluster line, describes.
// record false keeps no events and no snapshots.
func NewRunner(first Command, record bool) (*Runner, error) {
	w, err := NewWorld(first, record)
	if err != nil {
		return nil, err
	}
	return &Runner{world: w}, nil
}

// World is the cluster as it stands.
func (r *Runner) World() *cluster.World { return r.world }

// Next is the index that the next command will have.
func (r *Runner) Next() int { return r.next }

// Do carries out the next command. It answers the results that are now known: of
// the command and of those that overlapped with it, in their order. A command that
// overlaps the next has none yet. The error is an *Error.
func (r *Runner) Do(c Command) ([]CommandResult, error) {
	index := r.next
	if err := c.Apply(r.world, index); err != nil {
		return nil, err
	}
	r.next++
	r.open = append(r.open, CommandResult{Index: index, Command: c, Exchange: r.made(c, index)})
	if c.Overlap {
		return nil, nil
	}
	return r.close(), nil
}

// made is the request a command has started, or nil.
func (r *Runner) made(c Command, index int) *cluster.Exchange {
	if _, ok := c.Request(); !ok {
		return nil
	}
	return ExchangeOf(r.world, index)
}

// Finish lets overlapping requests come to an end and answers their results.
func (r *Runner) Finish() []CommandResult {
	if len(r.open) == 0 {
		return nil
	}
	r.world.Settle()
	return r.close()
}

func (r *Runner) close() []CommandResult {
	done := r.open
	r.open = nil
	for i := range done {
		done[i].Outcome = done[i].Command.check(r.world, done[i].Index, r.events)
	}
	return done
}

func (r *Runner) events() []event.Event {
	steps := r.world.Steps()
	for i := len(r.seen); i < len(steps); i++ {
		r.seen = append(r.seen, steps[i].Event)
	}
	return r.seen
}

// Options say how a script is run.
type Options struct {
	// Unrecorded keeps no events: faster, but without explanations.
	Unrecorded bool
	// Undrawn keeps events and no snapshots: enough for all that is not a picture.
	Undrawn bool
}

// Result is a script that was run.
type Result struct {
	Script *Script
	// World is the cluster after the last command; nil if there was none. The
	// caller closes it.
	World    *cluster.World
	Commands []CommandResult
	// Err is the command that could not be carried out and ended the run, or nil.
	Err *Error
}

// OK tells that every command could be carried out and every expectation held.
func (r *Result) OK() bool {
	for _, c := range r.Commands {
		if !c.Outcome.OK {
			return false
		}
	}
	return r.Err == nil
}

// Run carries out a script. A failed expectation does not stop it; a command that
// cannot be carried out does.
func Run(script *Script, options Options) *Result {
	result := &Result{Script: script}
	for _, c := range script.Commands {
		// What strikes after an event needs the events.
		options.Unrecorded = options.Unrecorded && c.AfterSeq() == 0
	}
	var first Command
	if len(script.Commands) > 0 {
		first = script.Commands[0]
	}
	runner, err := NewRunner(first, !options.Unrecorded)
	if err != nil {
		result.Err = located(err)
		return result
	}
	result.World = runner.World()
	if options.Undrawn {
		result.World.Undrawn()
	}
	for _, c := range script.Commands {
		done, err := runner.Do(c)
		if err != nil {
			result.Err = located(err)
			break
		}
		result.Commands = append(result.Commands, done...)
	}
	result.Commands = append(result.Commands, runner.Finish()...)
	if result.Err == nil {
		result.Err = unreached(script, runner.World())
	}
	return result
}

// unreached is a fault that was to strike after an event which never came, or nil.
func unreached(script *Script, w *cluster.World) *Error {
	left := w.Unstruck()
	for _, c := range script.Commands {
		if slices.Contains(left, c.AfterSeq()) {
			return c.errorf("Name an event of the command that follows.", "event %d never came: the run has %d", c.AfterSeq(), len(w.Steps()))
		}
	}
	return nil
}
