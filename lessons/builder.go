package lessons

import (
	"slices"
	"strconv"
	"strings"

	"authlab/sim/scenario"
)

// builder turns sections into the pages of one lesson.
type builder struct {
	*source
	pages              []*Page
	id                 string // "02-sessions"
	shelf              *shelf
	quizzes, exercises int
}

// samples are the languages of code samples.
var samples = []string{"js", "go", "http", "text"}

// active are the blocks of which a page holds at most one; predict belongs to scenario.
var active = []string{"scenario", "quiz", "exercise", "compare", "token"}

// preamble is what stands before the first page: nothing.
func (b *builder) preamble(s *section) {
	for _, p := range s.parts {
		b.report(p.line, 1, 1, "text before the first page", "Start a page with ## and a title")
	}
}

func (b *builder) page(s *section) {
	page := &Page{Title: s.title, Line: s.line}
	b.pages = append(b.pages, page)
	var held *block
	for _, p := range s.parts {
		if p.block == nil {
			page.Prose = append(page.Prose, Prose{Text: strings.Join(p.markdown, "\n"), Line: p.line, AfterScene: held != nil})
			continue
		}
		language := p.block.language
		switch {
		case slices.Contains(samples, language):
			sample := b.sample(p.block)
			sample.AfterScene = held != nil
			page.Prose = append(page.Prose, sample)
		case language == "predict":
			b.gate(page, p.block)
		case !slices.Contains(active, language):
			known := append(append([]string{}, active...), "predict")
			b.reportWord(p.line, language, "unknown kind of block "+strconv.Quote(language), suggest(language, append(known, samples...)))
		case held != nil:
			b.reportWord(p.line, language, "a page holds one active block, and this one has "+held.language+" in line "+strconv.Itoa(held.line)+" already",
				"Start another page with ##")
		default:
			held = p.block
			b.active(page, p.block)
		}
	}
	if len(s.parts) == 0 {
		b.report(s.line, 1, len(b.line(s.line)), "this page is empty", "")
	}
}

func (b *builder) active(page *Page, k *block) {
	allowed := []string{}
	switch k.language {
	case "scenario":
		allowed = []string{"name"}
		b.scene(page, k)
	case "quiz":
		b.quiz(page, k)
	case "exercise":
		b.exercise(page, k)
	case "compare":
		allowed = []string{"name"}
		b.comparison(page, k)
	case "token":
		allowed = []string{"name"}
		b.token(page, k)
	}
	for key := range k.info {
		if !slices.Contains(allowed, key) {
			b.reportWord(k.line, key, k.language+" has no argument "+key, suggest(key, allowed))
		}
	}
}

// scene reads a scenario.
func (b *builder) scene(page *Page, k *block) {
	name := k.info["name"]
	if name == "" {
		b.report(k.line, 1, len(b.line(k.line)), "a scenario needs a name, by which prose and predictions speak of it", "Write ```scenario name=first-visit")
		name = strconv.Itoa(k.line)
	}
	for _, p := range b.pages {
		if p.Scene != nil && p.Scene.Name == name {
			b.reportWord(k.line, name, "scenario "+name+" exists already in line "+strconv.Itoa(p.Scene.Line), "")
		}
	}
	page.Scene = &Scene{Name: name, Source: k.text() + "\n", Line: k.first, Commands: b.commands(scenario.Parse, k.first, 0, k.text())}
}
