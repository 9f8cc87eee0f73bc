package lessons

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"authlab/sim/scenario"
)

// ProseWidth is the longest line of prose or of a sample, in characters.
const ProseWidth = 72

// Check looks for the mistakes that loading cannot see, in every lesson.
func Check(course *Course) []*Problem {
	var out []*Problem
	for _, l := range course.Lessons {
		out = append(out, CheckLesson(l)...)
	}
	return out
}

// CheckLesson runs a loaded lesson headless and reports what is wrong with it:
// expectations that fail, predictions and questions without exactly one right
// option or whose right option stands out, goals that the solutions do not reach
// or the near-misses do, template fields without a value, lines that are too
// wide, misconceptions that no option stands for.
func CheckLesson(l *Lesson) []*Problem {
	own := newSource(l.File, nil)
	if l.source != nil {
		own.name, own.lines = l.source.name, l.source.lines
	}
	c := &checker{source: own, lesson: l}
	for _, p := range l.Pages {
		c.prose(p)
		if p.Scene != nil {
			c.scene(p)
		}
		for _, q := range p.Quiz {
			c.quiz(q)
		}
		if p.Exercise != nil {
			c.exercise(p.Exercise)
		}
		if p.Comparison != nil {
			c.comparison(p.Comparison)
		}
	}
	c.kills()
	return c.problems
}

type checker struct {
	*source
	lesson *Lesson
}

// at reports a problem with a whole line.
func (c *checker) at(line int, suggestion, format string, values ...any) {
	text := c.line(line)
	c.report(line, 1+indent(text), utf8.RuneCountInString(strings.TrimSpace(text)), fmt.Sprintf(format, values...), suggestion)
}

// prose checks widths and template fields.
func (c *checker) prose(p *Page) {
	for _, part := range p.Prose {
		if part.File != "" {
			continue // its width is checked where it is read
		}
		for i, text := range strings.Split(part.Text, "\n") {
			if n := shownWidth(part.Language, text); n > ProseWidth {
				c.report(part.Line+i, ProseWidth+1, n-ProseWidth, fmt.Sprintf("this line is %d characters wide, %d are the most", n, ProseWidth), "Break it.")
			}
			if part.Language == "" {
				c.fields(p, part.Line+i, text)
			}
		}
	}
}

// shownWidth is the width of a line with its template fields filled in, as far as
// that can be known: most values are short.
func shownWidth(language, text string) int {
	if language == "" {
		text = field.ReplaceAllString(text, Pending)
	}
	return utf8.RuneCountInString(strings.ReplaceAll(text, "\t", "    "))
}

func (c *checker) fields(p *Page, line int, text string) {
	for _, m := range field.FindAllStringSubmatch(text, -1) {
		if message := p.fieldProblem(m[1]); message != "" {
			c.reportWord(line, m[0], message, "A field is {{scene.3.status}} or {{scene.count.store-reads}}.")
		}
	}
}

// fieldProblem says why a template field never has a value, or "".
func (p *Page) fieldProblem(text string) string {
	f, ok := ParseField(text)
	switch {
	case !ok:
		return "this is no field"
	case p.Comparison != nil:
		return p.comparisonProblem(f)
	case p.Scene == nil:
		return "this page has no scenario to take a value from"
	case f.Scene != p.Scene.Name:
		return "the scenario of this page is " + p.Scene.Name + ", not " + f.Scene
	case !knownFact(f):
		return "a request has no " + f.Name + ": known are " + strings.Join(factNames, ", ")
	case f.Request > p.Scene.requests():
		return fmt.Sprintf("there is no request %d: scenario %s has %d", f.Request, f.Scene, p.Scene.requests())
	case f.Request == 0:
		if _, err := scenario.ParseExpectation(f.Name + "=0"); err != nil {
			return "there is no count " + f.Name
		}
	}
	return ""
}

func (s *Scene) requests() int {
	n := 0
	for _, c := range s.Commands {
		if isRequest(c) {
			n++
		}
	}
	return n
}

// scene runs a scenario, checks what it expects, and judges its predictions.
func (c *checker) scene(p *Page) {
	s := p.Scene
	if len(s.Commands) == 0 {
		return
	}
	runner, err := scenario.NewRunner(s.Commands[0], true)
	if err != nil {
		c.at(s.Line, "", "%s", err)
		return
	}
	defer func() { runner.World().Close() }()
	for i, command := range s.Commands {
		results, err := runner.Do(command)
		if err != nil {
			c.at(s.Line+command.Line-1, "", "this command cannot be carried out: %s", message(err))
			return
		}
		if i == len(s.Commands)-1 {
			results = append(results, runner.Finish()...)
		}
		for _, r := range results {
			if !r.Outcome.OK {
				c.at(s.Line+r.Command.Line-1, "", "expected %s, observed %s", r.Outcome.Expected, r.Outcome.Observed)
			}
		}
		for _, g := range s.Gates {
			if g.Through == i {
				c.question(&g.Question, g.Question.Judge(runner.World()))
			}
		}
	}
}

func message(err error) string {
	if e, ok := err.(*scenario.Error); ok {
		return e.Message
	}
	return err.Error()
}

func (c *checker) quiz(q *Question) {
	judged, err := q.Answer()
	if err != nil {
		c.at(q.Line, "", "the setup cannot be run: %s", message(err))
		return
	}
	c.question(q, judged)
}

// question checks a question whose right option is known.
func (c *checker) question(q, judged *Question) {
	var right []string
	for _, o := range judged.Options {
		if o.Right {
			right = append(right, o.Text)
		}
	}
	if len(right) != 1 {
		c.at(q.Line, "", "exactly one option is to hold after the run, not %d: %s", len(right), strings.Join(right, " | "))
	}
	for i, o := range judged.Options {
		for _, other := range judged.Options[:i] {
			if o.Text == other.Text {
				c.at(o.Line, "", "two options have the same text")
			}
			if o.Feedback == other.Feedback {
				c.at(o.Line, "", "two options have the same feedback: each says why it is right or wrong")
			}
		}
		if o.Right && o.Misconception != "" {
			c.at(o.Line, "", "the right option stands for no misconception")
		}
		if o.Refute != "" {
			c.refute(o)
		}
	}
	if i := judged.Right(); i >= 0 {
		c.standsOut(judged, i)
	}
}

// standsOut reports a right option that is recognised by its length.
func (c *checker) standsOut(q *Question, right int) {
	shortest, longest := 1<<30, 0
	for i, o := range q.Options {
		if n := utf8.RuneCountInString(o.Text); i != right {
			shortest, longest = min(shortest, n), max(longest, n)
		}
	}
	n := utf8.RuneCountInString(q.Options[right].Text)
	if n > longest+longest/4+2 || n < shortest-shortest/4-2 {
		c.at(q.Options[right].Line, "Make the options about equally long.", "the right option can be told by its length: %d characters, the others have %d to %d", n, shortest, longest)
	}
}

// refute runs the scenario that shows an option false: what it expects must hold.
func (c *checker) refute(o Option) {
	script, errors := scenario.Parse(c.name, []byte(o.Refute))
	if len(errors) > 0 {
		return // reported when the file was loaded
	}
	result := scenario.Run(script, scenario.Options{})
	if result.World != nil {
		defer result.World.Close()
	}
	if result.Err != nil {
		c.at(o.Line, "", "refute cannot be run: %s", result.Err.Message)
	}
	expects := false
	for _, r := range result.Commands {
		expects = expects || r.Outcome.Expected != ""
		if !r.Outcome.OK {
			c.at(o.Line, "", "refute: %s: expected %s, observed %s", r.Command.Deed(), r.Outcome.Expected, r.Outcome.Observed)
		}
	}
	if !expects {
		c.at(o.Line, "Put => STATUS behind the request that shows the option false.", "refute expects nothing")
	}
}

// kills checks that every misconception the lesson removes tempts somebody in it.
func (c *checker) kills() {
	means := map[string]bool{}
	note := func(q *Question) {
		for _, o := range q.Options {
			means[o.Misconception] = true
		}
	}
	for _, p := range c.lesson.Pages {
		if p.Scene != nil {
			for _, g := range p.Scene.Gates {
				note(&g.Question)
			}
		}
		for _, q := range p.Quiz {
			note(q)
		}
	}
	for _, m := range c.lesson.Kills {
		if !means[m] {
			c.report(1, 1, 3, "the lesson kills "+m+", but no option stands for it", "Give an option means: "+m+".")
		}
	}
}
