package lessons

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"slices"
)

// ExamLength is the number of questions of the final exam, and PassMark the share of
// right answers that passes, in percent.
const (
	ExamLength = 20
	PassMark   = 80
)

// Passed tells whether so many right answers of so many pass.
func Passed(right, of int) bool { return of > 0 && 100*right >= PassMark*of }

// Needed is how many right answers of so many pass.
func Needed(of int) int { return (PassMark*of + 99) / 100 }

// Objective is the objective of its lesson that the item tests first, from 0, or -1 if
// the lesson does not say.
func (it *Item) Objective() int {
	if tests := it.Question.Tests; len(tests) > 0 && tests[0] <= len(it.Lesson.Objectives) {
		return tests[0] - 1
	}
	return -1
}

// ExamItems draws the items of a final exam: every lesson takes part, first with a
// question that can be asked anew, and no objective is tested twice before others had
// their turn.
func (c *Course) ExamItems(seed uint64) []*Item {
	key := sha256.Sum256(binary.LittleEndian.AppendUint64([]byte("exam "), seed))
	r := rand.New(rand.NewChaCha8(key))
	var first, rest []*Item
	for _, l := range c.Lessons {
		all := slices.DeleteFunc(l.Asked(), func(it *Item) bool { return it.Question.Bound })
		r.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
		if at := slices.IndexFunc(all, (*Item).Varies); at > 0 {
			all[0], all[at] = all[at], all[0]
		}
		if len(all) > 0 {
			first = append(first, all[0])
			rest = append(rest, all[1:]...)
		}
	}
	r.Shuffle(len(first), func(i, k int) { first[i], first[k] = first[k], first[i] })
	r.Shuffle(len(rest), func(i, k int) { rest[i], rest[k] = rest[k], rest[i] })
	chosen := first[:min(len(first), ExamLength)]
	for len(chosen) < ExamLength && len(rest) > 0 {
		at := slices.IndexFunc(rest, func(it *Item) bool { return !tested(chosen, it) })
		at = max(at, 0)
		chosen = append(chosen, rest[at])
		rest = slices.Delete(rest, at, at+1)
	}
	slices.SortStableFunc(chosen, func(a, b *Item) int { return a.Lesson.Number - b.Lesson.Number })
	return chosen
}

// tested tells whether an item's lesson has its turn already in the second round, or
// its objective was chosen.
func tested(chosen []*Item, it *Item) bool {
	n := 0
	for _, other := range chosen {
		if other.Lesson == it.Lesson {
			if n++; n > 1 || other.Objective() == it.Objective() {
				return true
			}
		}
	}
	return false
}

// Exam makes the questions of an exam from its items and its seed. Items that the
// course does not have any more are nil.
func (c *Course) Exam(seed uint64, items []string) ([]*Variant, error) {
	byID := map[string]*Item{}
	for _, it := range c.Asked() {
		byID[it.ID] = it
	}
	all := make([]*Variant, len(items))
	for i, id := range items {
		if it := byID[id]; it != nil {
			v, err := it.Variant(seed)
			if err != nil {
				return nil, err
			}
			all[i] = v
		}
	}
	return all, nil
}
