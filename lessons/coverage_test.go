package lessons

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// treated is one thing that the course has to say, and where it does.
type treated struct {
	Item string
	// Page is "lesson / title of the page", or a file of the project.
	Page string
	// Says are words that stand on the page.
	Says []string
}

// misbelief is one row of misconceptions.yaml.
type misbelief struct {
	Wrong  string
	Right  []treated
	Tempts []string
}

// rowsOfSeeds is how many rows each of the documents has of which the course grew.
var rowsOfSeeds = []int{13, 12, 16, 7, 12}

func TestCourseCoversTheSeeds(t *testing.T) {
	var want []string
	for seed, rows := range rowsOfSeeds {
		for row := range rows {
			want = append(want, fmt.Sprintf("S%d.%d", seed, row+1))
		}
	}
	covered(t, "seeds.yaml", want)
}

func TestCourseTeachesTheCorrections(t *testing.T) {
	covered(t, "corrections.yaml", numbered("B", 27))
}

// covered checks a table: no row without a page, none too many, and each page says
// what the row promises.
func covered(t *testing.T, file string, want []string) {
	t.Helper()
	rows := readTable[[]treated](t, file, want)
	course := load(t)
	for _, row := range want {
		if len(rows[row]) == 0 {
			t.Errorf("%s: %s has no page", file, row)
		}
		for _, item := range rows[row] {
			if item.Item == "" || len(item.Says) == 0 {
				t.Errorf("%s: %s: an entry needs item, page and says", file, row)
			}
			if problem := item.problem(course); problem != "" {
				t.Errorf("%s: %s (%s): %s", file, row, item.Item, problem)
			}
		}
	}
}

func TestCourseRemovesTheMisconceptions(t *testing.T) {
	want := numbered("M", Misconceptions)
	rows := readTable[misbelief](t, "misconceptions.yaml", want)
	course := load(t)
	for _, m := range want {
		row := rows[m]
		if row.Wrong == "" || len(row.Right) == 0 || len(row.Tempts) == 0 {
			t.Errorf("%s needs wrong, right and tempts", m)
		}
		for _, item := range row.Right {
			if problem := item.problem(course); problem != "" {
				t.Errorf("%s: %s", m, problem)
			}
		}
		for _, text := range row.Tempts {
			if !course.tempts(m, text) {
				t.Errorf("%s: no option %q stands for it", m, text)
			}
		}
		if !slices.ContainsFunc(course.Lessons, func(l *Lesson) bool { return slices.Contains(l.Kills, m) }) {
			t.Errorf("%s: no lesson kills it", m)
		}
	}
}

func numbered(letter string, n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("%s%d", letter, i+1))
	}
	return names
}

// readTable reads a table of the folder coverage, which must have the rows wanted.
func readTable[Row any](t *testing.T, file string, want []string) map[string]Row {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("coverage", file))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]Row{}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&rows); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for row := range rows {
		if !slices.Contains(want, row) {
			t.Errorf("%s: there is no row %s", file, row)
		}
	}
	return rows
}

// problem says what is wrong with the place named, or "".
func (item treated) problem(course *Course) string {
	said, problem := course.said(item.Page)
	if problem != "" {
		return problem
	}
	for _, words := range item.Says {
		if !strings.Contains(said, plainWords(words)) {
			return fmt.Sprintf("%s does not say %q any more", item.Page, words)
		}
	}
	return ""
}

// said is what stands on a page, or in a file of the project.
func (c *Course) said(place string) (words, problem string) {
	slug, title, isPage := strings.Cut(place, " / ")
	if !isPage {
		data, err := os.ReadFile(filepath.Join("..", place))
		if err != nil {
			return "", err.Error()
		}
		return plainWords(string(data)), ""
	}
	for _, l := range c.Lessons {
		for _, p := range l.Pages() {
			if l.Slug == slug && p.Title == title {
				return plainWords(p.whole()), ""
			}
		}
	}
	return "", fmt.Sprintf("there is no page %q", place)
}

// whole is all that a page shows, code included.
func (p *Page) whole() string {
	text := p.Words()
	for _, part := range p.Prose {
		if part.Language != "" {
			text += "\n" + part.Text
		}
	}
	if p.Comparison != nil {
		for _, design := range p.Comparison.Designs {
			text += "\n" + design.Title
		}
	}
	return text
}

// plainWords are words in small letters, without marks of Markdown and breaks of lines.
func plainWords(text string) string {
	text = strings.NewReplacer("**", "", "`", "", "*", "").Replace(text)
	return strings.ToLower(strings.Join(strings.Fields(text), " "))
}

// tempts tells whether an option with this text stands for the misconception.
func (c *Course) tempts(m, text string) bool {
	is := func(o Option) bool { return o.Misconception == m && o.Text == text }
	for _, l := range c.Lessons {
		for _, g := range l.gates() {
			if slices.ContainsFunc(g.Options, is) {
				return true
			}
		}
		for _, q := range l.questions() {
			if slices.ContainsFunc(q.Options, is) {
				return true
			}
		}
	}
	return false
}
