package cluster

import (
	"testing"
	"time"
)

// TestKeysInEveryDesign: whatever the design, with services and without, keys come and
// go, nobody gets a 500, and who logs in afterwards is known.
func TestKeysInEveryDesign(t *testing.T) {
	for _, design := range designNames() {
		for _, services := range []string{"", "issuer,profile,billing"} {
			for _, algorithm := range []string{"HS256", "EdDSA"} {
				t.Run(design+" "+algorithm+" "+services, func(t *testing.T) { keysComeAndGo(t, design, algorithm, services) })
			}
		}
	}
}

func keysComeAndGo(t *testing.T, design, algorithm, services string) {
	w := world(t, true, "auth", design, "alg", algorithm, "services", services, "store", "redis")
	defer w.Close()
	login := RequestSpec{Client: "alice", Method: "POST", Path: "/login"}
	profile := RequestSpec{Client: "alice", Method: "GET", Path: "/profile"}
	if design == "sample" {
		login.Path, profile.Path = "/token-login", "/token-profile"
	}
	for _, step := range []struct {
		what string
		// keys tells that it takes a design with tokens.
		keys bool
		do   func() error
	}{
		{"rotation", true, func() error { return w.RotateKey(RotateSpec{}) }},
		{"rotation with an overlap", true, func() error { return w.RotateKey(RotateSpec{Overlap: time.Hour}) }},
		{"drop", true, func() error { return w.DropKey("") }},
		{"leak", true, func() error { return w.LeakKey("s1") }},
		{"forgery", true, func() error { return w.Forge(ForgeSpec{Kind: "leaked-key", User: "root", Times: 2}) }},
		{"alg", false, func() error { return w.Set("alg", "EdDSA") }},
		{"secret", false, func() error { return w.Set("jwt-secret", "a secret that is long enough for it") }},
		{"restart", false, func() error { return w.Restart("s1") }},
		{"time", false, func() error { w.Wait(time.Hour); return nil }},
	} {
		err := step.do()
		if refused := err != nil; refused != (step.keys && !w.config.HasKeys()) {
			t.Errorf("%s: %v", step.what, err)
		}
		ask(t, w, login)
		for range 3 {
			if ex := ask(t, w, profile); ex.Status >= 500 || ex.Status != 200 && w.config.HasKeys() {
				t.Errorf("after %s: %d %s", step.what, ex.Status, ex.Body)
			}
		}
	}
}
