package plain

import (
	"authlab/lessons"
)

// believed says at the end of a lesson what was believed and what happened: first what
// was sure and wrong.
func (r *reader) believed(l *lessons.Lesson) {
	state := r.Progress.State()
	all := l.Beliefs(state)
	if words := lessons.Calibration(all).String(); words != "" {
		r.say(words)
	}
	for _, b := range all {
		if !b.Missed() {
			continue
		}
		r.say("")
		r.tell(b.Item.Question.Ask)
		if b.Sure() {
			r.say("You were sure, and it was otherwise.")
		}
		if said := b.Said(); said != nil {
			r.tell("You said: " + said.Text)
		}
		if right, err := b.Item.Right(); err == nil && right >= 0 {
			r.tell("It was: " + b.Item.Question.Options[right].Text)
		}
	}
	for _, m := range l.Standing(state) {
		r.say("")
		r.tell("Believed: " + m.Belief)
		r.tell("But: " + m.Instead)
	}
}
