package progress

import "math"

// Grade is how well an item was recalled. The numbers are those of FSRS.
type Grade int

// The grades. Easy is left out: nobody is asked how easy it was.
const (
	Again Grade = 1
	Hard  Grade = 2
	Good  Grade = 3
)

const day = 24 * 60 * 60 * 1000 // in milliseconds

// The formulas are those of FSRS-4.5 and its default weights, as published with
// open-spaced-repetition/fsrs4anki ("The Algorithm"). The interval is that after which
// an item is recalled nine times in ten, at least ten minutes after a wrong answer.
const (
	decay     = -0.5
	factor    = 19.0 / 81.0
	leastWait = 10 * 60 * 1000
	mostDays  = 365.0
)

func weights() [17]float64 {
	return [17]float64{
		0.4872, 1.4003, 3.7145, 13.8206, 5.1618, 1.2298, 0.8975, 0.031,
		1.6474, 0.1367, 1.0461, 2.1072, 0.0793, 0.3246, 1.587, 0.2272, 2.8755,
	}
}

// Answered is the card after an answer at a time, in Unix milliseconds. The zero Card
// has never been answered.
func (c Card) Answered(grade Grade, at int64) Card {
	w := weights()
	first := func(g Grade) float64 { return w[4] - (float64(g)-3)*w[5] }
	next := Card{Last: max(at, c.Last), Reps: c.Reps + 1, Lapses: c.Lapses}
	if c.Reps == 0 {
		next.Stability = w[grade-1]
		next.Difficulty = clamp(first(grade))
	} else {
		r := c.Recall(at)
		next.Difficulty = clamp(w[7]*first(Good) + (1-w[7])*(c.Difficulty-w[6]*(float64(grade)-3)))
		next.Stability = c.stability(grade, r)
		if grade == Again {
			next.Lapses++
		}
	}
	next.Stability = min(max(next.Stability, 0.1), 10*mostDays)
	wait := int64(min(math.Round(next.Stability), mostDays)) * day
	if grade == Again {
		wait = leastWait
	}
	next.Due = next.Last + max(wait, leastWait)
	return next
}

// Recall is the probability, from 0 to 1, that the item is recalled at a time.
func (c Card) Recall(at int64) float64 {
	days := float64(max(at-c.Last, 0)) / day
	return math.Pow(1+factor*days/c.Stability, decay)
}

// stability is that after an answer; r is the probability of recall before it.
func (c Card) stability(grade Grade, r float64) float64 {
	w := weights()
	if grade == Again {
		forgotten := w[11] * math.Pow(c.Difficulty, -w[12]) * (math.Pow(c.Stability+1, w[13]) - 1) * math.Exp(w[14]*(1-r))
		return min(forgotten, c.Stability)
	}
	gain := math.Exp(w[8]) * (11 - c.Difficulty) * math.Pow(c.Stability, -w[9]) * (math.Exp(w[10]*(1-r)) - 1)
	if grade == Hard {
		gain *= w[15]
	}
	return c.Stability * (1 + gain)
}

func clamp(difficulty float64) float64 { return min(max(difficulty, 1), 10) }
