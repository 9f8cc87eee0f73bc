package plain

import (
	"fmt"
	"slices"
	"strings"

	"authlab/lessons"
	"authlab/sim/compare"
	"authlab/ui/text"
)

// comparison tells the answers of all designs and what each costs. It is no table: a
// column is hard to follow for whoever hears one line after the other.
func (r *reader) comparison(c *lessons.Comparison) (values, error) {
	all, err := c.Run()
	if err != nil {
		r.say("! This comparison cannot run: " + err.Error())
		return nothingKnown, nil
	}
	defer all.Close()
	ledger := all.Ledger()
	r.designs(c)
	for i, row := range all.Rows {
		r.answers(row, i == all.Divergence)
	}
	if at := all.Divergence; at >= 0 {
		r.say("", "Why they part", "")
		for i, lane := range all.Lanes {
			r.tell("- " + lane.Design.Title + ": " + lane.Explain(all.Rows[at].Cells[i]))
		}
	}
	r.say("", "What each design costs, in the same order", "")
	for _, f := range compare.Only(ledger, c.Figures) {
		r.figure(f)
	}
	r.say("")
	return func(f lessons.Field) (string, bool) { return lessons.ComparisonFact(f, ledger) }, nil
}

// designs lists what is compared.
func (r *reader) designs(c *lessons.Comparison) {
	r.tell(fmt.Sprintf("The same commands in %d designs. Their answers stand in this order:", len(c.Designs)))
	for i, d := range c.Designs {
		r.say(fmt.Sprintf("%2d  %s", i+1, text.SafeLine(d.Title)))
		r.say("    " + text.SafeLine(d.Settings))
	}
	r.say("")
}

// answers tells what all designs made of a command.
func (r *reader) answers(row compare.Row, parted bool) {
	var each []string
	for _, cell := range row.Cells {
		each = append(each, answered(cell))
	}
	words := strings.Join(each, "; ")
	if !slices.ContainsFunc(each, func(one string) bool { return one != each[0] }) {
		words = each[0] + " in all"
	}
	if words = row.Text + ": " + words; parted {
		words += ". Here they part."
	}
	r.tell(words)
}

// answered is what one design made of a command, in words.
func answered(c compare.Cell) string {
	switch {
	case c.Refused != "":
		return "cannot"
	case c.Exchange == nil && c.Failed != "":
		return "fails"
	case c.Exchange == nil:
		return "done"
	case c.Exchange.Status == 0:
		return "no answer"
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", c.Exchange.Status, c.Exchange.Server))
}

// figure tells a line of the ledger.
func (r *reader) figure(f compare.Figure) {
	title := f.Title
	if f.Unit != "" && f.Unit != "status" && f.Unit != "users" {
		title += ", " + f.Unit
	}
	var each []string
	for _, v := range f.Values {
		if v.Known {
			each = append(each, v.Text)
		} else {
			each = append(each, "does not apply")
		}
	}
	r.tell(title + ": " + strings.Join(each, "; "))
}
