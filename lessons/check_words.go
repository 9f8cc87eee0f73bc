package lessons

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// ProseWidth is the longest line of prose or of a sample, in columns.
const ProseWidth = 72

// words checks what stands in the lesson, beside what its runs say.
func (c *checker) words() {
	titles := map[string]int{}
	for _, p := range c.lesson.Pages() {
		if line := titles[p.Title]; line != 0 {
			c.reportWord(p.Line, p.Title, fmt.Sprintf("page %q exists already in line %d", p.Title, line), "Give each page a title of its own.")
		}
		titles[p.Title] = p.Line
		c.width(p)
	}
	told := map[string]Option{}
	for _, j := range c.judged {
		c.options(j, told)
		if i := j.Right(); i >= 0 {
			c.standsOut(j.Question, i)
		}
	}
	c.habit()
	c.pageLinks()
	c.kills()
}

// width reports lines of prose and of samples that are cut off on a small screen.
func (c *checker) width(p *Page) {
	for _, part := range p.Prose {
		if part.File != "" {
			continue // its width is checked where it is read
		}
		for i, text := range strings.Split(part.Text, "\n") {
			if n := shownWidth(part.Language, text); n > ProseWidth {
				fits := utf8.RuneCountInString(ansi.Truncate(text, ProseWidth, ""))
				c.report(part.Line+i, fits+1, len(text), fmt.Sprintf("this line is %d characters wide, %d are the most", n, ProseWidth), "Break it.")
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
	return ansi.StringWidth(strings.ReplaceAll(text, "\t", "    "))
}

// byPlace are words of an option that speak of another one by its place.
var byPlace = regexp.MustCompile(`(?i)\b(?:of the above|of the below|(?:option|answer) (?:[a-e1-5]|above|below)|(?:first|second|third|last|previous|next) (?:option|answer))\b`)

// options checks that each option says something of its own. told holds the feedback
// of the lesson so far.
func (c *checker) options(j *judgement, told map[string]Option) {
	for i, o := range j.Options {
		if slices.ContainsFunc(j.Options[:i], func(other Option) bool { return same(other.Text, o.Text) }) {
			c.at(o.Line, "", "two options have the same text")
		}
		if other, found := told[plain(o.Feedback)]; found {
			c.at(o.Line, "Say why this one is right or wrong.",
				"two options have the same feedback: it stands in line %d as well", other.Line)
		}
		told[plain(o.Feedback)] = o
		if same(o.Text, o.Feedback) {
			c.at(o.Line, "Say why it is right or wrong.", "the feedback only says the option again")
		}
		if place := byPlace.FindString(o.Text); place != "" {
			c.at(o.Line, "Say what it means.", "options are shown in any order: %q points nowhere", place)
		}
		if o.Right && o.Misconception != "" {
			c.at(o.Line, "Take means away, or mend its when.", "the right option stands for no misconception, and this one means %s", o.Misconception)
		}
	}
}

// plain is a text without capitals and differences of blanks.
func plain(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }

func same(a, b string) bool { return plain(a) == plain(b) }

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

// habits is how many questions a lesson must have before the same trait of all right
// options is more than chance.
const habits = 5

// habit reports a lesson in which one can always choose the longest option, the
// shortest, or the one that was written in the same place.
func (c *checker) habit() {
	longest, shortest, asked := 0, 0, 0
	places := map[int]int{}
	for _, j := range c.judged {
		right := j.Right()
		if right < 0 {
			continue
		}
		asked++
		places[right]++
		own := utf8.RuneCountInString(j.Options[right].Text)
		long, short := true, true
		for i, o := range j.Options {
			if n := utf8.RuneCountInString(o.Text); i != right {
				long, short = long && own > n, short && own < n
			}
		}
		longest, shortest = longest+one(long), shortest+one(short)
	}
	if asked < habits {
		return
	}
	for _, trait := range []struct {
		n    int
		word string
	}{{longest, "the longest"}, {shortest, "the shortest"}} {
		if trait.n == asked {
			c.report(1, 1, 3, fmt.Sprintf("all %d right options are %s of their question", asked, trait.word), "Make a wrong one "+trait.word+" now and then.")
		}
	}
	for place, n := range places {
		if n == asked {
			c.report(1, 1, 3, fmt.Sprintf("all %d right options are written as number %d of their question", asked, place+1), "Write some of them in another place.")
		}
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// kills checks that every misconception the lesson removes tempts somebody in it.
func (c *checker) kills() {
	means := map[string]bool{}
	for _, q := range c.lesson.allQuestions() {
		for _, o := range q.Options {
			means[o.Misconception] = true
		}
	}
	for _, m := range c.lesson.Kills {
		if !means[m] {
			c.reportWord(c.frontLine("kills"), m, "the lesson kills "+m+", but no option stands for it", "Give an option means: "+m+".")
		}
	}
}

// frontLine is the line of a field of the front matter, 1 if it is not there.
func (c *checker) frontLine(field string) int {
	for n := 2; n <= len(c.lines) && strings.TrimRight(c.line(n), " ") != frontMatterMark; n++ {
		if strings.HasPrefix(c.line(n), field+":") {
			return n
		}
	}
	return 1
}

// allQuestions are the predictions and knowledge checks of the lesson, in order.
func (l *Lesson) allQuestions() (all []*Question) {
	for _, p := range l.Pages() {
		if p.Scene != nil {
			for _, g := range p.Scene.Gates {
				all = append(all, &g.Question)
			}
		}
		all = append(all, p.Quiz...)
	}
	return all
}
