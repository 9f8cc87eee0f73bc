package page

import (
	"fmt"
	"slices"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// Body implements Page.
func (p *Exam) Body() []string {
	if p.round != nil {
		return p.round.draw(p.width, p.height)
	}
	if p.look != nil {
		return p.look.draw(p.width, p.height)
	}
	st := p.env.Styles
	column := min(p.width-4, widestProse)
	lines := p.before(column)
	if p.result != nil {
		lines = p.graded(column)
	}
	if p.broken != "" {
		lines = append(append(noticeLines(st, p.broken, column), ""), lines...)
	}
	if short := tight(slices.Clone(lines), p.height); len(short) <= p.height {
		lines = short
	}
	return p.sheet.draw(st, lines, p.width, p.height, column)
}

// before says what the exam is.
func (p *Exam) before(column int) []string {
	st, state := p.env.Styles, p.env.Progress.State()
	lines := []string{st.Title.On("Final exam"), ""}
	say := func(ink theme.Ink, words string) { lines = append(lines, inked(ink, text.Wrap(words, column))...) }
	n := min(lessons.ExamLength, len(p.env.Course.Asked()))
	say(st.Text, fmt.Sprintf("%d questions from all %d lessons, most of them with other names and other runs than you have seen. %d right answers pass.", n, len(p.env.Course.Lessons), lessons.Needed(n)))
	lines = append(lines, "")
	say(st.Text, "There is no verdict before the end. You may leave at any time and go on later. At the end you see which objectives hold, and which pages to read again.")
	if p.begun() {
		lines = append(lines, "")
		say(st.Strong, fmt.Sprintf("An exam is begun: %d of %d answered.", len(state.Sitting.Answers), len(state.Sitting.Items)))
	}
	if state.Exam.Of > 0 {
		lines = append(lines, "")
		say(st.Text, "Your best so far: "+scoreWords(state.Exam)+".")
	}
	return lines
}

func scoreWords(s progress.Score) string {
	words := fmt.Sprintf("%d of %d", s.Right, s.Of)
	if s.Passed {
		return words + ", passed"
	}
	return words + ", not passed"
}

// graded says how the exam ended, lesson by lesson.
func (p *Exam) graded(column int) []string {
	st := p.env.Styles
	right, of := rightly(p.result), len(p.result)
	ink, glyph, word := st.Bad, st.Glyphs.Cross, "Not passed"
	if lessons.Passed(right, of) {
		ink, glyph, word = st.Good, st.Glyphs.Check, "Passed"
	}
	lines := []string{ink.On(fmt.Sprintf("%s %s: %d of %d", glyph, word, right, of)) +
		st.Dim.On(fmt.Sprintf("  %d needed", lessons.Needed(of)))}
	if best := p.env.Progress.State().Exam; best.Right > right {
		lines = append(lines, st.Dim.On("Your best so far: "+scoreWords(best)+"."))
	}
	lines = append(append(lines, ""), calibration(st, p.result, column)...)
	for _, l := range p.env.Course.Lessons {
		lines = append(lines, p.gradedLesson(l, column)...)
	}
	return append(lines, "", st.Dim.On("What was missed or guessed comes back in the review."))
}

// gradedLesson says of each objective of a lesson that was tested whether it holds,
// and where to read again.
func (p *Exam) gradedLesson(l *lessons.Lesson, column int) []string {
	st := p.env.Styles
	var lines []string
	for _, g := range p.result {
		if g.item.Lesson != l {
			continue
		}
		if lines == nil {
			lines = []string{"", st.Heading.On(cell(st, fmt.Sprintf("%d  %s", l.Number, l.Title), column))}
		}
		what := "the lesson as a whole"
		if n := g.item.Objective(); n >= 0 {
			what = l.Objectives[n]
		}
		ink, glyph, end := st.Good, st.Glyphs.Check, ""
		if !g.Outcome.Earned() {
			ink, glyph, end = st.Bad, st.Glyphs.Cross, readAgain(g.item)
		}
		lines = append(lines, hanging(ink, glyph, st.Text, what, column)...)
		if end != "" {
			lines = append(lines, hanging(st.Dim, " ", st.Dim, end, column)...)
		}
	}
	return lines
}

// readAgain names the page that tells about an item.
func readAgain(it *lessons.Item) string {
	at := it.ReadAgain()
	if at < 0 {
		return fmt.Sprintf("read lesson %d again", it.Lesson.Number)
	}
	return fmt.Sprintf("read page %d of lesson %d, %q", at+1, it.Lesson.Number, it.Lesson.Pages()[at].Title)
}

// hanging is a text behind a mark.
func hanging(ink theme.Ink, glyph string, body theme.Ink, words string, width int) []string {
	var lines []string
	for i, row := range flow(words, width-2) {
		lead := "  "
		if i == 0 {
			lead = glyph + " "
		}
		lines = append(lines, ink.On(lead)+body.On(row))
	}
	return lines
}

// calibration says how often sure and guessed answers were right.
func calibration(st *theme.Styles, all []given, width int) []string {
	attempts := make([]progress.Attempt, len(all))
	for i, g := range all {
		attempts[i] = g.Attempt
	}
	words := progress.Calibrate(attempts).String()
	if words == "" {
		return nil
	}
	return inked(st.Text, flow(words, width))
}
