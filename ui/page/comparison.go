package page

import (
	"authlab/lessons"
	"authlab/sim/compare"
	"authlab/ui/intent"
	"authlab/ui/pane"
)

// comparison steps several designs through the same commands.
type comparison struct {
	env *Env
	all *compare.Comparison
	// shown is the number of commands that have been carried out.
	shown, lane int
	// ledger is counted when it is first seen.
	ledger      []compare.Figure
	ledgerFirst bool
	ledgerTop   int
	// figures are the names of those shown; nil for all.
	figures []string
	// width and height are those of the last drawing.
	width, height int
}

func newComparison(env *Env, all *compare.Comparison, figures []string) *comparison {
	return &comparison{env: env, all: all, figures: figures, width: 80, height: 20}
}

// newLessonComparison prepares the comparison of a lesson's page.
func newLessonComparison(env *Env, c *lessons.Comparison) (*comparison, error) {
	all, err := c.Run()
	if err != nil {
		return nil, err
	}
	return newComparison(env, all, c.Figures), nil
}

func (c *comparison) atEnd() bool { return c.shown == len(c.all.Rows) }

// counted tells that the ledger may be seen: everything has been carried out.
func (c *comparison) counted() []compare.Figure {
	if !c.atEnd() {
		return nil
	}
	if c.ledger == nil {
		c.ledger = c.all.Ledger()
	}
	return c.ledger
}

func (c *comparison) input() pane.ComparisonInput {
	figures := len(c.figures)
	if c.figures == nil {
		figures = len(compare.FigureNames())
	}
	return pane.ComparisonInput{Comparison: c.all, Shown: c.shown, Lane: c.lane, Ledger: compare.Only(c.counted(), c.figures), Figures: figures,
		LedgerFirst: c.ledgerFirst, LedgerTop: c.ledgerTop, Styles: c.env.Styles}
}

func (c *comparison) draw(width, height int) []string {
	c.width, c.height = width, height
	return pane.Comparison(c.input(), width, height)
}

// ledgerKey is the key that changes between the answers and the ledger.
func (c *comparison) ledgerKey() intent.Binding {
	fits := ""
	switch {
	case !c.atEnd():
		fits = "the ledger is counted at the end"
	case pane.LedgerFits(c.input(), c.width, c.height):
		fits = "everything is in sight"
	}
	does := "ledger"
	if c.ledgerFirst && fits == "" {
		does = "answers"
	}
	return intent.Binding{Action: intent.Ledger, Does: does, Off: fits}
}

func (c *comparison) bindings() []intent.Binding {
	end, start, none := "", "", ""
	if c.atEnd() {
		end = "all commands have been carried out"
	}
	if c.shown == 0 {
		start, none = "nothing has been sent yet", "nothing has been sent yet"
	}
	up, down := "this is the first design", "this is the last design"
	if c.scrolling() {
		up, down = "", ""
	}
	if c.lane > 0 {
		up = ""
	}
	if c.lane < len(c.all.Lanes)-1 {
		down = ""
	}
	return []intent.Binding{
		{Action: intent.Next, Does: "next command", Off: end},
		{Action: intent.Previous, Does: "back", Off: start},
		c.ledgerKey(),
		{Action: intent.Inspect, Does: "open in the lab", Off: none},
		{Action: intent.Up, Does: "design before", Off: up},
		{Action: intent.Down, Does: "design after", Off: down},
		{Action: intent.Last, Does: "to the end", Off: end, Quiet: true},
		{Action: intent.First, Does: "to the start", Off: start, Quiet: true},
	}
}

// scrolling tells that Up and Down move the ledger.
func (c *comparison) scrolling() bool {
	return c.ledgerFirst && c.atEnd() && !pane.LedgerFits(c.input(), c.width, c.height)
}

func (c *comparison) do(in intent.Intent) Result {
	switch in.Action {
	case intent.Next:
		c.shown++
	case intent.Previous:
		c.shown--
	case intent.First:
		c.shown = 0
	case intent.Last:
		c.shown = len(c.all.Rows)
	case intent.Ledger:
		c.ledgerFirst, c.ledgerTop = !c.ledgerFirst, 0
	case intent.Up:
		c.up(-1)
	case intent.Down:
		c.up(+1)
	case intent.Inspect:
		return c.toLab()
	}
	return Result{}
}

// up moves the ledger where it scrolls, and the mark among the designs elsewhere.
func (c *comparison) up(by int) {
	if c.scrolling() {
		c.ledgerTop = max(min(c.ledgerTop+by, len(compare.Only(c.counted(), c.figures))-1), 0)
		return
	}
	c.lane = max(min(c.lane+by, len(c.all.Lanes)-1), 0)
}

// toLab opens the marked design in the lab, as far as it has been stepped.
func (c *comparison) toLab() Result {
	lane := c.all.Lanes[c.lane]
	source := "# title: " + lane.Design.Title + ", compared\n# about: One of the designs of a comparison, with the same commands.\n"
	for _, command := range lane.Commands[:c.shown+1] {
		source += command.Text + "\n"
	}
	situation, mistakes := lessons.ReadSituation("", []byte(source))
	if len(mistakes) > 0 {
		return note("this design cannot be opened in the lab: " + mistakes[0].Error())
	}
	lab, err := VisitLab(c.env, situation)
	if err != nil {
		return note("this design cannot be opened in the lab: " + err.Error())
	}
	return Result{Push: lab}
}
