package cluster

import (
	"testing"
	"time"
)

// Only where two keys are in use side by side does an old token pass after a new one.
func TestOlderKeyTokensAreThoseOfAnOverlap(t *testing.T) {
	profile := func(client string) RequestSpec { return RequestSpec{Client: client, Method: "GET", Path: "/profile"} }
	login := func(client string) RequestSpec { return RequestSpec{Client: client, Method: "POST", Path: "/login"} }
	for name, c := range map[string]struct {
		rotate RotateSpec
		want   int64
	}{
		"overlap":   {RotateSpec{Overlap: 15 * time.Minute}, 1},
		"swap":      {RotateSpec{}, 0},
		"too early": {RotateSpec{Server: "s1"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			for _, record := range []bool{false, true} {
				w := world(t, record, "auth", "jwt", "services", "issuer,profile", "alg", "EdDSA", "key-cache", "5m")
				ask(t, w, login("alice"))
				ask(t, w, profile("alice"))
				if err := w.RotateKey(c.rotate); err != nil {
					t.Fatal(err)
				}
				w.Wait(5 * time.Minute)
				for _, one := range []RequestSpec{profile("alice"), login("bob"), profile("bob"), profile("alice"), profile("bob")} {
					ask(t, w, one)
				}
				if n, ok := w.Count("older-key-tokens"); !ok || n != c.want {
					t.Errorf("older-key-tokens=%d, want %d", n, c.want)
				}
				w.Close()
			}
		})
	}
}
