package lessons

import (
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"authlab/sim/scenario"
)

// gate reads a prediction and hangs it on the page's scene.
func (b *builder) gate(page *Page, k *block) {
	y, top := b.read(k.first, k.body)
	if top == nil {
		return
	}
	scene := page.Scene
	if scene == nil {
		b.report(k.line, 1, len(b.line(k.line)), "a prediction belongs behind the scenario it interrupts, on the same page", "")
		return
	}
	g := &Gate{Before: -1, Through: -1, Question: Question{Line: k.line}}
	var before, through *yaml.Node
	meant := y.fields(top, "predict", map[string]func(*yaml.Node){
		"scene": func(n *yaml.Node) {
			if n.Value != scene.Name {
				y.at(n, "the scenario of this page is "+scene.Name+", not "+n.Value, "")
			}
		},
		"before":  func(n *yaml.Node) { before = n },
		"through": func(n *yaml.Node) { through = n },
		"ask":     y.text(&g.Ask),
		"tests":   y.numbers("tests", &g.Tests),
		"bound":   y.truth(&g.Bound),
		"options": y.options(&g.Options),
	})
	if before == nil {
		if !meant["before"] {
			y.at(top, "predict needs before: the number of the request, or the command, that must not run yet", "")
		}
		return
	}
	g.Before = y.place(before, scene)
	if g.Through = g.Before; through != nil {
		g.Through = y.place(through, scene)
	}
	if g.Before < 0 || g.Through < 0 {
		return
	}
	y.placed(g, scene, before, through)
	g.ID = fmt.Sprintf(gateID, b.id, scene.Name, len(scene.Gates)+1)
	y.asked(top, &g.Question, true)
	scene.Gates = append(scene.Gates, g)
}

// placed reports gates that stand in each other's way.
func (y yamlText) placed(g *Gate, scene *Scene, before, through *yaml.Node) {
	switch n := len(scene.Gates); {
	case g.Through < g.Before:
		y.at(through, "through stands before the gate itself", "")
	case g.Before == 0:
		y.at(before, "the cluster line cannot be predicted", "")
	case scene.Commands[g.Before-1].Overlap:
		y.at(before, "the command before the prediction overlaps with what is to be predicted", "")
	case scene.Commands[g.Through].Overlap:
		y.at(before, "the last command of the prediction is not answered before the next begins", "Let through stand one command later.")
	case n > 0 && scene.Gates[n-1].Through >= g.Before:
		y.at(before, "this prediction begins before the one above it is judged", "Order predictions by before, and let each end before the next.")
	case n > 0 && scene.Gates[n-1].Through == g.Before-1:
		y.at(before, "this prediction leaves no room for the verdict on the one above", "Put a command between the two.")
	}
}

// place finds the command a number (of a request, from 1) or a text (the
// beginning of exactly one command) speaks of; -1 with a problem if none.
func (y yamlText) place(n *yaml.Node, scene *Scene) int {
	if want, err := strconv.Atoi(n.Value); err == nil {
		requests := 0
		for i, c := range scene.Commands {
			if isRequest(c) {
				if requests++; requests == want {
					return i
				}
			}
		}
		y.at(n, fmt.Sprintf("there is no request %d: scenario %s has %d", want, scene.Name, requests), "")
		return -1
	}
	found := -1
	for i, c := range scene.Commands {
		if strings.HasPrefix(c.Text, n.Value) && n.Value != "" {
			if found >= 0 {
				y.at(n, "more than one command begins with "+strconv.Quote(n.Value), "Write more of it, or the number of the request")
				return -1
			}
			found = i
		}
	}
	if found < 0 {
		y.at(n, "no command of scenario "+scene.Name+" begins with "+strconv.Quote(n.Value), "")
	}
	return found
}

func isRequest(c scenario.Command) bool {
	_, ok := c.Request()
	return ok
}

// quiz reads the questions of a page.
func (b *builder) quiz(page *Page, k *block) {
	y, top := b.read(k.first, k.body)
	if top == nil {
		return
	}
	y.list(top, "quiz", func(n *yaml.Node) {
		b.quizzes++
		q := &Question{Line: y.line0(n), ID: fmt.Sprintf(quizID, b.id, b.quizzes)}
		y.fields(n, "a question", map[string]func(*yaml.Node){
			"ask":     y.text(&q.Ask),
			"tests":   y.numbers("tests", &q.Tests),
			"bound":   y.truth(&q.Bound),
			"setup":   y.script(scenario.Parse, &q.Setup),
			"options": y.options(&q.Options),
		})
		y.asked(n, q, q.Setup != "")
		page.Quiz = append(page.Quiz, q)
	})
}

func (y yamlText) options(to *[]Option) func(*yaml.Node) {
	return func(n *yaml.Node) {
		y.list(n, "options", func(item *yaml.Node) {
			var o Option
			meant := y.fields(item, "an option", map[string]func(*yaml.Node){
				"text":     y.text(&o.Text),
				"when":     y.when(&o.When),
				"right":    y.truth(&o.Right),
				"feedback": y.text(&o.Feedback),
				"means":    y.text(&o.Misconception),
				"refute":   y.scriptAt(scenario.Parse, &o.Refute, &o.refuteLine),
			})
			o.Line = y.line0(item)
			o.misread = o.Text == "" && meant["text"] || o.Feedback == "" && meant["feedback"] || o.When == "" && meant["when"]
			*to = append(*to, o)
		})
	}
}

// asked reports what a question lacks. A run finds the right option of some
// questions; of the others one option is marked.
func (y yamlText) asked(n *yaml.Node, q *Question, run bool) {
	if q.Ask == "" {
		y.at(n, "this question lacks ask", "")
	}
	if len(q.Options) < 2 || len(q.Options) > 5 {
		y.at(n, fmt.Sprintf("a question has 2 to 5 options, not %d", len(q.Options)), "")
	}
	right := 0
	for i := range q.Options {
		o := &q.Options[i]
		if o.Right {
			right++
		}
		y.complete(o, run)
	}
	if !run && right != 1 {
		y.at(n, fmt.Sprintf("exactly one option is right, not %d", right), "Mark it with right: true, or give the question a setup and every option a when")
	}
}

func (y yamlText) complete(o *Option, run bool) {
	problem, mend := "", ""
	switch {
	case o.misread: // which was said
	case o.Text == "":
		problem = "this option lacks text"
	case o.Feedback == "":
		problem = "this option lacks feedback"
	case run && o.When == "":
		problem = "this option lacks when: the run decides which option is right"
	case run && o.Right:
		problem = "right is for questions without a run: here when decides"
	case !run && o.When != "":
		problem = "when needs a run: give the question a setup"
	case o.Misconception != "" && !isMisconception(o.Misconception):
		problem, mend = "means: "+o.Misconception+" is no misconception", misconceptionsKnown
	}
	if problem != "" {
		y.report(o.Line, 1+indent(y.line(o.Line)), len(strings.TrimSpace(y.line(o.Line))), problem, mend)
	}
}
