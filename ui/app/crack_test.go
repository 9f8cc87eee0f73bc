package app

import (
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
