package lessons

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"authlab/sim/scenario"
)

// exercise reads the task of a page.
func (b *builder) exercise(page *Page, k *block) {
	y, top := b.read(k.first, k.body)
	if top == nil {
		return
	}
	b.exercises++
	e := &Exercise{ID: fmt.Sprintf(exerciseID, b.id, b.exercises), Line: k.line}
	meant := y.fields(top, "the exercise", map[string]func(*yaml.Node){
		"ask":      y.text(&e.Ask),
		"tests":    y.numbers("tests", &e.Tests),
		"start":    y.scriptAt(scenario.Parse, &e.Start, &e.startLine),
		"goal":     y.clauses(&e.Goal),
		"hints":    y.texts("hints", &e.Hints),
		"solution": y.scriptAt(scenario.ParseFragment, &e.Solution, &e.solutionLine),
		"another":  y.scriptAt(scenario.ParseFragment, &e.Another, &e.anotherLine),
		"misses":   y.misses(&e.Misses),
	})
	for _, part := range []struct {
		name    string
		missing bool
	}{
		{"ask", e.Ask == ""}, {"start", e.Start == ""}, {"goal", len(e.Goal) == 0}, {"solution", e.Solution == ""},
		{"another", e.Another == ""}, {"misses", len(e.Misses) == 0},
	} {
		if part.missing && !meant[part.name] {
			y.at(top, "the exercise lacks "+part.name, "")
		}
	}
	if len(e.Hints) < 3 && (len(e.Hints) > 0 || !meant["hints"]) {
		y.at(top, fmt.Sprintf("an exercise has at least three hints (where to look, the principle, the first step), not %d", len(e.Hints)), "")
	}
	for _, m := range e.Misses {
		if !e.hasClause(m.Fails) {
			y.at(top, "misses: no clause of the goal reads when: "+m.Fails, "")
		}
	}
	page.Exercise = e
}

func (e *Exercise) hasClause(when string) bool {
	for _, c := range e.Goal {
		if c.When == when {
			return true
		}
	}
	return false
}

func (y yamlText) clauses(to *[]Clause) func(*yaml.Node) {
	return func(n *yaml.Node) {
		y.list(n, "goal", func(item *yaml.Node) {
			var c Clause
			meant := y.fields(item, "a clause of the goal", map[string]func(*yaml.Node){"say": y.text(&c.Say), "when": y.when(&c.When)})
			if c.Say == "" || c.When == "" {
				if !meant["say"] || !meant["when"] {
					y.at(item, "a clause of the goal has say and when", "")
				}
				return
			}
			*to = append(*to, c)
		})
	}
}

func (y yamlText) misses(to *[]Miss) func(*yaml.Node) {
	return func(n *yaml.Node) {
		y.list(n, "misses", func(item *yaml.Node) {
			var m Miss
			meant := y.fields(item, "a near-miss", map[string]func(*yaml.Node){"commands": y.scriptAt(scenario.ParseFragment, &m.Commands, &m.line), "fails": y.when(&m.Fails)})
			if m.Commands == "" || m.Fails == "" {
				if !meant["commands"] || !meant["fails"] {
					y.at(item, "a near-miss has commands and fails", "")
				}
				return
			}
			*to = append(*to, m)
		})
	}
}
