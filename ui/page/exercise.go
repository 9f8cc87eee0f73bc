package page

import (
	"fmt"
	"slices"
	"strings"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/sim/scenario"
	"authlab/ui/intent"
	"authlab/ui/layout"
	"authlab/ui/pane"
)

// exercise is a task done by hand on a running cluster.
type exercise struct {
	*scene
	task *lessons.Exercise
	// hints is how many rungs of the ladder are shown.
	hints  int
	solved bool
	// shown tells that the solution was read before the goal was reached.
	shown bool
	// checks are the clauses of the goal as they stand.
	checks []lessons.ClauseState
	// showHints puts the ladder in place of the goal.
	showHints bool
	// warned tells that the last key would have left the exercise unsolved.
	warned bool
}

func newExercise(env *Env, task *lessons.Exercise) (*exercise, error) {
	start, problems := scenario.Parse("", []byte(task.Start))
	if len(problems) > 0 {
		return nil, problems[0]
	}
	r, err := newRun(start.Commands)
	if err != nil {
		return nil, err
	}
	s := &scene{env: env, run: r, clock: &env.clock, phase: 1, speed: ordinarySpeed}
	s.toHead = true
	r.Seek(r.Len())
	e := &exercise{scene: s, task: task}
	e.checkGoal()
	return e, nil
}

// checkGoal looks at the head of the present branch.
func (e *exercise) checkGoal() {
	w := e.run.world()
	if w == nil {
		return
	}
	var all bool
	e.checks, all = e.task.Check(w)
	if all && !e.solved {
		e.solved, e.showHints = true, false
		e.record(progress.Solved)
	}
}

// record notes the attempt; a solution that was shown earns nothing.
func (e *exercise) record(outcome progress.Outcome) {
	if e.shown {
		outcome = progress.Shown
	}
	id, now := e.task.ID, e.env.Progress.Now()
	attempt := progress.Attempt{Outcome: outcome, Hints: e.hints}
	e.env.update(func(s *progress.State) {
		s.Answer(id, attempt.Grade(), now)
		s.Record(id, attempt)
	})
}

func (e *exercise) bindings() []intent.Binding {
	if e.overlay.shown() || e.prompt.open {
		return e.scene.bindings()
	}
	onward := intent.Binding{Action: intent.Onward, Does: "go on"}
	if e.atEnd() && !e.solved {
		onward.Does = "leave it unsolved"
		if e.warned {
			onward.Does = "leave it now"
		}
	}
	hint := ""
	if len(e.task.Hints) == 0 {
		hint = "there are no hints"
	}
	does := "hint"
	if e.showHints {
		does = "next hint"
		if e.hints == len(e.task.Hints) {
			does = "hide"
		}
		if e.hints == len(e.task.Hints)-1 {
			does = "the solution"
		}
	}
	fresh := ""
	if !e.run.CanUndo() {
		fresh = "nothing was done yet"
	}
	all := []intent.Binding{
		{Action: intent.Prompt, Does: "command"},
		{Action: intent.Hint, Does: does, Off: hint},
		{Action: intent.Reset, Does: "afresh", Off: fresh},
	}
	if e.atEnd() {
		all = append([]intent.Binding{onward}, all...)
		if !e.solved {
			all = append(all[1:], onward)
		}
	} else {
		all = append(all, intent.Binding{Action: intent.Next, Does: "next"})
	}
	for _, b := range append(e.stepping()[1:], e.others("")...) {
		if b.Action == intent.Prompt {
			continue
		}
		b.Quiet = b.Quiet || b.Action == intent.NextRequest || b.Action == intent.Play
		all = append(all, b)
	}
	return all
}

// do carries out one of the exercise's bindings.
func (e *exercise) do(in intent.Intent) Result {
	if e.overlay.shown() || e.prompt.open {
		r := e.scene.do(in)
		e.checkGoal()
		return r
	}
	switch in.Action {
	case intent.Hint:
		return e.hint()
	case intent.Reset:
		e.stop()
		for e.run.Undo() {
		}
		e.checkGoal()
		return note("started afresh; what was done is kept: ctrl+r or b")
	}
	r := e.scene.do(in)
	e.checkGoal()
	return r
}

// leave tells whether the key that goes on is good now: an exercise that is not solved
// is left by a second press only.
func (e *exercise) leave() (Result, bool) {
	if e.solved || e.warned {
		e.warned = false
		return Result{}, true
	}
	e.warned = true
	return note("the exercise is not solved: press the same key again to leave it so"), false
}

// hint shows the next rung of the ladder, or hides the ladder after the last.
func (e *exercise) hint() Result {
	switch {
	case !e.showHints && e.hints > 0:
		e.showHints = true
	case e.hints == len(e.task.Hints):
		e.showHints = false
	default:
		e.hints++
		e.showHints = true
		if e.hints == len(e.task.Hints) && !e.solved {
			e.shown = true
			e.record(progress.Shown)
		}
	}
	return Result{}
}

// draw draws the stage with the task below it. Where the task is read beside the
// stage, or does not fit below it, only its goal is told; and of what is observed no
// more than leaves the stage its picture, and least as long as nothing was done.
func (e *exercise) draw(width, height int, told bool) []string {
	much := scant
	if e.run.CanUndo() {
		much = full
	}
	panel := e.panel(width-2, told, much)
	if much == full && !e.pictured(width, height, len(panel)) {
		if short := e.panel(width-2, told, brief); len(panel) > height-roomBesideTask || e.pictured(width, height, len(short)) {
			panel, much = short, brief
		}
	}
	if len(panel) > height-roomBesideTask {
		panel = e.panel(width-2, true, much)
	}
	// Of a long ladder the newest rungs are shown.
	if room := height - 3; e.showHints && len(panel) > room && room > 1 {
		panel = append(panel[:1:1], panel[len(panel)-room+1:]...)
	}
	return e.drawWith(width, height, panel)
}

// roomBesideTask are the rows that timeline, rule, prompt and a small picture
// need beside the task.
const roomBesideTask = 9

// pictured tells that the stage above a panel of so many rows has a picture.
func (e *exercise) pictured(width, height, rows int) bool {
	room := layout.Scene(width, height, layout.Needs{Panel: rows}).Stage
	return pane.Pictured(e.run.input(e.env.Styles, 1), width, room.Dy())
}

// panel is the task with its goal, or the hints. All clauses of the goal are told.
func (e *exercise) panel(width int, told bool, much detail) []string {
	st := e.env.Styles
	width = min(width, widestProse+8)
	if e.showHints {
		return append(e.ladder(width), checklist(st, e.checks, width, much)...)
	}
	lines := []string{e.heading()}
	if !told {
		for _, row := range flow(e.task.Ask, width) {
			lines = append(lines, st.Text.On(row))
		}
	}
	return append(lines, checklist(st, e.checks, width, much)...)
}

// heading says how the goal stands, and whether it was reached before that.
func (e *exercise) heading() string {
	st := e.env.Styles
	check, word, aside := st.Good, "Solved", ""
	if e.shown {
		check, word, aside = st.Text, "Reached", "  with the solution shown"
	}
	switch {
	case !e.solved:
		return st.Heading.On("Goal")
	case !e.holds():
		return st.Heading.On("Goal") + st.Dim.On("  "+strings.ToLower(word)+" before"+aside)
	}
	return check.On(st.Glyphs.Check+" "+word) + st.Dim.On(aside)
}

// holds tells that all clauses hold at the end of the present branch.
func (e *exercise) holds() bool {
	return !slices.ContainsFunc(e.checks, func(c lessons.ClauseState) bool { return !c.Holds })
}

// ladder are the hints read so far, and behind the last the solution.
func (e *exercise) ladder(width int) []string {
	st := e.env.Styles
	lines := []string{st.Heading.On(fmt.Sprintf("Hints %d of %d", e.hints, len(e.task.Hints)))}
	for i, hint := range e.task.Hints[:e.hints] {
		for j, row := range flow(hint, width-3) {
			lead := "   "
			if j == 0 {
				lead = fmt.Sprintf("%d  ", i+1)
			}
			lines = append(lines, st.Dim.On(lead)+st.Text.On(row))
		}
	}
	if e.hints == len(e.task.Hints) {
		for _, row := range strings.Split(strings.TrimSpace(e.task.Solution), "\n") {
			lines = append(lines, "   "+st.Code.On(strings.TrimSpace(row)))
		}
	}
	return lines
}
