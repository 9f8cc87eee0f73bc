package lessons

import (
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
)

// Holds tells whether every expectation of a when holds in the world as it
// stands, and the observed values, "last.alice=401, rows.s1=1".
func Holds(when string, w *cluster.World) (ok bool, observed string) {
	c := Clause{When: when}.judge(w)
	return c.Holds, c.Observed
}

// judge answers a clause as the world stands.
func (c Clause) judge(w *cluster.World) ClauseState {
	state := ClauseState{Clause: c, Holds: true}
	var seen []string
	for _, text := range clauses(c.When) {
		e, err := scenario.ParseExpectation(text)
		if err != nil {
			return ClauseState{Clause: c, Observed: "not an expectation: " + text}
		}
		holds, value := e.Eval(w)
		state.Holds = state.Holds && holds
		state.Parts = append(state.Parts, Part{e, holds, value})
		seen = append(seen, e.Name+"="+value)
	}
	state.Holds = state.Holds && len(seen) > 0
	state.Observed = strings.Join(seen, ", ")
	return state
}

// Judge answers a copy of the question in which Right says what the world shows:
// the options whose When holds. Options without When keep their mark. For a Gate
// the world is to have carried out the command Through.
func (q *Question) Judge(w *cluster.World) *Question {
	judged := *q
	judged.Options = append([]Option(nil), q.Options...)
	for i := range judged.Options {
		if o := &judged.Options[i]; o.When != "" {
			o.Right, _ = Holds(o.When, w)
		}
	}
	return &judged
}

// Answer is the question with its right option known: by Judge on a run of Setup,
// or as marked. The error is a Setup that could not be run.
func (q *Question) Answer() (*Question, error) {
	if q.Setup == "" {
		return q, nil
	}
	w, err := Play(q.Setup)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	return q.Judge(w), nil
}

// Right is the index of the one right option, or -1 if none or several are.
func (q *Question) Right() int {
	right := -1
	for i := range q.Options {
		if q.Options[i].Right {
			if right >= 0 {
				return -1
			}
			right = i
		}
	}
	return right
}

// Play runs a whole scenario, recorded. The caller closes the world.
func Play(text string) (*cluster.World, error) {
	script, errors := scenario.Parse("", []byte(text))
	if len(errors) > 0 {
		return nil, errors[0]
	}
	result := scenario.Run(script, scenario.Options{})
	if result.Err != nil {
		if result.World != nil {
			result.World.Close()
		}
		return nil, result.Err
	}
	return result.World, nil
}

// ClauseState is a clause of a goal as the world stands.
type ClauseState struct {
	Clause
	Holds    bool
	Observed string // "streak.alice=3"
	// Parts are the comparisons of its When, in order.
	Parts []Part
}

// Check answers the checklist of the goal in the world as it stands, and whether
// all of it holds.
func (e *Exercise) Check(w *cluster.World) (list []ClauseState, solved bool) {
	return CheckGoal(e.Goal, w)
}

// Attempt is a try at an exercise, command by command.
type Attempt struct {
	exercise *Exercise
	runner   *scenario.Runner
}

// Begin sets the scene of the exercise. The caller closes the attempt.
func (e *Exercise) Begin() (*Attempt, error) {
	script, errors := scenario.Parse("", []byte(e.Start))
	if len(errors) > 0 {
		return nil, errors[0]
	}
	runner, err := scenario.NewRunner(script.Commands[0], true)
	if err != nil {
		return nil, err
	}
	a := &Attempt{e, runner}
	for _, c := range script.Commands {
		if _, err := runner.Do(c); err != nil {
			a.Close()
			return nil, err
		}
	}
	return a, nil
}

// Do carries out one command or several, one a line. It stops at the first that
// cannot be carried out.
func (a *Attempt) Do(commands string) error {
	script, errors := scenario.ParseFragment("", []byte(commands))
	if len(errors) > 0 {
		return errors[0]
	}
	for _, c := range script.Commands {
		if _, err := a.runner.Do(c); err != nil {
			return err
		}
	}
	a.runner.Finish()
	return nil
}

// World is the cluster as it stands.
func (a *Attempt) World() *cluster.World { return a.runner.World() }

// Check is Exercise.Check on the attempt.
func (a *Attempt) Check() ([]ClauseState, bool) { return a.exercise.Check(a.World()) }

// Close ends the run.
func (a *Attempt) Close() { a.runner.World().Close() }
