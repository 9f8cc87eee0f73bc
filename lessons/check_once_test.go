package lessons

import (
	"slices"
	"strings"
	"testing"
)

// What is wrong is said once, where it is to be mended, and in words of the author's.
func TestOneMistakeIsToldOnce(t *testing.T) {
	for name, c := range map[string]struct {
		change []string // old, new, old, new…
		line   string   // of the place, its text without blanks around
		want   []string // all that is said
	}{
		"a field's name":         {[]string{"title: Left", "titel: Left"}, "titel: Left alone in the library", []string{"the front matter has no field titel"}},
		"a number in words":      {[]string{"minutes: 6", "minutes: six"}, "minutes: six", []string{"want a whole number from 1 to 90"}},
		"a text for a list":      {[]string{"sources:\n  - \"OWASP", "sources: \"OWASP"}, `sources: "OWASP Session Management Cheat Sheet: session expiration"`, []string{"sources must be a list: lines that begin with -"}},
		"an empty title":         {[]string{"title: Left alone in the library", "title: \"\""}, "---", []string{"the front matter lacks title"}},
		"a prediction's field":   {[]string{"before: 2\n", "befor: 2\n"}, "befor: 2", []string{"predict has no field befor"}},
		"an option's field":      {[]string{"    feedback: A server sees", "    feedbak: A server sees"}, "feedbak: A server sees a cookie, not a face.", []string{"an option has no field feedbak"}},
		"an exercise's field":    {[]string{"solution: |", "soluton: |"}, "soluton: |", []string{"the exercise has no field soluton"}},
		"a near-miss's field":    {[]string{"    fails: last.bob=200", "    fials: last.bob=200"}, "fials: last.bob=200", []string{"a near-miss has no field fials"}},
		"no front matter":        {[]string{"---\n# This is", "This is"}, "This is an example of a lesson. Copy it, and change what you like:", []string{"a lesson begins with its front matter"}},
		"a tab in front":         {[]string{"  - say who", "\t- say who"}, "- say who ends a session that nobody logged out of", []string{"a tab: YAML indents with blanks alone"}},
		"a tab in a block":       {[]string{"  - text: \"200, nothing", "\t- text: \"200, nothing"}, `- text: "200, nothing has ended it"`, []string{"a tab: YAML indents with blanks alone"}},
		"a block left open":      {[]string{"and noticed nothing.", "and noticed nothing.\n\n```http\nHTTP/1.1 200 OK"}, "```http", []string{"this block is never closed: another one begins in line 99"}},
		"bytes that are no text": {[]string{"Alice reads her mail in a library", "Alice reads her mail in a libr\xff\xfery"}, "Alice reads her mail in a libr\ufffdry. She is in a hurry, closes the tab and", []string{"these bytes are no text in UTF-8"}},
		"another encoding":       {[]string{"---\n# This is", "\xff\xfe-\x00-\x00\n\x00# This is"}, "", []string{"this file is in UTF-16: save it as UTF-8"}},
		"an empty file":          {[]string{Example(), ""}, "", []string{"this file is empty"}},
	} {
		t.Run(name, func(t *testing.T) {
			text := Example()
			for i := 0; i < len(c.change); i += 2 {
				if !strings.Contains(text, c.change[i]) {
					t.Fatalf("%q is not in the example", c.change[i])
				}
				text = strings.Replace(text, c.change[i], c.change[i+1], 1)
			}
			_, problems := LoadFile(ExampleFile, []byte(text))
			var got []string
			for _, p := range problems {
				got = append(got, p.Message)
				if place := strings.TrimSpace(p.Source); place != c.line {
					t.Errorf("line %d is marked: %q, want %q", p.Line, place, c.line)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("said: %q, want %q", got, c.want)
			}
		})
	}
}

// What a run finds wrong is told at the commands that were run.
func TestMistakesOfRunsAreToldAtTheirCommands(t *testing.T) {
	for name, c := range map[string]struct {
		change [2]string
		want   said
	}{
		"a refutation": {[2]string{"mallory GET /profile with=other  => 200", "mallory GET /profile with=other  => 401"},
			said{"mallory GET /profile with=other  => 401", "this run is to show the option false: expected 401, observed 200 s1", ""}},
		"a solution": {[2]string{"solution: |\n  delete-row alice", "solution: |\n  delete-row bob"},
			said{"delete-row bob", `the solution does not reach the goal: "Alice's newest answer is 401" fails with last.alice=200; "Bob's newest answer is 200" fails with last.bob=401`, ""}},
	} {
		t.Run(name, func(t *testing.T) { expectSaid(t, c.change[:], c.want) })
	}
}

// Of five files with the same number four are too many, and each is told so once.
func TestANumberTakenOftenIsToldOnceOfEachFile(t *testing.T) {
	var read []*Lesson
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		lesson, _ := LoadFile("14-"+name+".md", []byte(Example()))
		read = append(read, lesson)
	}
	if _, problems := Collect(read); len(problems) != 4 {
		t.Errorf("%d problems, want 4: %v", len(problems), problems)
	}
}
