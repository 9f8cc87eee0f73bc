package cluster

import (
	"testing"
	"time"
)

// TestLeewayOfAcceptedTokens: leeway.CLIENT is the largest that helped a token of the
// client's in; a refusal and a request without a token leave it alone.
func TestLeewayOfAcceptedTokens(t *testing.T) {
	w := world(t, false, "auth", "jwt", "servers", "1", "access-ttl", "60s", "leeway", "1h")
	defer w.Close()
	want := func(seconds int64) {
		t.Helper()
		if n, ok := w.Count("leeway.alice"); !ok || n != seconds {
			t.Errorf("leeway.alice=%d, want %d", n, seconds)
		}
	}
	profile := RequestSpec{Client: "alice", Method: "GET", Path: "/profile"}
	ask(t, w, RequestSpec{Client: "alice", Method: "POST", Path: "/login"})
	ask(t, w, RequestSpec{Client: "alice", Method: "GET", Path: "/public"})
	want(0)
	if err := w.Set("leeway", "90500ms"); err != nil {
		t.Fatal(err)
	}
	ask(t, w, profile)
	want(91)
	if err := w.Set("leeway", "10s"); err != nil {
		t.Fatal(err)
	}
	ask(t, w, profile)
	want(91)
	w.Wait(time.Hour)
	if err := w.Set("leeway", "20m"); err != nil {
		t.Fatal(err)
	}
	if ex := ask(t, w, profile); ex.Status != 401 {
		t.Fatalf("%d from an hour-old token", ex.Status)
	}
	want(91)
}
