package page

import (
	"authlab/ui/intent"
	"authlab/ui/layout"
)

// wide tells that decoding and verifying stand beside each other, and the goal below.
func (p *Tokens) wide() bool { return p.width >= layout.TokenWide }

func (p *Tokens) goalDoes() string {
	if p.wide() && p.goal.shown {
		return "hide the goal"
	}
	return "show the goal"
}

// goalCard is the list of steps over a page that has no room for it.
type goalCard struct{ page *Tokens }

func (c goalCard) title() string { return c.page.goal.title(c.page.env.Styles) }

func (c goalCard) bindings() []intent.Binding {
	return []intent.Binding{
		{Action: intent.Close, Does: "close"},
		{Action: intent.Goal, Does: "close", Quiet: true},
		{Action: intent.Open, Does: "close", Quiet: true},
	}
}

func (c goalCard) do(intent.Intent) (Result, bool) { return Result{}, true }

func (c goalCard) draw(width, _ int) []string { return c.page.goal.draw(c.page.env.Styles, width) }
