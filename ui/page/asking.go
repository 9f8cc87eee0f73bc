package page

import (
	"fmt"
	"slices"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/intent"
)

// asking is a question that waits for its answer: a prediction or a knowledge
// check. It can be skipped, but never by one key alone.
type asking struct {
	*choice
	what   string // "prediction", "question"
	warned bool
	// recalled tells that it was answered or skipped in an earlier run of the program.
	recalled bool
}

func newAsking(env *Env, q *lessons.Question, what string) asking {
	return asking{choice: ask(q, env.Session), what: what}
}

// recall takes up what was answered before the program was left, and tells whether
// there is such an answer.
func (a *asking) recall(last progress.Attempt) bool {
	place := slices.Index(a.order, last.Choice-1)
	switch {
	case last.Outcome == progress.Skipped:
		a.recalled = true
	case place >= 0:
		a.recalled, a.answered = true, true
		a.picked, a.sure = place, last.Confidence == progress.Sure
	}
	return a.recalled
}

// verdict is what came of a key pressed at an open question.
type verdict int

const (
	stillOpen verdict = iota
	justAnswered
	justSkipped
)

// bindings are the keys of an open question.
func (a *asking) bindings() []intent.Binding {
	unpicked := ""
	if a.picked < 0 {
		unpicked = "choose an option first, nothing is chosen for you"
	}
	skip := "skip it"
	if a.warned {
		skip = "skip it now"
	}
	return []intent.Binding{
		{Action: intent.Choose, Does: "choose", As: fmt.Sprintf("1-%d", len(a.order))},
		{Action: intent.Up, Does: "up", Quiet: true},
		{Action: intent.Down, Does: "down", Quiet: true},
		{Action: intent.Sure, Does: "sure", Off: unpicked},
		{Action: intent.Guess, Does: "guess", Off: unpicked},
		{Action: intent.Skip, Does: skip},
	}
}

// do carries out a key of an open question.
func (a *asking) do(in intent.Intent) (verdict, Result) {
	warned := a.warned
	a.warned = false
	switch in.Action {
	case intent.Choose:
		if !a.pick(in.Number - 1) {
			return stillOpen, note("there is no such option")
		}
	case intent.Up:
		a.move(-1)
	case intent.Down:
		a.move(+1)
	case intent.Sure, intent.Guess:
		a.answered, a.sure = true, in.Action == intent.Sure
		return justAnswered, Result{}
	case intent.Skip:
		if warned {
			return justSkipped, Result{}
		}
		a.warned = true
		if a.picked >= 0 {
			return stillOpen, note("Enter if you are sure, space if you guess, the same key again to skip")
		}
		return stillOpen, note("a " + a.what + " is open: choose, or press the same key again to skip")
	}
	return stillOpen, Result{}
}

// attempt is how the answer given counts.
func (a *asking) attempt() progress.Attempt {
	outcome, confidence := progress.Wrong, progress.Guess
	if a.correct() {
		outcome = progress.Right
	}
	if a.sure {
		confidence = progress.Sure
	}
	return progress.Attempt{Outcome: outcome, Confidence: confidence, Choice: a.order[a.picked] + 1}
}
