package plain

import (
	"fmt"
	"strconv"
	"strings"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/text"
)

// reply is an answer to a question.
type reply struct {
	option  int // index in Options
	sure    bool
	skipped bool
}

func (r reply) attempt(right bool) progress.Attempt {
	a := progress.Attempt{Outcome: progress.Wrong, Confidence: progress.Guess, Choice: r.option + 1}
	if right {
		a.Outcome = progress.Right
	}
	if r.sure {
		a.Confidence = progress.Sure
	}
	return a
}

// question asks until it is answered or skipped.
func (r *reader) question(q *lessons.Question, what string) (reply, error) {
	return r.questionIn(q, q.Shuffle(r.Session), what)
}

// questionIn asks with the options in an order of its own.
func (r *reader) questionIn(q *lessons.Question, order []int, what string) (reply, error) {
	r.tell(q.Ask)
	for place, option := range order {
		for i, line := range text.Wrap(text.Safe(q.Options[option].Text), width-4) {
			lead := "    "
			if i == 0 {
				lead = fmt.Sprintf("%2d  ", place+1)
			}
			r.say(lead + line)
		}
	}
	for {
		answer, err := r.ask(fmt.Sprintf("Your %s (1 to %d, 1s if you are sure of 1, skip to leave it out)", what, len(order)))
		if err != nil {
			return reply{}, err
		}
		if answer == "skip" {
			return reply{skipped: true}, nil
		}
		number, sure := strings.CutSuffix(answer, "s")
		if n, err := strconv.Atoi(strings.TrimSpace(number)); err == nil && n >= 1 && n <= len(order) {
			return reply{option: order[n-1], sure: sure}, nil
		}
		r.say(fmt.Sprintf("That is no answer. Type a number from 1 to %d, such as 1 or 1s.", len(order)))
	}
}

// verdict says whether an answer was right, and what is to be said of it.
func (r *reader) verdict(q *lessons.Question, given reply) {
	right := q.Right()
	if given.option == right {
		r.say("Right.")
	} else {
		r.say("Not so.")
		if right >= 0 {
			r.tell("It is: " + q.Options[right].Text)
		}
	}
	r.tell(q.Options[given.option].Feedback)
	if given.option != right && right >= 0 {
		r.tell(q.Options[right].Feedback)
	}
	r.say("")
}

// quiz asks the questions of a page.
func (r *reader) quiz(questions []*lessons.Question) error {
	for _, q := range questions {
		known, err := q.Answer()
		if err != nil {
			r.say("! This question cannot run: " + err.Error())
			continue
		}
		given, err := r.question(known, "answer")
		if err != nil {
			return err
		}
		if given.skipped {
			r.remember(func(s *progress.State) { s.Record(q.ID, progress.Attempt{Outcome: progress.Skipped}) })
			continue
		}
		r.remember(func(s *progress.State) { s.Record(q.ID, given.attempt(given.option == known.Right())) })
		r.verdict(known, given)
		if err := r.refute(known.Options[given.option]); err != nil {
			return err
		}
	}
	return nil
}

// refute offers the run that shows a wrong option false.
func (r *reader) refute(o lessons.Option) error {
	if o.Right || o.Refute == "" {
		return nil
	}
	answer, err := r.ask("r shows a run in which it is not so, Enter goes on")
	if err != nil || answer != "r" {
		return err
	}
	r.demonstrate(o.Refute)
	return nil
}
