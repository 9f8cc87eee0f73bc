package page

import (
	"fmt"
	"slices"
	"strings"

	"authlab/lessons"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// Worded is a page whose words the glossary can explain.
type Worded interface {
	// Words is everything it says now.
	Words() string
}

// Pointer is a page that points at one thing among those that it speaks of.
type Pointer interface {
	// Pointed is what is pointed at, and in further lines what comes next to it.
	Pointed() string
}

// Glossary explains the terms of the course, those of the page it was opened from first.
type Glossary struct {
	env           *Env
	width, height int
	terms         []*lessons.Term
	// here is the number of terms at the beginning that the page below speaks of.
	here int
	// shown are those that match what is searched for.
	shown          []*lessons.Term
	selected, top  int
	rows           int // of the list, as last drawn
	search         line
	finding        bool
	searchedBefore string
	// taught are the lessons that speak of terms, as far as they were looked for; said is
	// what each lesson says, set together when it is first looked into.
	taught map[*lessons.Term]*lessons.Lesson
	said   []speech
}

// speech is what a lesson says, as it stands and in small letters.
type speech struct{ words, small string }

// NewGlossary is the glossary with the terms first that the page below speaks of. It
// stands at the term that this page points at, if it points at one.
func NewGlossary(env *Env, below Page) *Glossary {
	p := &Glossary{env: env, taught: map[*lessons.Term]*lessons.Lesson{}}
	words := ""
	if page, speaks := below.(Worded); speaks {
		words = page.Words()
	}
	var others []*lessons.Term
	for _, t := range lessons.Glossary() {
		if words != "" && t.In(words) {
			p.terms = append(p.terms, t)
		} else {
			others = append(others, t)
		}
	}
	p.here = len(p.terms)
	p.terms = append(p.terms, others...)
	p.filter()
	if page, points := below.(Pointer); points {
		p.standAt(page.Pointed())
	}
	return p
}

// standAt marks the first term that the first line which has one speaks of.
func (p *Glossary) standAt(pointed string) {
	for _, line := range strings.Split(pointed, "\n") {
		if at := slices.IndexFunc(p.shown, func(t *lessons.Term) bool { return t.In(line) }); at >= 0 {
			p.selected = at
			return
		}
	}
}

// filter keeps the terms that hold what is searched for, in the name before the text.
func (p *Glossary) filter() {
	wanted := p.search.String()
	p.shown = lessons.Look(p.terms, wanted)
	p.selected = max(min(p.selected, len(p.shown)-1), 0)
	if wanted != p.searchedBefore {
		p.selected, p.searchedBefore = 0, wanted
	}
}

// Resize implements Page.
func (p *Glossary) Resize(width, height int) { p.width, p.height = width, height }

// Header implements Page.
func (p *Glossary) Header() (left, right string) {
	right = fmt.Sprintf("%d terms", len(p.terms))
	if p.here > 0 {
		right = fmt.Sprintf("%d on this page, %d in all", p.here, len(p.terms))
	}
	return "authlab · glossary", right
}

// Bindings implements Page.
func (p *Glossary) Bindings() []intent.Binding {
	first, last := "", ""
	if p.selected == 0 {
		first = "this is the first term"
	}
	if p.selected >= len(p.shown)-1 {
		last = "this is the last term"
	}
	if p.finding {
		none := ""
		if len(p.shown) == 0 {
			none = "no term matches"
		}
		return searching("take it", none, first, last, "all terms")
	}
	taught := ""
	if p.lesson() == nil {
		taught = "no lesson speaks of it"
	}
	return []intent.Binding{
		{Action: intent.Up, Does: "up", Off: first},
		{Action: intent.Down, Does: "down", Off: last},
		{Action: intent.Find, Does: "find"},
		{Action: intent.Open, Does: "open its lesson", Off: taught},
		{Action: intent.Top, Does: "first", Off: first, Quiet: true},
		{Action: intent.Bottom, Does: "last", Off: last, Quiet: true},
		{Action: intent.Close, Does: "back"},
	}
}

// Do implements Page.
func (p *Glossary) Do(in intent.Intent) Result {
	switch in.Action {
	case intent.Up, intent.Recall:
		p.selected--
	case intent.Down, intent.RecallNewer:
		p.selected++
	case intent.Top:
		p.selected = 0
	case intent.Bottom:
		p.selected = len(p.shown) - 1
	case intent.Find:
		p.finding = true
	case intent.Submit, intent.Cancel:
		p.stopFinding(in.Action == intent.Submit)
	case intent.Open:
		return Result{Replace: p.env.player(p.lesson())}
	case intent.Close:
		return Result{Pop: true}
	default:
		if p.search.edit(in) {
			p.filter()
		}
	}
	return Result{}
}

// stopFinding shows all terms again; the one that was found stays marked.
func (p *Glossary) stopFinding(keep bool) {
	found := p.term()
	p.finding = false
	p.search.clear()
	p.filter()
	for i, t := range p.shown {
		if keep && t == found {
			p.selected = i
		}
	}
}

// term is the one marked, or nil.
func (p *Glossary) term() *lessons.Term {
	if p.selected >= len(p.shown) {
		return nil
	}
	return p.shown[p.selected]
}

// lesson is the first that speaks of the marked term, or nil.
func (p *Glossary) lesson() *lessons.Lesson {
	t := p.term()
	if t == nil {
		return nil
	}
	if _, known := p.taught[t]; !known {
		p.taught[t] = p.teaches(t)
	}
	return p.taught[t]
}

// teaches is the first lesson that speaks of a term, as Course.Taught answers it. The
// names are searched for before the whole form is, which costs a thousand times more.
func (p *Glossary) teaches(t *lessons.Term) *lessons.Lesson {
	for i, l := range p.env.Course.Lessons {
		if i == len(p.said) {
			p.said = append(p.said, saidBy(l))
		}
		spoken := strings.Contains(p.said[i].small, strings.ToLower(t.Name)) ||
			slices.ContainsFunc(t.Also, func(name string) bool { return strings.Contains(p.said[i].small, strings.ToLower(name)) })
		if spoken && t.In(p.said[i].words) {
			return l
		}
	}
	return nil
}

// saidBy sets together what a lesson says, with one blank between words.
func saidBy(l *lessons.Lesson) speech {
	var pages []string
	for _, page := range l.Pages() {
		pages = append(pages, page.Words())
	}
	words := strings.Join(strings.Fields(strings.Join(pages, "\n")), " ")
	return speech{words, strings.ToLower(words)}
}

// glossaryColumn is the width of the list.
const glossaryColumn = 26

// Body implements Page.
func (p *Glossary) Body() []string {
	st := p.env.Styles
	head := ""
	if p.finding {
		head = "  " + st.Key.On("/") + drawLine(st, &p.search, p.width/2)
		if len(p.shown) == 0 {
			head += st.Dim.On("   no term holds these words")
		}
	}
	left := p.height - 1
	p.rows = min(left, len(p.shown))
	lines := beside(p.list(), p.meaning(min(p.width-glossaryColumn-4, widestProse)), glossaryColumn, 2, p.width-glossaryColumn-2, left)
	return text.FitLines(append([]string{head}, lines...), p.width, p.height)
}

func (p *Glossary) list() []string {
	st := p.env.Styles
	p.top = max(min(p.top, p.selected, len(p.shown)-p.rows), p.selected-p.rows+1, 0)
	var lines []string
	for i := p.top; i < min(p.top+p.rows, len(p.shown)); i++ {
		name, ink := text.Truncate(p.shown[i].Name, glossaryColumn-4, st.Glyphs.Ellipsis), st.Text
		if i >= p.here && p.here > 0 && !p.finding {
			ink = st.Dim
		}
		if i == p.selected {
			lines = append(lines, " "+st.Key.On(st.Glyphs.Pointer)+" "+st.Selected.On(name))
			continue
		}
		lines = append(lines, "   "+ink.On(name))
	}
	return lines
}

// meaning is the marked term with its other names and where it is taught.
func (p *Glossary) meaning(width int) []string {
	st, t := p.env.Styles, p.term()
	if t == nil {
		return nil
	}
	lines := []string{st.Heading.On(t.Name)}
	if len(t.Also) > 0 {
		lines = append(lines, inked(st.Dim, text.Wrap("also "+strings.Join(t.Also, ", "), width))...)
	}
	lines = append(lines, "")
	lines = append(lines, inked(st.Text, text.Wrap(t.Text, width))...)
	if l := p.lesson(); l != nil {
		lines = append(lines, "")
		lines = append(lines, inked(st.Dim, text.Wrap(fmt.Sprintf("First spoken of in lesson %d, %q.", l.Number, l.Title), width))...)
	}
	return lines
}
