package page

import (
	"strconv"
	"time"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/theme"
)

// Env is what all pages share.
type Env struct {
	Course   *lessons.Course
	Progress *progress.Store
	// Situations reads those that the lab offers.
	Situations func() []*lessons.Situation
	Styles     *theme.Styles
	// Session seeds the order of options.
	Session       uint64
	ReducedMotion bool
	// Copy sends a text to the clipboard; nil where there is none.
	Copy func(text string) error
	// Guesses is how many secrets this machine tries against a token in a second; nil
	// where nobody has measured it.
	Guesses func() int
	// Now is the wall clock, by which pasted tokens are judged.
	Now func() time.Time

	unsaved bool
	// theLab is the lab once it was opened, theTokens the token bench as it was left.
	theLab    *Lab
	theTokens *Tokens
	// players are the lessons opened last, the newest at the end.
	players []*Player
	clock   clock
}

// Place is where to begin: a lesson by its slug, a page over the map, or where the
// learner left off.
type Place struct {
	Lesson string
	Over   func(env *Env) Page
}

// Start answers the pages to begin with, the one on top last: the first start,
// the course map, or a lesson or another page over the map.
func Start(env *Env, at Place, notice string) []Page {
	home := NewCourse(env, notice)
	slug := at.Lesson
	if at.Over != nil {
		return []Page{home, at.Over(env)}
	}
	if lesson := env.find(slug); lesson != nil {
		home.choose(lesson)
		return []Page{home, env.player(lesson)}
	}
	if env.fresh() && len(env.Course.Lessons) > 0 {
		return []Page{home, NewWelcome(env, notice)}
	}
	return []Page{home}
}

// find answers the lesson with this slug or number, or nil.
func (env *Env) find(slug string) *lessons.Lesson {
	for _, lesson := range env.Course.Lessons {
		if slug != "" && (lesson.Slug == slug || strconv.Itoa(lesson.Number) == slug) {
			return lesson
		}
	}
	return nil
}

// after answers the lesson that follows, or nil.
func (env *Env) after(lesson *lessons.Lesson) *lessons.Lesson {
	for i, l := range env.Course.Lessons {
		if l == lesson && i+1 < len(env.Course.Lessons) {
			return env.Course.Lessons[i+1]
		}
	}
	return nil
}
