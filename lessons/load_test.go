package lessons

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// read loads every lesson of a folder, with all that is wrong with them.
func read(fsys fs.FS) (*Course, []*Problem) {
	names, err := fs.Glob(fsys, "*.md")
	if err != nil {
		return &Course{}, []*Problem{whole(".", err.Error())}
	}
	var all []*Lesson
	var problems []*Problem
	for _, name := range names {
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			problems = append(problems, whole(name, err.Error()))
			continue
		}
		lesson, found := LoadFile(name, src)
		problems = append(problems, found...)
		all = append(all, lesson)
	}
	course, found := Collect(all)
	return course, append(problems, found...)
}

func TestEmbeddedCourseLoadsWithoutProblems(t *testing.T) {
	course, problems := read(Content())
	for _, p := range problems {
		t.Error("\n" + p.Error())
	}
	if len(course.Lessons) == 0 {
		t.Fatal("no lessons")
	}
}

const head = `---
title: T
minutes: 5
objectives: [o]
sources: [s]
---
`

const scene = "## P\n\n```scenario name=a\ncluster servers=2\nalice POST /login\nkill s1\nalice GET /profile\n```\n"

const options = "options:\n  - {text: x, when: last.alice=200, feedback: f}\n  - {text: y, when: last.alice=401, feedback: g}\n"

func TestPlacesOfProblems(t *testing.T) {
	for name, c := range map[string]struct {
		src        string
		line       int
		column     int
		message    string
		suggestion string
	}{
		"no front matter":    {"## P\n\ntext\n", 1, 1, "front matter", "---"},
		"unknown field":      {strings.Replace(head, "minutes", "minuts", 1) + "## P\n\nx\n", 3, 1, "no field minuts", "minutes"},
		"bad yaml":           {strings.Replace(head, "[o]", "[o", 1) + "## P\n\nx\n", 4, 1, "YAML", ""},
		"unknown block":      {head + "## P\n\n```scenaro name=a\n```\n", 9, 4, "scenaro", "scenario"},
		"open block":         {head + "## P\n\n```js\nlet x\n", 9, 1, "never closed", "```"},
		"two active":         {head + scene + "\n```quiz\n```\n", 16, 4, "one active block", "another page"},
		"gate out of range":  {head + scene + "\n```predict\nbefore: 3\nask: q\n" + options + "```\n", 17, 9, "no request 3", ""},
		"gate without scene": {head + "## P\n\n```predict\nbefore: 1\n```\n", 9, 1, "behind the scenario", ""},
		"gate in an overlap": {head + strings.Replace(scene, "POST /login", "POST /login &", 1) + "\n```predict\nbefore: kill\nask: q\n" + options + "```\n",
			17, 9, "overlaps", ""},
		"gates without room": {head + scene + "\n```predict\nbefore: 1\nask: q\n" + options + "```\n\n```predict\nbefore: kill\nask: q\n" + options + "```\n",
			25, 9, "no room for the verdict", "between"},
		"gates out of order": {head + scene + "\n```predict\nbefore: 2\nask: q\n" + options + "```\n\n```predict\nbefore: 1\nask: q\n" + options + "```\n",
			25, 9, "before the one above", "Order"},
		"bad expectation":     {head + strings.Replace(goodExercise, "cookie-changes.alice=1}", "cookie-change.alice=1}", 1), 16, 37, "unknown name", "cookie-changes"},
		"bad command":         {head + strings.Replace(goodExercise, "restart s1", "restrt s1", 1), 22, 3, "unknown command", "restart"},
		"miss without clause": {head + strings.Replace(goodExercise, "fails: cookie-changes.alice=1", "fails: last.alice=403", 1), 10, 1, "no clause", ""},
		"option lacks feedback": {head + scene + "\n```predict\nbefore: 2\nask: q\noptions:\n  - {text: x, when: last.alice=200}\n  - {text: y, when: last.alice=401, feedback: g}\n```\n",
			20, 3, "lacks feedback", ""},
		"unknown field in option": {head + scene + "\n```predict\nbefore: 2\nask: q\noptions:\n  - {text: x, wen: last.alice=200, feedback: f}\n  - {text: y, when: last.alice=401, feedback: g}\n```\n",
			20, 15, "no field wen", "when"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := LoadFile("01-x.md", []byte(c.src))
			for _, p := range problems {
				if p.Line == c.line && strings.Contains(p.Message, c.message) {
					if p.Column != c.column {
						t.Errorf("column %d, want %d", p.Column, c.column)
					}
					if !strings.Contains(p.Suggestion, c.suggestion) {
						t.Errorf("suggestion %q lacks %q", p.Suggestion, c.suggestion)
					}
					return
				}
			}
			t.Errorf("no problem %q in line %d; got:", c.message, c.line)
			for _, p := range problems {
				t.Log("\n" + p.Error())
			}
		})
	}
}

func TestGatePlaces(t *testing.T) {
	predict := func(before string) string {
		return head + scene + "\n```predict\nbefore: " + before + "\nask: q\n" + options + "```\n"
	}
	for before, want := range map[string]int{"1": 1, "2": 3, "kill s1": 2, "alice GET": 3} {
		lesson, problems := LoadFile("01-x.md", []byte(predict(before)))
		for _, p := range problems {
			t.Fatal("\n" + p.Error())
		}
		g := lesson.Pages()[0].Scene.Gates[0]
		if g.Before != want || g.Through != want || g.ID != "01-x/a/1" {
			t.Errorf("before: %s stands at %d through %d as %s, want %d", before, g.Before, g.Through, g.ID, want)
		}
	}
}

func TestLoadNamesTheFileWithTheSameNumber(t *testing.T) {
	file := &fstest.MapFile{Data: []byte(head + "## P\n\nx\n")}
	course, problems := read(fstest.MapFS{"01-a.md": file, "01-b.md": file})
	if len(course.Lessons) != 2 || len(problems) != 1 || !strings.Contains(problems[0].Message, "01-a.md") {
		t.Errorf("%d lessons, problems %v", len(course.Lessons), problems)
	}
}

func FuzzLoadFile(f *testing.F) {
	f.Add(head + scene)
	f.Add("---\n- &a [*a]\n---\n## \n```quiz\n- ask: [\n")
	f.Add(head + goodPredict + "\n" + goodQuiz + "\n" + goodExercise)
	f.Fuzz(func(t *testing.T, src string) {
		lesson, problems := LoadFile("01-x.md", []byte(src))
		if lesson == nil {
			t.Fatal("no lesson")
		}
		for _, p := range problems {
			if p.Line < 1 || p.Column < 1 || p.Error() == "" {
				t.Errorf("bad place: %+v", p)
			}
		}
	})
}

func BenchmarkLoadCourse(b *testing.B) {
	for b.Loop() {
		read(Content())
	}
}
