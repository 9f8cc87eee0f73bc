package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

const program = `// A program.
// part: setup
const app = express()
// end: setup

function main() {
  // part: whole

  // part: login
  login()
    .then(next)
  // end: login

  logout()
  // end: whole
}
`

func loadShowing(t *testing.T, files map[string]string, block string) (*Lesson, []*Problem) {
	t.Helper()
	samples := fstest.MapFS{}
	for name, text := range files {
		samples[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return loadFile("01-x.md", []byte(head+"## P\n\n"+block), samples)
}

func TestALessonShowsAPartOfAFile(t *testing.T) {
	for part, want := range map[string]string{
		"setup": "const app = express()",
		"login": "login()\n  .then(next)",
		"whole": "login()\n  .then(next)\n\nlogout()",
	} {
		lesson, problems := loadShowing(t, map[string]string{"express/a.js": program}, "```js file=express/a.js part="+part+"\n```\n")
		for _, p := range problems {
			t.Error("\n" + p.Error())
		}
		shown := lesson.Pages()[0].Prose[0]
		if shown.Text != want || shown.Language != "js" || shown.Caption() != "express/a.js · "+part {
			t.Errorf("%s: %q %q %q", part, shown.Text, shown.Language, shown.Caption())
		}
		if found := Playable(lesson); len(found) > 0 {
			t.Error("\n" + found[0].Error())
		}
	}
}

func TestWhereAShownPartIsWrong(t *testing.T) {
	const name = "lessons/samples/express/a.js"
	for what, c := range map[string]struct {
		program, block   string
		file             string
		line             int
		says, suggestion string
	}{
		"unknown file":    {program, "```js file=express/b.js part=setup\n```", "01-x.md", 9, "no sample", "express/a.js"},
		"other language":  {program, "```go file=express/a.js part=setup\n```", "01-x.md", 9, "in go", ""},
		"unknown part":    {program, "```js file=express/a.js part=setop\n```", "01-x.md", 9, "no part", "setup"},
		"no part":         {program, "```js file=express/a.js\n```", "01-x.md", 9, "needs its file and its part", "part="},
		"no file":         {program, "```js part=setup\n```", "01-x.md", 9, "needs its file and its part", "file="},
		"own text":        {program, "```js file=express/a.js part=setup\nlet x\n```", "01-x.md", 10, "no text of its own", ""},
		"unknown key":     {program, "```js flie=express/a.js\n```", "01-x.md", 9, "no argument flie", "file"},
		"key for http":    {program, "```http file=express/a.js\n```", "01-x.md", 9, "no argument file", ""},
		"never closed":    {strings.Replace(program, "// end: setup\n", "", 1), "```js file=express/a.js part=login\n```", name, 2, "never closed", "end: setup"},
		"twice":           {program + "// part: login\nx\n// end: login\n", "```js file=express/a.js part=setup\n```", name, 17, "exists already", ""},
		"end of no part":  {program + "// end: login\n", "```js file=express/a.js part=setup\n```", name, 17, "not the one open", ""},
		"crossing":        {"// part: a\n// part: b\nx\n// end: a\n// end: b\n", "```js file=express/a.js part=a\n```", name, 4, "not the one open", ""},
		"not a name":      {"// part: Log in\nx\n", "```js file=express/a.js part=a\n```", name, 1, "one name", ""},
		"empty":           {"// part: a\n\n// end: a\n", "```js file=express/a.js part=a\n```", name, 1, "is empty", ""},
		"too wide":        {"// part: a\nx\n" + strings.Repeat("x", 73) + "\n// end: a\n", "```js file=express/a.js part=a\n```", name, 3, "73 characters", "Break it"},
		"too wide inside": {"// part: a\n// part: b\n" + strings.Repeat("x", 73) + "\n// end: b\n// end: a\n", "```js file=express/a.js part=b\n```", name, 3, "73 characters", "Break it"},
	} {
		t.Run(what, func(t *testing.T) {
			_, problems := loadShowing(t, map[string]string{"express/a.js": c.program}, c.block+"\n")
			for _, p := range problems {
				if p.File == c.file && p.Line == c.line && strings.Contains(p.Message, c.says) && strings.Contains(p.Suggestion, c.suggestion) {
					return
				}
			}
			t.Errorf("no problem %q in %s:%d, but %v", c.says, c.file, c.line, problems)
		})
	}
}

func TestTypedCodeIsForOnesOwnLessons(t *testing.T) {
	typed, problems := loadShowing(t, nil, "```js\nlet x\n```\n\n```http\nGET /\n```\n")
	if len(problems)+len(Playable(typed)) > 0 {
		t.Errorf("not allowed: %v", problems)
	}
	if found := TypedCode(typed); len(found) != 1 || found[0].Line != 9 {
		t.Errorf("in the course: %v", found)
	}
}

// What the course shows was run: no code is typed into its lessons.
func TestCodeInTheCourseIsPartOfAFile(t *testing.T) {
	for _, l := range load(t).Lessons {
		for _, p := range TypedCode(l) {
			t.Error("\n" + p.Error())
		}
	}
}

// Every program is sound in all its parts, shown or not.
func TestEveryPartOfEverySampleCanBeShown(t *testing.T) {
	s := &shelf{fsys: SampleFiles()}
	for _, language := range fromFile {
		for _, name := range s.names(language) {
			f, _ := s.file(name)
			for _, p := range f.problems {
				t.Error("\n" + p.Error())
			}
			for _, part := range f.names {
				lines := strings.Split(f.parts[part], "\n")
				if len(lines) > 34 {
					t.Errorf("%s: part %s has %d lines: it fits no screen", name, part, len(lines))
				}
				for _, line := range lines {
					// The edge that code is set behind takes two columns of the text's.
					if width := shownWidth(language, line); width > ProseWidth-2 {
						t.Errorf("%s: part %s: a line is broken at its width of %d: %s", name, part, width, line)
					}
				}
			}
		}
	}
}

func FuzzReadSample(f *testing.F) {
	f.Add(program)
	f.Add("// part: a\n\t \n  x\n// part: a\n// end: a\n// end: b\n//part:\n// end:x")
	f.Fuzz(func(t *testing.T, src string) {
		file := readSample("a.js", []byte(src))
		for _, p := range file.problems {
			if p.Line < 1 || p.Column < 1 || p.Error() == "" {
				t.Errorf("bad place: %+v", p)
			}
		}
		for name, text := range file.parts {
			lines := strings.Split(text, "\n")
			for _, line := range lines {
				if word, _ := partMark(line); word != "" {
					t.Errorf("part %s shows a mark: %q", name, line)
				}
			}
			if len(file.problems) == 0 && strings.TrimSpace(lines[0]) == "" {
				t.Errorf("part %s begins with an empty line", name)
			}
		}
	})
}
