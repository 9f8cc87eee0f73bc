package page

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// standing is how far the learner has come in a lesson.
type standing struct {
	pages, seen         int
	bets, right         int
	questions, answered int
	exercises, solved   int
	// tested tells that it was mastered by its test; its exercise may be open still.
	tested bool
	// due is how many of its items are due for review.
	due int
}

// mastered tells that everything was predicted, answered and solved rightly, or that
// the test of the lesson was.
func (s standing) mastered() bool {
	items := s.bets + s.questions + s.exercises
	return items > 0 && (s.tested || s.right+s.answered+s.solved == items)
}

// standing reads how far the learner has come in a lesson.
func (env *Env) standing(l *lessons.Lesson) standing {
	state := env.Progress.State()
	due, _ := state.Due(l.Items(), env.Progress.Now())
	s := standing{pages: len(l.Contents()), tested: state.Tested(l.Slug), due: len(due)}
	earned := func(id string) int { return state.Earned([]string{id}) }
	for i, page := range l.Contents() {
		if state.Seen(l.Slug, i) {
			s.seen++
		}
		for _, e := range page.Earns {
			switch e.Kind {
			case lessons.Prediction:
				s.bets++
				s.right += earned(e.ID)
			case lessons.KnowledgeCheck:
				s.questions++
				s.answered += earned(e.ID)
			case lessons.Task:
				s.exercises++
				s.solved += earned(e.ID)
			}
		}
	}
	return s
}

// draw is the short form for the map: three words with a mark before each.
func (s standing) draw(st *theme.Styles, width int) string {
	predicted, all := s.right+s.answered, s.bets+s.questions
	word := "predicted"
	if s.tested && predicted < all {
		word, predicted, all = "by test  ", 1, 1
	}
	parts := []string{
		mark(st, "seen", s.seen, s.pages),
		mark(st, word, predicted, all),
		mark(st, "solved", s.solved, s.exercises),
	}
	row := strings.Join(parts, "  ")
	return row + strings.Repeat(" ", max(width-ansi.StringWidth(row), 0))
}

// mark is a word with a glyph that says none, some or all.
func mark(st *theme.Styles, word string, have, all int) string {
	switch {
	case all > 0 && have >= all:
		return st.Good.On(st.Glyphs.Check + " " + word)
	case have > 0:
		return st.Text.On(st.Glyphs.Half + " " + word)
	}
	return st.Dim.On(st.Glyphs.Open + " " + word)
}

// sentence is the long form: what is done and what is left, in words.
func (s standing) sentence(st *theme.Styles, width int) []string {
	if s.seen == 0 && !s.tested {
		return []string{st.Dim.On("Not begun yet.")}
	}
	words := fmt.Sprintf("%d of %d pages seen", s.seen, s.pages)
	if s.bets > 0 {
		words += fmt.Sprintf(" · %d of %d predictions right", s.right, s.bets)
	}
	if s.questions > 0 {
		words += fmt.Sprintf(" · %d of %d questions", s.answered, s.questions)
	}
	if s.exercises > 0 && s.solved == s.exercises {
		words += " · exercise solved"
	}
	if s.tested {
		words += " · mastered by test"
		if s.solved < s.exercises {
			words += ", the exercise is open"
		}
	}
	if s.due > 0 {
		words += fmt.Sprintf(" · %d due for review", s.due)
	}
	var lines []string
	for _, row := range text.Wrap(words, width) {
		lines = append(lines, st.Dim.On(row))
	}
	return lines
}

// fresh tells that nothing was ever seen.
func (env *Env) fresh() bool {
	state := env.Progress.State()
	return len(state.Pages) == 0 && len(state.Items) == 0 && len(state.Tests) == 0 && len(state.Sitting.Items) == 0
}

// resume answers the lesson in which the learner left off, or the first.
func (env *Env) resume() *lessons.Lesson {
	if l := env.find(env.Progress.State().Position.Lesson); l != nil {
		return l
	}
	if len(env.Course.Lessons) == 0 {
		return nil
	}
	return env.Course.Lessons[0]
}

// update changes what is remembered; the root saves it.
func (env *Env) update(change func(*progress.State)) {
	env.Progress.Update(change)
	env.unsaved = true
}

// Unsaved tells whether something was remembered since the last call.
func (env *Env) Unsaved() bool {
	was := env.unsaved
	env.unsaved = false
	return was
}

// Saved tells how a save ended.
type Saved struct{ Err error }

// Save is the command that writes what is remembered to the file.
func (env *Env) Save() tea.Cmd {
	store := env.Progress
	return func() tea.Msg { return Saved{Err: store.Save()} }
}
