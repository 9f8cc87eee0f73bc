package pane

import (
	"regexp"
	"strings"
	"testing"

	"authlab/sim/event"
)

func picture(in Input, w, h int) string {
	in.Styles = plainStyles()
	return strings.Join(Stage(in, w, h), "\n")
}

func TestARowStandsBesideWhatWasFound(t *testing.T) {
	in := missMoment(11)
	in.Now.Servers = in.Now.Servers[:2]
	in.Now.Servers[1].Rows, in.Now.Servers[1].Total = in.Now.Servers[0].Rows, 1
	for _, h := range []int{7, 8, 11, 24} {
		got := picture(in, 78, h)
		if strings.Count(got, "alice") < 3 || !strings.Contains(got, "✗ not in memory") {
			t.Errorf("a row or the look-up is missing at height %d:\n%s", h, got)
		}
	}
}

func TestAnAgeIsNeverABareTime(t *testing.T) {
	bare := regexp.MustCompile(`alice +1s( *│| +[^o])`)
	for w := 50; w <= 160; w++ {
		if got := picture(missRequest(), w, 20); bare.MatchString(got) {
			t.Fatalf("an age reads as a latency at width %d:\n%s", w, got)
		}
	}
}

func TestANarrowBrowserNamesWhatWasRefused(t *testing.T) {
	in := missMoment(13)
	in.Now.Clients = in.Now.Clients[:1]
	in.Now.Clients[0].Waiting = ""
	last := *in.Now.Clients[0].Last
	last.Path, last.Status = "/profile", 401
	in.Now.Clients[0].Last = &last
	for w, want := range map[int]string{50: "/profile ✗", 59: "/profile ✗ 401", 80: "/profile ✗ 401"} {
		if got := picture(in, w, 16); !strings.Contains(got, want) {
			t.Errorf("no %q at width %d:\n%s", want, w, got)
		}
	}
}

func TestAMissingCredentialIsNotCut(t *testing.T) {
	in := missMoment(10)
	in.Events = append(in.Events[:10:10], event.Event{Seq: 11, Kind: event.CredentialMissing, Node: "s2", Flight: 2})
	for w := 50; w < 120; w += 3 {
		if got := picture(in, w, 20); strings.Contains(got, "no cred") && !strings.Contains(got, "no credential") {
			t.Errorf("the finding is cut at width %d:\n%s", w, got)
		}
	}
}

func TestARowOfALongNameStillSaysWhose(t *testing.T) {
	steps := play(t, "cluster store=redis\ncarol-from-accounting-in-leeds POST /login")
	for _, w := range []int{80, 100, 120} {
		if got := picture(at(steps, len(steps)), w, 14); !regexp.MustCompile(`XtZc… caro`).MatchString(got) {
			t.Errorf("the row at the store has no name at width %d:\n%s", w, got)
		}
	}
}

// A token that a backend renews for itself does not go to the browser.
func TestATokenBehindASessionIsNotDrawnOnTheWayToTheBrowser(t *testing.T) {
	steps := play(t, "cluster servers=1 auth=bff store=redis access-ttl=60s\nalice POST /login\nwait 61s\nalice GET /profile\n")
	issued := ""
	for n, step := range steps {
		switch step.Event.Kind {
		case event.TokenIssued:
			issued = step.Event.Get("tag")
		case event.ResponseSent, event.ResponseReceived:
			if got := picture(at(steps, n+1), 100, 14); strings.Contains(got, issued) {
				t.Errorf("the token %s is on the way to the browser:\n%s", issued, got)
			}
		}
	}
	if issued == "" {
		t.Fatal("no token was issued")
	}
}

// What comes from outside may well be genuine, as a token of the cluster's own is.
func TestAGivenTokenIsNotCalledForged(t *testing.T) {
	script := "cluster servers=1 auth=jwt\nalice POST /login\n"
	steps := play(t, script)
	genuine := steps[len(steps)-1].Snapshot.Clients[0].Token.Raw
	steps = play(t, script+"give mallory token="+genuine+"\nmallory GET /profile\n")
	for n, step := range steps {
		if got := picture(at(steps, n+1), 100, 14); strings.Contains(got, "forged") {
			t.Fatalf("a genuine token is called forged:\n%s", got)
		} else if step.Event.Kind == event.TokenForged && !strings.Contains(got, "given") {
			t.Errorf("nothing says how mallory came to it:\n%s", got)
		}
	}
	steps = play(t, script+"copy alice as loot\nforge weak-secret\nleak-key\nforge leaked-key user=alice")
	if got := picture(at(steps, len(steps)), 100, 14); !strings.Contains(got, "forged") {
		t.Errorf("a forged token is not called so:\n%s", got)
	}
}

// A label stands in the air: it touches neither the browser nor the wire.
func TestALabelTouchesNoBox(t *testing.T) {
	script := "cluster servers=3 store=redis\nalice POST /login\nbob POST /login\ncarol GET /profile\nbob GET /profile\n"
	steps := play(t, script)
	glued := regexp.MustCompile(`(?m)[│╮╯](/|GET|POST|[A-Za-z0-9_-]{4}…)[^│├]*[║│┃ ]|\S(/profile|/login|[A-Za-z0-9_-]{4}…)[║╗╝]`)
	for n := range steps {
		got := picture(at(steps, n+1), 59, 16)
		for _, row := range strings.Split(got, "\n") {
			if right := []rune(row); len(right) > 15 && glued.MatchString(string(right[14:30])) {
				t.Errorf("step %d: a label is glued to a box or a wire:\n%s", n+1, got)
			}
		}
	}
}

func TestAServerThatAsksTheStoreSaysSoWithinItsBox(t *testing.T) {
	steps := play(t, "cluster servers=3 store=redis\nalice GET /profile\n")
	for w := 50; w <= 160; w++ {
		if got := picture(at(steps, 1), w, 16); strings.Contains(got, "│asks") || strings.Contains(got, "store│") {
			t.Fatalf("it touches the side at width %d:\n%s", w, got)
		}
	}
}

func TestWiresThatMeetAMessageStayJoined(t *testing.T) {
	steps := play(t, "cluster servers=3\nalice POST /login\nbob GET /public\ncarol GET /profile\nalice GET /profile\n")
	got := picture(at(steps, len(steps)), 78, 14)
	for _, row := range strings.Split(got, "\n") {
		if strings.Contains(row, "─║") || strings.Contains(row, "║─") {
			t.Errorf("a wire ends beside another:\n%s", got)
		}
	}
}

// A cookie of the same name for another domain takes the place of none: both are there.
func TestTwoCookiesOfOneNameAreNoReplacement(t *testing.T) {
	script := "cluster servers=1 auth=session regenerate=true\nfixate bob\nbob POST /login\n"
	steps := play(t, script)
	in := at(steps, lastOf(t, steps, event.CookieStored))
	in.Styles = plainStyles()
	for _, size := range []struct{ w, h int }{{80, 20}, {103, 31}} {
		if got := picture(in, size.w, size.h); strings.Contains(got, "→ "+in.Current().Get("tag")) || !strings.Contains(got, in.Current().Get("tag")) || !strings.Contains(got, in.Current().Get("beside")) {
			t.Errorf("at %v:\n%s", size, got)
		}
	}
}
