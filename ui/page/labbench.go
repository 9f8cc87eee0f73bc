package page

import (
	"fmt"
	"strings"

	"authlab/lessons"
	"authlab/sim/scenario"
	"authlab/ui/intent"
	"authlab/ui/layout"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// bench is a run that is worked on by hand: a scene without predictions, with every
// knob. The commands of its situation are the script that lies ahead.
type bench struct {
	*scene
	lab       *Lab
	situation *lessons.Situation
	// checks are the clauses of the goal as they stand; reached tells that all hold.
	checks  []lessons.ClauseState
	reached bool
	// hints is how much of an incident's card is shown: how to diagnose it, how to fix it.
	hints int
	// saved is the path last saved to, or "".
	saved string
	// drawer is the panel that has the keys, or nil.
	drawer drawer
	// lower is what stands below the timeline.
	lower lowerPanel
	// earlier are the runs before the cluster was described anew, later those that were
	// left by undo.
	earlier, later []otherRun
}

// drawer is a panel of the bench that has the keys while it is open.
type drawer interface {
	title() string
	bindings() []intent.Binding
	// do carries out a binding and tells whether the drawer closes.
	do(in intent.Intent) (r Result, closed bool)
	// draw answers at most rows lines.
	draw(width, rows int) []string
}

// lowerPanel is what stands below the timeline where the screen has no column for it.
type lowerPanel int

const (
	lowerWire lowerPanel = iota
	lowerCard
	lowerRun
	lowerPanels
)

func newBench(p *Lab, s *lessons.Situation) (*bench, error) {
	b := &bench{lab: p, situation: s}
	if err := b.begin(s.Commands); err != nil {
		return nil, err
	}
	return b, nil
}

// begin starts a run whose cluster line has happened and whose other commands lie ahead.
func (b *bench) begin(commands []scenario.Command) error {
	s, err := newScene(b.lab.env, commands, nil)
	if err != nil {
		return err
	}
	s.toHead, s.skips = true, true
	if b.scene != nil {
		s.prompt.remember(b.prompt.past)
		s.speed = b.speed
	}
	b.scene = s
	b.checkGoal()
	return nil
}

// remember takes over the lines typed elsewhere.
func (l *line) remember(past []string) {
	l.past = past
	l.recalled = len(past)
}

// checkGoal looks at the head of the present branch.
func (b *bench) checkGoal() {
	w := b.run.world()
	if w == nil || len(b.situation.Goal) == 0 {
		return
	}
	b.checks, b.reached = lessons.CheckGoal(b.situation.Goal, w)
}

func (b *bench) header() (left, right string) {
	left = "authlab · lab · " + b.situation.Title
	if len(b.checks) > 0 {
		held := 0
		for _, c := range b.checks {
			if c.Holds {
				held++
			}
		}
		right = fmt.Sprintf("goal %d/%d  ", held, len(b.checks))
	}
	right += fmt.Sprintf("step %d/%d  t=%s", b.run.Cursor(), b.run.Len(), pane.Instant(b.run.Snapshot().At, 3))
	return left, right
}

// bindings are the keys of this moment.
func (b *bench) bindings() []intent.Binding {
	switch {
	case b.overlay.shown() || b.prompt.open:
		return b.scene.bindings()
	case b.drawer != nil:
		return b.drawer.bindings()
	}
	next := intent.Binding{Action: intent.Next, Does: "next"}
	if b.finished() {
		next.Off = "nothing is left to run: type a command"
	}
	panel := ""
	if b.beside() {
		panel = "all of it is on the screen"
	}
	fresh := ""
	if b.noUndo() != "" {
		fresh = "nothing was done yet"
	}
	all := []intent.Binding{next,
		{Action: intent.Prompt, Does: "command"},
		{Action: intent.Actions, Does: "actions"},
		{Action: intent.Knobs, Does: "knobs"},
	}
	if b.situation.Diagnose != "" || b.situation.Fix != "" {
		all = append(all, intent.Binding{Action: intent.Hint, Does: b.hintDoes()})
	}
	for _, one := range append(b.stepping()[1:], b.others("")...) {
		switch one.Action {
		case intent.Prompt:
			continue
		case intent.Undo:
			one.Off = b.noUndo()
		case intent.Redo:
			one.Off = b.noRedo()
		case intent.Inspect:
			// There are nodes before anything has happened.
			one.Off, one.Quiet = "", b.run.Len() == 0
		case intent.Play, intent.NextRequest, intent.Fork, intent.Branch:
			one.Quiet = true
		}
		all = append(all, one)
	}
	back := "list"
	if b.lab.visit {
		back = "back"
	}
	narrow := b.lab.width < layout.SideBySide
	return append(all,
		intent.Binding{Action: intent.Focus, Does: b.nextLower().does(), Off: panel, Quiet: panel != ""},
		intent.Binding{Action: intent.Copy, Does: "copy", Quiet: b.run.Len() == 0 || narrow},
		intent.Binding{Action: intent.Save, Does: "save", Quiet: narrow},
		intent.Binding{Action: intent.OpenFile, Does: "open a file", Quiet: true},
		intent.Binding{Action: intent.Reset, Does: "start afresh", Off: fresh, Quiet: true},
		intent.Binding{Action: intent.Close, Does: back})
}

func (b *bench) hintDoes() string {
	switch {
	case b.hints == 0 && b.situation.Diagnose != "":
		return "diagnose"
	case b.hints < 2 && b.situation.Fix != "":
		return "fix"
	}
	return "hide the hints"
}

// do carries out one of the bench's bindings.
func (b *bench) do(in intent.Intent) Result {
	defer b.checkGoal()
	if b.overlay.shown() {
		return b.scene.do(in)
	}
	if b.prompt.open {
		return b.doTyped(in)
	}
	if b.drawer != nil {
		r, closed := b.drawer.do(in)
		if closed {
			b.drawer = nil
		}
		return r
	}
	if b.playing {
		b.scene.stop()
		if in.Action == intent.Play {
			return Result{}
		}
	}
	if r, done := b.doOpen(in.Action); done {
		return r
	}
	switch in.Action {
	case intent.Hint:
		b.hint()
	case intent.Undo:
		return b.undo()
	case intent.Redo:
		return b.redo()
	case intent.Reset:
		for b.noUndo() == "" {
			b.undo()
		}
		b.goTo(0)
		return note("started afresh; what was done is kept: ctrl+r or b")
	case intent.Focus:
		b.lower = b.nextLower()
	case intent.Close:
		b.scene.stop()
		if b.lab.visit {
			b.run.Close()
			return Result{Pop: true}
		}
		b.lab.bench = nil
	default:
		was := b.reached
		return b.congratulate(was, b.tell(b.scene.do(in)))
	}
	return Result{}
}

// tell says what of the script was left out on the way.
func (b *bench) tell(r Result) Result {
	if b.skipped != "" {
		r.Note, b.skipped = text.SafeLine(b.skipped), ""
	}
	return r
}

// doOpen opens one of the drawers.
func (b *bench) doOpen(a intent.Action) (Result, bool) {
	switch a {
	case intent.Actions:
		b.drawer = newActions(b)
	case intent.Knobs:
		b.drawer = newKnobs(b)
	case intent.Copy:
		b.drawer = newCopying(b)
	case intent.Save:
		b.drawer = newSaving(b)
	case intent.OpenFile:
		b.drawer = newOpening(b.lab)
	default:
		return Result{}, false
	}
	b.scene.stop()
	return Result{}, true
}

// congratulate says that the goal has just been reached.
func (b *bench) congratulate(was bool, r Result) Result {
	b.checkGoal()
	if b.reached && !was && r.Note == "" {
		r.Note = "The goal is reached."
	}
	return r
}

func (b *bench) hint() {
	b.lower = lowerCard
	most := 2
	if b.situation.Fix == "" {
		most = 1
	}
	if b.hints == 0 && b.situation.Diagnose == "" {
		b.hints = 1
	}
	b.hints = (b.hints + 1) % (most + 1)
}

// doTyped is the prompt, which takes a cluster line too: it starts the run over.
func (b *bench) doTyped(in intent.Intent) Result {
	was := b.reached
	typed := strings.TrimLeft(b.prompt.String(), " :")
	if in.Action == intent.Submit && strings.HasPrefix(typed+" ", "cluster ") {
		if wrong := b.restart(typed); wrong != nil {
			b.prompt.wrong = wrong
			return Result{}
		}
		return b.tell(note("A new cluster has run the same commands; u goes back to the one before."))
	}
	r := b.scene.do(in)
	b.lab.past = b.prompt.past
	return b.congratulate(was, r)
}

// execute runs one command of the bench's own, as if it had been typed.
func (b *bench) execute(text string) *scenario.Error {
	c, wrong := b.run.Parse(text)
	if wrong != nil {
		return wrong
	}
	b.scene.stop()
	if err := b.run.Do(c); err != nil {
		return atWord(text, err)
	}
	b.run.Seek(b.run.Len())
	b.checkGoal()
	return nil
}

// beside tells that the column stands beside the stage.
func (b *bench) beside() bool { return b.lab.width >= layout.BenchWide }

// nextLower is what Tab shows below the timeline.
func (b *bench) nextLower() lowerPanel { return (b.lower + 1) % lowerPanels }

func (l lowerPanel) does() string {
	switch l {
	case lowerCard:
		return "the case"
	case lowerRun:
		return "the commands"
	}
	return "the wire"
}
