package page

import (
	"authlab/lessons"
	"authlab/sim/token/inspect"
	"authlab/ui/intent"
)

// specimen is a token that a lesson shows: the bench without what changes anything. The
// cursor goes from part to part, and Enter puts a copy on a bench of its own.
type specimen struct {
	bench  *Tokens
	token  *lessons.Token
	report inspect.Report
}

func newSpecimen(env *Env, t *lessons.Token) *specimen {
	b := visitTokens(env, t.Raw)
	b.key, b.algorithm, b.weak = t.Key, t.Algorithm, t.AllowWeakKey
	b.still, b.notice, b.goal.shown = true, "", false
	b.now, b.chosen = t.At, t.At
	return &specimen{bench: b, token: t, report: t.Inspect()}
}

// value fills a template field of the page.
func (s *specimen) value(f lessons.Field) (string, bool) {
	if f.Scene != s.token.Name {
		return "", false
	}
	return lessons.TokenFact(f, &s.report)
}

// draw draws the token. pointed tells that it has the keys.
func (s *specimen) draw(width, height int, pointed bool) []string {
	s.bench.Resize(width, height)
	if pointed {
		return s.bench.Body()
	}
	focus := s.bench.focus
	s.bench.focus = noPanel
	defer func() { s.bench.focus = focus }()
	return s.bench.Body()
}

// noPanel has the focus while the text beside the token has the keys.
const noPanel = panels + 1

func (s *specimen) bindings() []intent.Binding {
	b := s.bench
	up, down := "", ""
	if b.focus == panelRaw && s.atEdge(-1) {
		up = "this is the top"
	}
	if b.focus == panelStages && s.atEdge(+1) {
		down = "this is the end"
	}
	onward := intent.Binding{Action: intent.Next, Does: "next part"}
	before := ""
	if s.neighbour(-1) < 0 {
		before = "this is the first part"
	}
	first, last := "", ""
	at := b.cursors[b.focus]
	switch {
	case b.focus == panelStages:
		onward = intent.Binding{Action: intent.Onward, Does: "go on"}
		first, last = "stages have no letters", "stages have no letters"
	case at >= len(b.text(b.focus))-1:
		last = "this is the end of the part"
	}
	if first == "" && at <= 0 {
		first = "this is the start of the part"
	}
	return []intent.Binding{
		onward,
		{Action: intent.Previous, Does: "part before", Off: before, Quiet: true},
		{Action: intent.NextRequest, Does: "next letter", Off: last},
		{Action: intent.PreviousRequest, Does: "letter before", Off: first, Quiet: true},
		{Action: intent.Down, Does: "down, to the next part", Off: down},
		{Action: intent.Up, Does: "up", Off: up, Quiet: true},
		{Action: intent.Inspect, Does: "to the token bench"},
	}
}

// atEdge tells that the cursor stands in the first or the last row of its part.
func (s *specimen) atEdge(by int) bool {
	b := s.bench
	at := b.cursors[b.focus]
	if b.focus == panelStages {
		return by < 0 && at <= 0 || by > 0 && at >= b.lastStage()
	}
	return b.rowAway(at, by) == at
}

func (s *specimen) do(in intent.Intent) Result {
	switch in.Action {
	case intent.Up:
		s.step(-1, in)
	case intent.Down:
		s.step(+1, in)
	case intent.Next:
		s.enter(s.neighbour(+1), false)
	case intent.Previous:
		s.enter(s.neighbour(-1), false)
	case intent.NextRequest:
		s.bench.move(intent.Intent{Action: intent.Next})
	case intent.PreviousRequest:
		s.bench.move(intent.Intent{Action: intent.Previous})
	case intent.Inspect:
		return s.open()
	}
	return Result{}
}

// step moves the cursor by a row, and over the edge of a part to the next one that has
// something in it.
func (s *specimen) step(by int, in intent.Intent) {
	b := s.bench
	if !s.atEdge(by) {
		b.move(in)
		return
	}
	if panel := s.neighbour(by); panel >= 0 {
		s.enter(panel, by < 0)
	}
}

// neighbour is the next part in a direction that has something in it, -1 if there is none.
func (s *specimen) neighbour(by int) tokenPanel {
	b := s.bench
	for panel := b.focus + tokenPanel(by); panel >= panelRaw && panel <= panelStages; panel += tokenPanel(by) {
		if panel == panelStages || panel != panelKey && b.text(panel) != "" {
			return panel
		}
	}
	return -1
}

// enter moves the cursor into a part, to its start or its end.
func (s *specimen) enter(panel tokenPanel, atEnd bool) {
	b := s.bench
	b.focus, b.cursors[panel] = panel, 0
	if atEnd && panel != panelStages {
		b.cursors[panel] = len(b.text(panel))
		b.onText(panel)
	}
}

// open puts a copy of the token on a bench, to be worked on by the same clock.
func (s *specimen) open() Result {
	b := visitTokens(s.bench.env, s.token.Raw)
	b.key, b.algorithm, b.weak = s.token.Key, s.token.Algorithm, s.token.AllowWeakKey
	b.chosen, b.goal.shown = s.token.At, false
	return Result{Push: b}
}
