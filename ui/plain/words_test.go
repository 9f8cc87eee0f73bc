package plain

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/theme"
)

// Some words mean the same at every question, and take no answer away.
func TestWordsThatHoldEverywhere(t *testing.T) {
	course := lessons.Open(lessons.Content())
	out := begin(t, memory(), course, "", "?", "explain leeway", "explain xyzzy", "2", "?", "page 99", "page 3", "explain cookie", "list", "q")
	for _, want := range []string{
		"These words hold everywhere", "leeway: What a verifier allows", "no word like xyzzy",
		"Page 1 of", "This lesson has the pages 1 to", "Page 3 of", "cookie: ",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said:\n%s", want, out)
		}
	}
	if strings.Contains(out, "Page 2 of") || strings.Count(out, "The course\n") != 2 {
		t.Errorf("page 2 was read, or the list was not shown again:\n%s", out)
	}
}

// A question that was missed in an exam is told at its end.
func TestWhatWasMissedInAnExamIsTold(t *testing.T) {
	course := lessons.Open(lessons.Content())
	out := begin(t, memory(), course, "exam", append(strings.Split(strings.Repeat("1s ", lessons.ExamLength), " ")[:lessons.ExamLength], "q")...)
	missed := strings.Count(out, "\nmissed: ")
	if missed == 0 || strings.Count(out, "\nYou said: ") != missed || strings.Count(out, "\nIt is: ") != missed {
		t.Errorf("%d missed:\n%s", missed, out)
	}
}

// watched lets a test look around whenever another line is asked for.
type watched struct {
	lines []string
	look  func()
}

func (w *watched) Read(to []byte) (int, error) {
	w.look()
	if len(w.lines) == 0 {
		return 0, io.EOF
	}
	n := copy(to, w.lines[0]+"\n")
	w.lines = w.lines[1:]
	return n, nil
}

// What was answered is in the file before the next question, so that a program that is
// killed loses nothing.
func TestEachAnswerIsKeptAtOnce(t *testing.T) {
	course := lessons.Open(lessons.Content())
	dir := t.TempDir()
	store, _ := progress.Open(dir, time.Now)
	var answered []int
	in := &watched{lines: []string{"exam", "1", "1", "1"}, look: func() {
		again, _ := progress.Open(dir, time.Now)
		answered = append(answered, len(again.State().Sitting.Answers))
	}}
	err := Run(Config{In: in, Out: &bytes.Buffer{}, Course: course, Progress: store, Session: session, Styles: theme.New(theme.Options{Profile: termenv.Ascii})})
	if err != nil {
		t.Fatal(err)
	}
	if want := []int{0, 0, 1, 2, 3}; len(answered) < len(want) || answered[4] != 3 || answered[2] != 1 {
		t.Errorf("answers kept at each question: %v, want %v", answered, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "state.json")); err != nil {
		t.Error(err)
	}
}

// Whoever cannot see the picture of the clocks is told what it shows, once behind the
// requests that show the same token.
func TestTheClocksAreSaid(t *testing.T) {
	course := lessons.Open(lessons.Content())
	for _, l := range course.Lessons {
		if l.Slug != "time-and-clocks" {
			continue
		}
		only := l.With(l.Pages()[0])
		out, _ := read(t, only, false, rightly(t, only)...)
		const want = "nbf 0s, exp 60s\n              clocks: s1 at 10s, in time; s2 at -110s, too early; s3 at 130s,\n                too late\n"
		if strings.Count(out, "clocks: ") != 1 || !strings.Contains(out, want) {
			t.Errorf("the clocks are not said once:\n%s", out)
		}
		return
	}
	t.Error("there is no lesson on clocks")
}

// A comparison is told line by line, with the order of the designs before the answers.
func TestAComparisonIsTold(t *testing.T) {
	course := lessons.Open(lessons.Content())
	for _, l := range course.Lessons {
		for _, p := range l.Pages() {
			if p.Comparison == nil {
				continue
			}
			out, _ := read(t, l.With(p), true)
			designs := 0
			for i, d := range p.Comparison.Designs {
				designs += strings.Count(out, fmt.Sprintf("\n%2d  %s\n", i+1, d.Title))
			}
			if designs != len(p.Comparison.Designs) || !strings.Contains(out, "; ") || !strings.Contains(out, "What each design costs") {
				t.Errorf("%s, %s: %d designs named\n%s", l.Slug, p.Title, designs, out)
			}
			for _, line := range strings.Split(out, "\n") {
				if len(line) > 80 {
					t.Errorf("%d columns: %s", len(line), line)
				}
			}
		}
	}
}
