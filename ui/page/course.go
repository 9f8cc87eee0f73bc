package page

import (
	"fmt"
	"slices"
	"strings"

	"authlab/lessons"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// Course is the course map: the lessons, what each teaches, and how far the
// learner has come.
type Course struct {
	env           *Env
	notice        string
	width, height int
	// shown are the lessons that match what is searched for; the doors stand below them.
	shown    []*lessons.Lesson
	selected int
	top      int
	rows     int // of the list, as last drawn
	// airy tells that there is room to set the doors apart and to say what they are.
	airy    bool
	search  line
	finding bool
}

// NewCourse makes the course map; notice is something to be told, or "".
func NewCourse(env *Env, notice string) *Course {
	p := &Course{env: env, notice: notice}
	p.filter()
	p.choose(env.resume())
	return p
}

// choose marks a lesson.
func (p *Course) choose(lesson *lessons.Lesson) {
	for i, l := range p.shown {
		if l == lesson {
			p.selected = i
		}
	}
}

// filter keeps the lessons whose title, number or objectives hold every word
// searched for.
func (p *Course) filter() {
	words := strings.Fields(strings.ToLower(p.search.String()))
	p.shown = p.shown[:0:0]
	for _, l := range p.env.Course.Lessons {
		all := strings.ToLower(fmt.Sprintf("%d %s %s %s", l.Number, l.Title, l.Slug, strings.Join(l.Objectives, " ")))
		match := true
		for _, w := range words {
			match = match && strings.Contains(all, w)
		}
		if match {
			p.shown = append(p.shown, l)
		}
	}
	p.selected = max(min(p.selected, p.length()-1), 0)
}

// Resize implements Page.
func (p *Course) Resize(width, height int) { p.width, p.height = width, height }

// Header implements Page.
func (p *Course) Header() (left, right string) {
	done := 0
	for _, l := range p.env.Course.Lessons {
		if p.env.standing(l).mastered() {
			done++
		}
	}
	return "authlab · the course", fmt.Sprintf("%d of %d lessons done", done, len(p.env.Course.Lessons))
}

// Bindings implements Page.
func (p *Course) Bindings() []intent.Binding {
	if p.finding {
		none := ""
		if len(p.shown) == 0 {
			none = "no lesson matches"
		}
		return searching("open", none, p.edge(-1), p.edge(+1), "show all lessons")
	}
	empty := ""
	if len(p.shown) == 0 {
		empty = "there is no lesson"
	}
	does := "open the lesson"
	if d := p.door(); d != nil {
		does = "open " + d.name
	}
	return []intent.Binding{
		{Action: intent.Open, Does: does},
		{Action: intent.Up, Does: "up", Off: p.edge(-1)},
		{Action: intent.Down, Does: "down", Off: p.edge(+1)},
		{Action: intent.Find, Does: "find", Off: empty},
		{Action: intent.TestOut, Does: "test me out", Off: p.untested()},
		{Action: intent.Lab, Does: "the lab"},
		{Action: intent.Top, Does: "first", Off: p.edge(-1), Quiet: true},
		{Action: intent.Bottom, Does: "last", Off: p.edge(+1), Quiet: true},
	}
}

// untested says why the marked line has no test, or "".
func (p *Course) untested() string {
	switch {
	case p.selected >= len(p.shown):
		return "mark a lesson to be tested on it"
	case !asks(p.shown[p.selected]):
		return "this lesson asks nothing"
	}
	return ""
}

// asks tells that the lesson holds a prediction or a question.
func asks(l *lessons.Lesson) bool {
	return slices.ContainsFunc(l.Contents(), func(page lessons.Contents) bool {
		return slices.ContainsFunc(page.Earns, func(e lessons.Earned) bool { return e.Kind != lessons.Task })
	})
}

// edge says why the mark cannot move by so much, or "".
func (p *Course) edge(by int) string {
	switch to := p.selected + by; {
	case to < 0:
		return "this is the first line"
	case to >= p.length():
		return "this is the last line"
	}
	return ""
}

// Do implements Page.
func (p *Course) Do(in intent.Intent) Result {
	switch in.Action {
	case intent.Open, intent.Submit:
		return p.open()
	case intent.Up, intent.Recall:
		p.selected--
	case intent.Down, intent.RecallNewer:
		p.selected++
	case intent.Top:
		p.selected = 0
	case intent.Bottom:
		p.selected = p.length() - 1
	case intent.Find:
		p.finding = true
		p.filter()
	case intent.TestOut:
		return Result{Push: NewTest(p.env, p.shown[p.selected])}
	case intent.Lab:
		return Result{Push: NewLab(p.env, nil)}
	case intent.Cancel:
		p.stopFinding()
	default:
		if p.search.edit(in) {
			p.filter()
		}
	}
	return Result{}
}

func (p *Course) stopFinding() {
	var kept *lessons.Lesson
	if p.selected < len(p.shown) {
		kept = p.shown[p.selected]
	}
	p.finding = false
	p.search.clear()
	p.filter()
	p.choose(kept)
}

func (p *Course) open() Result {
	if d := p.door(); d != nil {
		return d.enter(p.env)
	}
	lesson := p.shown[p.selected]
	if p.finding {
		p.stopFinding()
	}
	return Result{Push: p.env.player(lesson)}
}

// Click implements Clicker: a click marks a lesson, a click on the mark opens it.
func (p *Course) Click(x, y int) Result {
	at := y - p.listTop() + p.top
	gap := p.airy && at == len(p.shown)
	if p.airy && at > len(p.shown) {
		at--
	}
	switch {
	case gap || y < p.listTop() || at >= min(p.top+p.rows, p.length()) || x > p.listWidth():
	case at == p.selected:
		return p.open()
	default:
		p.selected = at
	}
	return Result{}
}

func (p *Course) noticeRows() []string {
	if p.notice == "" {
		return nil
	}
	return append(noticeLines(p.env.Styles, p.notice, p.width-4), "")
}

func (p *Course) listTop() int { return 1 + len(p.noticeRows()) }

// wide tells that what a lesson teaches stands beside the list, not below it.
func (p *Course) wide() bool { return p.width >= listColumn+56 }

// roomBelowDoors are the rows that what a lesson teaches takes below the list at the most,
// with a blank one on both sides of the doors. The list stays where it is from lesson to
// lesson.
const roomBelowDoors = 12

// listColumn is the width in which the list shows every title whole.
const listColumn = 84

func (p *Course) listWidth() int {
	if p.wide() {
		return listColumn
	}
	return p.width - 1
}

// Body implements Page.
func (p *Course) Body() []string {
	lines := []string{p.searchLine()}
	for _, row := range p.noticeRows() {
		lines = append(lines, "  "+row)
	}
	left := p.height - len(lines)
	p.airy = !p.finding && p.wide() && left > p.length()
	if p.wide() {
		p.rows = min(left, p.length())
		rest := p.width - p.listWidth() - 4
		details := beside(p.list(), p.details(rest-2, left), p.listWidth(), 4, rest, left)
		return text.FitLines(append(lines, details...), p.width, p.height)
	}
	about := p.details(min(p.width-4, widestProse), left-p.length()-2)
	p.airy = !p.finding && left >= p.length()+roomBelowDoors
	p.rows = max(min(left-len(about)-1, p.length()), min(5, left, p.length()))
	lines = append(lines, p.list()...)
	more := ""
	if below := p.length() - p.top - p.rows; below > 0 {
		more = p.env.Styles.Dim.On(fmt.Sprintf("       and %d more below", below))
	}
	lines = append(lines, more)
	for _, row := range about {
		lines = append(lines, "  "+row)
	}
	return text.FitLines(lines, p.width, p.height)
}

func (p *Course) searchLine() string {
	st := p.env.Styles
	if !p.finding {
		return ""
	}
	found := fmt.Sprintf("   %d found", len(p.shown))
	if len(p.shown) == 0 {
		found = "   no lesson holds these words"
	}
	return "  " + st.Key.On("/") + drawLine(st, &p.search, p.width/2) + st.Dim.On(found)
}

// list draws the lessons, scrolled so that the mark is seen.
func (p *Course) list() []string {
	p.top = max(min(p.top, p.selected, p.length()-p.rows), p.selected-p.rows+1, 0)
	var lines []string
	for i := p.top; i < min(p.top+p.rows, p.length()); i++ {
		if p.airy && i == len(p.shown) {
			lines = append(lines, "")
		}
		if i < len(p.shown) {
			lines = append(lines, p.row(i))
		} else {
			lines = append(lines, p.doorRow(i))
		}
	}
	if p.length() == 0 && !p.finding {
		lines = append(lines, p.env.Styles.Dim.On("  There are no lessons."))
	}
	return lines
}

// row is one lesson: mark, number, title, how far, minutes.
func (p *Course) row(i int) string {
	st, l := p.env.Styles, p.shown[i]
	how := p.env.standing(l)
	const marks, fixed = 29, 8 // fixed: pointer, number and a blank
	minutes := ""
	switch {
	case p.width >= 90:
		minutes = fmt.Sprintf("%5d min", l.Minutes)
	case p.width >= 76:
		minutes = fmt.Sprintf("%3d min", l.Minutes)
	}
	if how.due > 0 && minutes != "" {
		minutes = fmt.Sprintf("%*d due", len(minutes)-len(" due"), how.due)
	}
	title := max(p.listWidth()-fixed-marks-len(minutes), 12)
	number := fmt.Sprintf("%3d  ", l.Number)
	name := cell(st, l.Title, title)
	tail := how.draw(st, marks) + st.Dim.On(minutes)
	if i == p.selected {
		return " " + st.Key.On(st.Glyphs.Pointer) + st.Selected.On(number+name) + " " + tail
	}
	return "  " + st.Dim.On(number) + st.Text.On(name) + " " + tail
}

// details says what the marked lesson teaches, and where there is room, what its
// pages are.
func (p *Course) details(width, height int) []string {
	st := p.env.Styles
	if d := p.door(); d != nil {
		lines := []string{st.Heading.On(d.title)}
		return append(lines, inked(st.Text, text.Wrap(d.about, width))...)
	}
	if len(p.shown) == 0 {
		return nil
	}
	l := p.shown[p.selected]
	lines := []string{st.Heading.On(cell(st, fmt.Sprintf("%d  %s", l.Number, l.Title), width))}
	if len(l.Objectives) > 0 {
		lines = append(lines, st.Dim.On("Afterwards you can"))
	}
	for _, o := range l.Objectives {
		for i, row := range text.Wrap(o, width-2) {
			bullet := "  "
			if i == 0 {
				bullet = st.Glyphs.Bullet + " "
			}
			lines = append(lines, st.Dim.On(bullet)+st.Text.On(row))
		}
	}
	lines = append(lines, p.env.standing(l).sentence(st, width)...)
	if beliefs := p.beliefs(l, width); p.wide() && height > len(lines)+len(beliefs)+len(l.Contents())+3 {
		lines = append(lines, beliefs...)
	}
	if room := height - len(lines) - 1; room >= len(l.Contents())+1 {
		lines = append(lines, "", st.Dim.On("Pages"))
		state := p.env.Progress.State()
		for i, page := range l.Contents() {
			glyph := st.Dim.On(st.Glyphs.Open)
			if state.Seen(l.Slug, i) {
				glyph = st.Good.On(st.Glyphs.Check)
			}
			lines = append(lines, glyph+" "+st.Text.On(text.Truncate(page.Title, width-22, st.Glyphs.Ellipsis))+st.Dim.On(holds(page)))
		}
	}
	return lines
}

// beliefs are the misconceptions that a lesson removes.
func (p *Course) beliefs(l *lessons.Lesson, width int) []string {
	st := p.env.Styles
	var lines []string
	for _, id := range l.Kills {
		m, known := lessons.FindMisconception(id)
		if !known {
			continue
		}
		if len(lines) == 0 {
			lines = append(lines, "", st.Dim.On("You may believe"))
		}
		for i, row := range text.Wrap(m.Belief, width-2) {
			mark := "  "
			if i == 0 {
				mark = st.Glyphs.Bullet + " "
			}
			lines = append(lines, st.Dim.On(mark)+st.Text.On(row))
		}
	}
	return lines
}

// holds says in a word what is to be done on a page beside reading.
func holds(page lessons.Contents) string {
	switch page.Holds {
	case "exercise":
		return "  exercise"
	case "scenario":
		if len(page.Earns) > 0 {
			return "  prediction"
		}
		return "  stage"
	case "quiz":
		return "  questions"
	case "compare":
		return "  comparison"
	case "token":
		return "  token"
	}
	return ""
}
