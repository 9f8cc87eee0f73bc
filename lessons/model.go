package lessons

import "authlab/sim/scenario"

// Course is all lessons in order.
type Course struct{ Lessons []*Lesson }

// Lesson is one file of lessons/content.
type Lesson struct {
	File       string // "03-two-servers.md"
	Number     int    // from the file name NN-name.md
	Slug       string // the file name's other half
	Title      string
	Minutes    int
	Objectives []string
	// Kills are the misconceptions this lesson removes, "M1".
	Kills   []string
	Sources []string

	contents []Contents
	pages    func() []*Page
	source   *source // nil where the pages are read later
}

// Page is what stands under one "## " heading. It holds at most one active
// thing (Scene, Quiz, Exercise, Comparison or Token) beside its prose and samples.
type Page struct {
	Title string
	// Prose are the paragraphs, lists, tables and code samples in order, before
	// and after the active thing.
	Prose []Prose
	// Scene is the scenario to step through, or nil.
	Scene *Scene
	// Quiz are the knowledge checks of this page, asked one after the other.
	Quiz []*Question
	// Exercise is the task to do by hand, or nil.
	Exercise *Exercise
	// Comparison are the designs to put side by side, or nil.
	Comparison *Comparison
	// Token is a token to be taken apart, or nil.
	Token *Token
	Line  int // of the heading, from 1
}

// Prose is a run of Markdown or one code sample.
type Prose struct {
	// Language is "" for Markdown, "js", "go" or "http" for a sample.
	Language string
	// File and Part name what a sample was taken from, below lessons/samples; both
	// are "" where it was typed into the lesson.
	File, Part string
	// Text may hold template fields such as {{memory.3.status}}.
	Text string
	Line int // of its first line, or of the fence where it was taken from a file
	// AfterScene tells that it stands behind the page's active thing.
	AfterScene bool
}

// Scene is a scenario with the predictions that interrupt it.
type Scene struct {
	Name     string // unique in the lesson
	Source   string
	Commands []scenario.Command
	Gates    []*Gate // in order of Before
	Line     int
}

// Gate is a prediction. The commands with index ≥ Before are not executed until
// it is answered or skipped; the outcome is judged once the command with index
// Through has been executed.
type Gate struct {
	ID              string // "02-sessions/restart/1": stable, for progress
	Before, Through int
	Question
}

// Question is a multiple-choice question, alone (quiz) or as part of a Gate.
type Question struct {
	ID      string
	Ask     string
	Options []Option
	// Tests are the numbers, from 1, of the lesson's objectives that it tests.
	Tests []int
	// Bound tells that it is understood in its lesson only, and is in no exam.
	Bound bool
	// Setup is a scenario that is run to find the right option of a run-based
	// quiz question; empty for a Gate (its scene is run) and for questions of
	// knowledge, whose right option is marked.
	Setup string
	Line  int
}

// Option is one answer.
type Option struct {
	Text     string
	Feedback string
	// Misconception is what this wrong option stands for ("M7"), or "".
	Misconception string
	// Right is set by marking (knowledge) or by a run (When).
	Right bool
	// When is an expectation on the run ("last.alice=401"); "" for questions of knowledge.
	When string
	// Refute is a short scenario that shows the option false, or "".
	Refute string
	Line   int

	misread    bool // a field of it could not be read
	refuteLine int  // of the first command of Refute
}

// Exercise is a task with a goal that is checked on the state: any route wins.
type Exercise struct {
	ID    string
	Ask   string
	Start string // scenario text that sets the scene; starts with a cluster line
	Goal  []Clause
	Hints []string
	// Tests are the numbers, from 1, of the lesson's objectives that it tests.
	Tests []int
	// Solution are the commands shown under the last hint, one a line.
	Solution string
	// Another is a different route to the goal, for the tests.
	Another string
	// Misses are near-misses, for the tests: each must fail and name the clause.
	Misses []Miss
	Line   int

	startLine, solutionLine, anotherLine int // of their first commands
}

// Clause is one line of a goal's checklist.
type Clause struct {
	Say  string // "five answers 200 in a row"
	When string // "streak.alice>=5"
}

// Miss is a sequence of commands that must not reach the goal.
type Miss struct {
	Commands string
	Fails    string // the When of the clause that must be named
	line     int    // of its first command
}
