package app

import (
	"slices"
	"strings"

	"authlab/lessons/progress"
	"authlab/ui/page"
)

// atReview is the review with the items due whose IDs end so.
func atReview(items ...string) func(env *page.Env) page.Page {
	return func(env *page.Env) page.Page {
		env.Progress.Update(func(s *progress.State) {
			s.Cards = map[string]progress.Card{}
			for _, l := range env.Course.Lessons {
				for _, id := range l.Items() {
					if slices.ContainsFunc(items, func(end string) bool { return strings.HasSuffix(id, end) }) {
						s.Cards[id] = progress.Card{Due: 1, Last: 1, Stability: 1, Difficulty: 5, Reps: 1}
					}
				}
			}
		})
		return page.NewDue(env)
	}
}

// atExam is the final exam before it begins.
func atExam(env *page.Env) page.Page { return page.NewExam(env) }
