package app

import (
	"strconv"
	"strings"
	"testing"

	"authlab/lessons"
)

// term opens the glossary and from it the lesson that speaks first of a word.
func (d *driver) term(word string) {
	d.t.Helper()
	d.keys("g /").text(word).keys("enter enter")
	d.seesNot("authlab · glossary")
}

// A lesson that lies below the glossary is gone back to, not opened a second time.
func TestTheGlossaryGoesBackToTheLessonBelow(t *testing.T) {
	d := start(t, setting{course: realCourse(t), lesson: "8"}, 80, 24)
	d.keys("g /").text("leeway").keys("enter")
	d.sees(`First spoken of in lesson 8, "What time is it, and`)
	d.keys("enter")
	d.sees("authlab · 8 What time is it")
	d.keys("esc")
	d.sees("authlab · the course")
}

// More lessons may lie below each other than are kept: the lowest one begins anew.
func TestLessonsBelowTheGlossaryKeepWorking(t *testing.T) {
	d := start(t, setting{course: realCourse(t), lesson: "2"}, 80, 24)
	d.keys("n n right right right")
	at := strings.Fields(strings.Split(d.screen(), "\n")[0])
	met := map[string]bool{}
	for _, word := range []string{"header", "HMAC", "leeway", "rotation", "JWKS"} {
		d.term(word)
		met[strings.Split(d.screen(), "\n")[0][:20]] = true
	}
	if len(met) < 5 {
		t.Fatalf("too few lessons: %v", met)
	}
	for range len(met) {
		d.keys("esc")
	}
	d.sees(strings.Join(at[:3], " "))
	before := d.screen()
	d.keys("right right right")
	if d.screen() == before {
		t.Errorf("stuck:\n%s", before)
	}
	d.seesNot("!")
}

// Over the token bench the glossary stands at the claim under the cursor, or at what the
// panel is about.
func TestTheGlossaryStandsAtWhatTheBenchPointsAt(t *testing.T) {
	for keys, want := range map[string]string{
		"":                        "▸ JWT",
		"d tab":                   "▸ header",
		"d tab right right right": "▸ alg",
		"d tab tab":               "▸ payload",
		"d tab tab tab":           "▸ secret",
		"d tab tab tab tab down":  "▸ verify",
	} {
		d := start(t, setting{over: atTokens("")}, 100, 30)
		d.keys(keys).keys("g")
		d.sees("authlab · glossary")
		d.sees(want)
	}
}

// The lesson that the glossary names is the first that speaks of the term, term by term.
func TestTheGlossaryNamesTheFirstLesson(t *testing.T) {
	course := realCourse(t)
	d := start(t, setting{course: course}, 100, 30)
	d.keys("g home")
	for _, term := range lessons.Glossary() {
		if l := course.Taught(term); l != nil {
			if said := "spoken of in lesson " + strconv.Itoa(l.Number) + ","; !strings.Contains(d.screen(), said) {
				t.Errorf("%s: not %s", term.Name, said)
			}
		}
		d.keys("down")
	}
}
