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
	"authlab/sim/cluster"
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

// errLeft ends the course: the learner said so, or the input has ended. errListed goes
// back to the list of lessons.
var (
	errLeft   = errors.New("left")
	errListed = errors.New("back to the list")
)

// width is that of the lines, so that they fit any terminal.
const width = text.ProseWidth

// longestAnswer bounds a line of input, in bytes.
const longestAnswer = 64 << 10

type reader struct {
	Config
	in *bufio.Scanner
	// out is buffered; it is written out before each question.
	out *bufio.Writer
	// unsaved tells that something is to be written before the next question; unable
	// that it could not be, which is said once.
	unsaved, unable bool
	// blank tells that the last line was empty, or that there is none yet.
	blank bool
	// world is the run at hand, nil where there is none.
	world *cluster.World
}

// Run leads through the course until the learner leaves or the input ends. The error is
// one of the output or of the input.
func Run(config Config) error {
	r := &reader{Config: config, in: bufio.NewScanner(config.In), out: bufio.NewWriter(config.Out), blank: true}
	r.in.Buffer(make([]byte, 4096), longestAnswer)
	err := r.course()
	if errors.Is(err, errLeft) {
		err = r.in.Err()
	}
	r.save()
	return errors.Join(err, r.out.Flush())
}

// course is what was asked for first, and then the list of lessons and what is chosen
// from it.
func (r *reader) course() error {
	err := r.begin()
	for err == nil || errors.Is(err, errListed) {
		r.list()
		var answer string
		answer, err = r.ask("Which lesson? A number, test and a number, review, exam, or q to leave")
		if err == nil && answer != "" {
			err = r.choose(answer)
		}
	}
	return err
}

func (r *reader) begin() error {
	if r.Lesson != nil {
		if err := r.lesson(r.Lesson); err != nil {
			return err
		}
	}
	if r.First != "" {
		return r.choose(r.First)
	}
	return nil
}

// choose does what was asked for at the list.
func (r *reader) choose(answer string) error {
	r.world = nil
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
	r.say("", "A question mark says what can be typed.", "")
}

// say writes lines. Of several empty ones in a row only the first is written: whoever
// listens hears each.
func (r *reader) say(lines ...string) {
	for _, line := range lines {
		if r.Styles.Glyphs.ASCII {
			line = text.ASCII(line)
		}
		line = strings.TrimRight(line, " ")
		if line == "" && r.blank {
			continue
		}
		r.blank = line == ""
		// An error stays in the writer and comes out at the end.
		_, _ = r.out.WriteString(line + "\n")
	}
}

// tell writes a paragraph.
func (r *reader) tell(words string) { r.say(text.Wrap(text.Safe(words), width)...) }

// ask asks for a line. Some words mean the same everywhere.
func (r *reader) ask(question string) (string, error) {
	for {
		answer, err := r.line(question)
		if err != nil {
			return "", err
		}
		word, explained := strings.CutPrefix(answer, "explain ")
		switch {
		case answer == "q", answer == "quit":
			r.say(r.kept())
			return "", errLeft
		case answer == "list":
			return "", errListed
		case answer == "?", answer == "help":
			r.help()
		case explained:
			r.explain(strings.TrimSpace(word))
		case r.inquire(answer):
		default:
			return answer, nil
		}
	}
}

// line reads a line, after all that was done so far has been kept.
func (r *reader) line(question string) (string, error) {
	if r.unsaved {
		r.save()
	}
	r.say(question + ":")
	if err := r.out.Flush(); err != nil {
		return "", err
	}
	if !r.in.Scan() {
		r.say("", "The input has ended. "+r.kept())
		return "", errLeft
	}
	return strings.TrimSpace(r.in.Text()), nil
}

// kept tells whoever leaves what becomes of the progress made.
func (r *reader) kept() string {
	if r.Progress.Kept() && !r.unable {
		return "What was done is kept."
	}
	return "What was done cannot be kept."
}

// help says what can be typed.
func (r *reader) help() {
	r.tell("Type what the line before the colon asks for, and Enter. At the end of a page, page 3 goes to page 3.")
	r.tell("At a run, why tells what led to the last refusal, and why 2 to the second answer. look s1 tells what s1 holds, look alice what her browser holds, and look 2 is the second request and its answer as they were on the wire.")
	r.tell("These words hold everywhere: explain JWT reads from the glossary, list goes to the list of lessons, q leaves.")
	r.say("")
}

// explain reads the terms of the glossary that go by a word, or those that speak of it.
func (r *reader) explain(word string) {
	found := lessons.Look(lessons.Glossary(), word)
	if len(found) == 0 {
		r.say("The glossary has no word like "+text.SafeLine(word)+".", "")
		return
	}
	for _, t := range found[:min(len(found), mostTerms)] {
		r.tell(t.Name + ": " + t.Text)
	}
	r.say("")
}

// mostTerms is how many terms of the glossary are read at once.
const mostTerms = 3

func (r *reader) remember(change func(*progress.State)) {
	r.Progress.Update(change)
	r.unsaved = true
}

// save writes what is remembered to its file.
func (r *reader) save() {
	r.unsaved = false
	if err := r.Progress.Save(); err != nil && !r.unable {
		r.unable = true
		r.say("! " + err.Error())
	}
}
