package page

import (
	"fmt"

	"authlab/ui/intent"
)

// bindings are the keys of the stage at this moment.
func (s *scene) bindings() []intent.Binding {
	if s.overlay.shown() {
		return s.overlay.bindings(s)
	}
	if s.prompt.open {
		return s.prompt.bindings()
	}
	if g := s.asked(); g != nil {
		const first = "answer the prediction first"
		all := append(g.asking.bindings(), s.backwards()...)
		all = append(all, intent.Binding{Action: intent.NextRequest, Off: first, Does: "next request", Quiet: true},
			intent.Binding{Action: intent.Last, Off: first, Does: "to the end", Quiet: true})
		return append(all, s.others(first)...)
	}
	return append(s.stepping(), s.others("")...)
}

// backwards are the keys that go back.
func (s *scene) backwards() []intent.Binding {
	return []intent.Binding{
		{Action: intent.Previous, Does: "back", Off: s.noEarlier()},
		{Action: intent.PreviousRequest, Does: "request before", Off: s.noEarlier(), Quiet: true},
		{Action: intent.First, Does: "to the start", Off: s.noEarlier(), Quiet: true},
	}
}

// stepping are the keys that move the cursor.
func (s *scene) stepping() []intent.Binding {
	next := intent.Binding{Action: intent.Next, Does: "next"}
	if s.finished() {
		next = intent.Binding{Action: intent.Onward, Does: "go on"}
	}
	end := ""
	if s.finished() {
		end = "nothing is left to run"
	}
	play := "play"
	if s.playing {
		play = "pause"
	}
	all := append([]intent.Binding{next, {Action: intent.Play, Does: play, Off: end, Quiet: s.finished()}}, s.backwards()...)
	return append(all,
		intent.Binding{Action: intent.NextRequest, Does: "next request", Off: end},
		intent.Binding{Action: intent.Last, Does: "to the end, or the next prediction", Off: end, Quiet: true})
}

func (s *scene) noEarlier() string {
	if s.run.Cursor() == 0 {
		return "no earlier event"
	}
	return ""
}

// others are the keys that look closer, and those that change what happens.
// closed is why nothing may be changed now, or "".
func (s *scene) others(closed string) []intent.Binding {
	nothing := ""
	if s.run.Cursor() == 0 {
		nothing = "nothing has happened yet"
	}
	fork, undo, redo, branch := closed, closed, closed, closed
	if fork == "" && s.atEnd() {
		fork = "go back first: a fork starts in the past"
	}
	if undo == "" && !s.run.CanUndo() {
		undo = "nothing to undo"
	}
	if redo == "" && !s.run.CanRedo() {
		redo = "nothing to redo"
	}
	if branch == "" && len(s.run.Branches()) < 2 {
		branch = "there is only one branch: type a command in the past to make another"
	}
	faster, slower := "", ""
	if s.speed == len(speeds)-1 {
		faster = "this is the fastest"
	}
	if s.speed == 0 {
		slower = "this is the slowest"
	}
	return []intent.Binding{
		{Action: intent.Why, Does: "why", Off: nothing},
		{Action: intent.Inspect, Does: "inspect", Off: nothing},
		{Action: intent.Sequence, Does: "sequence diagram", Off: nothing, Quiet: true},
		{Action: intent.Prompt, Does: "command", Off: closed},
		{Action: intent.Fork, Does: "fork here", Off: fork, Quiet: s.atEnd()},
		{Action: intent.Undo, Does: "undo", Off: undo, Quiet: true},
		{Action: intent.Redo, Does: "redo", Off: redo, Quiet: true},
		{Action: intent.Branch, Does: "other branch", Off: branch, Quiet: branch != ""},
		{Action: intent.Faster, Does: "faster", Off: faster, Quiet: !s.playing},
		{Action: intent.Slower, Does: "slower", Off: slower, Quiet: !s.playing},
	}
}

// doMove carries out the keys that move the cursor.
func (s *scene) doMove(a intent.Action) (Result, bool) {
	switch a {
	case intent.Next:
		return s.step(), true
	case intent.Previous:
		s.goTo(s.run.Cursor() - 1)
	case intent.NextRequest:
		return s.toNextRequest(), true
	case intent.PreviousRequest:
		return s.toPreviousRequest(), true
	case intent.First:
		s.goTo(0)
	case intent.Last:
		return s.toEnd(), true
	case intent.Play:
		s.playing = true
		return s.tick(), true
	case intent.Faster:
		return s.setSpeed(s.speed + 1), true
	case intent.Slower:
		return s.setSpeed(s.speed - 1), true
	default:
		return Result{}, false
	}
	return Result{}, true
}

func (s *scene) setSpeed(to int) Result {
	s.speed = to
	r := note(fmt.Sprintf("speed %g×", speeds[to]))
	if s.playing {
		r.Command = s.pause()
	}
	return r
}

// doAct carries out the keys that look closer or change what happens.
func (s *scene) doAct(a intent.Action) Result {
	switch a {
	case intent.Why:
		s.overlay.openWhy(s)
	case intent.Sequence:
		s.stop()
		s.overlay.openSequence()
	case intent.Inspect:
		s.overlay.openInspector(s)
	case intent.Prompt, intent.Fork:
		s.prompt.start()
	case intent.Undo:
		s.stop()
		s.run.Undo()
		return note("the last command is undone; ctrl+r does it again")
	case intent.Redo:
		s.stop()
		s.run.Redo()
	case intent.Branch:
		return s.nextBranch()
	}
	return Result{}
}

// nextBranch changes to the next of the branches, in the order they were made.
func (s *scene) nextBranch() Result {
	branches := s.run.Branches()
	now := 0
	for i, b := range branches {
		if b.Current {
			now = i
		}
	}
	to := (now + 1) % len(branches)
	s.stop()
	s.run.SwitchBranch(to)
	return note(fmt.Sprintf("branch %d of %d", to+1, len(branches)))
}
