package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

// said is a mistake as it is told: the words marked, what is wrong and the mend.
type said struct{ words, message, mend string }

// Every mistake put into the example is told at its place, word by word.
func TestWhatIsSaidOfMistakesInALesson(t *testing.T) {
	for name, c := range map[string]struct {
		change []string // old, new, old, new…
		want   said
	}{
		"the feedback of another": {
			[]string{"feedback: The server does not see tabs. Nobody has told it that anything ended.", "feedback: The row is there, and  the browser sends the cookie whoever sits before it."},
			said{`- text: "401, the tab was closed"`, "two options have the same feedback: it stands in line 48 as well", "Say why this one is right or wrong."},
		},
		"feedback that says the option": {
			[]string{"feedback: By a limit, or because an operator deletes the row.", "feedback: the server, and nobody else"},
			said{`- text: "The server, and nobody else"`, "the feedback only says the option again", "Say why it is right or wrong."},
		},
		"an option that points": {
			[]string{`"Nobody, it ends with the day"`, `"None of the above ever can"`},
			said{`- text: "None of the above ever can"`, `options are shown in any order: "of the above" points nowhere`, "Say what it means."},
		},
		"a right option that tempts": {
			[]string{"      right: true\n", "      right: true\n      means: M5\n"},
			said{`- text: "The server, and nobody else"`, "the right option stands for no misconception, and this one means M5", "Take means away, or mend its when."},
		},
		"the longest option": {
			[]string{`"The server, and nobody else"`, `"The server, by a limit or by an operator, and nobody else"`},
			said{`- text: "The server, by a limit or by an operator, and nobody else"`, "the right option can be told by its length: 57 characters, the others have 26 to 28", "Make the options about equally long."},
		},
		"no right option": {
			[]string{"when: last.alice=200", "when: last.alice=204"},
			said{"```predict", "exactly one option is to hold after the run, not 0: ", "Change the when of the options until one of them fits what the run does."},
		},
		"an objective nobody tests": {
			[]string{"tests: [2]", "tests: [1]", "tests: [1, 2]", "tests: [1]"},
			said{"choose an idle limit, and name its price", "nothing tests objective 2: choose an idle limit, and name its price", "Write tests: [2] into the prediction, question or exercise that does."},
		},
		"an objective that is not there": {
			[]string{"tests: [1, 2]", "tests: [1, 4]"},
			said{"4", "there is no objective 4: the front matter has 2", "Write numbers of the list in the front matter."},
		},
		"no objective by number 0": {
			[]string{"tests: [1, 2]", "tests: [0]"}, said{"0", "want a whole number from 1 to 99", ""},
		},
		"minutes": {
			[]string{"minutes: 6", "minutes: 45"}, said{"45", "minutes says 45, but there is something to do for about 8", "Write minutes: 8, or change the lesson."},
		},
		"a lesson that is not there": {
			[]string{"- A tab that is closed ends nothing. A limit", "- A tab that is closed ends nothing: see\n  lessons 2, 5 and 40. A limit"},
			said{"40", "there is no lesson 40", "Name one that exists, or leave the link out."},
		},
		"a page that is not there": {
			[]string{"A tab that is closed", "As page 9 said: a tab that is closed"},
			said{"9", "there is no page 9: this lesson has 6", "Name one that exists, or leave the link out."},
		},
		"a page twice": {
			[]string{"## In code", "## Check yourself"}, said{"Check yourself", `page "Check yourself" exists already in line 91`, "Give each page a title of its own."},
		},
		"an unknown misconception": {
			[]string{"kills: [M5]", "kills: [M26]"}, said{"M26", "M26 is no misconception", misconceptionsKnown},
		},
		"an option for none": {
			[]string{"means: M5\n      refute", "means: M05\n      refute"},
			said{`- text: "Whoever closes the browser"`, "means: M05 is no misconception", misconceptionsKnown},
		},
		"a misconception that tempts nobody": {
			[]string{"kills: [M5]", "kills: [M5, M6]"}, said{"M6", "the lesson kills M6, but no option stands for it", "Give an option means: M6."},
		},
		"a bet on a repetition": {
			[]string{"wait 10m\nalice GET /profile   => 200\n", "alice GET /profile   => 200\nalice GET /profile   => 200\n", "before: 2", "before: 3"},
			said{"```predict", "this prediction is no bet: the command before it is the same and was answered in the same way", "Ask before the first of the two, or change something between them."},
		},
		"a bet that nobody doubts": {
			[]string{"before: 2", "before: 1", "when: last.alice=401", "when: last.alice=500", "when: last.alice=403", "when: last.alice=404", "anything ended.\n    means: M5\n", "anything ended.\n"},
			said{"```predict", "this prediction is no bet: no small change of the run makes another option right, and no option stands for a misconception",
				"Ask for something else, or give an option means: and the number of a misconception."},
		},
		"a bet on luck": {
			[]string{"cluster servers=1 auth=session idle=15m\nalice POST /login    => 200\nwait 10m\nalice GET /profile   => 200", "cluster servers=2 auth=session store=redis balancer=random\nalice POST /login\nwait 10m\nalice GET /profile",
				"when: last.alice=200", "when: last-server.alice=s1", "when: last.alice=401", "when: last-server.alice=s2"},
			said{"```predict", `what is right hangs on the seed: with seed=3 it is "200, nothing has ended it"`, "Ask for what is the same for every seed, or write seed= into the cluster line."},
		},
		"wide letters": {
			[]string{"- A short idle limit costs clicks", "- " + strings.Repeat("\u6f22", 36) + " A short idle limit costs clicks"},
			said{"clicks", "this line is 131 characters wide, 72 are the most", "Break it."},
		},
		"an open comment": {
			[]string{"what to show. -->", "what to show."}, said{"<!-- Samples are typed", "this comment is never closed", "Close it with -->"},
		},
		"words behind a comment": {
			[]string{"is not shown. -->", "is not shown. --> But this is."}, said{"But this is.", "a comment ends with its line, and this stands behind it", "Put it into the next line."},
		},
		"a character of control": {
			[]string{"Alice reads her mail", "Alice\x1b[2J reads her mail"}, said{"\x1b", `a character that cannot be seen: \x1b`, withoutInvisible},
		},
		"a character that turns the writing": {
			[]string{"Alice reads her mail", "Alice\u202e reads her mail"}, said{"\u202e", `a character that cannot be seen: \u202e`, withoutInvisible},
		},
		"a character written as an escape": {
			[]string{"title: Left alone in the library", `title: "Left \e[2J"`}, said{`"Left`, `a character that cannot be seen: \x1b`, withoutInvisible},
		},
	} {
		t.Run(name, func(t *testing.T) { expectSaid(t, c.change, c.want) })
	}
}

// expectSaid changes the example and looks for one problem.
func expectSaid(t *testing.T, change []string, want said) {
	t.Helper()
	text := Example()
	for i := 0; i < len(change); i += 2 {
		if !strings.Contains(text, change[i]) {
			t.Fatalf("%q is not in the example", change[i])
		}
		text = strings.Replace(text, change[i], change[i+1], 1)
	}
	lesson, problems := LoadFile(ExampleFile, []byte(text))
	if len(problems) == 0 {
		problems = Check(&Course{Lessons: []*Lesson{lesson}}, 2, 5)
	}
	for _, p := range problems {
		if p.File != ExampleFile || p.Source != strings.Split(text, "\n")[p.Line-1] {
			t.Errorf("not its place: %s", p.Error())
		}
		marked := string([]rune(p.Source)[p.Column-1 : min(p.Column-1+p.Width, len([]rune(p.Source)))])
		if p.Message == want.message && p.Suggestion == want.mend && strings.Contains(marked, want.words) {
			return
		}
	}
	t.Errorf("not said: %+v, but:", want)
	for _, p := range problems {
		t.Log("\n" + p.Error())
	}
}

// Whoever always takes the longest, the shortest or the first option must not do well.
func TestHabitsOfRightOptionsAreSaid(t *testing.T) {
	for name, c := range map[string]struct{ right, wrong, want string }{
		"longest":  {"a longer one", "a long one", "all 5 right options are the longest of their question"},
		"shortest": {"a short one", "a longish one", "all 5 right options are the shortest of their question"},
		"first":    {"one", "two", "all 5 right options are written as number 1 of their question"},
	} {
		t.Run(name, func(t *testing.T) {
			var body strings.Builder
			body.WriteString("## Q\n\n```quiz\n")
			for i := range habits {
				letter := string(rune('a' + i))
				body.WriteString("- ask: What is " + letter + "?\n  tests: [1]\n  options:\n" +
					"    - {text: " + c.right + ", right: true, feedback: yes as " + letter + "}\n" +
					"    - {text: " + c.wrong + ", feedback: no as " + letter + "}\n")
			}
			body.WriteString("```\n")
			for _, p := range check(t, body.String()) {
				if p.Message == c.want {
					return
				}
			}
			t.Errorf("not said: %s", c.want)
		})
	}
}

// Lessons of one folder may not share a name, and speak only of those that are there.
func TestLinksBetweenLessons(t *testing.T) {
	page := func(text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(head + "## P\n\n" + text + "\n\n" + strings.TrimPrefix(goodQuiz, "## Q\n\n"))}
	}
	course, problems := read(fstest.MapFS{"01-a.md": page("See lesson 2, and lessons 3 to 9."), "02-b.md": page("See lesson 1."), "03-b.md": page("x")})
	if len(problems) != 1 || problems[0].Message != "the name b is taken by 02-b.md" {
		t.Errorf("problems: %v", problems)
	}
	found := Check(course)
	if len(found) != 1 || found[0].Message != "there is no lesson 9" || found[0].File != "01-a.md" {
		t.Errorf("problems: %v", found)
	}
	if found := Check(course, 9); len(found) != 0 {
		t.Errorf("problems: %v", found)
	}
}

// What is only advice does not keep a lesson from being played.
func TestPlayableReportsOnlyWhatKeepsFromPlaying(t *testing.T) {
	lesson := exampleLesson(t, strings.Replace(strings.Replace(Example(), "minutes: 6", "minutes: 60", 1), "tests: [2]\n", "tests: [1]\n", 1))
	if found := Playable(lesson); len(found) > 0 {
		t.Errorf("problems: %v", found)
	}
	broken := exampleLesson(t, strings.Replace(Example(), "alice POST /login    => 200", "alice POST /login    => 401", 1))
	if found := Playable(broken); len(found) != 1 || found[0].Message != "expected 401, observed 200 s1" {
		t.Errorf("problems: %v", found)
	}
}

// The lessons of the course speak only of each other; TestEveryLessonIsSolved has the rest.
func TestLinksOfTheCourse(t *testing.T) {
	course := load(t)
	var known []int
	for _, l := range course.Lessons {
		known = append(known, l.Number)
	}
	for _, l := range course.Lessons {
		c := newChecker(l)
		c.links(known)
		for _, p := range c.problems {
			t.Error("\n" + p.Error())
		}
	}
}
