package lessons

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Every question of the course says which objective it tests.
func TestEveryQuestionTestsAnObjective(t *testing.T) {
	for _, it := range load(t).Asked() {
		if it.Objective() < 0 {
			t.Errorf("%s: no tests: %q", it.ID, it.Question.Ask)
		}
	}
}

func TestEveryExamDrawsFromEveryLesson(t *testing.T) {
	course := load(t)
	met := map[string]bool{}
	for seed := range uint64(200) {
		items := course.ExamItems(seed)
		if len(items) != ExamLength {
			t.Fatalf("seed %d: %d items", seed, len(items))
		}
		lessons, ids, anew := map[int]int{}, map[string]bool{}, 0
		for _, it := range items {
			if it.Varies() {
				anew++
			}
			lessons[it.Lesson.Number]++
			met[it.ID], ids[it.ID] = true, true
		}
		if len(lessons) != len(course.Lessons) || len(ids) != ExamLength {
			t.Fatalf("seed %d: lessons %v, %d different items", seed, lessons, len(ids))
		}
		if anew < len(course.Lessons) {
			t.Errorf("seed %d: %d of %d are new cases", seed, anew, ExamLength)
		}
		for number, n := range lessons {
			if n > 2 {
				t.Errorf("seed %d: lesson %d has %d items", seed, number, n)
			}
		}
		if !slices.Equal(idsOf(items), idsOf(course.ExamItems(seed))) {
			t.Fatalf("seed %d: two exams", seed)
		}
	}
	if all := len(course.Asked()); len(met) < all-8 {
		t.Errorf("only %d of %d items are ever asked", len(met), all)
	}
}

func idsOf(items []*Item) (out []string) {
	for _, it := range items {
		out = append(out, it.ID)
	}
	return out
}

// Whoever answers at random fails: 500 of them, each in an exam of their own.
func TestGuessingDoesNotPassTheExam(t *testing.T) {
	course := load(t)
	options := map[string]int{}
	for _, it := range course.Asked() {
		options[it.ID] = len(it.Question.Options)
	}
	for seed := range uint64(500) {
		r, right := rand.New(rand.NewPCG(seed, 1)), 0
		for _, it := range course.ExamItems(seed) {
			if r.IntN(options[it.ID]) == 0 { // one of them is right, whichever it is
				right++
			}
		}
		if Passed(right, ExamLength) {
			t.Errorf("seed %d: %d of %d by guessing", seed, right, ExamLength)
		}
	}
	if Passed(15, 20) || !Passed(16, 20) || Passed(0, 0) {
		t.Error("the pass mark is 80 %")
	}
	for of := 1; of < 50; of++ {
		if n := Needed(of); !Passed(n, of) || Passed(n-1, of) {
			t.Errorf("%d of %d are said to be needed", n, of)
		}
	}
}

func TestEveryMisconceptionHasWords(t *testing.T) {
	if n := len(AllMisconceptions()); n != Misconceptions {
		t.Errorf("%d misconceptions", n)
	}
	for _, it := range load(t).Asked() {
		for _, o := range it.Question.Options {
			if o.Misconception == "" {
				continue
			}
			if m, found := FindMisconception(o.Misconception); !found || m.Belief == "" || m.Instead == "" {
				t.Errorf("%s: no words for %s", it.ID, o.Misconception)
			}
		}
	}
}
