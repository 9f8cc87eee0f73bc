package lessons

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// viewed is a Markdown text as a viewer shows it: the HTML, and its words alone.
func viewed(t *testing.T, source string) (page, words string) {
	t.Helper()
	var out strings.Builder
	viewer := goldmark.New(goldmark.WithExtensions(extension.GFM))
	if err := viewer.Convert([]byte(source), &out); err != nil {
		t.Fatal(err)
	}
	page = out.String()
	tags := regexp.MustCompile(`<[^>]*>`)
	return page, oneLine(html.UnescapeString(tags.ReplaceAllString(page, "")))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestExportedWordsAreReadAsWritten renders each file. What is plain text on screens
// must not be taken for markup: a viewer swallows <script>, and _ or * in a name.
func TestExportedWordsAreReadAsWritten(t *testing.T) {
	course, _ := read(Content())
	for _, l := range course.Lessons {
		source, err := l.Markdown()
		if err != nil {
			t.Fatal(err)
		}
		page, words := viewed(t, source)
		if strings.Contains(page, "raw HTML omitted") {
			t.Errorf("%s: something is taken for HTML", l.File)
		}
		for _, want := range unmarked(l) {
			if !strings.Contains(words, oneLine(want)) {
				t.Errorf("%s: not read as written: %s", l.File, want)
			}
		}
	}
}

// unmarked are the texts of a lesson that are not Markdown.
func unmarked(l *Lesson) []string {
	all := append([]string{l.Title}, append(l.Objectives, l.Sources...)...)
	for _, p := range l.Pages() {
		all = append(all, p.Title)
		asked := p.Quiz
		if p.Scene != nil {
			for _, g := range p.Scene.Gates {
				asked = append(asked, &g.Question)
			}
		}
		for _, q := range asked {
			all = append(all, q.Ask)
			for _, o := range q.Options {
				all = append(all, o.Text, o.Feedback)
			}
		}
		if p.Exercise != nil {
			all = append(all, p.Exercise.Ask)
			all = append(all, p.Exercise.Hints...)
			for _, c := range p.Exercise.Goal {
				all = append(all, c.Say, c.When)
			}
		}
		if p.Comparison != nil {
			for _, d := range p.Comparison.Designs {
				all = append(all, d.Title, d.Settings)
			}
		}
	}
	return all
}
