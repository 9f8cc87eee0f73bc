package lessons

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"strconv"
	"strings"

	"authlab/sim/cluster"
	"authlab/sim/scenario"
)

// Item is one thing that can be asked about: a prediction or a knowledge check.
type Item struct {
	ID     string
	Lesson *Lesson
	// Page is the page it stands on, from 0.
	Page     int
	Question *Question
	// Scene and Gate are those of a prediction, nil for a knowledge check.
	Scene *Scene
	Gate  *Gate

	inLesson *Variant // see taught
}

// Asked are the predictions and knowledge checks of the lesson, in order.
func (l *Lesson) Asked() []*Item {
	var all []*Item
	for i, p := range l.Pages() {
		if p.Scene != nil {
			for _, g := range p.Scene.Gates {
				all = append(all, &Item{ID: g.ID, Lesson: l, Page: i, Question: &g.Question, Scene: p.Scene, Gate: g})
			}
		}
		for _, q := range p.Quiz {
			all = append(all, &Item{ID: q.ID, Lesson: l, Page: i, Question: q})
		}
	}
	return all
}

// Asked are the predictions and knowledge checks of all lessons, in order.
func (c *Course) Asked() []*Item {
	var all []*Item
	for _, l := range c.Lessons {
		all = append(all, l.Asked()...)
	}
	return all
}

// Line is one command of the run that a question is about.
type Line struct {
	// Deed is the command without its expectation.
	Deed string
	// Answer is what came of it, "200 from s1", or "" for what answers nothing.
	Answer string
	// Ahead tells that the question is about it: its answer is for the verdict only.
	Ahead bool

	index int // of the command
}

// Variant is an item asked anew: other names, other seed, another first server. The
// right option was found by a run of the variant itself.
type Variant struct {
	Item *Item
	// Question has its right option known. Its ID is the item's.
	Question *Question
	// Own tells that its options are not those of the lesson, in number, order or meaning.
	Own bool
	// Story are the commands up to the end of a prediction.
	Story []Line
	// Order is the order in which to show the options: place on the screen → option.
	Order []int
	// Fresh tells that it does not read as in the lesson, whatever the order.
	Fresh bool
}

// draws is how many variants are tried before the question is asked as it stands in
// the lesson.
const draws = 6

// Variant asks the item anew. It depends on the seed and the item alone. The error is
// that of a run which the lesson's own tests would find.
func (it *Item) Variant(seed uint64) (*Variant, error) {
	r := it.random(seed)
	taught, err := it.taught()
	if err != nil {
		return nil, err
	}
	if v := it.family(r); v != nil {
		v.Order = r.Perm(len(v.Question.Options))
		return v, nil
	}
	wanted, text := taught.Question.Right(), taught.Text()
	for range draws {
		v, err := it.asked(it.change(r))
		// The feedback was written for the option that came true in the lesson.
		if err == nil && v.Question.Right() == wanted && distinct(v.Question) && v.Text() != text {
			v.Fresh, v.Order = true, r.Perm(len(v.Question.Options))
			return v, nil
		}
	}
	same := *taught
	same.Order = r.Perm(len(same.Question.Options))
	return &same, nil
}

func (it *Item) random(seed uint64) *rand.Rand {
	key := sha256.Sum256(append(binary.LittleEndian.AppendUint64([]byte("variant "), seed), it.ID...))
	return rand.New(rand.NewChaCha8(key))
}

// distinct tells whether no two options read the same.
func distinct(q *Question) bool {
	seen := map[string]bool{}
	for _, o := range q.Options {
		if seen[o.Text] {
			return false
		}
		seen[o.Text] = true
	}
	return true
}

// Right is the option that is right in the lesson, by its index. The error is that of a
// run.
func (it *Item) Right() (int, error) {
	taught, err := it.taught()
	if err != nil {
		return -1, err
	}
	return taught.Question.Right(), nil
}

// taught is the question as it stands in the lesson, answered by a run of its own.
func (it *Item) taught() (*Variant, error) {
	if it.inLesson == nil {
		v, err := it.asked(&renaming{})
		if err != nil {
			return nil, err
		}
		it.inLesson = v
	}
	return it.inLesson, nil
}

// runs tells whether a run decides which option is right.
func (it *Item) runs() bool { return it.Gate != nil || it.Question.Setup != "" }

// Varies tells whether its variants read otherwise than the lesson does.
func (it *Item) Varies() bool { return it.kin() != nil || it.changes() }

// changes tells whether other names and another first server can be seen in it. A
// question about nobody and no server in particular stays as it is.
func (it *Item) changes() bool {
	change := it.change(it.random(0))
	change.ahead = min(1, change.servers)
	text := (&Variant{Question: it.Question}).Text()
	if it.Gate != nil {
		if change.ahead > 0 {
			return true
		}
		text += it.Scene.Source
	}
	return change.text(text) != text
}

// asked carries a change out on the question and runs it.
func (it *Item) asked(change *renaming) (*Variant, error) {
	q := change.question(it.Question)
	q.ID = it.ID
	v := &Variant{Item: it, Question: q}
	if !it.runs() {
		return v, nil
	}
	commands, through := it.commands()
	text := change.script(commands)
	script, problems := scenario.Parse("", []byte(text))
	if len(problems) > 0 {
		return nil, problems[0]
	}
	before := len(script.Commands)
	if it.Gate != nil {
		before = it.Gate.Before + change.ahead
		through += change.ahead
	} else {
		q.Setup = text
		through = len(script.Commands) - 1
	}
	w, story, err := play(script.Commands, before, through)
	if err != nil {
		return nil, err
	}
	defer w.Close()
	v.Question = q.Judge(w)
	if it.Gate != nil {
		v.Story = story
	}
	return v, nil
}

// commands are those of the run that decides, and the last of them.
func (it *Item) commands() ([]scenario.Command, int) {
	if it.Gate != nil {
		return it.Scene.Commands[:it.Gate.Through+1], it.Gate.Through
	}
	script, _ := scenario.Parse("", []byte(it.Question.Setup)) // its mistakes were reported at loading
	return script.Commands, len(script.Commands) - 1
}

// play carries out the commands up to through, and tells what came of those before.
func play(commands []scenario.Command, before, through int) (*cluster.World, []Line, error) {
	if through < 0 || through >= len(commands) {
		return nil, nil, errNoCommands
	}
	runner, err := scenario.NewRunner(commands[0], false)
	if err != nil {
		return nil, nil, err
	}
	var story []Line
	for i, c := range commands[:through+1] {
		results, err := runner.Do(c)
		if err != nil {
			runner.World().Close()
			return nil, nil, err
		}
		if c.Verb != "expect" {
			story = append(story, Line{Deed: seedOf.ReplaceAllString(c.Deed(), ""), Ahead: i >= before, index: i})
		}
		for _, r := range results {
			answered(story, r)
		}
	}
	for _, r := range runner.Finish() {
		answered(story, r)
	}
	if through == len(commands)-1 {
		runner.World().Settle()
	}
	return runner.World(), story, nil
}

// answered notes the answer in the line of its command.
func answered(story []Line, r scenario.CommandResult) {
	if r.Exchange == nil {
		return
	}
	for i := range story {
		if story[i].index == r.Index {
			story[i].Answer = told(r.Exchange)
		}
	}
}

// told says who answered what.
func told(x *cluster.Exchange) string {
	switch {
	case x.Status == 0:
		return "no answer"
	case x.Server == "":
		return strconv.Itoa(x.Status) + " from the balancer"
	}
	return strconv.Itoa(x.Status) + " from " + x.Server
}

// Text is the whole question as words, for searching.
func (v *Variant) Text() string {
	parts := []string{v.Question.Ask}
	for _, o := range v.Question.Options {
		parts = append(parts, o.Text, o.Feedback)
	}
	for _, line := range v.Story {
		parts = append(parts, line.Deed)
	}
	return strings.Join(parts, "\n")
}
