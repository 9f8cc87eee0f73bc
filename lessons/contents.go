package lessons

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// Contents is what a page holds, in short: enough for a list of pages and for telling
// how far a learner has come.
type Contents struct {
	Title string
	// Holds is the kind of the page's active block, such as "scenario", or "".
	Holds string
	// Earns are the things to be earned on the page, in order.
	Earns []Earned
}

// Earned is a thing that a learner earns by getting it right.
type Earned struct {
	ID   string // under which progress keeps it
	Kind EarnedKind
}

// EarnedKind tells what has to be got right.
type EarnedKind int

// The kinds of things to be earned.
const (
	Prediction EarnedKind = iota
	KnowledgeCheck
	Task // an exercise
)

// Open finds the lessons of a folder and reads of each its front matter and what its
// pages hold. The pages themselves are read when they are first asked for, so that a
// course opens in a small part of the time that LoadFile takes for all of it. It is for
// lessons that are known to be right: what cannot be read is left out, and for LoadFile
// to tell.
func Open(fsys fs.FS) *Course {
	names, _ := fs.Glob(fsys, "*.md") // the pattern is right
	course := &Course{}
	for _, name := range names {
		src, err := fs.ReadFile(fsys, name)
		if err != nil || NumberOf(path.Base(name)) == 0 {
			continue
		}
		s := newSource(name, src)
		l := named(name)
		l.contents = contents(l.id(), s.scan(s.frontMatter(l)))
		l.pages = sync.OnceValue(func() []*Page {
			src, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil
			}
			read, _ := LoadFile(name, src)
			return read.Pages()
		})
		course.Lessons = append(course.Lessons, l)
	}
	slices.SortStableFunc(course.Lessons, func(a, b *Lesson) int { return cmp.Compare(a.Number, b.Number) })
	return course
}

// contents reads off the fences of a lesson what its pages hold.
func contents(lesson string, sections []*section) []Contents {
	var all []Contents
	quizzes, exercises := 0, 0
	for _, section := range sections[1:] {
		page := Contents{Title: section.title}
		scene, gates := "", 0
		earn := func(kind EarnedKind, form string, args ...any) {
			page.Earns = append(page.Earns, Earned{ID: fmt.Sprintf(form, args...), Kind: kind})
		}
		for _, p := range section.parts {
			switch {
			case p.block == nil:
				continue
			case slices.Contains(active, p.block.language):
				page.Holds = p.block.language
			}
			switch p.block.language {
			case "scenario":
				scene = p.block.info["name"]
			case "predict":
				gates++
				earn(Prediction, gateID, lesson, scene, gates)
			case "quiz":
				for range entries(p.block.body) {
					quizzes++
					earn(KnowledgeCheck, quizID, lesson, quizzes)
				}
			case "exercise":
				exercises++
				earn(Task, exerciseID, lesson, exercises)
			}
		}
		all = append(all, page)
	}
	return all
}

// The forms of the ids under which progress keeps what was earned. They stay as they are
// for good.
const (
	gateID     = "%s/%s/%d" // lesson, scene, which of the scene
	quizID     = "%s/quiz/%d"
	exerciseID = "%s/exercise/%d"
)

// entries counts the entries of a YAML list that is written with dashes.
func entries(body []string) int {
	count, depth := 0, -1
	for _, line := range body {
		rest := strings.TrimLeft(line, " ")
		if rest != "-" && !strings.HasPrefix(rest, "- ") {
			continue
		}
		if depth < 0 {
			depth = indent(line)
		}
		if indent(line) == depth {
			count++
		}
	}
	return count
}

// contentsOf are the contents of pages that have been read.
func contentsOf(pages []*Page) []Contents {
	var all []Contents
	for _, p := range pages {
		c := Contents{Title: p.Title, Holds: p.holds()}
		if p.Scene != nil {
			for _, g := range p.Scene.Gates {
				c.Earns = append(c.Earns, Earned{g.ID, Prediction})
			}
		}
		for _, q := range p.Quiz {
			c.Earns = append(c.Earns, Earned{q.ID, KnowledgeCheck})
		}
		if p.Exercise != nil {
			c.Earns = append(c.Earns, Earned{p.Exercise.ID, Task})
		}
		all = append(all, c)
	}
	return all
}

func (p *Page) holds() string {
	switch {
	case p.Scene != nil:
		return "scenario"
	case p.Quiz != nil:
		return "quiz"
	case p.Exercise != nil:
		return "exercise"
	case p.Comparison != nil:
		return "compare"
	case p.Token != nil:
		return "token"
	}
	return ""
}
