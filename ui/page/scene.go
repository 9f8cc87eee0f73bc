package page

import (
	"errors"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/sim/event"
	"authlab/sim/scenario"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// scene is a run on the stage: stepped, played, forked, with the predictions
// that interrupt it.
type scene struct {
	env    *Env
	run    *run
	script []scenario.Command // without the cluster line, which run was made of
	gates  []*gate
	clock  *clock

	phase   float64 // of the message under way; 1 at rest
	playing bool
	speed   int  // index into speeds
	failed  bool // playing has stopped at a first failure
	// skips leaves out a command of the script that cannot be carried out, and keeps in
	// skipped what was left out.
	skips   bool
	skipped string
	// toHead shows a typed command with all that it did, not its first event.
	toHead bool

	prompt  prompt
	overlay overlay
	// aside tells that the overlay is drawn beside the stage, by somebody else.
	aside bool
}

var speeds = [...]float64{0.25, 0.5, 1, 2, 4, 8}

const (
	ordinarySpeed = 2
	// playPause is how long an event stands at ordinary speed.
	playPause = 1200 * time.Millisecond
	// A message takes travelFrames × travelFrame for its way.
	travelFrame  = 40 * time.Millisecond
	travelFrames = 7
)

// newScene starts the cluster of a scenario.
func newScene(env *Env, commands []scenario.Command, gates []*lessons.Gate) (*scene, error) {
	if len(commands) == 0 {
		return nil, fmt.Errorf("the scenario is empty")
	}
	r, err := newRun(commands[:1])
	if err != nil {
		return nil, err
	}
	s := &scene{env: env, run: r, script: commands[1:], clock: &env.clock, phase: 1, speed: ordinarySpeed}
	for _, g := range gates {
		s.gates = append(s.gates, newGate(env, g))
	}
	return s, nil
}

// newDemonstration is a scene without predictions, from the text of a scenario.
func newDemonstration(env *Env, source string) (*scene, error) {
	script, problems := scenario.Parse("", []byte(source))
	if len(problems) > 0 {
		return nil, problems[0]
	}
	return newScene(env, script.Commands, nil)
}

// place is how far the script has come on this branch: the index of the next
// command of the lesson's scenario, and whether own commands stand between.
func (s *scene) place() (next int, own bool) {
	for _, text := range s.run.Commands()[1:] {
		if next < len(s.script) && text == s.script[next].Text {
			next++
			continue
		}
		own = true
	}
	return next + 1, own
}

// pending is the next command of the script, if there is one and no prediction
// stands before it.
func (s *scene) pending() (scenario.Command, bool) {
	next, _ := s.place()
	if next > len(s.script) || s.blocking(next) != nil {
		return scenario.Command{}, false
	}
	return s.script[next-1], true
}

// blocking is the open prediction that stands before the command next, or nil.
func (s *scene) blocking(next int) *gate {
	for _, g := range s.gates {
		if g.Before <= next && g.open() {
			return g
		}
	}
	return nil
}

func (s *scene) atEnd() bool { return s.run.Cursor() >= s.run.Len() }

// asked is the prediction that waits for an answer now, or nil.
func (s *scene) asked() *gate {
	next, own := s.place()
	if own || !s.atEnd() || next > len(s.script) {
		return nil
	}
	return s.blocking(next)
}

// finished tells that nothing is left to step to.
func (s *scene) finished() bool {
	_, more := s.pending()
	return s.atEnd() && !more
}

// left is the number of commands not executed yet, each a mark on the timeline.
func (s *scene) left() int {
	next, _ := s.place()
	return len(s.script) - next + 1
}

// forward moves to the next event and runs the next command for it where
// needed. It tells whether it moved.
func (s *scene) forward() (bool, error) {
	for s.atEnd() {
		c, more := s.pending()
		if !more {
			return false, nil
		}
		if err := s.execute(c); err != nil {
			if !s.skips {
				return false, err
			}
			s.skip(c, err)
		}
	}
	s.run.Seek(s.run.Cursor() + 1)
	return true, nil
}

// skip takes the next command out of the script.
func (s *scene) skip(c scenario.Command, err error) {
	next, _ := s.place()
	s.script = slices.Delete(slices.Clone(s.script), next-1, next)
	s.skipped = c.Text + " is left out: " + words(err)
}

// execute runs a command behind all others and leaves the cursor where it was.
func (s *scene) execute(c scenario.Command) error {
	at := s.run.Cursor()
	s.run.Seek(s.run.Len())
	if err := s.run.Do(c); err != nil {
		return err
	}
	s.judge()
	s.run.Seek(at)
	return nil
}

// judge settles the predictions whose outcome has just been executed.
func (s *scene) judge() {
	next, own := s.place()
	if own {
		return
	}
	for _, g := range s.gates {
		if g.state == gateAnswered && !g.judged && next > g.Through {
			w := s.run.world()
			if w == nil {
				return
			}
			g.settle(w, s.run)
			if g.counted {
				continue
			}
			attempt, id := g.attempt(), g.ID
			s.env.update(func(p *progress.State) { p.Record(id, attempt) })
		}
	}
}

// step carries out →, with the message travelling on its line.
func (s *scene) step() Result {
	moved, err := s.forward()
	if err != nil {
		return note(words(err))
	}
	if !moved {
		return Result{}
	}
	return Result{Command: s.travel()}
}

// travel lets the message of the event under the cursor run along its line.
func (s *scene) travel() tea.Cmd {
	s.phase = 1
	e := s.run.current()
	if s.env.ReducedMotion || e == nil || e.Message == nil {
		return s.pause()
	}
	s.phase = 0
	return s.clock.wait(travelFrame)
}

// pause waits for the next event while playing.
func (s *scene) pause() tea.Cmd {
	if !s.playing {
		return nil
	}
	return s.clock.wait(time.Duration(float64(playPause) / speeds[s.speed]))
}

// tick moves what moves by itself.
func (s *scene) tick() Result {
	if s.phase < 1 {
		s.phase = min(s.phase+1.0/travelFrames, 1)
		if s.phase < 1 {
			return Result{Command: s.clock.wait(travelFrame)}
		}
		return Result{Command: s.pause()}
	}
	if !s.playing {
		return Result{}
	}
	moved, err := s.forward()
	if err != nil || !moved {
		s.stop()
		return Result{Note: words(err)}
	}
	return Result{Command: s.travelPlaying()}
}

// words are an error in one line.
func words(err error) string {
	var wrong *scenario.Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &wrong):
		return said(wrong)
	}
	return text.SafeLine(err.Error())
}

// travelPlaying is travel, and stops at what deserves a look.
func (s *scene) travelPlaying() tea.Cmd {
	if s.worthStopping() {
		s.playing = false
	}
	return s.travel()
}

// worthStopping tells that playing stops at this event: a prediction opens or
// is settled, or the first refusal has come.
func (s *scene) worthStopping() bool {
	if s.asked() != nil || s.settledHere() != nil {
		return true
	}
	e := s.run.current()
	if s.failed || e == nil || e.Kind != event.ResponseReceived || e.Get("status") < "400" {
		return false
	}
	s.failed = true
	return true
}

func (s *scene) stop() {
	s.playing = false
	s.phase = 1
	s.clock.stop()
}

// settledHere is the prediction whose verdict belongs to the event under the
// cursor, or nil.
func (s *scene) settledHere() *gate {
	for _, g := range s.gates {
		if g.judged && g.settledAt == s.run.Snapshot() {
			return g
		}
	}
	return nil
}

// answeredHere is the prediction that was answered at this place, or nil.
func (s *scene) answeredHere() *gate {
	for _, g := range s.gates {
		if !g.open() && g.openedAt == s.run.Snapshot() {
			return g
		}
	}
	return nil
}

// goTo moves the cursor at once; going back is never animated.
func (s *scene) goTo(step int) {
	s.stop()
	s.run.Seek(max(min(step, s.run.Len()), 0))
}

// toEnd steps to the last event that may be seen: the next prediction, its
// verdict, or the end of the scene.
func (s *scene) toEnd() Result {
	s.stop()
	for {
		from := s.run.Cursor()
		s.run.Seek(s.run.Len())
		for _, g := range s.gates {
			if g.judged && g.steps > from && g.steps < s.run.Cursor() && g.settledAt == s.run.SnapshotAt(g.steps) {
				s.run.Seek(g.steps)
			}
		}
		if s.asked() != nil || s.settledHere() != nil && s.run.Cursor() > from {
			return Result{}
		}
		if moved, err := s.forward(); err != nil || !moved {
			return Result{Note: words(err)}
		}
	}
}

// toNextRequest moves to the end of the story of this request, or of the next
// one.
func (s *scene) toNextRequest() Result {
	s.stop()
	moved, err := s.forward()
	if err != nil || !moved {
		return Result{Note: words(err)}
	}
	events := s.run.all()
	at := s.run.Cursor()
	for at < len(events) && events[at].Command == events[at-1].Command {
		at++
	}
	s.run.Seek(at)
	return Result{}
}

// toPreviousRequest moves to the end of the story of the request before.
func (s *scene) toPreviousRequest() Result {
	s.stop()
	events := s.run.all()
	at := s.run.Cursor()
	for at > 0 && events[at-1].Command == events[s.run.Cursor()-1].Command {
		at--
	}
	s.run.Seek(at)
	return Result{}
}

// do carries out one of the scene's bindings.
func (s *scene) do(in intent.Intent) Result {
	s.phase = 1
	if s.overlay.shown() {
		return s.doOverlay(in)
	}
	if s.prompt.open {
		return s.doPrompt(in)
	}
	if g := s.asked(); g != nil {
		if isAnswer(in.Action) {
			return s.answer(g, in)
		}
		g.warned = false
	}
	if s.playing && in.Action != intent.Faster && in.Action != intent.Slower {
		s.stop()
		if in.Action == intent.Play {
			return Result{}
		}
	}
	if r, done := s.doMove(in.Action); done {
		return r
	}
	return s.doAct(in.Action)
}
