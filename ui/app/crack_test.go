package app

import (
	"strings"
	"testing"

	"authlab/lessons"
)

func TestACrackedSecretTellsTheRate(t *testing.T) {
	weak, problems := lessons.ReadSituation("weak", []byte("cluster servers=1 auth=jwt verifier=weak-secret jwt-secret=secret\nmallory POST /login\nforge weak-secret user=root\n"))
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	d := start(t, setting{over: labOf(weak), guesses: 1_400_000}, 100, 30)
	d.keys("end left")
	d.sees("This machine tries 1.4 million secrets a")
	d.sees("11m54s")
}

// TestALessonShowsTheRateItSpeaksOf: the page sends the reader to the moment at which the
// secret is found, and there the number is in sight, or a key away on the smallest screen.
func TestALessonShowsTheRateItSpeaksOf(t *testing.T) {
	course := lessons.Open(lessons.Content())
	for _, size := range [][2]int{{60, 16}, {80, 24}, {100, 30}, {160, 50}} {
		d := start(t, setting{course: course, lesson: "7", guesses: 1_400_000}, size[0], size[1])
		d.keys("n n n n n")
		if !strings.Contains(d.footer(), "play") {
			d.keys("tab")
		}
		d.keys("end 1 enter home right right right right right right right right right")
		d.sees("step 9/")
		if size[1] == 16 {
			d.keys("enter")
		}
		told := strings.Join(strings.Fields(d.screen()), " ")
		for _, want := range []string{"1.4 million", "11m54s"} {
			if !strings.Contains(told, want) {
				t.Errorf("%v: %q is cut:\n%s", size, want, d.screen())
			}
		}
	}
}
