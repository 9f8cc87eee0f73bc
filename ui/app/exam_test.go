package app

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/intent"
	"authlab/ui/page"
)

func realCourse(t *testing.T) *lessons.Course {
	t.Helper()
	return lessons.Open(lessons.Content())
}

// rightPlaces are where the right options stand on the screen.
func rightPlaces(t *testing.T, all []*lessons.Variant) []int {
	t.Helper()
	var places []int
	for _, v := range all {
		places = append(places, slices.Index(v.Order, v.Question.Right()))
	}
	return places
}

// exam begins an exam and answers the questions it asks.
func (d *driver) exam(course *lessons.Course) []*lessons.Variant {
	d.t.Helper()
	d.keys("enter")
	s := d.store.State().Sitting
	all, err := course.Exam(s.Seed, s.Items)
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

func TestWhoKnowsEverythingPassesTheExam(t *testing.T) {
	course := realCourse(t)
	d := start(t, setting{course: course, over: atExam}, 80, 24)
	for _, place := range rightPlaces(t, d.exam(course)) {
		d.seesNot("(right")
		d.answer(place)
	}
	d.sees("Passed: 20 of 20")
	if best := d.store.State().Exam; !best.Passed || best.Right != lessons.ExamLength {
		t.Errorf("best result %+v", best)
	}
	d.keys("x")
	d.sees("Your best so far: 20 of 20, passed.")
	// A worse one takes nothing away.
	d.keys("enter")
	d.lazily()
	if best := d.store.State().Exam; !best.Passed {
		t.Errorf("best result %+v", best)
	}
	d.keys("esc end")
	d.sees("Final exam (20 of 20, passed)")
}

// lazily presses → until no question is asked any more.
func (d *driver) lazily() {
	d.t.Helper()
	for presses := 0; d.offers(intent.Skip) || d.offers(intent.Continue); presses++ {
		if presses > 1000 {
			d.t.Fatalf("stuck:\n%s", d.screen())
		}
		d.keys("right")
		if presses%5 == 2 {
			d.keys("enter")
		}
	}
}

func TestWhoOnlyPressesOnPassesNothing(t *testing.T) {
	course := realCourse(t)
	d := start(t, setting{course: course, over: atExam}, 80, 24)
	d.keys("enter")
	d.lazily()
	d.sees("Not passed: 0 of 20")
	if s := d.store.State(); s.Exam.Passed || len(s.Items) > 0 || len(s.Cards) > 0 {
		t.Errorf("%+v", s)
	}
	d = start(t, setting{course: course, lesson: "3"}, 80, 24)
	d.keys("esc t")
	d.lazily()
	d.sees("0 of 8 right")
	if d.store.State().Tested("two-servers") {
		t.Error("the lesson counts as mastered")
	}
	d = start(t, setting{over: atReview("turns/turns/1", "turns/quiz/1")}, 80, 24)
	d.lazily()
	if due, _ := d.store.State().Due(items(fixture(t)), d.store.Now()); len(due) != 2 || len(d.store.State().Items) > 0 {
		t.Errorf("%d are due still", len(due))
	}
}

func TestWhoGuessesDoesNotPassTheExam(t *testing.T) {
	course := realCourse(t)
	d := start(t, setting{course: course, over: atExam}, 80, 24)
	r := rand.New(rand.NewPCG(1, 2))
	for _, v := range d.exam(course) {
		d.answer(r.IntN(len(v.Order)))
	}
	d.sees("Not passed")
	// What was missed comes back, and nothing of it was earned.
	s := d.store.State()
	if len(s.Cards) == 0 || len(s.Items) > 0 {
		t.Errorf("%d cards, %d items", len(s.Cards), len(s.Items))
	}
	d.sees("read page")
}

// What was missed can be looked at with its verdict, one after the other, as soon as the
// exam is over and whenever its result is opened again.
func TestWhatWasMissedInAnExamIsShown(t *testing.T) {
	course := realCourse(t)
	d := start(t, setting{course: course, over: atExam}, 80, 24)
	all := d.exam(course)
	for i, place := range rightPlaces(t, all) {
		if i == 3 || i == 17 {
			place = (place + 1) % len(all[i].Order)
		}
		d.answer(place)
	}
	for range 2 {
		d.sees("Passed: 18 of 20")
		d.keys("enter")
		for _, v := range []*lessons.Variant{all[3], all[17]} {
			d.sees("what was missed or guessed")
			d.sees("your answer)")
			d.sees("(right)")
			if head := strings.Fields(v.Question.Ask)[:4]; !strings.Contains(d.screen(), strings.Join(head, " ")) {
				t.Errorf("%q is not shown:\n%s", v.Question.Ask, d.screen())
			}
			d.keys("right")
		}
		d = start(t, setting{course: course, over: atExam, store: d.store}, 80, 24)
	}
	d.keys("enter right left")
	d.sees(" 1 of 2 ")
	d.keys("esc")
	d.sees("Passed: 18 of 20")
}

func TestAnExamIsTakenUpWhereItWasLeft(t *testing.T) {
	dir, course := t.TempDir(), realCourse(t)
	store, _ := progress.Open(dir, time.Now)
	d := start(t, setting{course: course, over: atExam, store: store}, 80, 24)
	places := rightPlaces(t, d.exam(course))
	for _, place := range places[:5] {
		d.answer(place)
	}
	before := d.screen()
	if err := store.Save(); err != nil {
		t.Fatal(err)
	}
	store, _ = progress.Open(dir, time.Now)
	d = start(t, setting{course: course, over: atExam, store: store}, 80, 24)
	d.sees("An exam is begun: 5 of 20 answered.")
	d.keys("enter")
	if d.screen() != before {
		t.Errorf("left at\n%s\ntaken up at\n%s", before, d.screen())
	}
	for _, place := range places[5:] {
		d.answer(place)
	}
	d.sees("Passed: 20 of 20")
	// The result is there when it is looked at again.
	d = start(t, setting{course: course, over: atExam, store: store}, 80, 24)
	d.sees("Passed: 20 of 20")
}

func TestAnExamOfAnotherCourseIsBegunAnew(t *testing.T) {
	d := start(t, setting{over: atExam}, 80, 24)
	d.store.Update(func(s *progress.State) {
		s.Sitting = progress.Sitting{At: 1, Seed: 1, Items: []string{"99-gone/quiz/1"}}
	})
	d.keys("enter")
	d.sees("The course has changed since this exam was begun.")
	d.keys("enter")
	d.sees("0 of 4 answered")
}

func TestATestTakesNothingAway(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 24)
	d.keys("esc t 2 enter right 1 enter right")
	d.sees("Lesson 3 counts as mastered.")
	d.keys("a 1 enter right 1 enter right esc")
	d.sees("by test")
	d.sees("1 of 2 lessons done")
}

// What was answered wrongly in a lesson comes back when it is due, as another case, and
// then stays away.
func TestWhatWasMissedComesBack(t *testing.T) {
	now := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	store, _ := progress.Open("", func() time.Time { return now })
	d := start(t, setting{lesson: "3", store: store}, 80, 24)
	d.keys("enter end 1 enter end n n 1 enter esc")
	d.seesNot("Review (")
	now = now.Add(11 * time.Minute)
	d.keys("up down")
	d.sees("Review (2 due)")
	d = start(t, setting{over: func(env *page.Env) page.Page { return page.NewDue(env) }, store: store}, 80, 24)
	d.sees("2 left")
	d.seesNot("Alice")
	id := fixture(t).Lessons[1].Pages()[0].Scene.Gates[0].ID
	d.answerDue(id)
	d.sees("(right, your answer)")
	d.keys("esc")
	d.sees("Review (1 due)")
	card, _ := store.State().Card(id)
	if card.Due < now.Add(12*time.Hour).UnixMilli() || card.Reps != 2 || card.Lapses != 0 {
		t.Errorf("%+v, now %d", card, now.UnixMilli())
	}
	if best, _ := store.State().Best(id); !best.Outcome.Earned() {
		t.Errorf("a right answer to a new case earns nothing: %+v", best)
	}
	if in, _ := store.State().InLesson(id); in.Outcome != progress.Wrong {
		t.Errorf("the lesson forgot its own answer: %+v", in)
	}
}

// answerDue answers the first question of a review rightly.
func (d *driver) answerDue(id string) {
	d.t.Helper()
	card, _ := d.store.State().Card(id)
	for _, it := range fixture(d.t).Asked() {
		if it.ID == id {
			v, err := it.Variant(session + uint64(card.Reps))
			if err != nil {
				d.t.Fatal(err)
			}
			d.answer(slices.Index(v.Order, v.Question.Right()))
		}
	}
}

// An exercise whose solution was shown comes back, and stays away once it is solved.
func TestAShownExerciseComesBack(t *testing.T) {
	d := start(t, setting{over: atReview("turns/exercise/1")}, 80, 24)
	d.sees("since its solution was shown")
	d.keys("enter")
	d.sees("three answers 200 in a row")
	e := fixture(t).Lessons[1].Pages()[3].Exercise
	d.solve(e)
	if card := d.store.State().Cards[e.ID]; card.Reps != 2 || card.Due <= d.store.Now() {
		t.Errorf("%+v", card)
	}
	d.keys("esc")
	d.seesNot("Review (")
}

// The end of a lesson tells what was sure and wrong first, and which belief stands.
func TestTheEndOfALessonTellsWhatWasBelieved(t *testing.T) {
	d := start(t, setting{lesson: "3"}, 80, 30)
	d.keys("enter end")
	gate := fixture(t).Lessons[1].Pages()[0].Scene.Gates[0]
	for place, option := range (&lessons.Question{ID: gate.ID, Options: gate.Options}).Shuffle(session) {
		if gate.Options[option].Misconception == "M6" {
			d.answer(place)
		}
	}
	d.keys("end n n")
	d.keys("1 space n n n")
	d.sees("you were sure, and it was otherwise")
	d.sees("You said: 200 from s2")
	d.sees("It was: 401 from s2")
	d.sees("Sure: 0 of 1 right. Guessed: ")
	d.keys("end down down down down down down down down down")
	d.sees("Believed: Sessions cannot work on many servers.")
	if screen := d.screen(); strings.Index(screen, "you were sure") > strings.Index(screen, "a guess") && strings.Contains(screen, "you were sure") {
		t.Errorf("what was sure does not come first:\n%s", screen)
	}
}

// No question asked anew hides one of its options, at any size, with its run above it.
func TestEveryOptionOfAVariantIsInSight(t *testing.T) {
	course := realCourse(t)
	for _, size := range [][2]int{{60, 16}, {80, 24}, {160, 50}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			for _, l := range course.Lessons {
				d := start(t, setting{course: course, over: func(env *page.Env) page.Page { return page.NewTest(env, l) }}, size[0], size[1])
				for presses := 0; d.offers(intent.Skip) && presses < 100; presses++ {
					d.seesOptions()
					if strings.Contains(d.screen(), "↑ ") && !d.offers(intent.PageUp) && !d.offers(intent.PageDown) {
						t.Error("there is more, and no way to it")
					}
					d.keys("right")
				}
			}
		})
	}
}
