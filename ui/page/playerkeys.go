package page

import (
	"authlab/ui/intent"
)

// Bindings implements Page.
func (p *Player) Bindings() []intent.Binding {
	s := p.sheet()
	if s == nil {
		return p.review.bindings(p)
	}
	if s.phase != acting {
		return append(p.reading(s), p.around(s)...)
	}
	var all []intent.Binding
	switch {
	case s.scene != nil:
		all = s.scene.bindings()
	case s.exercise != nil:
		all = s.exercise.bindings()
	case s.quiz != nil:
		all = s.quiz.bindings()
	case s.compared != nil:
		all = s.compared.bindings()
		if s.compared.atEnd() {
			all[0] = intent.Binding{Action: intent.Onward, Does: "go on"}
		}
	case s.token != nil:
		all = s.token.bindings()
	}
	if s.busy() {
		return all
	}
	return append(all, p.around(s)...)
}

// reading are the keys of prose.
func (p *Player) reading(s *sheet) []intent.Binding {
	text := s.before
	if s.phase == readingAfter {
		text = s.after
	}
	down, up := "", ""
	if text.atEnd() {
		down = "this is the end of the text"
	}
	if text.atStart() {
		up = "this is the top of the text"
	}
	does := "read on"
	if text.atEnd() {
		does = p.ahead(s)
	}
	back := ""
	if p.at == 0 && s.phase == readingBefore && text.atStart() {
		back = "this is the first page"
	}
	all := []intent.Binding{{Action: intent.Continue, Does: does}}
	if s.exercise != nil {
		all = append(all, intent.Binding{Action: intent.Prompt, Does: "command"})
	}
	if s.compared != nil {
		all = append(all, s.compared.ledgerKey())
	}
	return append(all, []intent.Binding{
		{Action: intent.ReadBack, Does: "back", Off: back},
		{Action: intent.Down, Does: "scroll", Off: down},
		{Action: intent.Up, Does: "scroll back", Off: up, Quiet: true},
		{Action: intent.PageDown, Does: "screen down", Off: down, Quiet: true},
		{Action: intent.PageUp, Does: "screen up", Off: up, Quiet: true},
		{Action: intent.Top, Does: "top", Off: up, Quiet: true},
		{Action: intent.Bottom, Does: "end of the text", Off: down, Quiet: true},
	}...)
}

// ahead says what comes behind the end of the text.
func (p *Player) ahead(s *sheet) string {
	switch {
	case s.phase == readingBefore && s.scene != nil:
		return "to the stage"
	case s.phase == readingBefore && s.exercise != nil:
		return "to the exercise"
	case s.phase == readingBefore && s.compared != nil:
		return "to the comparison"
	case s.phase == readingBefore && s.token != nil:
		return "to the token"
	case s.phase == readingBefore && s.quiz != nil:
		return "to the questions"
	case p.at+1 == len(p.sheets):
		return "finish"
	}
	return "next page"
}

// around are the keys that leave this part of the page.
func (p *Player) around(s *sheet) []intent.Binding {
	first, other := "", ""
	if p.at == 0 {
		first = "this is the first page"
	}
	if !s.active() || s.before.empty() && s.after.empty() {
		other = "there is only one part on this page"
	}
	does := "the text"
	if s.phase != acting {
		does = "the stage"
		switch {
		case s.quiz != nil:
			does = "the questions"
		case s.compared != nil:
			does = "the comparison"
		case s.token != nil:
			does = "the token"
		}
	}
	all := []intent.Binding{
		{Action: intent.Focus, Does: does, Off: other},
		{Action: intent.NextPage, Does: "next page", Quiet: true},
		{Action: intent.PreviousPage, Does: "page before", Off: first, Quiet: true},
	}
	if s.quiz != nil && s.quiz.run != nil {
		return all
	}
	return append(all, intent.Binding{Action: intent.Close, Does: "map"})
}
