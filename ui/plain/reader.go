// Package plain is the course as lines of text: for pipes, screen readers and terminals
// that draw nothing. It asks on the output and reads answers from the input, one a line,
// and keeps the same progress as the screens do.
package plain

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// Config is what a reader works with.
type Config struct {
	In       io.Reader
	Out      io.Writer
	Course   *lessons.Course
	Progress *progress.Store
	// Styles decide on the characters; colours are for the caller to turn off.
	Styles *theme.Styles
	// Session seeds the order of options.
	Session uint64
	// Lesson is where to begin, nil for the list of lessons.
	Lesson *lessons.Lesson
	// First is what to do first, as at the list: "review", "exam", or "".
	First string
}

// errLeft ends the course: the learner said so, or the input has ended.
var errLeft = errors.New("left")

// width is that of the lines, so that they fit any terminal.
const width = text.ProseWidth

// longestAnswer bounds a line of input, in bytes.
const longestAnswer = 64 << 10

type reader struct {
	Config
	in *bufio.Scanner
	// out is buffered; it is written out before each question.
	out *bufio.Writer
}

// Run leads through the course until the learner leaves or the input ends. The error is
// one of the output or of the input.
func Run(config Config) error {
	r := &reader{Config: config, in: bufio.NewScanner(config.In), out: bufio.NewWriter(config.Out)}
	r.in.Buffer(make([]byte, 4096), longestAnswer)
	err := r.course()
	if errors.Is(err, errLeft) {
		err = r.in.Err()
	}
	if save := r.Progress.Save(); save != nil {
		r.say("! " + save.Error())
	}
	return errors.Join(err, r.out.Flush())
}

// course is the list of lessons, and the lessons that are chosen from it.
func (r *reader) course() error {
	if r.Lesson != nil {
		if err := r.lesson(r.Lesson); err != nil {
			return err
		}
	}
	if r.First != "" {
		if err := r.choose(r.First); err != nil {
			return err
		}
	}
	for {
		r.list()
		answer, err := r.ask("Which lesson? A number, test and a number, review, exam, or q to leave")
		if err == nil {
			err = r.choose(answer)
		}
		if err != nil {
			return err
		}
	}
}

// choose does what was asked for at the list.
func (r *reader) choose(answer string) error {
	number, test := strings.CutPrefix(answer, "test ")
	lesson := r.find(strings.TrimSpace(number))
	switch {
	case answer == "review":
		return r.review()
	case answer == "exam":
		return r.exam()
	case lesson == nil:
		r.say("There is no lesson " + text.SafeLine(answer) + ".")
		return nil
	case test:
		return r.test(lesson)
	}
	return r.lesson(lesson)
}

func (r *reader) find(answer string) *lessons.Lesson {
	for _, l := range r.Course.Lessons {
		if answer == fmt.Sprint(l.Number) || answer == l.Slug {
			return l
		}
	}
	return nil
}

func (r *reader) list() {
	r.say("", "The course", "")
	state := r.Progress.State()
	for _, l := range r.Course.Lessons {
		items := l.Items()
		done := ""
		if n := state.Earned(items); n > 0 {
			done = fmt.Sprintf(", %d of %d earned", n, len(items))
		}
		switch {
		case state.Mastered(items):
			done = ", done"
		case state.Tested(l.Slug):
			done += ", mastered by test"
		}
		r.say(fmt.Sprintf("%2d  %s, %d minutes%s", l.Number, l.Title, l.Minutes, done))
	}
	r.say("")
}

// say writes lines.
func (r *reader) say(lines ...string) {
	for _, line := range lines {
		if r.Styles.Glyphs.ASCII {
			line = text.ASCII(line)
		}
		// An error stays in the writer and comes out at the end.
		_, _ = r.out.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// tell writes a paragraph.
func (r *reader) tell(words string) { r.say(text.Wrap(text.Safe(words), width)...) }

// ask asks for a line. What means leaving ends the course from everywhere.
func (r *reader) ask(question string) (string, error) {
	r.say(question + ":")
	if err := r.out.Flush(); err != nil {
		return "", err
	}
	if !r.in.Scan() {
		r.say("", "The input has ended. What was done is kept.")
		return "", errLeft
	}
	answer := strings.TrimSpace(r.in.Text())
	if answer == "q" || answer == "quit" {
		r.say("What was done is kept.")
		return "", errLeft
	}
	return answer, nil
}

func (r *reader) remember(change func(*progress.State)) { r.Progress.Update(change) }
