package lessons

import (
	"fmt"
	"slices"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
)

// doubts checks that every outcome to be predicted is in doubt, and that what is
// right does not hang on a lucky draw.
//
// An outcome is in doubt if somebody may well expect another one. There are two
// signs of that, and one is enough:
//
//   - a wrong option stands for a misconception: people do believe it
//   - a small change of the run makes a wrong option the right one: one command less
//     before the prediction, one key of the cluster line at its default or at another
//     value, another client's request first
//
// And it is not in doubt, whatever the options say, if the run has just given the
// same answer to the same request, with nothing in between.
func (c *checker) doubts() {
	for _, j := range c.judged {
		if j.Right() < 0 {
			continue
		}
		if j.gate == nil {
			c.luck(j, c.setup(j.Question))
			continue
		}
		run := j.asked.Scene.Commands[:j.gate.Through+1]
		c.luck(j, run)
		switch {
		case j.repeated:
			c.at(j.Line, "Ask before the first of the two, or change something between them.",
				"this prediction is no bet: the command before it is the same and was answered in the same way")
		case !j.tempting() && !j.sways(run):
			c.at(j.Line, "Ask for something else, or give an option means: and the number of a misconception.",
				"this prediction is no bet: no small change of the run makes another option right, and no option stands for a misconception")
		}
	}
}

// setup are the commands of a knowledge check's run, nil where it has none.
func (c *checker) setup(q *Question) []scenario.Command {
	script, _ := scenario.Parse(c.name, []byte(q.Setup)) // its mistakes were reported at loading
	return script.Commands
}

// tempting tells whether a wrong option stands for a misconception.
func (j *judgement) tempting() bool {
	return slices.ContainsFunc(j.Options, func(o Option) bool { return !o.Right && o.Misconception != "" })
}

// repeated tells whether the command before a gate is the same as the one behind it,
// and had the same answer.
func (s *Scene) repeated(g *Gate, w *cluster.World) bool {
	if g.Before != g.Through || g.Before == 0 || s.Commands[g.Before-1].Deed() != s.Commands[g.Before].Deed() {
		return false
	}
	number := 0
	for _, command := range s.Commands[:g.Before+1] {
		number += one(isRequest(command))
	}
	now, before := Asked(number, w), Asked(number-1, w)
	return isRequest(s.Commands[g.Before]) && now != nil && before != nil && now.Status == before.Status && now.Server == before.Server
}

// seeds are those with which what is right must be the same.
var seeds = []string{"2", "3"}

// luck reports a right option that is another one with another seed, unless the run
// names its seed.
func (c *checker) luck(j *judgement, run []scenario.Command) {
	if len(run) == 0 || strings.Contains(run[0].Text, " seed=") {
		return
	}
	for _, seed := range seeds {
		right, ok := j.rightIn(with(run, run[0].Deed()+" seed="+seed))
		if ok && right != j.Right() {
			said := "none of the options"
			if right >= 0 {
				said = fmt.Sprintf("%q", j.Options[right].Text)
			}
			c.at(j.Line, "Ask for what is the same for every seed, or write seed= into the cluster line.",
				"what is right hangs on the seed: with seed=%s it is %s", seed, said)
			return
		}
	}
}

// sways tells whether a small change makes a wrong option the right one.
func (j *judgement) sways(run []scenario.Command) bool {
	for _, changed := range j.changes(run) {
		if right, ok := j.rightIn(changed); ok && right >= 0 && right != j.Right() {
			return true
		}
	}
	return false
}

// changes are the runs that differ from one in a single small thing.
func (j *judgement) changes(run []scenario.Command) (all [][]string) {
	first := run[0].Deed()
	for i := 1; i < j.gate.Before; i++ {
		if !isRequest(run[i]) && !run[i].Overlap {
			all = append(all, with(slices.Delete(slices.Clone(run), i, i+1), first))
		}
	}
	words := strings.Fields(first)
	for i := 1; i < len(words); i++ {
		all = append(all, with(run, strings.Join(slices.Delete(slices.Clone(words), i, i+1), " ")))
	}
	for _, setting := range otherSettings() {
		key, _, _ := strings.Cut(setting, "=")
		kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return strings.HasPrefix(w, key+"=") })
		all = append(all, with(run, strings.Join(kept, " ")+" "+setting))
	}
	stranger := with(run, first)
	return append(all, slices.Insert(stranger, 1, "stranger GET /public"))
}

// otherSettings are keys of the cluster line as another lesson may have them.
func otherSettings() []string {
	return []string{
		"servers=1", "servers=2", "servers=3", "auth=session", "auth=jwt", "auth=refresh", "auth=stateful-jwt", "auth=password",
		"store=memory", "store=redis", "balancer=round-robin", "balancer=sticky", "access-ttl=60s", "access-ttl=24h", "alg=RS256",
		"same-site=none", "same-site=strict", "http-only=false", "regenerate=false", "verifier=broken", "csrf=token", "fail=open",
		"leeway=5m", "refresh-grace=1m", "id-bits=16", "id-bits=128", "cache=1m",
	}
}

// with is a run without expectations, its cluster line replaced.
func with(run []scenario.Command, first string) []string {
	lines := []string{first}
	for _, command := range run[1:] {
		line := command.Deed()
		if command.Overlap {
			line += " &"
		}
		lines = append(lines, line)
	}
	return lines
}

// rightIn is the option that is right after other commands, -1 if none or several
// are; not ok where they cannot be carried out.
func (j *judgement) rightIn(lines []string) (right int, ok bool) {
	script, problems := scenario.Parse("", []byte(strings.Join(lines, "\n")))
	if len(problems) > 0 {
		return -1, false
	}
	result := scenario.Run(script, scenario.Options{Unrecorded: true})
	if result.World == nil {
		return -1, false
	}
	defer result.World.Close()
	if result.Err != nil {
		return -1, false
	}
	return j.Question.Judge(result.World).Right(), true
}
