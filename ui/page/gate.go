package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/sim/cluster"
	"authlab/sim/snapshot"
	"authlab/ui/intent"
	"authlab/ui/theme"
)

type gateState int

const (
	gateOpen gateState = iota
	gateAnswered
	gateSkipped
)

// gate is a prediction that stands before a command of a scene.
type gate struct {
	*lessons.Gate
	asking
	state    gateState
	openedAt *snapshot.Snapshot // where it was answered or skipped
	// judged tells that its outcome has been executed; the verdict belongs to
	// the moment settledAt, after so many steps.
	judged bool
	// counted tells that a recalled answer was judged then.
	counted   bool
	settledAt *snapshot.Snapshot
	steps     int
	// fell says in a few words what came out.
	fell string
}

func newGate(env *Env, g *lessons.Gate) *gate {
	question := g.Question
	question.ID = g.ID // seeds the order of the options
	fresh := &gate{Gate: g, asking: newAsking(env, &question, "prediction")}
	fresh.recall(env.Progress.State())
	return fresh
}

// recall takes up the answer given before the program was left.
func (g *gate) recall(state progress.State) {
	last, tried := state.InLesson(g.ID)
	if !tried || !g.asking.recall(last) {
		return
	}
	g.state, g.counted = gateAnswered, last.Outcome.Answered()
	if last.Outcome == progress.Skipped {
		g.state = gateSkipped
	}
}

func (g *gate) open() bool { return g.state == gateOpen }

// settle marks the options that came true.
func (g *gate) settle(w *cluster.World, r *run) {
	g.judged, g.steps, g.settledAt = true, r.Len(), r.SnapshotAt(r.Len())
	g.question = g.question.Judge(w)
	var bet []*cluster.Exchange
	for _, x := range w.Exchanges() {
		if x.Command >= g.Before && x.Command <= g.Through {
			bet = append(bet, x)
		}
	}
	g.fell = outcome(bet)
	// Where the statuses do not tell the options apart, the right one does.
	if place := g.right(); place >= 0 && g.alike(place) {
		g.fell = "so it was"
		if place != g.picked {
			g.fell = "observed: " + strings.TrimSuffix(g.option(place).Text, ".")
		}
	}
}

// alike tells whether another option speaks of the same statuses.
func (c *choice) alike(place int) bool {
	for other := range c.order {
		if other != place && slices.Equal(statuses(c.option(other).Text), statuses(c.option(place).Text)) {
			return true
		}
	}
	return false
}

// statuses are the numbers in an option that can be statuses, in order.
func statuses(words string) []string {
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	all := strings.FieldsFunc(words, func(r rune) bool { return !isDigit(r) })
	return slices.DeleteFunc(all, func(number string) bool { return len(number) != 3 })
}

// outcome says who answered what to the requests that were bet on.
func outcome(bet []*cluster.Exchange) string {
	switch len(bet) {
	case 0:
		return ""
	case 1:
		return who(bet[0]) + " answered " + status(bet[0])
	}
	var all []string
	for _, x := range bet {
		all = append(all, status(x))
	}
	return "observed " + strings.Join(all, ", ")
}

func who(x *cluster.Exchange) string {
	if x.Server == "" {
		return "the balancer"
	}
	return x.Server
}

func status(x *cluster.Exchange) string {
	if x.Status == 0 {
		return "nothing"
	}
	return strconv.Itoa(x.Status)
}

func isAnswer(a intent.Action) bool {
	switch a {
	case intent.Choose, intent.Up, intent.Down, intent.Sure, intent.Guess, intent.Skip:
		return true
	}
	return false
}

// answer carries out a key at the open prediction.
func (s *scene) answer(g *gate, in intent.Intent) Result {
	state, r := g.asking.do(in)
	switch state {
	case justAnswered:
		g.state, g.openedAt = gateAnswered, s.run.Snapshot()
		placed, id := g.attempt(), g.ID
		placed.Outcome = progress.Placed
		s.env.update(func(p *progress.State) { p.Record(id, placed) })
		return s.step()
	case justSkipped:
		g.state, g.openedAt = gateSkipped, s.run.Snapshot()
		id := g.ID
		s.env.update(func(p *progress.State) { p.Record(id, progress.Attempt{Outcome: progress.Skipped}) })
		return s.step()
	}
	return r
}

// draw draws the prediction as it stands: asked, answered, or judged.
func (g *gate) draw(st *theme.Styles, width int, verdict bool) []string {
	switch {
	case g.open():
		lines := []string{st.Heading.On("Predict") + st.Dim.On("  before it runs")}
		return append(lines, drawChoice(st, g.choice, width, false)...)
	case g.state == gateSkipped:
		return []string{st.Heading.On("Prediction skipped"), st.Dim.On(strings.Join(strings.Fields(g.Ask), " "))}
	case verdict:
		return g.verdict(st, width)
	}
	how := "guessing"
	if g.sure {
		how = "sure"
	}
	lines := []string{st.Heading.On("Your prediction") + st.Dim.On("  "+how)}
	return append(lines, drawChoice(st, g.choice, width, false)...)
}

// verdict says what was predicted, what came, and what is to be said of it.
func (g *gate) verdict(st *theme.Styles, width int) []string {
	head := st.Bad.On(st.Glyphs.Cross + " Not as predicted")
	if g.correct() {
		head = st.Good.On(st.Glyphs.Check + " As you predicted")
	}
	aside := "  w shows why"
	if g.recalled {
		aside = "  as answered before; w shows why"
	}
	lines := []string{head + st.Dim.On(aside)}
	said := fmt.Sprintf("You said: %s", g.chosen().Text)
	if g.fell != "" {
		said = strings.TrimSuffix(said, ".") + "; " + g.fell + "."
	}
	for _, row := range flow(said, width) {
		lines = append(lines, st.Strong.On(row))
	}
	return append(lines, feedback(st, g.choice, width)...)
}
