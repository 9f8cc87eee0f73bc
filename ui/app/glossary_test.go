package app

import (
	"strings"
	"testing"
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
