package progress

import (
	"cmp"
	"errors"
	"maps"
	"math"
	"slices"
)

// Card is what is remembered of an item that comes back in reviews.
type Card struct {
	// Due and Last are when it comes back and when it was last answered, in Unix
	// milliseconds.
	Due  int64 `json:"due"`
	Last int64 `json:"last"`
	// Stability is the number of days after which it is recalled nine times in ten,
	// Difficulty a number from 1 to 10.
	Stability  float64 `json:"stability"`
	Difficulty float64 `json:"difficulty"`
	// Reps counts the answers, Lapses those of them that were wrong after a right one.
	Reps   int `json:"reps"`
	Lapses int `json:"lapses"`
}

func (c Card) check() error {
	for _, f := range []float64{c.Stability, c.Difficulty} {
		if math.IsNaN(f) || f <= 0 || f > 1e6 {
			return errors.New("a card out of bounds")
		}
	}
	if c.Reps < 1 || c.Lapses < 0 || c.Due < 0 || c.Last < 0 {
		return errors.New("a card out of bounds")
	}
	return nil
}

// laterCard orders cards of one item: the one answered last counts.
func laterCard(a, b Card) int {
	return cmp.Or(cmp.Compare(a.Last, b.Last), cmp.Compare(a.Reps, b.Reps), cmp.Compare(a.Lapses, b.Lapses),
		cmp.Compare(b.Due, a.Due), cmp.Compare(a.Difficulty, b.Difficulty), cmp.Compare(a.Stability, b.Stability))
}

// Grade is how well an item was recalled.
func (a Attempt) Grade() Grade {
	switch {
	case !a.Outcome.Earned():
		return Again
	case a.Confidence == Guess:
		return Hard
	}
	return Good
}

// Weak tells whether an attempt makes the item come back: it was missed, guessed,
// or its solution was looked at. What was skipped was not tried.
func (a Attempt) Weak() bool { return a.Outcome.Answered() && a.Grade() < Good }

// Card answers the card of an item: as stored, and as the weak attempts in its lesson
// since then change it; false if the item has given no cause to come back.
func (s State) Card(item string) (Card, bool) {
	c := s.Cards[item]
	for _, a := range s.Items[item] {
		if a.Weak() && !a.Anew && (c.Reps == 0 || a.At > c.Last) {
			c = c.Answered(a.Grade(), a.At)
		}
	}
	return c, c.Reps > 0
}

// Answer grades an item at a time, in Unix milliseconds. An item without a card gets
// one if it was not recalled well.
func (s *State) Answer(item string, grade Grade, at int64) {
	c, found := s.Card(item)
	if !found && grade >= Good {
		return
	}
	if s.Cards == nil {
		s.Cards = map[string]Card{}
	}
	s.Cards[item] = c.Answered(grade, at)
}

// Due are the items of a list that are due at a time, in Unix milliseconds, those
// overdue longest first, and when the next of the others is, 0 if there is none.
func (s State) Due(items []string, now int64) (due []string, next int64) {
	at := map[string]int64{}
	for _, item := range items {
		c, found := s.Card(item)
		switch {
		case !found:
		case c.Due <= now:
			due, at[item] = append(due, item), c.Due
		case next == 0 || c.Due < next:
			next = c.Due
		}
	}
	slices.SortStableFunc(due, func(a, b string) int { return cmp.Compare(at[a], at[b]) })
	return due, next
}

func mergeCards(a, b map[string]Card) map[string]Card {
	if len(b) == 0 {
		return a
	}
	out := maps.Clone(a)
	if out == nil {
		out = map[string]Card{}
	}
	for item, c := range b {
		if own, found := out[item]; !found || laterCard(c, own) > 0 {
			out[item] = c
		}
	}
	return out
}
