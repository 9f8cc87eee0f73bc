package plain

import (
	"fmt"
	"strconv"
	"strings"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/text"
)

// lesson goes through the pages of a lesson.
func (r *reader) lesson(l *lessons.Lesson) error {
	r.say("", fmt.Sprintf("Lesson %d: %s", l.Number, l.Title), "", "Afterwards you can")
	for _, o := range l.Objectives {
		r.tell("- " + o)
	}
	if was := r.Progress.State().Position; was.Lesson == l.Slug && was.Page > 0 && was.Page < len(l.Pages()) {
		r.say("", fmt.Sprintf("Last time you were on page %d. At the end of a page, page %d goes there.", was.Page+1, was.Page+1))
	}
	for i := 0; i < len(l.Pages()); {
		p := l.Pages()[i]
		r.remember(func(s *progress.State) { s.See(l.Slug, i); s.Move(l.Slug, i, 0) })
		r.world = nil
		r.say("", fmt.Sprintf("Page %d of %d: %s", i+1, len(l.Pages()), p.Title), "")
		values, err := r.page(p)
		if err != nil {
			return err
		}
		r.prose(p, true, values)
		if i, err = r.turn(l, i); err != nil {
			return err
		}
	}
	state := r.Progress.State()
	items := l.Items()
	r.say("", fmt.Sprintf("The end of lesson %d: %d of %d earned.", l.Number, state.Earned(items), len(items)))
	r.believed(l)
	return nil
}

// turn asks where to go on from a page: to the next, or to another one by its number.
func (r *reader) turn(l *lessons.Lesson, at int) (int, error) {
	for at+1 < len(l.Pages()) {
		question := "Enter goes on"
		if r.world != nil {
			question += "; why and look ask about the run"
		}
		answer, err := r.ask(question)
		if err != nil {
			return at, err
		}
		number, asked := strings.CutPrefix(answer, "page ")
		if !asked {
			break
		}
		if n, err := strconv.Atoi(strings.TrimSpace(number)); err == nil && n >= 1 && n <= len(l.Pages()) {
			return n - 1, nil
		}
		r.say(fmt.Sprintf("This lesson has the pages 1 to %d.", len(l.Pages())))
	}
	return at + 1, nil
}

// values fill template fields.
type values func(lessons.Field) (string, bool)

func nothingKnown(lessons.Field) (string, bool) { return "", false }

// page does what a page asks for. The values are what its run has counted.
func (r *reader) page(p *lessons.Page) (values, error) {
	r.prose(p, false, nothingKnown)
	switch {
	case p.Scene != nil:
		return r.scene(p)
	case len(p.Quiz) > 0:
		return nothingKnown, r.quiz(p.Quiz)
	case p.Exercise != nil:
		return nothingKnown, r.exercise(p.Exercise)
	case p.Comparison != nil:
		return r.comparison(p.Comparison)
	case p.Token != nil:
		return r.token(p.Token)
	}
	return nothingKnown, nil
}

// prose writes the text on one side of the active thing.
func (r *reader) prose(p *lessons.Page, after bool, known values) {
	for _, part := range p.Prose {
		if part.AfterScene != after {
			continue
		}
		if part.Language == "" {
			r.say(text.Markdown(p.Fill(part.Text, known), width, r.Styles)...)
			r.translate(part.Text)
		} else {
			r.say(text.Sample(part.Caption(), part.Language, part.Text, width, r.Styles)...)
		}
		r.say("")
	}
}
