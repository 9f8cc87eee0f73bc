package lessons

import (
	_ "embed" // the glossary's text
	"regexp"
	"strings"
)

//go:embed glossary.md
var glossaryText string

// Term is a word of the course and what it means.
type Term struct {
	Name string
	// Also are other words for it.
	Also []string
	// Text is what it means: one paragraph, with its source.
	Text string

	spoken *regexp.Regexp
}

// Glossary are the terms of the course, in the order of the alphabet.
func Glossary() []*Term { return readGlossary(glossaryText) }

// GlossaryMarkdown is the glossary to be read elsewhere.
func GlossaryMarkdown() string { return "# Glossary\n\n" + glossaryText }

// readGlossary reads sections: "## name", a paragraph, and perhaps a line "Also: a, b".
func readGlossary(text string) (terms []*Term) {
	for _, section := range strings.Split("\n"+text, "\n## ")[1:] {
		name, body, _ := strings.Cut(section, "\n")
		t := &Term{Name: strings.TrimSpace(name)}
		var paragraph []string
		for _, line := range strings.Split(body, "\n") {
			if also, ok := strings.CutPrefix(line, "Also: "); ok {
				t.Also = strings.Split(also, ", ")
				continue
			}
			if line = strings.TrimSpace(line); line != "" {
				paragraph = append(paragraph, line)
			}
		}
		t.Text = strings.Join(paragraph, " ")
		t.spoken = spokenForm(append([]string{t.Name}, t.Also...))
		terms = append(terms, t)
	}
	return terms
}

// spokenForm matches any of the names as words, in the plural too. Names that are
// spelled with capitals, as exp and EXP are two things, have to be met exactly.
func spokenForm(names []string) *regexp.Regexp {
	var forms []string
	for _, name := range names {
		form := regexp.QuoteMeta(name)
		if name == strings.ToLower(name) && len(name) > 4 {
			form = "(?i:" + form + ")"
		}
		forms = append(forms, strings.ReplaceAll(form, " ", `\s+`))
	}
	return regexp.MustCompile(`\b(?:` + strings.Join(forms, "|") + `)(?:s|es)?\b`)
}

// Look finds some of the terms: those that hold the words in a name, and behind them those that hold
// them in the text. Capitals do not count.
func Look(terms []*Term, words string) []*Term {
	wanted := strings.ToLower(strings.TrimSpace(words))
	var named, inText []*Term
	for _, t := range terms {
		names := strings.ToLower(strings.Join(append([]string{t.Name}, t.Also...), " "))
		switch {
		case strings.Contains(names, wanted):
			named = append(named, t)
		case strings.Contains(strings.ToLower(t.Text), wanted):
			inText = append(inText, t)
		}
	}
	return append(named, inText...)
}

// In tells whether a text speaks of the term.
func (t *Term) In(text string) bool { return t.spoken.MatchString(text) }

// Words is everything a page says: prose, questions, options and tasks.
func (p *Page) Words() string {
	var b strings.Builder
	say := func(texts ...string) {
		for _, text := range texts {
			b.WriteString(text)
			b.WriteByte('\n')
		}
	}
	ask := func(q *Question) {
		say(q.Ask)
		for _, o := range q.Options {
			say(o.Text, o.Feedback)
		}
	}
	say(p.Title)
	for _, part := range p.Prose {
		if part.Language == "" {
			say(part.Text)
		}
	}
	for _, q := range p.Quiz {
		ask(q)
	}
	if p.Scene != nil {
		for _, g := range p.Scene.Gates {
			ask(&g.Question)
		}
	}
	if p.Exercise != nil {
		say(p.Exercise.Ask)
		say(p.Exercise.Hints...)
	}
	return b.String()
}

// Taught is the first lesson that speaks of the term, or nil.
func (c *Course) Taught(t *Term) *Lesson {
	for _, l := range c.Lessons {
		for _, p := range l.Pages() {
			if t.In(p.Words()) {
				return l
			}
		}
	}
	return nil
}
