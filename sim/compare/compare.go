// Package compare runs the same commands through several designs, finds where their
// answers part, and counts what each of them costs. It is deterministic, as the
// clusters are.
package compare

import (
	"errors"
	"fmt"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/scenario"
)

// The numbers of designs that can be compared at a time.
const (
	MinLanes = 2
	MaxLanes = 4
)

// Design is one of the clusters compared.
type Design struct {
	// Title is how it is called in a table's head, a few words.
	Title string
	// Settings are the arguments of its cluster line: "auth=session store=redis".
	Settings string
}

// Comparison is the same commands run through every design.
type Comparison struct {
	Lanes []*Lane
	// Rows are the commands behind the cluster line, in order.
	Rows []Row
	// Divergence is the index of the first row whose answers differ, -1 if none do.
	Divergence int
}

// Lane is what became of the commands in one design.
type Lane struct {
	Design Design
	// Commands begin with the cluster line.
	Commands []scenario.Command
	// World is the cluster after the last command.
	World *cluster.World
	// Events are everything that happened, in order.
	Events []event.Event
	cells  []Cell // one for each command
}

// Explain says in a sentence why a request got its answer here, or what became of a
// command that is no request. It is "" where there is nothing to say.
func (l *Lane) Explain(c Cell) string {
	bySeq := func(seq int) *event.Event { return event.BySeq(l.Events, seq) }
	switch {
	case c.Refused != "":
		return c.Refused
	case c.Exchange == nil && c.Failed != "":
		return "It observed " + c.Failed + "."
	case c.Exchange == nil:
		return ""
	}
	outcome := bySeq(c.Exchange.LastSeq)
	if outcome == nil {
		return ""
	}
	if fact := event.Deciding(l.Events, outcome); fact != nil {
		outcome = fact
	}
	return event.Explain(outcome, bySeq)
}

// Row is one command in all designs.
type Row struct {
	Text  string
	Cells []Cell // one for each lane
}

// Cell is what one design made of a command.
type Cell struct {
	// Exchange is the request, nil where the command makes none.
	Exchange *cluster.Exchange
	// Refused says why the command could not be carried out here, or "".
	Refused string
	// Failed is what was observed instead of what the command expects, or "".
	Failed string
	// Steps is the number of events of the lane when the command was over.
	Steps int
}

// Same tells whether two designs gave the same answer: both none, or the same status.
func (c Cell) Same(other Cell) bool {
	if c.Exchange == nil || other.Exchange == nil {
		return c.Exchange == other.Exchange
	}
	return c.Exchange.Status == other.Exchange.Status
}

// New runs a script through the designs. The script is scenario text without a
// cluster line; file names it in errors. A mistake in it is a *scenario.Error,
// whose line counts from the script's first.
func New(file, script string, designs []Design) (*Comparison, error) {
	if n := len(designs); n < MinLanes || n > MaxLanes {
		return nil, fmt.Errorf("%d to %d designs can be compared, not %d", MinLanes, MaxLanes, n)
	}
	return build(file, script, designs)
}

// Measure is the ledger of any number of designs, for a table. The errors are those of New.
func Measure(file, script string, designs []Design) ([]Figure, error) {
	c, err := build(file, script, designs)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return c.Ledger(), nil
}

func build(file, script string, designs []Design) (*Comparison, error) {
	for _, d := range designs {
		if strings.ContainsAny(d.Settings, "\r\n") {
			return nil, fmt.Errorf("the settings of %s have to stand on one line", d.Title)
		}
	}
	c := &Comparison{Divergence: -1}
	for _, d := range designs {
		lane, err := run(file, script, d)
		if err != nil {
			c.Close()
			return nil, err
		}
		c.Lanes = append(c.Lanes, lane)
	}
	if c.align(); len(c.Rows) == 0 {
		c.Close()
		return nil, errors.New("there is nothing to compare: the script has no command")
	}
	return c, nil
}

// Close ends what is still under way in the clusters. What was counted stays.
func (c *Comparison) Close() {
	for _, lane := range c.Lanes {
		lane.World.Close()
	}
}

// parse puts a design's cluster line before the script. A mistake in the script keeps its own line.
func parse(file, script string, d Design) ([]scenario.Command, error) {
	parsed, mistakes := scenario.Parse(file, []byte("cluster "+d.Settings+"\n"+script))
	if len(mistakes) == 0 {
		return parsed.Commands, nil
	}
	first := mistakes[0]
	if first.Line == 1 {
		return nil, fmt.Errorf("%s: %s", d.Title, first.Message)
	}
	first.Line--
	return nil, first
}

func run(file, script string, d Design) (*Lane, error) {
	commands, err := parse(file, script, d)
	if err != nil {
		return nil, err
	}
	return carryOut(d, commands, true)
}

// carryOut does the commands of one design. One that cannot be carried out leaves the
// cluster as it was, and the others go on.
func carryOut(d Design, commands []scenario.Command, record bool) (*Lane, error) {
	runner, err := scenario.NewRunner(commands[0], record)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.Title, err)
	}
	lane := &Lane{Design: d, Commands: commands, World: runner.World()}
	cellOf := map[int]int{} // by the number that the runner gave to a command it took
	var results []scenario.CommandResult
	for i, command := range commands {
		number := runner.Next()
		var cell Cell
		done, err := runner.Do(command)
		if err != nil {
			cell.Refused = reason(err)
		} else {
			cellOf[number] = i
		}
		results = append(results, done...)
		cell.Steps = len(lane.World.Steps())
		lane.cells = append(lane.cells, cell)
	}
	for _, done := range append(results, runner.Finish()...) {
		cell := &lane.cells[cellOf[done.Index]]
		cell.Exchange = done.Exchange
		if !done.Outcome.OK {
			cell.Failed = done.Outcome.Observed
		}
	}
	lane.cells[len(lane.cells)-1].Steps = len(lane.World.Steps())
	for _, step := range lane.World.Steps() {
		lane.Events = append(lane.Events, step.Event)
	}
	return lane, nil
}

// reason is an error without its place: the place is the row.
func reason(err error) string {
	var e *scenario.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}

// align puts the lanes side by side and looks for the first row where they part.
func (c *Comparison) align() {
	for i, command := range c.Lanes[0].Commands {
		if i == 0 {
			continue
		}
		row := Row{Text: command.Text}
		for _, lane := range c.Lanes {
			row.Cells = append(row.Cells, lane.cells[i])
		}
		if c.Divergence < 0 && !row.agrees() {
			c.Divergence = len(c.Rows)
		}
		c.Rows = append(c.Rows, row)
	}
}

// agrees tells whether all designs gave the same answer.
func (r Row) agrees() bool {
	for _, cell := range r.Cells[1:] {
		if !cell.Same(r.Cells[0]) {
			return false
		}
	}
	return true
}
