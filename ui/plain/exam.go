package plain

import (
	"fmt"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/text"
)

// anew asks a variant of a question, after the run it is about.
func (r *reader) anew(v *lessons.Variant) (progress.Attempt, error) {
	what := "answer"
	if v.Item.Gate != nil {
		what = "prediction"
	}
	r.story(v, false)
	given, err := r.questionIn(v.Question, v.Order, what)
	if err != nil {
		return progress.Attempt{}, err
	}
	if given.skipped {
		return progress.Attempt{Outcome: progress.Skipped, Anew: true}, nil
	}
	attempt := given.attempt(given.option == v.Question.Right())
	attempt.Anew = true
	return attempt, nil
}

// story writes the commands of a run; what the question is about is marked, and answered
// only once it is told.
func (r *reader) story(v *lessons.Variant, told bool) {
	if len(v.Story) > 0 && !told {
		r.say("A run. A question mark stands before what is asked about.")
	}
	for _, line := range v.Story {
		mark, answer := "    ", ""
		if line.Ahead && !told {
			mark = "  ? "
		} else if line.Answer != "" {
			answer = ": " + line.Answer
		}
		r.say(mark + text.SafeLine(line.Deed) + answer)
	}
	if len(v.Story) > 0 {
		r.say("")
	}
}

// looked says of an answer to a variant what it was and what would have been right.
func (r *reader) looked(v *lessons.Variant, a progress.Attempt) {
	r.tell("Asked: " + v.Question.Ask)
	if at := a.Choice - 1; at >= 0 && at < len(v.Question.Options) {
		r.tell("You said: " + v.Question.Options[at].Text + ". " + v.Question.Options[at].Feedback)
	}
	if right := v.Question.Right(); right >= 0 {
		r.tell("It is: " + v.Question.Options[right].Text + ". " + v.Question.Options[right].Feedback)
	}
	r.say("")
}

// told gives the verdict on a variant.
func (r *reader) told(v *lessons.Variant, a progress.Attempt) {
	if !a.Outcome.Answered() {
		return
	}
	r.story(v, true)
	r.verdict(v.Question, reply{option: a.Choice - 1})
}

// exam asks the final exam, from where it was left.
func (r *reader) exam() error {
	if s := r.Progress.State().Sitting; len(s.Items) == 0 || s.Done {
		seed := r.Session + uint64(s.At)
		var ids []string
		for _, it := range r.Course.ExamItems(seed) {
			ids = append(ids, it.ID)
		}
		r.remember(func(s *progress.State) { s.Begin(seed, ids) })
	}
	s := r.Progress.State().Sitting
	all, err := r.Course.Exam(s.Seed, s.Items)
	for _, v := range all {
		if v == nil && err == nil {
			err = fmt.Errorf("the course has changed since it was begun")
		}
	}
	if err != nil {
		r.say("! This exam cannot go on: " + err.Error() + ". Ask for it again to begin anew.")
		r.remember(func(s *progress.State) { s.Sitting = progress.Sitting{} })
		return nil
	}
	r.tell(fmt.Sprintf("Final exam: %d questions from all lessons. %d right answers pass. There is no verdict before the end; q leaves, and what was answered is kept.", len(all), lessons.Needed(len(all))))
	for i := len(s.Answers); i < len(all); i++ {
		r.say("", fmt.Sprintf("Question %d of %d, from lesson %d, %s", i+1, len(all), all[i].Item.Lesson.Number, all[i].Item.Lesson.Title), "")
		attempt, err := r.anew(all[i])
		if err != nil {
			return err
		}
		r.remember(func(s *progress.State) { s.Examined(attempt) })
	}
	r.graded(all)
	return nil
}

// graded ends the exam and says which objectives hold.
func (r *reader) graded(all []*lessons.Variant) {
	var score progress.Score
	now := r.Progress.Now()
	r.remember(func(s *progress.State) { score = s.Grade(lessons.Passed, now) })
	word := "Not passed"
	if score.Passed {
		word = "Passed"
	}
	r.say("", fmt.Sprintf("%s: %d of %d.", word, score.Right, score.Of))
	for i, answer := range r.Progress.State().Sitting.Answers {
		it := all[i].Item
		what := "the lesson as a whole"
		if n := it.Objective(); n >= 0 {
			what = it.Lesson.Objectives[n]
		}
		if answer.Right {
			r.tell(fmt.Sprintf("holds: lesson %d, %s", it.Lesson.Number, what))
			continue
		}
		read := "read the lesson again"
		if at := it.ReadAgain(); at >= 0 {
			read = fmt.Sprintf("read page %d, %q", at+1, it.Lesson.Pages()[at].Title)
		}
		r.tell(fmt.Sprintf("missed: lesson %d, %s; %s", it.Lesson.Number, what, read))
		r.looked(all[i], answer.Attempt())
	}
	r.say("What was missed or guessed comes back in the review.")
}

// test asks the questions of a lesson without its prose.
func (r *reader) test(l *lessons.Lesson) error {
	right, asked := 0, l.Asked()
	for i, it := range asked {
		v, err := it.Variant(r.Session)
		if err != nil {
			r.say("! This question cannot run: " + err.Error())
			continue
		}
		r.say("", fmt.Sprintf("Question %d of %d on lesson %d", i+1, len(asked), l.Number), "")
		attempt, err := r.anew(v)
		if err != nil {
			return err
		}
		if attempt.Outcome.Earned() {
			right++
		}
		if attempt.Outcome.Answered() {
			now := r.Progress.Now()
			r.remember(func(s *progress.State) { s.Answer(it.ID, attempt.Grade(), now) })
		}
		r.told(v, attempt)
	}
	score := progress.Score{Right: right, Of: len(asked), Passed: len(asked) > 0 && right == len(asked)}
	r.remember(func(s *progress.State) { s.Test(l.Slug, score) })
	r.say(fmt.Sprintf("%d of %d right.", score.Right, score.Of))
	if score.Passed {
		r.say(fmt.Sprintf("Lesson %d counts as mastered. Its exercise stays open.", l.Number))
	}
	return nil
}
