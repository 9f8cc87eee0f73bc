package pane

import (
	"strings"
	"testing"

	"authlab/sim/event"
)

// whileSent answers the step at which the n-th request of a client is sent.
func whileSent(t *testing.T, script, client string, n int) Input {
	t.Helper()
	steps := play(t, script)
	for i, step := range steps {
		if step.Event.Kind == event.RequestSent && step.Event.Node == client {
			if n--; n == 0 {
				return at(steps, i+1)
			}
		}
	}
	t.Fatal("no such request")
	return Input{}
}

func TestACopyIsDrawnInTheHandsOfWhoeverSendsIt(t *testing.T) {
	script := "cluster servers=2 store=redis\nalice POST /login\ncopy alice as loot\nmallory GET /profile with=loot\nalice POST /logout\n"
	steps := play(t, script)
	tag := ""
	for _, size := range []struct{ w, h int }{{59, 16}, {80, 13}, {103, 31}} {
		sent := picture(whileSent(t, script, "mallory", 1), size.w, size.h)
		for n, step := range steps {
			got := picture(at(steps, n+1), size.w, size.h)
			switch step.Event.Kind {
			case event.CredentialCopied:
				if tag = step.Event.Get("tag"); !strings.Contains(got, "copied") {
					t.Errorf("nothing says that there is a copy at %v:\n%s", size, got)
				}
			case event.ResponseReceived:
				if strings.Contains(got, "mallory") && !strings.Contains(got, "! loot") {
					t.Errorf("mallory has lost the copy at %v:\n%s", size, got)
				}
			}
		}
		if !strings.Contains(sent, "▶ loot") || strings.Count(sent, tag) < 4 { // both browsers, the line, the store
			t.Errorf("the request does not carry the copy at %v:\n%s", size, sent)
		}
		if last := picture(at(steps, len(steps)), size.w, size.h); !strings.Contains(last, "! loot") || !strings.Contains(last, tag) {
			t.Errorf("the copy does not outlive the logout at %v:\n%s", size, last)
		}
	}
}

func TestWhatIsSentInAnothersNameStaysInTheAttackersHands(t *testing.T) {
	steps := play(t, "cluster servers=1 auth=jwt\nalice POST /login\nmallory GET /profile with=alice\n")
	if got := picture(at(steps, len(steps)), 100, 20); !strings.Contains(got, "! alice's") || strings.Contains(got, "nothing") {
		t.Errorf("mallory holds nothing:\n%s", got)
	}
}

func TestACopyOfOnesOwnIsNoLoot(t *testing.T) {
	in := whileSent(t, "cluster servers=1\nalice POST /login\ncopy alice as good\nalice GET /profile with=good\n", "alice", 2)
	if got := picture(in, 100, 20); !strings.Contains(got, "▶ good") || strings.Contains(got, "!") {
		t.Errorf("the copy is not alice's:\n%s", got)
	}
}

func TestTheInspectorTellsWhatACopyHolds(t *testing.T) {
	steps := play(t, "cluster servers=1 auth=refresh\nalice POST /login\ncopy alice as loot\nmallory GET /profile with=loot\n")
	in := at(steps, len(steps))
	in.Styles = plainStyles()
	lines, _ := Inspector(in, Target{Node: "mallory"}, 0, 100, 30)
	got := strings.Join(lines, "\n")
	for _, want := range []string{"copy loot", "What alice held at", "access token", "refresh token", "nothing of its own"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
