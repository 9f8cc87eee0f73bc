package cluster

import (
	"testing"
	"time"
)

// TestLeewayOfAcceptedTokens: leeway.CLIENT is the largest that let a token of the
// client's in outside of its dates; a token within them and a refusal leave it alone.
func TestLeewayOfAcceptedTokens(t *testing.T) {
	w := world(t, false, "auth", "jwt", "servers", "1", "access-ttl", "60s", "leeway", "1h")
	defer w.Close()
	want := func(seconds int64) {
		t.Helper()
		if n, ok := w.Count("leeway.alice"); !ok || n != seconds {
			t.Errorf("leeway.alice=%d, want %d", n, seconds)
		}
	}
	set := func(leeway string) {
		t.Helper()
		if err := w.Set("leeway", leeway); err != nil {
			t.Fatal(err)
		}
	}
	profile := RequestSpec{Client: "alice", Method: "GET", Path: "/profile"}
	ask(t, w, RequestSpec{Client: "alice", Method: "POST", Path: "/login"})
	ask(t, w, profile)
	want(0)
	w.Wait(65 * time.Second)
	set("90500ms")
	ask(t, w, profile)
	want(91)
	set("10s")
	ask(t, w, profile)
	want(91)
	w.Wait(time.Hour)
	set("20m")
	if ex := ask(t, w, profile); ex.Status != 401 {
		t.Fatalf("%d from an hour-old token", ex.Status)
	}
	want(91)
}

// TestLockedOut: only the refusal of what was taken locks its thief out, not that of a
// request without it, nor one by a server that does not look at it.
func TestLockedOut(t *testing.T) {
	w := world(t, false, "auth", "jwt", "servers", "1", "access-ttl", "60s")
	defer w.Close()
	want := func(n int64) {
		t.Helper()
		if got, ok := w.Count("locked-out.mallory"); !ok || got != n {
			t.Errorf("locked-out.mallory=%d, want %d", got, n)
		}
	}
	set := func(design string) {
		t.Helper()
		if err := w.Set("auth", design); err != nil {
			t.Fatal(err)
		}
	}
	profile := RequestSpec{Client: "mallory", Method: "GET", Path: "/profile"}
	with := profile
	with.With = "loot"
	ask(t, w, RequestSpec{Client: "alice", Method: "POST", Path: "/login"})
	if err := w.Copy("alice", "loot"); err != nil {
		t.Fatal(err)
	}
	ask(t, w, profile)
	want(0)
	ask(t, w, with)
	ask(t, w, profile)
	want(0)
	set("session")
	ask(t, w, with)
	want(0)
	set("jwt")
	w.Wait(time.Minute)
	ask(t, w, with)
	want(1)
}
