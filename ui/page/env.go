package page

import (
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/theme"
)

// Env is what all pages share.
type Env struct {
	// Course is the whole one, or its outline as long as Whole is not nil.
	Course *lessons.Course
	// Whole reads the course; nil where it has been read.
	Whole    func() *lessons.Course
	Progress *progress.Store
	// Situations are those that the lab offers.
	Situations []*lessons.Situation
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

// Reloader is a page that shows what is in the course's outline.
type Reloader interface {
	// Reload takes up the course when it has been read.
	Reload()
}

// Loaded is the message that the course has been read.
type Loaded struct{}

// Load has the course read outside the pages; nil where it has been read.
func (env *Env) Load() tea.Cmd {
	if env.Whole == nil {
		return nil
	}
	read := env.Whole
	return func() tea.Msg {
		read()
		return Loaded{}
	}
}

// Ready sees to it that the course is whole, and tells whether it was not before.
func (env *Env) Ready() bool {
	if env.Whole == nil {
		return false
	}
	env.Course, env.Whole = env.Whole(), nil
	return true
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
