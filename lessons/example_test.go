package lessons

import (
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
	for _, p := range lesson.Pages {
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
