package progress

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"slices"
)

// Sitting is a final exam that was begun, with the answers given so far.
type Sitting struct {
	// At is when it was last changed, in Unix milliseconds; Update sets a zero.
	At   int64  `json:"at"`
	Seed uint64 `json:"seed"`
	// Items are the items asked, in order; Answers those answered so far.
	Items   []string `json:"items"`
	Answers []Answer `json:"answers"`
	// Done tells that it was graded.
	Done bool `json:"done,omitempty"`
}

// Answer is the answer to one item of an exam.
type Answer struct {
	// Choice is the option, from 1; 0 for none.
	Choice int  `json:"choice"`
	Right  bool `json:"right,omitempty"`
	Sure   bool `json:"sure,omitempty"`
}

// Attempt is the answer as an attempt at its item: one of a variant.
func (a Answer) Attempt() Attempt {
	out := Attempt{Outcome: Wrong, Confidence: Guess, Choice: a.Choice, Anew: true}
	switch {
	case a.Choice == 0:
		out.Outcome, out.Confidence = Skipped, None
	case a.Right:
		out.Outcome = Right
	}
	if a.Sure {
		out.Confidence = Sure
	}
	return out
}

// Begin starts an exam with these items.
func (s *State) Begin(seed uint64, items []string) { s.Sitting = Sitting{Seed: seed, Items: items} }

// Examined notes the answer to the next item of the exam.
func (s *State) Examined(a Attempt) {
	if len(s.Sitting.Answers) < len(s.Sitting.Items) {
		s.Sitting.At = 0
		s.Sitting.Answers = append(s.Sitting.Answers, Answer{Choice: a.Choice, Right: a.Outcome.Earned(), Sure: a.Confidence == Sure})
	}
}

// Grade ends the exam at a time, in Unix milliseconds; passes tells how many right
// answers are enough. What was missed or guessed comes back in reviews; nothing that was
// earned is taken away.
func (s *State) Grade(passes func(right, of int) bool, now int64) Score {
	score := Score{At: now, Of: len(s.Sitting.Items)}
	for i, answer := range s.Sitting.Answers {
		a := answer.Attempt()
		if a.Outcome.Earned() {
			score.Right++
		}
		if a.Outcome.Answered() {
			s.Answer(s.Sitting.Items[i], a.Grade(), now)
		}
	}
	score.Passed = passes(score.Right, score.Of)
	s.Sitting.At, s.Sitting.Done = 0, true
	s.Examine(score)
	return score
}

// Score is the result of a test: an exam, or that of one lesson.
type Score struct {
	At    int64 `json:"at"` // Unix milliseconds; Update sets a zero
	Right int   `json:"right"`
	Of    int   `json:"of"`
	// Passed tells that it was enough.
	Passed bool `json:"passed,omitempty"`
}

// betterScore orders scores: passed, the share, the number, the earlier one.
func betterScore(a, b Score) int {
	passed := map[bool]int{true: 1}
	return cmp.Or(cmp.Compare(passed[a.Passed], passed[b.Passed]), cmp.Compare(a.Right*max(b.Of, 1), b.Right*max(a.Of, 1)),
		cmp.Compare(a.Of, b.Of), cmp.Compare(b.At, a.At))
}

// Examine notes the result of the final exam; the best one is kept.
func (s *State) Examine(score Score) {
	if betterScore(score, s.Exam) > 0 {
		s.Exam = score
	}
}

// Test notes the result of the test of a lesson, by its slug; the best one is kept.
func (s *State) Test(lesson string, score Score) {
	if s.Tests == nil {
		s.Tests = map[string]Score{}
	}
	if own, found := s.Tests[lesson]; !found || betterScore(score, own) > 0 {
		s.Tests[lesson] = score
	}
}

// Tested tells whether a lesson was mastered by its test.
func (s State) Tested(lesson string) bool { return s.Tests[lesson].Passed }

// laterSitting orders sittings: the one changed last, and where the time is the same
// the one with more answers; the rest makes the order total.
func laterSitting(a, b Sitting) int {
	one, _ := json.Marshal(a) // numbers and texts can always be written
	two, _ := json.Marshal(b)
	return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(len(a.Answers), len(b.Answers)), cmp.Compare(string(one), string(two)))
}

func mergeTests(a, b map[string]Score) map[string]Score {
	if len(b) == 0 {
		return a
	}
	out := State{Tests: maps.Clone(a)}
	for lesson, score := range b {
		out.Test(lesson, score)
	}
	return out.Tests
}

func (s Sitting) clone() Sitting {
	s.Items, s.Answers = slices.Clone(s.Items), slices.Clone(s.Answers)
	return s
}

// maxItems bounds an exam.
const maxItems = 1000

func (s Sitting) check() error {
	if s.At < 0 || len(s.Items) > maxItems || len(s.Answers) > len(s.Items) {
		return errors.New("an exam out of bounds")
	}
	for _, a := range s.Answers {
		if a.Choice < 0 {
			return errors.New("an exam out of bounds")
		}
	}
	return nil
}

func (s Score) check() error {
	if s.At < 0 || s.Right < 0 || s.Of < s.Right || s.Of > maxItems {
		return errors.New("a score out of bounds")
	}
	return nil
}
