package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/muesli/termenv"

	"authlab/lessons"
	"authlab/ui/intent"
	"authlab/ui/theme"
)

// wordiest are the questions and the predictions of the course that say most.
func wordiest(course *lessons.Course, n int) []*lessons.Item {
	all := course.Asked()
	predictions := slices.DeleteFunc(slices.Clone(all), func(it *lessons.Item) bool { return it.Gate == nil })
	says := func(it *lessons.Item) (length int) {
		for _, o := range it.Question.Options {
			length = max(length, len(it.Question.Ask)+len(o.Text)+len(o.Feedback))
		}
		return length
	}
	for _, list := range [][]*lessons.Item{all, predictions} {
		slices.SortStableFunc(list, func(a, b *lessons.Item) int { return says(b) - says(a) })
	}
	return append(all[:n:n], predictions[:n]...)
}

// TestNothingOfALongQuestionIsLost answers the longest questions wrongly and scrolls
// through what is said of it, with the run beside the question and above it.
func TestNothingOfALongQuestionIsLost(t *testing.T) {
	course := lessons.Open(lessons.Content())
	env := &Env{Styles: theme.New(theme.Options{Profile: termenv.Ascii}), Course: course}
	for _, it := range wordiest(course, 4) {
		for _, size := range [][2]int{{60, 14}, {80, 22}, {100, 28}, {126, 12}, {130, 14}, {160, 20}} {
			r := newRound(env, []posed{{it, 3}}, true, nil)
			if r.over() {
				t.Fatalf("%s cannot be asked: %s", it.ID, r.broken)
			}
			look := func(doing string) {
				t.Helper()
				said := ""
				r.draw(size[0], size[1])
				r.top = 0
				for {
					lines := r.draw(size[0], size[1])
					said += "\n" + strings.Join(lines, "\n")
					if r.top+r.height >= r.length {
						break
					}
					r.do(intent.Intent{Action: intent.PageDown})
				}
				for _, want := range r.wanted() {
					for _, word := range strings.Fields(want) {
						if !strings.Contains(said, word) {
							t.Fatalf("%s at %v, %s: %q is not to be seen in\n%s", it.ID, size, doing, word, said)
						}
					}
				}
			}
			look("asked")
			r.do(intent.Intent{Action: intent.Choose, Number: 1})
			if r.now.correct() {
				r.do(intent.Intent{Action: intent.Choose, Number: 2})
			}
			r.do(intent.Intent{Action: intent.Guess})
			look("answered")
		}
	}
}

// wanted is what has to be seen of a question as it stands.
func (r *round) wanted() []string {
	all := []string{r.now.question.Ask}
	for place := range r.now.order {
		all = append(all, r.now.option(place).Text)
	}
	if r.now.answered {
		all = append(all, r.now.chosen().Feedback)
	}
	return all
}
