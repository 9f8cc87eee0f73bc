package lessons

import (
	"strings"
	"testing"
)

const goodExercise = `## E

` + "```exercise" + `
ask: End the session.
start: |
  cluster servers=1
  alice POST /login
goal:
  - {say: she is out, when: last.alice=401}
  - {say: her cookie is kept, when: cookie-changes.alice=1}
hints: [look at the row, "rows can be deleted", "delete it, then look"]
solution: |
  delete-row alice
  alice GET /profile
another: |
  restart s1
  alice GET /profile
misses:
  - commands: |
      alice POST /logout
      alice GET /profile
    fails: cookie-changes.alice=1
tests: [1]
` + "```\n"

const goodQuiz = "## Q\n\n```quiz\n" + `- ask: What?
  setup: |
    cluster servers=2
    alice POST /login
    alice GET /profile
  options:
    - {text: gets 200, when: last.alice=200, feedback: no row there}
    - {text: gets 401, when: last.alice=401, feedback: right so}
  tests: [1]
` + "```\n"

const goodPredict = scene + "\n```predict\nbefore: 2\nask: q\n" + options + "tests: [1]\n```\n"

func check(t *testing.T, body string) []*Problem {
	t.Helper()
	lesson, problems := LoadFile("01-x.md", []byte(head+body))
	for _, p := range problems {
		t.Fatal("\n" + p.Error())
	}
	return Check(&Course{Lessons: []*Lesson{lesson}})
}

func TestCheckFindsNothingWrongInAGoodLesson(t *testing.T) {
	for _, p := range check(t, goodPredict+"\n{{a.2.status}} {{a.count.lost-sessions}}\n\n"+goodQuiz+"\n"+goodExercise) {
		t.Error("\n" + p.Error())
	}
}

func TestCheckFinds(t *testing.T) {
	for name, c := range map[string]struct{ body, old, new, want string }{
		"no right option":       {goodPredict, "when: last.alice=401", "when: last.alice=404", "exactly one option is to hold after the run, not 0"},
		"two right options":     {goodPredict, "when: last.alice=200", "when: last.alice!=200", "exactly one option is to hold after the run, not 2"},
		"failed expectation":    {goodPredict, "alice GET /profile\n", "alice GET /profile => 200\n", "expected 200, observed 401 s2"},
		"impossible command":    {goodPredict, "kill s1", "pause store", "cannot be carried out"},
		"same feedback":         {goodPredict, "feedback: g", "feedback: f", "same feedback"},
		"same text":             {goodPredict, "text: y", "text: x", "same text"},
		"right option longest":  {goodPredict, "text: y", "text: one that explains itself at length", "told by its length"},
		"right option means M1": {goodPredict, "last.alice=401, feedback", "last.alice=401, means: M1, feedback", "stands for no misconception"},
		"unknown scene":         {goodPredict + "\n{{b.2.status}}\n", "", "", "the scenario of this page is a"},
		"request out of range":  {goodPredict + "\n{{a.3.status}}\n", "", "", "there is no request 3"},
		"unknown fact":          {goodPredict + "\n{{a.2.colour}}\n", "", "", "a request has no colour"},
		"unknown count":         {goodPredict + "\n{{a.count.colour}}\n", "", "", "no count colour"},
		"malformed field":       {goodPredict + "\n{{a}}\n", "", "", "this is no field"},
		"wide line":             {goodPredict + "\n" + strings.Repeat("x", ProseWidth+1) + "\n", "", "", "73 characters wide"},
		"quiz without answer":   {goodQuiz, "last.alice=401", "last.alice=500", "not 0"},
		"solved at the start":   {goodExercise, "when: last.alice=401", "when: last.alice=200", "reached before anything is done"},
		"wrong solution":        {goodExercise, "solution: |\n  delete-row alice\n", "solution: |\n  wait 1s\n", "the solution does not reach the goal: \"she is out\" fails with last.alice=200"},
		"impossible solution":   {goodExercise, "solution: |\n  delete-row alice\n", "solution: |\n  delete-row bob\n", "the solution cannot be carried out"},
		"same route twice":      {goodExercise, "restart s1", "delete-row alice", "the solution again"},
		"near-miss that wins":   {goodExercise, "alice POST /logout", "wait 31m", "reaches the goal"},
		"near-miss of another":  {goodExercise, "fails: cookie-changes.alice=1", "fails: last.alice=401", "does not fail last.alice=401"},
	} {
		t.Run(name, func(t *testing.T) {
			body := c.body
			if c.old != "" {
				if body = strings.Replace(body, c.old, c.new, 1); body == c.body {
					t.Fatalf("%q is not in the lesson", c.old)
				}
			}
			var seen []string
			for _, p := range check(t, body) {
				if p.Line < 8 || p.Source == "" {
					t.Errorf("bad place: %s", p.Error())
				}
				if strings.Contains(p.Message, c.want) {
					return
				}
				seen = append(seen, p.Message)
			}
			t.Errorf("no problem %q; got %q", c.want, seen)
		})
	}
}

func TestCheckFindsRefutationThatFails(t *testing.T) {
	body := strings.Replace(goodQuiz, "feedback: no row there}", "feedback: no row there, refute: \"cluster servers=1\"}", 1)
	problems := check(t, body)
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "refute expects nothing") {
		t.Errorf("problems: %v", problems)
	}
}

func TestCheckFindsMisconceptionNobodyIsTemptedBy(t *testing.T) {
	src := strings.Replace(head, "sources", "kills: [M3]\nsources", 1) + goodPredict
	lesson, _ := LoadFile("01-x.md", []byte(src))
	problems := Check(&Course{Lessons: []*Lesson{lesson}})
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "M3") {
		t.Errorf("problems: %v", problems)
	}
}
