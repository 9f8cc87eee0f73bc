// Package progress remembers what a learner has seen, bet, answered and solved, the
// exams and tests taken, and when what was missed comes back: one small JSON file in the
// state directory, written whole and under a lock, so that no crash, second window, full
// disk or upgrade loses a result.
//
// It holds names of lessons, pages and items, outcomes and times. Nothing that a
// learner types or pastes ever enters it.
package progress

import (
	"cmp"
	"maps"
	"slices"
)

// Outcome is how an attempt at an item ended.
type Outcome string

// The outcomes. Predictions and questions end right, wrong or skipped; a
// prediction is placed until its outcome has been run. Exercises end solved, or
// shown where the solution was looked at first.
const (
	Placed  Outcome = "placed"
	Skipped Outcome = "skipped"
	Wrong   Outcome = "wrong"
	Shown   Outcome = "shown"
	Right   Outcome = "right"
	Solved  Outcome = "solved"
)

// rank orders outcomes from worst to best; -1 if there is no such outcome.
func (o Outcome) rank() int {
	return slices.Index([]Outcome{Placed, Skipped, Wrong, Shown, Right, Solved}, o)
}

// Answered tells whether something was answered and judged.
func (o Outcome) Answered() bool { return o != Placed && o != Skipped }

// Earned tells whether the outcome shows mastery. A skipped prediction and a
// copied solution do not.
func (o Outcome) Earned() bool { return o == Right || o == Solved }

// Confidence is what the learner said of an answer before its reveal.
type Confidence string

// The confidences; None where nobody asked.
const (
	None  Confidence = ""
	Guess Confidence = "guess"
	Sure  Confidence = "sure"
)

func (c Confidence) rank() int {
	return slices.Index([]Confidence{None, Guess, Sure}, c)
}

// Attempt is one try at a prediction, a question or an exercise.
type Attempt struct {
	At         int64      `json:"at"` // Unix milliseconds; Update sets a zero
	Outcome    Outcome    `json:"outcome"`
	Confidence Confidence `json:"confidence,omitempty"`
	Hints      int        `json:"hints,omitempty"` // hints read before
	// Choice is the option chosen, from 1 in the order of the lesson's file; 0 for none.
	Choice int `json:"choice,omitempty"`
	// Anew tells that it was a variant of the item, outside its lesson.
	Anew bool `json:"anew,omitempty"`
}

// better orders attempts: outcome, then fewer hints, then confidence, then the
// earlier one.
func better(a, b Attempt) int {
	return cmp.Or(
		cmp.Compare(a.Outcome.rank(), b.Outcome.rank()),
		cmp.Compare(b.Hints, a.Hints),
		cmp.Compare(a.Confidence.rank(), b.Confidence.rank()),
		cmp.Compare(b.At, a.At),
		cmp.Compare(a.Choice, b.Choice),
		bools(a.Anew, b.Anew),
	)
}

func bools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// earlier orders attempts by time; the rest makes the order total.
func earlier(a, b Attempt) int {
	return cmp.Or(cmp.Compare(a.At, b.At), better(a, b))
}

// Position is where the learner stands.
type Position struct {
	At     int64  `json:"at"` // Unix milliseconds; Update sets a zero
	Lesson string `json:"lesson"`
	Page   int    `json:"page"` // from 0
	Step   int    `json:"step"` // from 0
}

// State is everything remembered. A State read from a Store is shared: change it
// only inside Store.Update.
type State struct {
	Position Position
	// Pages are the pages seen of each lesson, ascending from 0, by its slug.
	Pages map[string][]int
	// Items are the attempts at each prediction, question and exercise, oldest
	// first, by its ID.
	Items map[string][]Attempt
	// Cards are the items that come back in reviews, by their ID.
	Cards map[string]Card
	// Sitting is the exam that was begun last, Exam the best result of one.
	Sitting Sitting
	Exam    Score
	// Tests are the best results of the tests of lessons, by the slug.
	Tests map[string]Score
}

// See notes that a page of a lesson has been seen.
func (s *State) See(lesson string, page int) {
	at, seen := slices.BinarySearch(s.Pages[lesson], page)
	if seen || page < 0 {
		return
	}
	if s.Pages == nil {
		s.Pages = map[string][]int{}
	}
	s.Pages[lesson] = slices.Insert(s.Pages[lesson], at, page)
}

// Record notes an attempt at an item.
func (s *State) Record(item string, attempt Attempt) {
	if s.Items == nil {
		s.Items = map[string][]Attempt{}
	}
	s.Items[item] = join(s.Items[item], []Attempt{attempt})
}

// Move notes where the learner stands now.
func (s *State) Move(lesson string, page, step int) {
	s.Position = Position{Lesson: lesson, Page: page, Step: step}
}

// Seen tells whether a page of a lesson has been seen.
func (s State) Seen(lesson string, page int) bool {
	_, seen := slices.BinarySearch(s.Pages[lesson], page)
	return seen
}

// Best is the best attempt at an item; false if there was none.
func (s State) Best(item string) (Attempt, bool) {
	attempts := s.Items[item]
	if len(attempts) == 0 {
		return Attempt{}, false
	}
	return slices.MaxFunc(attempts, better), true
}

// Last is the latest attempt at an item; false if there was none.
func (s State) Last(item string) (Attempt, bool) {
	attempts := s.Items[item]
	if len(attempts) == 0 {
		return Attempt{}, false
	}
	return attempts[len(attempts)-1], true
}

// InLesson is the latest attempt at an item as it stands in its lesson; false if there
// was none.
func (s State) InLesson(item string) (Attempt, bool) {
	for _, a := range slices.Backward(s.Items[item]) {
		if !a.Anew {
			return a, true
		}
	}
	return Attempt{}, false
}

// Earned counts the items whose best attempt shows mastery.
func (s State) Earned(items []string) int {
	n := 0
	for _, item := range items {
		if best, tried := s.Best(item); tried && best.Outcome.Earned() {
			n++
		}
	}
	return n
}

// Mastered tells whether every item was predicted or answered right, or solved.
// Looking at pages earns nothing, and where there are no items there is nothing
// to master.
func (s State) Mastered(items []string) bool {
	return len(items) > 0 && s.Earned(items) == len(items)
}

// Clone copies a state, so that one can be changed without the other.
func (s State) Clone() State {
	out := State{Position: s.Position, Pages: maps.Clone(s.Pages), Items: maps.Clone(s.Items),
		Cards: maps.Clone(s.Cards), Sitting: s.Sitting.clone(), Exam: s.Exam, Tests: maps.Clone(s.Tests)}
	for lesson, pages := range out.Pages {
		out.Pages[lesson] = slices.Clone(pages)
	}
	for item, attempts := range out.Items {
		out.Items[item] = slices.Clone(attempts)
	}
	return out
}
