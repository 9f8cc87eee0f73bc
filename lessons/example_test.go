package lessons

import (
	"slices"
	"strings"
	"testing"
)

// The example has no mistakes, shows every kind of block, and explains itself.
func TestExampleLesson(t *testing.T) {
	lesson := exampleLesson(t, Example())
	for _, p := range Check(&Course{Lessons: []*Lesson{lesson}}, 2) {
		t.Error("\n" + p.Error())
	}
	for _, block := range []string{"```scenario", "```predict", "```compare", "```quiz", "```exercise", "```js file=", "```http", "setup:", "refute:", "tests:", "{{"} {
		if !strings.Contains(Example(), block) {
			t.Errorf("there is no %s in it", block)
		}
	}
	for _, p := range lesson.Pages() {
		if strings.Contains(p.whole(), "-->") || strings.Contains(p.whole(), "Fields in double braces") {
			t.Errorf("page %q shows its comments", p.Title)
		}
	}
}

func exampleLesson(t *testing.T, text string) *Lesson {
	t.Helper()
	lesson, problems := LoadFile(ExampleFile, []byte(text))
	for _, p := range problems {
		t.Fatal("\n" + p.Error())
	}
	return lesson
}

// Whichever line is missing or stands twice, mistakes have a place, and nothing breaks.
func TestExampleWithALineLessOrMore(t *testing.T) {
	lines := strings.Split(Example(), "\n")
	for n := range lines {
		for _, changed := range [][]string{slices.Delete(slices.Clone(lines), n, n+1), slices.Insert(slices.Clone(lines), n, lines[n])} {
			lesson, problems := LoadFile(ExampleFile, []byte(strings.Join(changed, "\n")))
			if len(problems) == 0 {
				problems = Check(&Course{Lessons: []*Lesson{lesson}}, 2)
			}
			for _, p := range problems {
				if p.Line < 1 || p.Line > len(changed) || p.Source != changed[p.Line-1] || p.Message == "" {
					t.Errorf("line %d: bad place: %s", n+1, p.Error())
				}
			}
		}
	}
}
