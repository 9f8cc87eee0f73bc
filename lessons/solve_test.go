package lessons

import (
	"fmt"
	"go/format"
	"strings"
	"testing"
	"unicode/utf8"

	"authlab/sim/scenario"
)

func load(t *testing.T) *Course {
	t.Helper()
	course, problems := read(Content())
	for _, p := range problems {
		t.Fatal("\n" + p.Error())
	}
	return course
}

// Every expectation holds, every prediction and question has exactly one right
// option, every exercise is solved by two routes and by no near-miss.
func TestEveryLessonIsSolved(t *testing.T) {
	all := load(t).Lessons
	var numbers []int
	for _, l := range all {
		numbers = append(numbers, l.Number)
	}
	for _, l := range all {
		t.Run(l.Slug, func(t *testing.T) {
			for _, p := range Check(&Course{Lessons: []*Lesson{l}}, numbers...) {
				t.Error("\n" + p.Error())
			}
		})
	}
}

func (l *Lesson) gates() []*Gate {
	var out []*Gate
	for _, p := range l.Pages() {
		if p.Scene != nil {
			out = append(out, p.Scene.Gates...)
		}
	}
	return out
}

func (l *Lesson) questions() []*Question {
	var out []*Question
	for _, p := range l.Pages() {
		out = append(out, p.Quiz...)
	}
	return out
}

func TestEveryLessonIsComplete(t *testing.T) {
	for _, l := range load(t).Lessons {
		exercises, code := 0, map[string]bool{}
		for _, p := range l.Pages() {
			if p.Exercise != nil {
				exercises++
				if n := len(p.Exercise.Misses); n < 2 {
					t.Errorf("%s: %d near-misses, want at least 2", l.File, n)
				}
			}
			for _, part := range p.Prose {
				code[part.Language] = true
			}
		}
		if first := l.Pages()[0].Prose; len(first) == 0 || !strings.Contains(first[0].Text, "?") {
			t.Errorf("%s: opens without a question", l.File)
		}
		if exercises != 1 {
			t.Errorf("%s: %d exercises, want 1", l.File, exercises)
		}
		if n := len(l.gates()); n < 2 || n > 4 {
			t.Errorf("%s: %d predictions, want 2 to 4", l.File, n)
		}
		if n := len(l.questions()); n < 3 || n > 5 {
			t.Errorf("%s: %d questions, want 3 to 5", l.File, n)
		}
		if !code["js"] {
			t.Errorf("%s: no code sample", l.File)
		}
	}
}

// Somebody who always takes the longest, the shortest or the first option must
// not do better than by chance.
func TestRightOptionsAreNotRecognisable(t *testing.T) {
	var all, longest, shortest, first int
	chance := 0.0
	for _, l := range load(t).Lessons {
		for _, q := range append(questionsOf(t, l), l.judgedGates(t)...) {
			all++
			chance += 1 / float64(len(q.Options))
			right := q.Right()
			if right < 0 {
				t.Fatalf("%s: no one right option", q.ID)
			}
			long, short := true, true
			for i, o := range q.Options {
				if i != right {
					n, own := utf8.RuneCountInString(o.Text), utf8.RuneCountInString(q.Options[right].Text)
					long, short = long && own > n, short && own < n
				}
			}
			longest += count(long)
			shortest += count(short)
			first += count(right == 0)
		}
	}
	for rule, hits := range map[string]int{"longest": longest, "shortest": shortest, "first written": first} {
		if limit := chance * 1.25; float64(hits) > limit {
			t.Errorf("always the %s option: right %d of %d times, chance is %.1f", rule, hits, all, chance)
		}
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func questionsOf(t *testing.T, l *Lesson) []*Question {
	t.Helper()
	var out []*Question
	for _, q := range l.questions() {
		out = append(out, answer(t, q))
	}
	return out
}

func answer(t *testing.T, q *Question) *Question {
	t.Helper()
	judged, err := q.Answer()
	if err != nil {
		t.Fatal(err)
	}
	return judged
}

// seeded is a scenario with another seed.
func seeded(source string, seed int) string {
	return strings.Replace(source, "cluster ", fmt.Sprintf("cluster seed=%d ", seed), 1)
}

// judgedGates plays every scene and judges its predictions where they end.
func (l *Lesson) judgedGates(t *testing.T) []*Question {
	t.Helper()
	var out []*Question
	for _, p := range l.Pages() {
		if p.Scene != nil {
			out = append(out, judgeScene(t, p.Scene, p.Scene.Commands)...)
		}
	}
	return out
}

func judgeScene(t *testing.T, s *Scene, commands []scenario.Command) []*Question {
	t.Helper()
	var out []*Question
	runner, err := scenario.NewRunner(commands[0], false)
	if err != nil {
		t.Fatal(err)
	}
	defer runner.World().Close()
	for i, c := range commands {
		if _, err := runner.Do(c); err != nil {
			t.Fatalf("%s: %s", s.Name, err)
		}
		for _, g := range s.Gates {
			if g.Through == i {
				out = append(out, g.Question.Judge(runner.World()))
			}
		}
	}
	return out
}

// What is right must not hang on a lucky draw.
func TestRightOptionsAreTheSameForEverySeed(t *testing.T) {
	for _, l := range load(t).Lessons {
		for _, q := range l.questions() {
			want := answer(t, q).Right()
			for seed := 2; seed <= 4 && q.Setup != ""; seed++ {
				other := *q
				other.Setup = seeded(q.Setup, seed)
				if got := answer(t, &other).Right(); got != want {
					t.Errorf("%s: option %d is right with seed %d, option %d with seed 1", q.ID, got, seed, want)
				}
			}
		}
		for _, p := range l.Pages() {
			if p.Scene == nil || len(p.Scene.Gates) == 0 {
				continue
			}
			want := judgeScene(t, p.Scene, p.Scene.Commands)
			for seed := 2; seed <= 4; seed++ {
				script, errors := scenario.Parse("", []byte(seeded(p.Scene.Source, seed)))
				if len(errors) > 0 {
					t.Fatal(errors[0])
				}
				for i, got := range judgeScene(t, p.Scene, script.Commands) {
					if got.Right() != want[i].Right() {
						t.Errorf("%s: option %d is right with seed %d, option %d with seed 1", got.ID, got.Right(), seed, want[i].Right())
					}
				}
			}
		}
	}
}

// The right option stands at every place about equally often.
func TestShuffleFavoursNoPlace(t *testing.T) {
	q := &Question{ID: "x", Options: make([]Option, 3)}
	var at [3]int
	const rounds = 3000
	for seed := range uint64(rounds) {
		for place, option := range q.Shuffle(seed) {
			if option == 0 {
				at[place]++
			}
		}
	}
	for place, n := range at {
		if n < rounds/3*9/10 || n > rounds/3*11/10 {
			t.Errorf("place %d: %d of %d", place, n, rounds)
		}
	}
}

func TestGoSamplesAreFormatted(t *testing.T) {
	for _, l := range load(t).Lessons {
		for _, p := range l.Pages() {
			for _, part := range p.Prose {
				if part.Language != "go" {
					continue
				}
				want, err := format.Source([]byte(part.Text))
				if err != nil {
					t.Errorf("%s:%d: %v", l.File, part.Line, err)
				} else if strings.TrimSpace(string(want)) != strings.TrimSpace(part.Text) {
					t.Errorf("%s:%d: not as gofmt writes it:\n%s", l.File, part.Line, want)
				}
			}
		}
	}
}

// A page is to fit a small terminal: little text before what one acts on.
func TestPagesAreShort(t *testing.T) {
	for _, l := range load(t).Lessons {
		if n := len(l.Pages()); n < 4 || n > 15 {
			t.Errorf("%s: %d pages", l.File, n)
		}
		for _, p := range l.Pages() {
			before := 0
			for _, part := range p.Prose {
				if !part.AfterScene {
					before += 2 + strings.Count(part.Text, "\n")
				}
			}
			limit := 50
			if p.Scene != nil || p.Quiz != nil || p.Exercise != nil {
				limit = 22
			}
			if before > limit {
				t.Errorf("%s:%d: %d lines before the active thing, %d are the most", l.File, p.Line, before, limit)
			}
		}
	}
}

func TestProseIsSober(t *testing.T) {
	for _, l := range load(t).Lessons {
		for _, p := range l.Pages() {
			for _, part := range p.Prose {
				if part.Language == "" && strings.Contains(part.Text, "!") {
					t.Errorf("%s:%d: an exclamation mark", l.File, part.Line)
				}
			}
		}
	}
}
