package app

import (
	"fmt"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/sim/scenario"
	"authlab/ui/intent"
	"authlab/ui/page"
)

// courses are those the bots go through: the fixture and the real one.
func courses(t *testing.T) map[string]*lessons.Course {
	return map[string]*lessons.Course{"fixture": fixture(t), "course": lessons.Open(lessons.Content())}
}

// offers tells whether the view has this action and it works.
func (d *driver) offers(a intent.Action) bool {
	for _, b := range d.m.live() {
		if b.Action == a {
			return b.Works()
		}
	}
	return false
}

func (d *driver) onMap() bool {
	_, is := d.m.top().(*page.Course)
	return is
}

// TestLazyLearnerSeesEverythingAndEarnsNothing presses only → and Enter.
func TestLazyLearnerSeesEverythingAndEarnsNothing(t *testing.T) {
	for name, course := range courses(t) {
		t.Run(name, func(t *testing.T) {
			d := start(t, setting{course: course}, 80, 24)
			d.keys("enter")
			for presses := 0; !d.onMap(); presses++ {
				if presses > 20_000 {
					t.Fatalf("stuck:\n%s", d.screen())
				}
				d.keys("right")
				if presses%7 == 3 && !d.onMap() && d.offers(intent.Inspect) {
					d.keys("enter esc")
				}
			}
			state := d.store.State()
			for _, l := range course.Lessons {
				for i := range l.Pages() {
					if !state.Seen(l.Slug, i) {
						t.Errorf("%s: page %d was not seen", l.Slug, i+1)
					}
				}
			}
			for id, attempts := range state.Items {
				for _, a := range attempts {
					if a.Outcome.Earned() {
						t.Errorf("%s earned %s", id, a.Outcome)
					}
				}
			}
			d.seesNot("predicted 1")
		})
	}
}

// TestDiligentLearnerEarnsEverything answers each question rightly and solves each exercise
// by its solution, on a wide screen, and on a small one without colours and in plain
// characters.
func TestDiligentLearnerEarnsEverything(t *testing.T) {
	for name, course := range courses(t) {
		t.Run(name+"/100x30", func(t *testing.T) {
			start(t, setting{course: course, profile: termenv.TrueColor}, 100, 30).earnEverything()
		})
		t.Run(name+"/80x24 ascii", func(t *testing.T) {
			start(t, setting{course: course, profile: termenv.Ascii, ascii: true}, 80, 24).earnEverything()
		})
	}
}

// earnEverything goes through the course from its first page to its last.
func (d *driver) earnEverything() {
	d.t.Helper()
	course := d.m.env.Course
	d.keys("enter")
	for _, l := range course.Lessons {
		for _, p := range l.Pages() {
			d.work(p)
		}
		d.keys("right")
	}
	state := d.store.State()
	for _, id := range items(course) {
		if best, tried := state.Best(id); !tried || !best.Outcome.Earned() {
			d.t.Errorf("%s is not earned: %v", id, best)
		}
	}
}

func items(course *lessons.Course) (all []string) {
	for _, l := range course.Lessons {
		all = append(all, l.Items()...)
	}
	return all
}

// work goes through one page as a learner does who knows everything.
func (d *driver) work(p *lessons.Page) {
	d.t.Helper()
	gates, questions, solved := 0, 0, false
	header := d.header()
	for presses := 0; d.header() == header; presses++ {
		switch {
		case presses > 3000:
			d.t.Fatalf("stuck at %q:\n%s", p.Title, d.screen())
		case d.offers(intent.Skip) && p.Scene != nil:
			d.answer(rightOfGate(d.t, p.Scene, gates))
			gates++
		case d.offers(intent.Skip):
			d.answer(rightOfQuestion(d.t, p.Quiz[questions]))
			questions++
		case p.Exercise != nil && !solved && d.offers(intent.Hint):
			d.solve(p.Exercise)
			solved = true
		default:
			d.keys("right")
		}
	}
}

// header is lesson and page, without how far the stage is.
func (d *driver) header() string {
	left, right := d.m.top().Header()
	right, _, _ = strings.Cut(right, "  step")
	return left + right
}

func (d *driver) answer(place int) {
	d.keys(string(rune('1'+place)) + " enter")
}

func (d *driver) solve(e *lessons.Exercise) {
	d.keys(":")
	for _, command := range strings.Split(strings.TrimSpace(e.Solution), "\n") {
		if d.offers(intent.Prompt) {
			d.keys(":")
		}
		d.text(strings.TrimSpace(command)).keys("enter")
	}
	if d.offers(intent.Cancel) {
		d.t.Errorf("%s is not solved by its solution:\n%s", e.ID, d.screen())
		d.keys("esc")
	}
}

func placeOf(q *lessons.Question) int {
	for place, option := range q.Shuffle(session) {
		if option == q.Right() {
			return place
		}
	}
	return 0
}

func rightOfQuestion(t *testing.T, q *lessons.Question) int {
	known, err := q.Answer()
	if err != nil {
		t.Fatal(err)
	}
	return placeOf(known)
}

func rightOfGate(t *testing.T, scene *lessons.Scene, n int) int {
	gate := scene.Gates[n]
	runner, err := scenario.NewRunner(scene.Commands[0], false)
	if err != nil {
		t.Fatal(err)
	}
	defer runner.World().Close()
	for _, c := range scene.Commands[1 : gate.Through+1] {
		if _, err := runner.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	judged := *gate.Question.Judge(runner.World())
	judged.ID = gate.ID
	return placeOf(&judged)
}

// TestSkippedAndWrongAnswersEarnNothing plays a prediction badly.
func TestSkippedAndWrongAnswersEarnNothing(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("enter end right")
	d.sees("press the same key again to skip")
	d.sees("Predict")
	d.keys("right")
	d.seesNot("Predict ")
	id := fixture(t).Lessons[1].Pages()[0].Scene.Gates[0].ID
	if last, _ := d.store.State().Last(id); last.Outcome != progress.Skipped {
		t.Errorf("outcome %q", last.Outcome)
	}
	d.keys("home").keys("end")
	d.seesNot("As you predicted")
}

// TestEveryOptionIsInSight goes through the courses at small sizes: no question
// may hide one of its options, no exercise a clause of its goal.
func TestEveryOptionIsInSight(t *testing.T) {
	for name, course := range courses(t) {
		for _, size := range [][2]int{{60, 16}, {80, 24}, {100, 30}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := start(t, setting{course: course}, size[0], size[1])
				d.keys("enter")
				for presses := 0; !d.onMap() && presses < 20_000; presses++ {
					if d.offers(intent.Choose) {
						d.seesOptions()
					}
					if d.offers(intent.Hint) {
						d.seesGoal(course)
					}
					d.keys("right")
				}
			})
		}
	}
}

// seesGoal looks for the beginning of every clause of the exercise at hand.
func (d *driver) seesGoal(course *lessons.Course) {
	d.t.Helper()
	for _, l := range course.Lessons {
		for i, p := range l.Pages() {
			here := fmt.Sprintf("authlab · %d %spage %d/%d", l.Number, l.Title, i+1, len(l.Pages()))
			if p.Exercise == nil || d.header() != here {
				continue
			}
			for _, c := range p.Exercise.Goal {
				d.sees(c.Say[:min(len(c.Say), 20)])
			}
		}
	}
}

// seesOptions looks for the numbers of all options of the question at hand.
func (d *driver) seesOptions() {
	d.t.Helper()
	for _, b := range d.m.live() {
		if b.Action != intent.Choose {
			continue
		}
		for n := '1'; n <= rune(b.As[len(b.As)-1]); n++ {
			if !strings.Contains(d.screen(), fmt.Sprintf("\n   %c ", n)) && !strings.Contains(d.screen(), fmt.Sprintf("│   %c ", n)) {
				d.t.Errorf("option %c is not in sight:\n%s", n, d.screen())
				return
			}
		}
	}
}
