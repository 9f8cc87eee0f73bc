package progress

import (
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v3"
)

// Grade is how well an item was recalled. The numbers are those of FSRS.
type Grade int

// The grades. Easy is left out: nobody is asked how easy it was.
const (
	Again = Grade(fsrs.Again)
	Hard  = Grade(fsrs.Hard)
	Good  = Grade(fsrs.Good)
)

const (
	day = 24 * 60 * 60 * 1000 // in milliseconds
	// leastWait is when something answered wrongly comes back. FSRS counts in days, and
	// the next day is late for what has just been explained.
	leastWait = 10 * 60 * 1000
	mostDays  = 365
)

// scheduler is FSRS with its default weights: an item comes back when it is recalled
// nine times in ten. Steps within a day are off, for a review is no drill.
func scheduler() *fsrs.FSRS {
	p := fsrs.DefaultParam()
	p.EnableShortTerm, p.MaximumInterval = false, mostDays
	return fsrs.NewFSRS(p)
}

// Answered is the card after an answer at a time, in Unix milliseconds. The zero Card
// has never been answered.
func (c Card) Answered(grade Grade, at int64) Card {
	before := fsrs.NewCard()
	if c.Reps > 0 {
		before = fsrs.Card{
			State: fsrs.Review, LastReview: time.UnixMilli(c.Last), Due: time.UnixMilli(c.Due),
			Stability: c.Stability, Difficulty: c.Difficulty, Reps: uint64(c.Reps), Lapses: uint64(c.Lapses),
		}
	}
	at = max(at, c.Last)
	after := scheduler().Next(before, time.UnixMilli(at), fsrs.Rating(grade)).Card
	next := Card{
		Due: after.Due.UnixMilli(), Last: at,
		Stability: min(max(after.Stability, 0.1), 10*mostDays), Difficulty: after.Difficulty,
		Reps: int(after.Reps), Lapses: int(after.Lapses),
	}
	if grade == Again {
		next.Due = at + leastWait
	}
	return next
}
