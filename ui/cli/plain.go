package cli

import (
	"fmt"
	"time"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/page"
	"authlab/ui/plain"
	"authlab/ui/program"
)

// playPlain runs the course as lines of text.
func (sh *shell) playPlain(course *lessons.Course, start func(progress.State) page.Place) error {
	return sh.readPlain(course, start, "")
}

// readPlain is playPlain with something to do before the list of lessons: "review",
// "exam", or "".
func (sh *shell) readPlain(course *lessons.Course, start func(progress.State) page.Place, first string) error {
	store, notice := sh.progress()
	if notice != "" {
		fmt.Fprintf(sh.Err, "authlab: %s\n", notice)
	}
	return plain.Run(plain.Config{
		In: sh.In, Out: sh.Out,
		Course:   course,
		Progress: store,
		Styles:   sh.stylesOn(program.IsTerminal(sh.In, sh.Out)),
		Session:  uint64(time.Now().UnixNano()),
		Lesson:   find(course, start(store.State()).Lesson),
		First:    first,
	})
}
