package lessons

import (
	"fmt"
	"math"
	"strings"
)

// What a learner takes, for an estimate that is meant to be right within a factor of
// minutesOff.
const (
	wordsPerMinute     = 200.0
	minutesPerCommand  = 0.1 // of a scenario, to step and to look
	minutesPerQuestion = 0.5 // to think, beside reading it
	minutesPerExercise = 3.0
	minutesPerToken    = 1.0
	minutesOff         = 2.0
	minutesGranted     = 5.0 // by which short lessons may be off
)

// minutes reports a lesson that takes far longer, or shorter, than its front matter says.
func (c *checker) minutes() {
	if c.lesson.Minutes == 0 {
		return // reported when the file was loaded
	}
	estimate := c.lesson.Estimate()
	said := float64(c.lesson.Minutes)
	if said <= estimate*minutesOff && said >= estimate/minutesOff || math.Abs(said-estimate) <= minutesGranted {
		return
	}
	about := max(1, int(math.Round(estimate)))
	c.reportWord(c.frontLine("minutes"), fmt.Sprint(c.lesson.Minutes),
		fmt.Sprintf("minutes says %d, but there is something to do for about %d", c.lesson.Minutes, about), fmt.Sprintf("Write minutes: %d, or change the lesson.", about))
}

// Estimate is how many minutes the lesson takes: its words at 200 a minute, and time
// for every command to step through, every question and the exercise.
func (l *Lesson) Estimate() float64 {
	minutes := 0.0
	for _, p := range l.Pages() {
		words := len(strings.Fields(p.Words()))
		for _, part := range p.Prose {
			if part.Language != "" {
				words += len(strings.Fields(part.Text))
			}
		}
		minutes += float64(words) / wordsPerMinute
		questions := len(p.Quiz)
		if p.Scene != nil {
			minutes += minutesPerCommand * float64(len(p.Scene.Commands))
			questions += len(p.Scene.Gates)
		}
		if p.Comparison != nil {
			minutes += minutesPerCommand * float64(strings.Count(p.Comparison.Script, "\n"))
		}
		if p.Token != nil {
			minutes += minutesPerToken
		}
		minutes += minutesPerQuestion * float64(questions)
		if p.Exercise != nil {
			minutes += minutesPerExercise
		}
	}
	return minutes
}
