package progress

import (
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestFirstAnswers(t *testing.T) {
	for grade, due := range map[Grade]int64{Again: leastWait, Hard: 2 * day, Good: 3 * day} {
		c := (Card{}).Answered(grade, 0)
		if c.Due != due || c.Last != 0 || c.Reps != 1 || c.Lapses != 0 {
			t.Errorf("grade %d: %+v, want it due at %d", grade, c, due)
		}
	}
}

// What is known stays away longer each time, and what was forgotten comes back at once
// and does not stay away as long as before.
func TestLaterAnswers(t *testing.T) {
	c := (Card{}).Answered(Good, 0)
	for range 4 {
		next := c.Answered(Good, c.Due)
		if next.Due-next.Last <= c.Due-c.Last || next.Stability <= c.Stability || next.Lapses != 0 || next.Reps != c.Reps+1 {
			t.Fatalf("%+v became %+v", c, next)
		}
		c = next
	}
	lapsed := c.Answered(Again, c.Due)
	if lapsed.Lapses != 1 || lapsed.Stability >= c.Stability || lapsed.Difficulty <= c.Difficulty || lapsed.Due != c.Due+leastWait {
		t.Errorf("a lapse makes %+v of %+v", lapsed, c)
	}
	if again := lapsed.Answered(Good, lapsed.Due); again.Due-again.Last >= c.Due-c.Last || again.Due-again.Last < day {
		t.Errorf("after a lapse %+v becomes %+v", lapsed, again)
	}
	// A clock that was set back gives no answer an earlier time.
	if late := c.Answered(Good, c.Last-5*day); late.Last != c.Last {
		t.Errorf("%+v became %+v", c, late)
	}
}

// Better answers never come back sooner, and nothing leaves its bounds.
func TestCardsStayInBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c Card
		now := int64(1)
		for range rapid.IntRange(1, 40).Draw(t, "answers") {
			now += rapid.Int64Range(0, 500*day).Draw(t, "later")
			var due int64
			for _, g := range []Grade{Again, Hard, Good} {
				next := c.Answered(g, now)
				if err := next.check(); err != nil || next.Difficulty > 10 || next.Due <= now || next.Due > now+(mostDays+2)*day {
					t.Fatalf("%+v becomes %+v: %v", c, next, err)
				}
				if next.Due < due {
					t.Fatalf("grade %d is due before the one below: %+v", g, next)
				}
				due = next.Due
			}
			c = c.Answered(rapid.SampledFrom([]Grade{Again, Hard, Good}).Draw(t, "grade"), now)
		}
	})
}

func TestWhatComesBack(t *testing.T) {
	var s State
	s.Record("sure", Attempt{At: 1, Outcome: Right, Confidence: Sure})
	s.Record("skipped", Attempt{At: 1, Outcome: Skipped})
	s.Record("wrong", Attempt{At: 1, Outcome: Wrong, Confidence: Sure})
	s.Record("guessed", Attempt{At: 1, Outcome: Right, Confidence: Guess})
	s.Record("shown", Attempt{At: 1, Outcome: Shown})
	all := []string{"sure", "skipped", "wrong", "guessed", "shown", "never"}
	for _, c := range []struct {
		at   int64
		want int
	}{{leastWait, 0}, {leastWait + 1, 2}, {2*day + 1, 3}} {
		if due, _ := s.Due(all, c.at); len(due) != c.want {
			t.Errorf("at %d: %v are due, want %d", c.at, due, c.want)
		}
	}
	s.Answer("wrong", Good, leastWait+1)
	s.Answer("sure", Good, leastWait+1)
	due, next := s.Due([]string{"sure", "wrong"}, leastWait+1)
	if len(due) != 0 || next <= leastWait+1 {
		t.Errorf("due %v, next %d", due, next)
	}
	if _, found := s.Cards["sure"]; found {
		t.Error("what was known at once comes back")
	}
	s.Answer("sure", Again, 5*day)
	if c, found := s.Card("sure"); !found || c.Due != 5*day+leastWait {
		t.Errorf("%+v", c)
	}
}

// A file of version 1 loads, and what was missed in it comes back.
func TestOldFilesLoad(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "state.json"), []byte(`{
 "version": 1,
 "position": {"at": 5, "lesson": "sessions", "page": 2, "step": 3},
 "pages": {"sessions": [0, 1, 2]},
 "items": {"02-sessions/restart/1": [{"at": 3, "outcome": "wrong", "confidence": "sure", "choice": 1}],
           "02-sessions/quiz/1": [{"at": 4, "outcome": "right", "confidence": "sure", "choice": 2}]}
}`))
	s, notice := Open(dir, noon)
	if notice != "" || !s.Kept() {
		t.Fatalf("%q, kept %v", notice, s.Kept())
	}
	state := s.State()
	if last, _ := state.InLesson("02-sessions/restart/1"); state.Position.Page != 2 || last.Choice != 1 || !state.Seen("sessions", 1) {
		t.Errorf("%+v", state)
	}
	if due, _ := state.Due([]string{"02-sessions/restart/1", "02-sessions/quiz/1"}, s.Now()); len(due) != 1 {
		t.Errorf("due %v", due)
	}
	s.Update(func(s *State) { s.Answer("02-sessions/restart/1", Good, noon().UnixMilli()) })
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	again, _ := Open(dir, noon)
	card, found := again.State().Cards["02-sessions/restart/1"]
	if !found || card.Reps != 2 || again.State().Position.Page != 2 {
		t.Errorf("%+v", again.State())
	}
	if card.Due < noon().Add(12*time.Hour).UnixMilli() {
		t.Errorf("due %d", card.Due)
	}
}

// An answer in the lesson counts as well, if it is a weak one.
func TestALapseInTheLessonCounts(t *testing.T) {
	var s State
	s.Answer("a", Again, day)
	s.Answer("a", Good, 2*day)
	before, _ := s.Card("a")
	s.Record("a", Attempt{At: 3 * day, Outcome: Right, Confidence: Sure})
	if after, _ := s.Card("a"); after != before {
		t.Errorf("%+v became %+v", before, after)
	}
	s.Record("a", Attempt{At: 4 * day, Outcome: Wrong, Confidence: Sure})
	if after, _ := s.Card("a"); after.Due != 4*day+leastWait || after.Lapses != before.Lapses+1 {
		t.Errorf("%+v became %+v", before, after)
	}
}

func TestTheBestResultIsKept(t *testing.T) {
	var s State
	s.Examine(Score{At: 1, Right: 12, Of: 20})
	s.Examine(Score{At: 2, Right: 17, Of: 20, Passed: true})
	s.Examine(Score{At: 3, Right: 15, Of: 20})
	if s.Exam.Right != 17 {
		t.Errorf("%+v", s.Exam)
	}
	s.Test("a", Score{At: 1, Right: 5, Of: 5, Passed: true})
	s.Test("a", Score{At: 2, Right: 4, Of: 5})
	if !s.Tested("a") || s.Tested("b") {
		t.Errorf("%+v", s.Tests)
	}
}

// TestAnAnswerCountsOnce: what a card has already heard of, and what is kept for a card
// alone, does not count a second time.
func TestAnAnswerCountsOnce(t *testing.T) {
	var s State
	s.Record("anew", Attempt{At: 1, Outcome: Wrong, Confidence: Sure, Anew: true})
	if c, found := s.Card("anew"); found {
		t.Errorf("an answer of an exam makes a card by itself: %+v", c)
	}
	s.Answer("heard", Again, 5*day)
	s.Record("heard", Attempt{At: 5 * day, Outcome: Wrong, Confidence: Sure})
	if c, _ := s.Card("heard"); c.Reps != 1 {
		t.Errorf("one answer counts %d times", c.Reps)
	}
}

func TestWhatComesNextIsTheSoonest(t *testing.T) {
	var s State
	for item, at := range map[string]int64{"a": 3, "b": 1, "c": 2} {
		s.Answer(item, Again, at*day)
	}
	tenMinutes := (10 * time.Minute).Milliseconds()
	if due, next := s.Due([]string{"a", "b", "c"}, day); len(due) != 0 || next != day+tenMinutes {
		t.Errorf("%v are due, the next at %d", due, next)
	}
	if due, next := s.Due([]string{"a", "b", "c"}, 2*day+tenMinutes); len(due) != 2 || due[0] != "b" || next != 3*day+tenMinutes {
		t.Errorf("%v are due, the next at %d", due, next)
	}
}

// TestWhatAnExamFoundWeakComesBack: wrong answers do, skipped ones say nothing.
func TestWhatAnExamFoundWeakComesBack(t *testing.T) {
	items := []string{"right", "wrong", "skipped"}
	var s State
	s.Begin(1, items)
	for _, a := range []Attempt{{Outcome: Right, Confidence: Sure, Choice: 1}, {Outcome: Wrong, Confidence: Sure, Choice: 2}, {Outcome: Skipped}, {Outcome: Right, Choice: 1}} {
		s.Examined(a)
	}
	if n := len(s.Sitting.Answers); n != len(items) {
		t.Fatalf("%d answers to %d questions", n, len(items))
	}
	score := s.Grade(func(right, of int) bool { return right == of }, day)
	if score.Right != 1 || score.Of != 3 || score.Passed {
		t.Errorf("%+v", score)
	}
	if due, _ := s.Due(items, 2*day); len(due) != 1 || due[0] != "wrong" {
		t.Errorf("%v come back", due)
	}
}

// TestScoresAreComparedByTheirShare: half of many is no better than most of a few.
func TestScoresAreComparedByTheirShare(t *testing.T) {
	var s State
	s.Examine(Score{At: 1, Right: 9, Of: 10})
	s.Examine(Score{At: 2, Right: 10, Of: 20})
	if s.Exam.Right != 9 {
		t.Errorf("%+v", s.Exam)
	}
}

func TestCalibration(t *testing.T) {
	all := []Attempt{
		{Outcome: Right, Confidence: Sure}, {Outcome: Wrong, Confidence: Sure}, {Outcome: Right, Confidence: Guess},
		{Outcome: Wrong}, {Outcome: Placed, Confidence: Sure}, {Outcome: Skipped, Confidence: Guess},
	}
	for n, want := range map[int]string{0: "", 2: "Sure: 1 of 2 right.", 6: "Sure: 1 of 2 right. Guessed: 1 of 1 right."} {
		if got := Calibrate(all[:n]).String(); got != want {
			t.Errorf("%d answers: %q, want %q", n, got, want)
		}
	}
	if got := Calibrate(all[2:]).String(); got != "Guessed: 1 of 1 right." {
		t.Errorf("guesses alone: %q", got)
	}
}
