package plain

import (
	"bytes"
	"errors"
	"strings"

	"authlab/lessons"
	"authlab/lessons/progress"
	"authlab/sim/export"
	"authlab/sim/scenario"
)

// scene runs a scenario, and stops for each prediction before what it is about.
func (r *reader) scene(p *lessons.Page) (values, error) {
	s := p.Scene
	runner, err := scenario.NewRunner(s.Commands[0], true)
	if err != nil {
		r.say("! This scenario cannot run: " + err.Error())
		return nothingKnown, nil
	}
	w := runner.World()
	defer w.Close()
	r.world = w
	bets := map[*lessons.Gate]reply{}
	var happened []scenario.CommandResult // and is not told yet
	tell := func() {
		r.results(&scenario.Result{World: w, Commands: happened})
		happened = nil
	}
	done := false
	known := func(f lessons.Field) (string, bool) { return lessons.Fact(f, w, done) }
	for i, command := range s.Commands {
		for _, g := range s.Gates {
			if g.Before != i {
				continue
			}
			tell()
			if bets[g], err = r.bet(g); err != nil {
				return known, err
			}
		}
		results, err := runner.Do(command)
		if err != nil {
			tell()
			r.say("! " + err.Error())
			break
		}
		if i == len(s.Commands)-1 {
			results = append(results, runner.Finish()...)
			done = true
		}
		happened = append(happened, results...)
		for _, g := range s.Gates {
			if g.Through == i {
				tell()
				r.settle(g, g.Judge(w), bets[g])
			}
		}
	}
	tell()
	r.say("")
	// What has been counted can be filled in now.
	fixed := map[lessons.Field]string{}
	for _, part := range p.Prose {
		p.Fill(part.Text, func(f lessons.Field) (string, bool) {
			v, ok := known(f)
			if ok {
				fixed[f] = v
			}
			return v, ok
		})
	}
	return func(f lessons.Field) (string, bool) { v, ok := fixed[f]; return v, ok }, nil
}

// bet asks for a prediction.
func (r *reader) bet(g *lessons.Gate) (reply, error) {
	r.say("", "Predict, before it runs.")
	given, err := r.question(&lessons.Question{ID: g.ID, Ask: g.Ask, Options: g.Options}, "prediction")
	if err != nil {
		return given, err
	}
	outcome := progress.Attempt{Outcome: progress.Skipped}
	if !given.skipped {
		outcome = given.attempt(false)
		outcome.Outcome = progress.Placed
	}
	r.remember(func(s *progress.State) { s.Record(g.ID, outcome) })
	return given, nil
}

// settle says what came of a prediction.
func (r *reader) settle(g *lessons.Gate, judged *lessons.Question, given reply) {
	if given.skipped {
		return
	}
	r.say("")
	r.remember(func(s *progress.State) { s.Record(g.ID, given.attempt(given.option == judged.Right())) })
	r.verdict(judged, given)
}

// results writes what some commands did.
func (r *reader) results(result *scenario.Result) {
	if len(result.Commands) == 0 {
		return
	}
	var out bytes.Buffer
	// A buffer takes everything.
	_ = export.Text(&out, result, export.TextOptions{ASCII: r.Styles.Glyphs.ASCII, Part: true, Lesson: true})
	r.say(strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")...)
}

// demonstrate runs a whole scenario.
func (r *reader) demonstrate(source string) {
	script, mistakes := scenario.Parse("", []byte(source))
	if len(mistakes) > 0 {
		r.say("! " + mistakes[0].Error())
		return
	}
	result := scenario.Run(script, scenario.Options{})
	if result.World != nil {
		defer result.World.Close()
		r.world = result.World
	}
	r.results(result)
	r.say("")
}

// sentence is an error in one line: without the place in a line that was just typed.
func sentence(err error) string {
	var e *scenario.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	if e.Suggestion != "" {
		return e.Message + ". " + e.Suggestion
	}
	return e.Message + "."
}
