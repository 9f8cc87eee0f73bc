package lessons

import (
	"bytes"
	"fmt"
	"strings"

	"authlab/sim/compare"
	"authlab/sim/export"
	"authlab/sim/scenario"
)

// Markdown is a lesson to be read elsewhere: its prose with the figures filled in, the
// runs of its scenarios as text and as diagrams, its questions, and at the end their
// answers and the solutions of the exercises. The error is a scenario that cannot run.
func (l *Lesson) Markdown() (string, error) {
	w := &markdownWriter{}
	w.line("# %d. %s", l.Number, l.Title)
	w.line("About %d minutes. Afterwards you can", l.Minutes)
	for _, o := range l.Objectives {
		w.item("- %s", o)
	}
	w.b.WriteByte('\n')
	for _, p := range l.Pages() {
		if err := w.page(p); err != nil {
			return "", fmt.Errorf("%s: %w", p.Title, err)
		}
	}
	if len(w.answers) > 0 {
		w.line("## Answers")
		w.b.WriteString(strings.Join(w.answers, ""))
	}
	if len(l.Sources) > 0 {
		w.line("## Sources")
		for _, s := range l.Sources {
			w.item("- %s", s)
		}
	}
	return strings.TrimRight(w.b.String(), "\n") + "\n", nil
}

type markdownWriter struct {
	b bytes.Buffer
	// answers are what stands at the end; asked counts the questions.
	answers []string
	asked   int
}

// line writes a paragraph, item a line of a list.
func (w *markdownWriter) line(format string, values ...any) {
	fmt.Fprintf(&w.b, format+"\n\n", values...)
}

func (w *markdownWriter) item(format string, values ...any) {
	fmt.Fprintf(&w.b, format+"\n", values...)
}

// block writes a fenced block; the fence is longer than any in the text.
func (w *markdownWriter) block(language, text string) {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	fmt.Fprintf(&w.b, "%s%s\n%s\n%s\n\n", fence, language, strings.TrimRight(text, "\n"), fence)
}

func (w *markdownWriter) page(p *Page) error {
	w.line("## %s", p.Title)
	value, trace, err := p.played()
	if err != nil {
		return err
	}
	w.prose(p, false, value)
	if p.Scene != nil {
		// What is expected would give the predictions away.
		var deeds []string
		for _, c := range p.Scene.Commands {
			deeds = append(deeds, c.Deed())
		}
		w.block("", strings.Join(deeds, "\n"))
		for _, g := range p.Scene.Gates {
			w.question("Prediction", &g.Question, trace.judged[g])
		}
		w.line("What happened:")
		w.block("", trace.text)
		w.block("mermaid", trace.diagram)
	}
	for _, q := range p.Quiz {
		known, err := q.Answer()
		if err != nil {
			return err
		}
		w.question("Question", q, known)
	}
	if p.Exercise != nil {
		w.exercise(p.Exercise)
	}
	if p.Comparison != nil {
		w.comparison(p.Comparison, trace.compared)
	}
	if p.Token != nil {
		w.token(p.Token)
	}
	w.prose(p, true, value)
	return nil
}

func (w *markdownWriter) prose(p *Page, after bool, value func(Field) (string, bool)) {
	for _, part := range p.Prose {
		switch {
		case part.AfterScene != after:
		case part.Language == "":
			w.line("%s", strings.TrimSpace(p.Fill(part.Text, value)))
		default:
			if part.File != "" {
				w.line("`%s`, %s:", part.File, part.Part)
			}
			w.block(part.Language, part.Text)
		}
	}
}

// played is what the active thing of a page has counted, and how it went.
func (p *Page) played() (func(Field) (string, bool), trace, error) {
	nothing := func(Field) (string, bool) { return "", false }
	switch {
	case p.Scene != nil:
		return p.Scene.played(p.fieldsUsed())
	case p.Comparison != nil:
		all, err := p.Comparison.Run()
		if err != nil {
			return nil, trace{}, err
		}
		defer all.Close()
		ledger := all.Ledger()
		return func(f Field) (string, bool) { return ComparisonFact(f, ledger) }, trace{compared: tableOf(all, compare.Only(ledger, p.Comparison.Figures))}, nil
	case p.Token != nil:
		report := p.Token.Inspect()
		return func(f Field) (string, bool) { return TokenFact(f, &report) }, trace{}, nil
	}
	return nothing, trace{}, nil
}

// trace is a run that has been written down.
type trace struct {
	text, diagram string
	judged        map[*Gate]*Question
	compared      [][]string
}

// fieldsUsed are the template fields in the prose of a page.
func (p *Page) fieldsUsed() (fields []Field) {
	for _, part := range p.Prose {
		p.Fill(part.Text, func(f Field) (string, bool) {
			fields = append(fields, f)
			return "", false
		})
	}
	return fields
}

// played runs a scene and takes down the values of some fields.
func (s *Scene) played(fields []Field) (func(Field) (string, bool), trace, error) {
	t := trace{judged: map[*Gate]*Question{}}
	runner, err := scenario.NewRunner(s.Commands[0], true)
	if err != nil {
		return nil, t, err
	}
	w := runner.World()
	defer w.Close()
	result := &scenario.Result{World: w}
	for i, c := range s.Commands {
		done, err := runner.Do(c)
		if err != nil {
			return nil, t, err
		}
		if i == len(s.Commands)-1 {
			done = append(done, runner.Finish()...)
		}
		result.Commands = append(result.Commands, done...)
		for _, g := range s.Gates {
			if g.Through == i {
				t.judged[g] = g.Judge(w)
			}
		}
	}
	var text, diagram bytes.Buffer
	if err := export.Text(&text, result, export.TextOptions{Part: true, Lesson: true}); err != nil {
		return nil, t, err
	}
	if err := export.Mermaid(&diagram, result, export.MermaidOptions{}); err != nil {
		return nil, t, err
	}
	t.text, t.diagram = text.String(), diagram.String()
	// The cluster is closed when the page is written, so the values are taken now.
	known := map[Field]string{}
	for _, f := range fields {
		if v, ok := Fact(f, w, true); ok {
			known[f] = v
		}
	}
	return func(f Field) (string, bool) { v, ok := known[f]; return v, ok }, t, nil
}

// question writes what is asked, and keeps the answer for the end.
func (w *markdownWriter) question(what string, q, known *Question) {
	w.asked++
	w.line("**%s %d.** %s", what, w.asked, strings.Join(strings.Fields(q.Ask), " "))
	for i, o := range q.Options {
		w.item("%d. %s", i+1, o.Text)
	}
	w.b.WriteByte('\n')
	var b strings.Builder
	fmt.Fprintf(&b, "**%d.** %s\n\n", w.asked, strings.Join(strings.Fields(q.Ask), " "))
	right := known.Right()
	for i, o := range q.Options {
		mark := "no"
		if i == right {
			mark = "**yes**"
		}
		fmt.Fprintf(&b, "%d. %s: %s. %s\n", i+1, mark, strings.TrimRight(o.Text, "."), o.Feedback)
	}
	b.WriteString("\n")
	w.answers = append(w.answers, b.String())
}

func (w *markdownWriter) exercise(e *Exercise) {
	w.line("**Exercise.** %s", strings.TrimSpace(e.Ask))
	w.block("", e.Start)
	w.item("The goal:\n")
	for _, c := range e.Goal {
		w.item("- %s (`%s`)", c.Say, c.When)
	}
	w.item("\nHints:\n")
	for i, h := range e.Hints {
		w.item("%d. %s", i+1, h)
	}
	w.b.WriteByte('\n')
	w.answers = append(w.answers, fmt.Sprintf("**Exercise.** %s\n\n```\n%s\n```\n\n", strings.Join(strings.Fields(e.Ask), " "), strings.TrimSpace(e.Solution)))
}

func (w *markdownWriter) comparison(c *Comparison, rows [][]string) {
	for _, d := range c.Designs {
		w.item("- %s: `%s`", d.Title, d.Settings)
	}
	w.b.WriteByte('\n')
	writeTable(&w.b, rows)
	w.b.WriteByte('\n')
}

// tableOf are the answers of all designs and the ledger below them.
func tableOf(all *compare.Comparison, ledger []compare.Figure) [][]string {
	rows := [][]string{{""}}
	for _, lane := range all.Lanes {
		rows[0] = append(rows[0], lane.Design.Title)
	}
	for i, row := range all.Rows {
		cells := []string{"`" + row.Text + "`"}
		if i == all.Divergence {
			cells[0] += " (here they part)"
		}
		for _, cell := range row.Cells {
			cells = append(cells, answerOf(cell))
		}
		rows = append(rows, cells)
	}
	for _, f := range ledger {
		cells := []string{f.Title}
		if f.Unit != "" {
			cells[0] += ", " + f.Unit
		}
		for _, v := range f.Values {
			cells = append(cells, v.Text)
		}
		rows = append(rows, cells)
	}
	return rows
}

func answerOf(c compare.Cell) string {
	switch {
	case c.Refused != "":
		return "cannot"
	case c.Exchange == nil:
		return ""
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", c.Exchange.Status, c.Exchange.Server))
}
