package cli

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/sim/scenario"
	"authlab/ui/app"
	"authlab/ui/clipboard"
	"authlab/ui/page"
	"authlab/ui/program"
	"authlab/ui/theme"
)

// newLesson is `authlab lesson [name|FILE]`.
func newLesson(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "lesson [name|FILE]",
		Short: "Open a lesson by name or number, or the last one",
		Long: "A file NN-name.md, or a folder of such files, is a lesson of your own. Mistakes\n" +
			"in it are told first. Progress is kept apart from that of the course.",
		Example:               "authlab lesson 3\nauthlab lesson ./14-my-lesson.md",
		DisableFlagsInUseLine: true,
		Args:                  arguments(0, 1, "one lesson"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return slugs(openCourse()), cobra.ShellCompDirectiveDefault
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 && isOwn(args[0]) {
				return sh.playOwn(args[0])
			}
			course := openCourse()
			if len(args) == 0 {
				return sh.play(course, func(s progress.State) page.Place { return page.Place{Lesson: leftOff(course, s)} })
			}
			lesson := find(course, args[0])
			if lesson == nil {
				return unknownLesson(args[0], slugs(course))
			}
			return sh.play(course, func(progress.State) page.Place { return page.Place{Lesson: lesson.Slug} })
		},
	}
}

// readSituations reads the embedded situations of the lab. The tests see to it that they
// have no mistakes.
func readSituations() []*lessons.Situation {
	all, _ := lessons.LoadSituations(lessons.SituationFiles())
	return all
}

// openCourse finds the embedded lessons; each is read when it is opened. The tests see
// to it that they have no mistakes.
func openCourse() *lessons.Course { return lessons.Open(lessons.Content()) }

func slugs(course *lessons.Course) []string {
	names := make([]string, len(course.Lessons))
	for i, lesson := range course.Lessons {
		names[i] = lesson.Slug
	}
	return names
}

// find returns the lesson with this slug or number, or nil.
func find(course *lessons.Course, name string) *lessons.Lesson {
	for _, lesson := range course.Lessons {
		if lesson.Slug == name || strconv.Itoa(lesson.Number) == name {
			return lesson
		}
	}
	return nil
}

// leftOff names the lesson in which the learner stands, the first at the start.
func leftOff(course *lessons.Course, s progress.State) string {
	if lesson := find(course, s.Position.Lesson); lesson != nil {
		return lesson.Slug
	}
	if len(course.Lessons) > 0 {
		return course.Lessons[0].Slug
	}
	return ""
}

func unknownLesson(name string, known []string) error {
	hint := "The lessons are " + strings.Join(known, ", ") + "."
	if near := scenario.Nearest(name, known); near != "" {
		hint = fmt.Sprintf("Did you mean %s?", near)
	}
	return usageError{message: fmt.Sprintf("%q is not a lesson", name), hint: hint}
}

// over runs the course with a page over its map.
func (sh *shell) over(open func(env *page.Env) page.Page) error {
	if sh.plain {
		return usageError{message: "this is drawn on a screen", hint: "authlab --plain is the course as lines of text; authlab run runs a scenario."}
	}
	return sh.play(openCourse(), func(progress.State) page.Place { return page.Place{Over: open} })
}

// playMap runs the course from its map.
func (sh *shell) playMap() error {
	begin := func(progress.State) page.Place { return page.Place{} }
	return sh.play(openCourse(), begin)
}

// play runs a course until the learner leaves. start tells where to begin.
func (sh *shell) play(course *lessons.Course, start func(progress.State) page.Place) error {
	if sh.plain {
		return sh.playPlain(course, start)
	}
	if !program.IsTerminal(sh.In, sh.Out) {
		return sh.noTerminal()
	}
	store, notice := sh.progress()
	root := app.New(app.Config{
		Course: course, Situations: readSituations, Progress: store, Styles: sh.styles(),
		ReducedMotion: sh.reducedMotion, Mouse: sh.mouse,
		Start: start(store.State()), Notice: string(notice),
		Copy:    clipboard.New(sh.Out, sh.Getenv).Copy,
		Guesses: sync.OnceValue(func() int { return page.MeasureGuesses(time.Now) }),
		Session: uint64(time.Now().UnixNano()),
	})
	result, err := program.Run(root, program.Options{In: sh.In, Out: sh.Out, Mouse: sh.mouse})
	if saveErr := store.Close(); err == nil && saveErr != nil {
		fmt.Fprintf(sh.Err, "authlab: %v\n", saveErr)
	}
	switch {
	case err != nil:
		return fmt.Errorf("the terminal cannot be used: %w", err)
	case result.Panic != nil:
		return exitError{exitFailed, result.Panic.Error() + "\nThis is a mistake in authlab. What was learned up to here is kept."}
	case result.Code != 0:
		return exitError{code: result.Code}
	}
	return nil
}

// progress opens what the learner has done before.
func (sh *shell) progress() (*progress.Store, progress.Notice) {
	dir := sh.stateDir
	if dir == "" {
		dir = progress.Directory(sh.Getenv)
	}
	return progress.Open(dir, time.Now)
}

// noTerminal says what to run instead of a screen.
func (sh *shell) noTerminal() error {
	return usageError{
		message: "a screen needs a terminal, and standard input or output is none",
		hint: "Start it in a terminal window. Without one, --plain makes lines of text of the\n" +
			"course, a lesson, the review, the exam and comparisons; authlab run FILE runs a\n" +
			"scenario.",
	}
}

// styles decides on colours and characters.
func (sh *shell) styles() *theme.Styles { return sh.stylesOn(true) }

// stylesOn are the styles of what is written to a terminal, or of what is piped
// somewhere else, which has no colours unless they are asked for.
func (sh *shell) stylesOn(terminal bool) *theme.Styles {
	dark := sh.theme.value == "dark"
	if sh.theme.value == "auto" {
		dark = theme.Dark(sh.Getenv)
	}
	return theme.New(theme.Options{
		Dark:    dark,
		Profile: theme.Profile(sh.Getenv, terminal),
		ASCII:   sh.ascii || theme.ASCII(sh.Getenv),
	})
}
