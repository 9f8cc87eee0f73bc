package pane

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"authlab/sim/event"
)

const skewedClocks = `cluster servers=3 auth=jwt nbf=on access-ttl=60s leeway=90s s2.clock=-120s s3.clock=+120s
alice POST /login
wait until=10s
alice GET /profile
alice GET /profile
alice GET /profile
`

// timePlays are runs in which dates decide, or do not.
var timePlays = []struct{ name, script string }{
	{"skewed", strings.Replace(skewedClocks, " leeway=90s", "", 1)},
	{"leeway", skewedClocks},
	{"thief", `cluster servers=1 auth=jwt access-ttl=60s leeway=110s
alice POST /login
copy alice as loot
wait until=169s
mallory GET /profile with=loot
wait until=170s
mallory GET /profile with=loot`},
	{"expired", `cluster servers=2 auth=jwt access-ttl=60s
alice POST /login
wait until=60s
alice GET /profile`},
	{"endless", `cluster servers=1 auth=jwt access-ttl=60s
alice POST /login
wait 80000h
alice GET /profile tamper=no-exp`},
	{"never", `cluster servers=1 auth=jwt access-ttl=60s
alice POST /login
alice GET /profile tamper=nbf-future`},
	{"crowd", `cluster servers=8 auth=jwt nbf=on access-ttl=60s s2.clock=-30s s3.clock=+30s s4.clock=+31s s5.clock=+90s s6.clock=+90s s7.clock=-5m
alice POST /login
alice GET /profile
alice GET /profile
alice GET /profile
alice GET /profile
alice GET /profile
alice GET /profile`},
}

func TestClocksPictures(t *testing.T) {
	for _, p := range timePlays {
		steps := play(t, p.script)
		in := at(steps, len(steps))
		for _, w := range []int{38, 59, 78, 118} {
			golden(t, fmt.Sprintf("clocks-%s-%d.txt", p.name, w), Clocks(in, w, ClocksHeight(in, w)))
		}
		golden(t, "clocks-"+p.name+"-60x3.txt", Clocks(in, 60, leastClocks))
	}
}

func TestClocksFillTheirPlace(t *testing.T) {
	for _, p := range timePlays {
		steps := play(t, p.script)
		for n := 1; n <= len(steps); n++ {
			in := at(steps, n)
			for _, size := range [][2]int{{0, 0}, {1, 3}, {10, 3}, {24, 3}, {38, 5}, {60, 3}, {78, 4}, {160, 9}} {
				lines := Clocks(in, size[0], size[1])
				if len(lines) != size[1] {
					t.Fatalf("%s step %d: %d lines at %v", p.name, n, len(lines), size)
				}
				for _, line := range lines {
					if ansi.StringWidth(line) != size[0] {
						t.Fatalf("%s step %d at %v: %q is %d wide", p.name, n, size, line, ansi.StringWidth(line))
					}
				}
			}
			if h := ClocksHeight(in, 60); h != 0 && h < leastClocks {
				t.Fatalf("%s step %d: height %d", p.name, n, h)
			}
		}
	}
}

func TestClocksTellNothingBeforeAServerHas(t *testing.T) {
	steps := play(t, skewedClocks)
	for n := 1; n <= len(steps); n++ {
		judged := false
		for _, s := range steps[:n] {
			judged = judged || s.Kind == event.TokenRejected || s.Kind == event.TokenAccepted
		}
		if drawn := ClocksHeight(at(steps, n), 60) > 0; drawn != judged {
			t.Errorf("step %d: drawn is %v, judged is %v", n, drawn, judged)
		}
	}
}

func TestClocksSayNothingWhereTimeDecidedNothing(t *testing.T) {
	for _, script := range []string{
		"cluster servers=3 auth=jwt\nalice POST /login\nalice GET /profile\nalice GET /profile tamper=wrong-secret",
		"cluster servers=3 auth=session store=redis s2.clock=-2m\nalice POST /login\nalice GET /profile",
	} {
		steps := play(t, script)
		for n := 1; n <= len(steps); n++ {
			if ClocksHeight(at(steps, n), 60) > 0 {
				t.Errorf("step %d of %q has a picture of clocks", n, script)
			}
		}
	}
}

func TestAVerdictOfTheClocksEndsWithWhatItWasAbout(t *testing.T) {
	steps := play(t, skewedClocks+"set leeway=110s\nalice GET /profile")
	text := func(n int) string { return strings.Join(Clocks(at(steps, n), 118, 5), "\n") }
	if got := text(lastOf(t, steps, event.OptionSet)); strings.ContainsAny(got, "✓✗") || !strings.Contains(got, "leeway 110s") {
		t.Errorf("after the change:\n%s", got)
	}
	if got := text(len(steps)); !strings.Contains(got, "s2 -110s ✓ by leeway") {
		t.Errorf("after the new answer:\n%s", got)
	}
}

func TestTheInspectorShowsTheClocksOfATokenJudgedByTime(t *testing.T) {
	steps := play(t, timePlays[0].script)
	refused := lastOf(t, steps, event.TokenRejected)
	for n := refused; n <= refused+2; n++ { // while s3 answers, too
		for _, node := range []string{"", "s2"} {
			if got := inspected(at(steps, n), node); !strings.Contains(got, "s3 130s ✗ too late") {
				t.Errorf("step %d, target %q:\n%s", n, node, got)
			}
		}
	}
}

func TestTheStageSaysWhichDateDecided(t *testing.T) {
	for want, script := range map[string]string{
		"exp ✗ out of range":     "cluster servers=1 auth=jwt\nalice POST /login\nalice GET /profile tamper=exp-milliseconds",
		"exp ✓ by leeway: alice": "cluster servers=1 auth=jwt access-ttl=60s leeway=90s\nalice POST /login\nwait 61s\nalice GET /profile",
		"exp ✗ expired 2s ago":   "cluster servers=1 auth=jwt access-ttl=60s\nalice POST /login\nwait 62s\nalice GET /profile",
		"nbf ✗ valid in 1m":      "cluster servers=1 auth=jwt\nalice POST /login\nalice GET /profile tamper=nbf-future",
		"exp ✗ missing":          "cluster servers=1 auth=jwt require-exp=on\nalice POST /login\nalice GET /profile tamper=no-exp",
	} {
		steps := play(t, script)
		if got := strings.Join(Stage(at(steps, len(steps)), 120, 24), "\n"); !strings.Contains(got, want) {
			t.Errorf("%q is not said:\n%s", want, got)
		}
	}
}
