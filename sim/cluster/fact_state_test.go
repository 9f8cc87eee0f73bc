package cluster

import (
	"testing"
	"time"
)

// status is what a request is answered.
func status(t *testing.T, w *World, spec RequestSpec) int {
	t.Helper()
	x, err := w.Request(spec)
	if err != nil {
		t.Fatal(err)
	}
	w.Settle()
	return x.Status
}

// What was once so is remembered, whatever is so at the end.
func TestCountsRememberWhatWasOnceSo(t *testing.T) {
	w, _ := play(t, "servers=1 auth=session", "alice login", "alice logout", "bob login", "restart s1")
	counts(t, w, map[string]int64{"memory-writes": 2, "rows.s1": 0, "widest-clock-skew": 0})

	w, _ = play(t, "servers=2 auth=session", "alice login", "bob login", "kill s2")
	if err := w.Scale(1); err != nil {
		t.Fatal(err)
	}
	counts(t, w, map[string]int64{"memory-writes": 2})

	w, _ = play(t, "servers=2 auth=session store=redis", "alice login", "alice logout")
	counts(t, w, map[string]int64{"memory-writes": 0, "rows.store": 0})

	w, _ = play(t, "servers=2 auth=jwt", "alice login", "alice profile", "alice logout")
	counts(t, w, map[string]int64{"memory-writes": 0, "store-writes": 0})

	w, _ = play(t, "servers=2 auth=jwt")
	for _, offset := range []string{"+2m", "-10m", "0s"} {
		if err := w.Set("s2.clock", offset); err != nil {
			t.Fatal(err)
		}
	}
	counts(t, w, map[string]int64{"widest-clock-skew": 600})
}

// An altered credential is not the one that was taken: what it gets says nothing of that.
func TestAnAlteredCredentialIsNotTheStolenOne(t *testing.T) {
	w, _ := play(t, "servers=1 auth=jwt", "alice login")
	if err := w.Copy("alice", "loot"); err != nil {
		t.Fatal(err)
	}
	ask := func(with, tamper string) int {
		client := "mallory"
		if with == "" {
			client = "alice"
		}
		return status(t, w, RequestSpec{Client: client, Method: "GET", Path: "/profile", With: with, Tamper: tamper})
	}
	if got := ask("loot", "expired"); got != 401 {
		t.Fatalf("an expired token got %d", got)
	}
	counts(t, w, map[string]int64{"locked-out.mallory": 0, "shut-out.mallory": 0})
	w.Wait(20 * time.Minute)
	if got := ask("", "iat-future"); got != 200 {
		t.Fatalf("a fresh token got %d", got)
	}
	counts(t, w, map[string]int64{"lasted.alice": 0})
	ask("loot", "")
	counts(t, w, map[string]int64{"locked-out.mallory": 1})
}

// An alarm rings when a used token comes back, and at nothing else.
func TestReuseAlarmsAreCounted(t *testing.T) {
	w, _ := play(t, "servers=1 auth=refresh store=redis refresh-grace=10s", "alice login")
	if err := w.Copy("alice", "loot"); err != nil {
		t.Fatal(err)
	}
	refresh := func(with string) int {
		return status(t, w, RequestSpec{Client: "alice", Method: "POST", Path: "/refresh", With: with})
	}
	if first, within := refresh(""), refresh("loot"); first != 200 || within != 200 {
		t.Fatalf("%d, then %d within the grace period", first, within)
	}
	counts(t, w, map[string]int64{"reuse-alarms": 0})
	w.Wait(11 * time.Second)
	if late := refresh("loot"); late != 400 {
		t.Fatalf("%d after the grace period", late)
	}
	counts(t, w, map[string]int64{"reuse-alarms": 1, "sessions.alice": 0})
	refresh("loot")
	counts(t, w, map[string]int64{"reuse-alarms": 1})
}

func TestRevocationsAreCountedByWhomTheyName(t *testing.T) {
	w, _ := play(t, "servers=1 auth=stateful-jwt store=redis", "alice login", "root login")
	revoke := func(client string) int {
		return status(t, w, RequestSpec{Client: client, Method: "POST", Path: "/revoke", User: "alice"})
	}
	if got := revoke("bob"); got == 200 {
		t.Fatal("a stranger may revoke")
	}
	counts(t, w, map[string]int64{"revocations.alice": 0})
	if got := revoke("root"); got != 200 {
		t.Fatalf("root got %d", got)
	}
	counts(t, w, map[string]int64{"revocations.alice": 1, "revocations.root": 0})
}

func TestSkewIsThatOfNow(t *testing.T) {
	w, _ := play(t, "servers=2 auth=jwt s2.clock=-90s", "alice login")
	counts(t, w, map[string]int64{"clock-skew.s1": 0, "clock-skew.s2": 90, "clock-skew.s8": 0})
	if err := w.SetClock("s2", 1500*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	counts(t, w, map[string]int64{"clock-skew.s2": 2})
	if _, ok := w.Count("clock-skew.alice"); ok {
		t.Error("clock-skew.alice is known; it names no server")
	}
}

// What comes last is seen across all clients: an answer of before proves nothing of now.
func TestTheNewestAnswerIsSomebodys(t *testing.T) {
	w, _ := play(t, "servers=1 auth=jwt")
	for _, step := range []struct{ client, want string }{{"", ""}, {"alice", "alice"}, {"bob", "bob"}, {"alice", "alice"}} {
		if step.client != "" {
			status(t, w, RequestSpec{Client: step.client, Method: "GET", Path: "/profile"})
		}
		if got, ok := w.Text("last-client"); !ok || got != step.want {
			t.Errorf("last-client=%s (known: %v), want %q", got, ok, step.want)
		}
	}
}
