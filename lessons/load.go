package lessons

import (
	"cmp"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Collect makes a course of lessons, in the order of their numbers. Lessons with the
// same number or the same name are problems.
func Collect(read []*Lesson) (*Course, []*Problem) {
	course := &Course{}
	var problems []*Problem
	for _, l := range read {
		if p := l.taken(course.Lessons); p != nil {
			problems = append(problems, p)
		}
		course.Lessons = append(course.Lessons, l)
	}
	slices.SortStableFunc(course.Lessons, func(a, b *Lesson) int { return cmp.Compare(a.Number, b.Number) })
	return course, problems
}

// taken reports the first lesson that has this one's number or name already.
func (l *Lesson) taken(before []*Lesson) *Problem {
	for _, twin := range before {
		switch {
		case twin.Number == l.Number && l.Number != 0:
			return whole(l.source.name, "number "+strconv.Itoa(l.Number)+" is taken by "+twin.File)
		case twin.Slug == l.Slug:
			return whole(l.source.name, "the name "+l.Slug+" is taken by "+twin.File)
		}
	}
	return nil
}

// IsLessonFile tells whether a file of a folder is meant to be a lesson: its name
// begins with a digit and ends in .md.
func IsLessonFile(name string) bool {
	return name != "" && name[0] >= '0' && name[0] <= '9' && strings.EqualFold(path.Ext(name), ".md")
}

// fileName is the form of a lesson's file name.
var fileName = regexp.MustCompile(`^([0-9]{2})-([a-z0-9-]+)\.md$`)

// NumberOf is the number of a lesson in the name of its file, 0 if it is none.
func NumberOf(name string) int {
	m := fileName.FindStringSubmatch(name)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // two digits
	return n
}

// named is a lesson of which the file's name is known only.
func named(name string) *Lesson {
	l := &Lesson{File: path.Base(strings.ReplaceAll(name, `\`, "/"))}
	l.Number, l.Slug = NumberOf(l.File), l.id()
	if m := fileName.FindStringSubmatch(l.File); m != nil {
		l.Slug = m[2]
	}
	return l
}

// id is what the ids of the lesson's items begin with, "02-sessions".
func (l *Lesson) id() string { return strings.TrimSuffix(l.File, ".md") }

// LoadFile reads one lesson. The lesson is never nil; it holds what could be read.
func LoadFile(name string, src []byte) (*Lesson, []*Problem) {
	return loadFile(name, src, SampleFiles())
}

// loadFile reads one lesson that may show parts of the programs in a folder.
func loadFile(name string, src []byte, samples fs.FS) (*Lesson, []*Problem) {
	s := newSource(name, src)
	lesson := named(name)
	lesson.source = s
	if !fileName.MatchString(lesson.File) {
		s.problems = append(s.problems, whole(name, "a lesson's file is named NN-name.md, such as 03-two-servers.md"))
	}
	if !s.readable(src) {
		return lesson, s.problems
	}
	s.invisible()
	if strings.TrimRight(s.line(1), " ") != frontMatterMark {
		s.report(1, 1, 1, "a lesson begins with its front matter", "Begin with a line of --- , then title, minutes, objectives, sources, then ---")
		return lesson, s.problems
	}
	body := s.frontMatter(lesson)
	builder := &builder{source: s, id: lesson.id(), shelf: &shelf{fsys: samples}}
	for i, section := range s.scan(body) {
		if i == 0 {
			builder.preamble(section)
			continue
		}
		builder.page(section)
	}
	pages := builder.pages
	lesson.contents, lesson.pages = contentsOf(pages), func() []*Page { return pages }
	if len(pages) == 0 {
		s.report(min(body, len(s.lines)), 1, 1, "a lesson has at least one page", "Start a page with ## and a title")
	}
	slices.SortStableFunc(s.problems, func(a, b *Problem) int { return cmp.Compare(a.Line, b.Line) })
	return lesson, s.problems
}

const frontMatterMark = "---"

// frontMatter reads what stands between two lines of ---, the first of which is the
// first of all, and answers the line the body begins with.
func (s *source) frontMatter(lesson *Lesson) int {
	end := 2
	for end <= len(s.lines) && strings.TrimRight(s.line(end), " ") != frontMatterMark {
		end++
	}
	if end > len(s.lines) {
		s.report(1, 1, 3, "the front matter is never closed", "Close it with a line of ---")
		return end
	}
	y, top := s.read(2, s.lines[1:end-1])
	if top == nil {
		return end + 1
	}
	meant := y.fields(top, "the front matter", map[string]func(*yaml.Node){
		"title":      y.text(&lesson.Title),
		"minutes":    y.number(1, 90, &lesson.Minutes),
		"objectives": y.texts("objectives", &lesson.Objectives),
		"kills":      y.misconceptions(&lesson.Kills),
		"sources":    y.texts("sources", &lesson.Sources),
	})
	for _, missing := range []struct {
		field string
		empty bool
	}{
		{"title", lesson.Title == ""}, {"minutes", lesson.Minutes == 0}, {"objectives", len(lesson.Objectives) == 0},
		{"sources", len(lesson.Sources) == 0},
	} {
		if missing.empty && !meant[missing.field] {
			s.report(1, 1, 3, "the front matter lacks "+missing.field, "")
		}
	}
	return end + 1
}

// misconceptions makes a reader of a list of their numbers.
func (y yamlText) misconceptions(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		y.list(n, "kills", func(item *yaml.Node) {
			if !isMisconception(item.Value) {
				y.at(item, item.Value+" is no misconception", misconceptionsKnown)
				return
			}
			*to = append(*to, item.Value)
		})
	}
}
