package lessons

import (
	"strings"
	"testing"
)

// TestExportedLessonsAreWhole looks for what has to stand in each file, and for what must
// not: values that are missing, answers before the end, credentials.
func TestExportedLessonsAreWhole(t *testing.T) {
	course, _ := read(Content())
	for _, l := range course.Lessons {
		text, err := l.Markdown()
		if err != nil {
			t.Fatal(err)
		}
		body, answers, found := strings.Cut(text, "\n## Answers\n")
		if !found {
			t.Errorf("%s: no answers", l.File)
		}
		if strings.Contains(text, Pending) || strings.Contains(text, "{{") {
			t.Errorf("%s: a value is missing", l.File)
		}
		if n := strings.Count(text, "```"); n%2 != 0 {
			t.Errorf("%s: %d fences", l.File, n)
		}
		questions := 0
		for _, p := range l.Pages() {
			if !strings.Contains(body, "## "+p.Title) {
				t.Errorf("%s: no page %s", l.File, p.Title)
			}
			asked := p.Quiz
			if p.Scene != nil {
				for _, g := range p.Scene.Gates {
					asked = append(asked, &g.Question)
				}
			}
			for _, q := range asked {
				questions++
				for _, o := range q.Options {
					if len(o.Feedback) > 40 && strings.Contains(body, o.Feedback) {
						t.Errorf("%s: the feedback of %q stands before the answers", l.File, o.Text)
					}
					if !strings.Contains(answers, o.Feedback) {
						t.Errorf("%s: the feedback of %q is missing", l.File, o.Text)
					}
				}
			}
			if p.Exercise != nil && !strings.Contains(answers, strings.TrimSpace(p.Exercise.Solution)) {
				t.Errorf("%s: no solution", l.File)
			}
			if p.Scene != nil {
				for _, g := range p.Scene.Gates {
					if text := p.Scene.Commands[g.Before].Text; text != p.Scene.Commands[g.Before].Deed() && strings.Contains(body, text) {
						t.Errorf("%s: %s gives the prediction away", l.File, text)
					}
				}
			}
		}
		if n := strings.Count(answers, "**yes**"); n != questions {
			t.Errorf("%s: %d right answers for %d questions", l.File, n, questions)
		}
		if strings.Contains(text, "eyJ") && !strings.Contains(sourceOf(l), "eyJ") {
			t.Errorf("%s: a token of a run stands in the file", l.File)
		}
	}
}

// sourceOf is the text of a lesson's file.
func sourceOf(l *Lesson) string {
	if l.source == nil {
		return ""
	}
	return strings.Join(l.source.lines, "\n")
}
