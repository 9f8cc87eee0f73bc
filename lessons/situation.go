package lessons

import (
	"embed"
	"errors"
	"io/fs"
	"path"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
)

// Situation is a cluster to start from in the lab: a scenario file whose leading
// comment lines say what it is about.
//
//	# title: A word or two for the list
//	# about: What is the case, in a sentence or two.
//	# incident: owner/name #123
//	# goal: streak.alice>=5, logins=1 | five answers 200 in a row
//	# diagnose: Where to look for what is wrong.
//	# fix: What would be right.
//
// All of them may be left out. Those of about, diagnose and fix may go on in
// further lines of the same name, and every goal line is one clause of the goal.
type Situation struct {
	File string
	// Title is that of the file, or made from its name.
	Title, About string
	// Incident names the document that tells of what really happened, or is "".
	Incident string
	Goal     []Clause
	// Diagnose and Fix are hints, shown one after the other when asked for.
	Diagnose, Fix string
	// Commands are those of the file, the cluster line first.
	Commands []scenario.Command
	// Header are the lines above as they stand in the file.
	Header []string
}

//go:embed situations/*.scenario
var embeddedSituations embed.FS

// SituationFiles is the folder of the situations that come with the program.
func SituationFiles() fs.FS {
	sub, err := fs.Sub(embeddedSituations, "situations")
	if err != nil {
		// Only a malformed path fails, and "situations" is none.
		return embeddedSituations
	}
	return sub
}

// LoadSituations reads every *.scenario of a folder in the order of the names. Files
// with mistakes are left out, and their mistakes answered.
func LoadSituations(fsys fs.FS) (all []*Situation, problems []*Problem) {
	names, err := fs.Glob(fsys, "*.scenario")
	if err != nil {
		return nil, []*Problem{whole(".", err.Error())}
	}
	for _, name := range names {
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			problems = append(problems, whole(name, err.Error()))
			continue
		}
		one, found := ReadSituation(name, src)
		if problems = append(problems, found...); len(found) == 0 {
			all = append(all, one)
		}
	}
	return all, problems
}

// ReadSituation reads one situation, or any other scenario file. The problems are all
// mistakes in it.
func ReadSituation(file string, src []byte) (*Situation, []*Problem) {
	s := &Situation{File: file}
	from := newSource(file, src)
	s.readHeader(from)
	script, mistakes := scenario.Parse(file, src)
	s.Commands = script.Commands
	if s.Title == "" {
		name := path.Base(strings.ReplaceAll(file, `\`, "/"))
		s.Title = strings.TrimSuffix(name, path.Ext(name))
	}
	return s, append(from.problems, mistakes...)
}

// readHeader reads the comment lines before the first command. A comment that is no
// field stays a comment, unless it looks like a field mistyped.
func (s *Situation) readHeader(from *source) {
	for i, line := range from.lines {
		line = strings.TrimSpace(line)
		comment, is := strings.CutPrefix(line, "#")
		if line != "" && !is {
			return
		}
		name, value, found := strings.Cut(strings.TrimLeft(comment, " "), ":")
		if !found || strings.Contains(name, " ") {
			continue
		}
		if s.readField(from, i+1, name, strings.TrimSpace(value)) {
			s.Header = append(s.Header, scenario.Show(line))
		}
	}
}

// readField reads one line of the header and tells whether it was one.
func (s *Situation) readField(from *source, line int, name, value string) bool {
	fields := map[string]*string{"title": &s.Title, "about": &s.About, "incident": &s.Incident, "diagnose": &s.Diagnose, "fix": &s.Fix}
	value = scenario.Show(value)
	to, known := fields[name]
	switch {
	case known:
		*to = strings.TrimSpace(*to + " " + value)
	case name == "goal":
		s.readGoal(from, line, value)
	default:
		if near := scenario.Nearest(name, []string{"title", "about", "incident", "goal", "diagnose", "fix"}); near != "" {
			from.reportWord(line, name, scenario.Show(name)+" is not a field", "Did you mean "+near+"?")
		}
		return false
	}
	return true
}

// readGoal reads "last.alice=401, logins=1 | what is to hold in words".
func (s *Situation) readGoal(from *source, line int, value string) {
	when, say, found := strings.Cut(value, "|")
	c := Clause{Say: strings.TrimSpace(say), When: strings.TrimSpace(when)}
	if !found || c.Say == "" || c.When == "" {
		from.reportWord(line, value, "a goal is an expectation, a bar and its words", "Write # goal: streak.alice>=5 | five answers 200 in a row")
		return
	}
	for _, one := range clauses(c.When) {
		if _, err := scenario.ParseExpectation(one); err != nil {
			message, suggestion := err.Error(), ""
			var e *scenario.Error
			if errors.As(err, &e) {
				message, suggestion = e.Message, e.Suggestion
			}
			from.reportWord(line, one, message, suggestion)
		}
	}
	s.Goal = append(s.Goal, c)
}

// CheckGoal answers the clauses of a goal as the world stands, and whether all hold.
func CheckGoal(goal []Clause, w *cluster.World) (list []ClauseState, reached bool) {
	reached = len(goal) > 0
	for _, c := range goal {
		state := c.judge(w)
		list = append(list, state)
		reached = reached && state.Holds
	}
	return list, reached
}
