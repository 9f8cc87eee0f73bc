package pane

import (
	"strings"
	"testing"

	"authlab/sim/event"
)

func TestADeletionExplainsNoIdleAttributes(t *testing.T) {
	in := missMoment(12)
	in.Styles = plainStyles()
	answer := *in.Events[11].Message
	answer.Header = []string{"Set-Cookie: connect.sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"}
	in.Events[11].Message = &answer
	in.Events = append([]event.Event{}, in.Events...)
	lines, _ := Inspector(in, Target{}, 0, 90, 40)
	text := strings.Join(lines, "\n")
	if !strings.Contains(text, "in the past") {
		t.Errorf("the deletion is not explained:\n%s", text)
	}
	for _, idle := range []string{"Secure", "HttpOnly", "SameSite"} {
		if strings.Contains(text, idle) {
			t.Errorf("%s of a deletion is explained:\n%s", idle, text)
		}
	}
}

func TestAHostOnlyCookieHasNoDomain(t *testing.T) {
	in := missMoment(12)
	in.Styles = plainStyles()
	lines, _ := Inspector(in, Target{"alice"}, 0, 90, 40)
	if text := strings.Join(lines, "\n"); !strings.Contains(text, "not set  sent to app.test only") {
		t.Errorf("got\n%s", text)
	}
}

func TestTheAttackersOwnMachineHidesNothingFromScripts(t *testing.T) {
	steps := play(t, "cluster auth=jwt verifier=broken keep=local-storage\nalice POST /login\nxss alice\nforge any-alg")
	in := at(steps, lastOf(t, steps, event.TokenForged))
	if got := inspected(in, "mallory"); strings.Contains(got, "kept") || !strings.Contains(got, "access token") {
		t.Errorf("got\n%s", got)
	}
	if got := inspected(in, "alice"); !strings.Contains(got, "localStorage") {
		t.Errorf("a victim's storage is not named:\n%s", got)
	}
}

func TestMemoryIsNotSaidToBeSafeFromScripts(t *testing.T) {
	steps := play(t, "cluster auth=jwt keep=memory\nalice POST /login\n")
	if got := inspected(at(steps, len(steps)), "alice"); strings.Contains(got, "out of reach") || !strings.Contains(got, "harder to read") {
		t.Errorf("got\n%s", got)
	}
}
