package plain

import (
	"fmt"
	"strings"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/sim/history"
	"authlab/sim/scenario"
	"authlab/ui/text"
)

// attempt is an exercise as it is being worked on.
type attempt struct {
	*reader
	task  *lessons.Exercise
	run   *history.History
	hints int
}

// exercise lets the learner type commands until the goal is reached or the exercise is left.
func (r *reader) exercise(e *lessons.Exercise) error {
	script, mistakes := scenario.Parse("", []byte(e.Start))
	if len(mistakes) > 0 {
		r.say("! This exercise cannot run: " + mistakes[0].Error())
		return nil
	}
	run, err := history.New(script.Commands)
	if err != nil {
		r.say("! This exercise cannot run: " + err.Error())
		return nil
	}
	defer run.Close()
	a := &attempt{reader: r, task: e, run: run}
	r.tell(e.Ask)
	r.say("", "What has happened so far", "")
	a.told(0)
	r.say("")
	r.tell("Type commands, or one of these words: goal, hint, undo, run, skip. authlab help scenario explains the commands.")
	for {
		if a.goal() {
			a.record(progress.Solved)
			if a.shown() {
				r.say("Reached, with the solution shown.", "")
			} else {
				r.say("Solved.", "")
			}
			return nil
		}
		answer, err := r.ask("Command")
		if err != nil {
			return err
		}
		if answer == "skip" {
			return nil
		}
		// On a screen the prompt is opened by a colon.
		a.do(strings.TrimSpace(strings.TrimPrefix(answer, ":")))
	}
}

// do carries out one line.
func (a *attempt) do(typed string) {
	switch typed {
	case "":
	case "goal":
		a.checklist()
	case "hint":
		a.hint()
	case "undo", "u":
		if !a.run.Undo() {
			a.say("Nothing was done yet.")
		}
	case "run":
		a.told(0)
	default:
		a.execute(typed)
	}
}

func (a *attempt) execute(typed string) {
	command, wrong := a.run.Parse(typed)
	if wrong != nil {
		a.say("! " + text.SafeLine(sentence(wrong)))
		return
	}
	before := len(a.run.Commands())
	if err := a.run.Do(command); err != nil {
		a.say("! " + text.SafeLine(sentence(err)))
		return
	}
	a.told(before)
}

// told writes what the commands from one on did.
func (a *attempt) told(from int) {
	w, err := a.run.World()
	if err != nil {
		a.say("! " + err.Error())
		return
	}
	a.world = w
	a.results(&scenario.Result{World: w, Commands: a.run.Results()[from:]})
}

// goal tells whether the goal is reached.
func (a *attempt) goal() bool {
	w, err := a.run.World()
	if err != nil {
		return false
	}
	_, solved := a.task.Check(w)
	return solved
}

func (a *attempt) checklist() {
	w, err := a.run.World()
	if err != nil {
		return
	}
	list, _ := a.task.Check(w)
	for _, c := range list {
		if c.Holds {
			a.tell("- holds: " + c.Say)
			continue
		}
		a.tell(fmt.Sprintf("- open: %s: %s", c.Say, c.Lacking()))
	}
}

// hint shows the next hint, and behind the last one the solution.
func (a *attempt) hint() {
	a.hints = min(a.hints+1, len(a.task.Hints))
	if a.hints == 0 {
		a.say("There are no hints.")
		return
	}
	a.tell(fmt.Sprintf("Hint %d of %d: %s", a.hints, len(a.task.Hints), a.task.Hints[a.hints-1]))
	if a.hints == len(a.task.Hints) {
		a.say(strings.Split(strings.TrimSpace(a.task.Solution), "\n")...)
		a.record(progress.Shown)
	}
}

// shown tells that the solution was read.
func (a *attempt) shown() bool { return a.hints == len(a.task.Hints) && a.hints > 0 }

// record notes how the exercise stands: one whose solution was shown is not earned.
func (a *attempt) record(outcome progress.Outcome) {
	if a.shown() {
		outcome = progress.Shown
	}
	id, now, done := a.task.ID, a.Progress.Now(), progress.Attempt{Outcome: outcome, Hints: a.hints}
	a.remember(func(s *progress.State) {
		s.Answer(id, done.Grade(), now)
		s.Record(id, done)
	})
}
