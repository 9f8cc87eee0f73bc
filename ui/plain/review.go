package plain

import (
	"fmt"
	"slices"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/text"
)

// mostDue is how many items one review asks.
const mostDue = 20

// review asks what is due.
func (r *reader) review() error {
	byID := map[string]*lessons.Item{}
	var all []string
	for _, it := range r.Course.Asked() {
		byID[it.ID] = it
		all = append(all, it.ID)
	}
	due, _ := r.Progress.State().Due(all, r.Progress.Now())
	for i, id := range due[:min(len(due), mostDue)] {
		card, _ := r.Progress.State().Card(id)
		v, err := byID[id].Variant(r.Session + uint64(card.Reps))
		if err != nil {
			r.say("! This question cannot run: " + err.Error())
			continue
		}
		r.say("", fmt.Sprintf("Review %d of %d, from lesson %d, %s", i+1, min(len(due), mostDue), v.Item.Lesson.Number, v.Item.Lesson.Title), "")
		attempt, err := r.anew(v)
		if err != nil {
			return err
		}
		if attempt.Outcome.Answered() {
			now := r.Progress.Now()
			r.remember(func(s *progress.State) { s.Answer(id, attempt.Grade(), now); s.Record(id, attempt) })
		}
		r.told(v, attempt)
	}
	if err := r.again(); err != nil {
		return err
	}
	left, next := r.Progress.State().Due(append(all, r.tasks()...), r.Progress.Now())
	switch {
	case len(left) > 0:
		r.say(fmt.Sprintf("Due still: %d.", len(left)))
	case next > 0:
		r.say("Nothing is due now. The next question is due " + text.When(next, r.Progress.Now()) + ".")
	default:
		r.say("Nothing was missed yet, so nothing comes back.")
	}
	return nil
}

// again offers the exercises that are due: their solution was shown.
func (r *reader) again() error {
	due, _ := r.Progress.State().Due(r.tasks(), r.Progress.Now())
	for _, l := range r.Course.Lessons {
		for _, p := range l.Pages() {
			if p.Exercise == nil || !slices.Contains(due, p.Exercise.ID) {
				continue
			}
			r.say("")
			r.tell(fmt.Sprintf("The exercise of lesson %d, %q, is to be done again by hand: its solution was shown.", l.Number, l.Title))
			answer, err := r.ask("Enter does it now, skip leaves it for later")
			if err != nil {
				return err
			}
			if answer == "skip" {
				continue
			}
			if err := r.exercise(p.Exercise); err != nil {
				return err
			}
		}
	}
	return nil
}

// tasks are the exercises of the course, by their ID.
func (r *reader) tasks() (ids []string) {
	for _, l := range r.Course.Lessons {
		for _, page := range l.Contents() {
			for _, e := range page.Earns {
				if e.Kind == lessons.Task {
					ids = append(ids, e.ID)
				}
			}
		}
	}
	return ids
}
