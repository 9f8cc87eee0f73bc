package lessons

import "authlab/lessons/progress"

// Belief is what somebody answered to an item in its lesson.
type Belief struct {
	Item *Item
	// First is the first answer given there, before anything was told; Tried is false
	// where there is none. Best is the best one since, the new cases included.
	First, Best progress.Attempt
	Tried       bool
}

// Said is the option chosen first, or nil where that is not known.
func (b Belief) Said() *Option {
	if at := b.First.Choice - 1; at >= 0 && at < len(b.Item.Question.Options) {
		return &b.Item.Question.Options[at]
	}
	return nil
}

// Missed tells that the first answer was wrong.
func (b Belief) Missed() bool { return b.Tried && !b.First.Outcome.Earned() }

// Sure tells that the learner was certain of the first answer.
func (b Belief) Sure() bool { return b.First.Confidence == progress.Sure }

// Beliefs are those of a lesson: what was sure and wrong first, then what was wrong,
// guessed and right, and what was not answered.
func (l *Lesson) Beliefs(state progress.State) []Belief {
	var ranked [5][]Belief
	for _, it := range l.Asked() {
		b := Belief{Item: it}
		for _, a := range state.Items[it.ID] {
			if !a.Anew && a.Outcome.Answered() {
				b.First, b.Tried = a, true
				break
			}
		}
		b.Best, _ = state.Best(it.ID)
		rank := 4
		switch {
		case !b.Tried:
		case b.Missed() && b.Sure():
			rank = 0
		case b.Missed():
			rank = 1
		case b.First.Confidence == progress.Guess:
			rank = 2
		default:
			rank = 3
		}
		ranked[rank] = append(ranked[rank], b)
	}
	var all []Belief
	for _, some := range ranked {
		all = append(all, some...)
	}
	return all
}

// Calibration counts how often the first answers were right, by confidence.
func Calibration(all []Belief) progress.Calibration {
	var first []progress.Attempt
	for _, b := range all {
		if b.Tried {
			first = append(first, b.First)
		}
	}
	return progress.Calibrate(first)
}

// Standing are the misconceptions that seem to stand: the last answer in the lesson
// chose an option that stands for one, and no answer since was right.
func (l *Lesson) Standing(state progress.State) []Misconception {
	seen := map[string]bool{}
	var all []Misconception
	for _, it := range l.Asked() {
		last, tried := state.InLesson(it.ID)
		now, _ := state.Last(it.ID)
		at := last.Choice - 1
		if !tried || now.Outcome.Earned() || at < 0 || at >= len(it.Question.Options) {
			continue
		}
		m, found := FindMisconception(it.Question.Options[at].Misconception)
		if found && !seen[m.ID] {
			seen[m.ID] = true
			all = append(all, m)
		}
	}
	return all
}
