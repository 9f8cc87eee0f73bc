package lessons

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"authlab/sim/scenario"
)

// Check runs the loaded lessons of a course headless and reports what is wrong with
// them: what Playable reports, and besides
//
//   - a right option that stands out by its length, or always stands first
//   - options that say the same or are told the same, and options that speak of
//     others by their place, although they are shuffled
//   - predictions that nobody doubts: see doubt
//   - objectives that nothing tests, and misconceptions that no option stands for
//   - minutes that do not fit what there is to read and to do
//   - lines that are too wide, and links to pages and lessons that are not there
//
// beside are the numbers of lessons that exist beside those of the course.
func Check(course *Course, beside ...int) []*Problem {
	known := slices.Clone(beside)
	for _, l := range course.Lessons {
		known = append(known, l.Number)
	}
	var out []*Problem
	for _, l := range course.Lessons {
		c := newChecker(l)
		c.runs()
		c.words()
		c.doubts()
		c.objectives()
		c.minutes()
		c.links(known)
		out = append(out, c.sorted()...)
	}
	return out
}

// Playable reports what keeps a loaded lesson from being played as it is meant:
// expectations that fail, predictions and questions without exactly one right option,
// goals that the solutions do not reach or the near-misses do, and template fields
// without a value.
func Playable(l *Lesson) []*Problem {
	c := newChecker(l)
	c.runs()
	return c.sorted()
}

type checker struct {
	*source
	lesson *Lesson
	judged []*judgement
}

// judgement is a question whose right option is known.
type judgement struct {
	*Question       // with its right option known
	asked     *Page // the page it stands on
	gate      *Gate // nil for a knowledge check
	repeated  bool  // its run answered the very same just before
}

func newChecker(l *Lesson) *checker {
	own := newSource(l.File, nil)
	if l.source != nil {
		own.name, own.lines = l.source.name, l.source.lines
	}
	return &checker{source: own, lesson: l}
}

// sorted are the problems in the order of the file.
func (c *checker) sorted() []*Problem {
	slices.SortStableFunc(c.problems, func(a, b *Problem) int { return cmp.Compare(a.Line, b.Line) })
	return c.problems
}

// runs plays everything in the lesson that can be played.
func (c *checker) runs() {
	for _, p := range c.lesson.Pages() {
		for _, part := range p.Prose {
			if part.Language == "" {
				for i, text := range strings.Split(part.Text, "\n") {
					c.fields(p, part.Line+i, text)
				}
			}
		}
		if p.Scene != nil {
			c.scene(p)
		}
		for _, q := range p.Quiz {
			c.quiz(p, q)
		}
		if p.Exercise != nil {
			c.exercise(p.Exercise)
		}
		if p.Comparison != nil {
			c.comparison(p.Comparison)
		}
	}
}

// at reports a problem with a whole line.
func (c *checker) at(line int, suggestion, format string, values ...any) {
	text := c.line(line)
	c.report(line, 1+indent(text), utf8.RuneCountInString(strings.TrimSpace(text)), fmt.Sprintf(format, values...), suggestion)
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
	case p.Token != nil:
		return p.tokenProblem(f)
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
				c.judge(&judgement{Question: g.Question.Judge(runner.World()), asked: p, gate: g, repeated: s.repeated(g, runner.World())})
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

func (c *checker) quiz(p *Page, q *Question) {
	judged, err := q.Answer()
	if err != nil {
		c.at(q.Line, "", "the setup cannot be run: %s", message(err))
		return
	}
	c.judge(&judgement{Question: judged, asked: p})
}

// judge notes a question whose right option is known, and reports one without.
func (c *checker) judge(j *judgement) {
	c.judged = append(c.judged, j)
	var right []string
	for _, o := range j.Options {
		if o.Right {
			right = append(right, o.Text)
		}
		if o.Refute != "" {
			c.refute(o)
		}
	}
	if len(right) != 1 {
		c.at(j.Line, "Change the when of the options until one of them fits what the run does.",
			"exactly one option is to hold after the run, not %d: %s", len(right), strings.Join(right, " | "))
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
		c.at(o.refuteLine+result.Err.Line-1, "", "refute cannot be run: %s", result.Err.Message)
	}
	expects := false
	for _, r := range result.Commands {
		expects = expects || r.Outcome.Expected != ""
		if !r.Outcome.OK {
			c.at(o.refuteLine+r.Command.Line-1, "", "this run is to show the option false: expected %s, observed %s", r.Outcome.Expected, r.Outcome.Observed)
		}
	}
	if !expects {
		c.at(o.Line, "Put => STATUS behind the request that shows the option false.", "refute expects nothing")
	}
}
