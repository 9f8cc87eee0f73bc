package cluster

import (
	"net/http"
	"testing"

	"authlab/sim/browser"
)

func foiled(t *testing.T, w *World, kind string) int64 {
	t.Helper()
	n, ok := w.Count("foiled." + kind)
	if !ok {
		t.Fatalf("no count foiled.%s", kind)
	}
	return n
}

// Whatever an attack on a browser meets, it either gets something or counts as foiled.
func TestFoiledCountsAttacksInVain(t *testing.T) {
	for line, want := range map[string]map[string]int64{
		"servers=1 auth=session http-only=false secure=false same-site=lax regenerate=false":                              {"cross-site": 1},
		"servers=1 auth=session http-only=true secure=true same-site=strict csrf=token cookie-name=__Host-sid":            {"fixate": 1, "xss": 1, "sniff": 1, "cross-site": 1, "same-site": 1, "link": 1},
		"servers=1 auth=session http-only=false secure=true same-site=strict regenerate=true cookie-domain=app.example":   {"fixate": 1, "sniff": 1, "cross-site": 1, "link": 1},
		"servers=1 auth=session http-only=true secure=false same-site=unset regenerate=false cookie-name=sid csrf=origin": {"xss": 1, "cross-site": 1, "same-site": 1},
	} {
		w := New(configured(t, line), false)
		ask := func(spec RequestSpec) {
			if _, err := w.Request(spec); err != nil {
				t.Fatal(err)
			}
			w.Settle()
		}
		do := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
			w.Settle()
		}
		do(w.Fixate("alice"))
		ask(RequestSpec{Client: "alice", Method: http.MethodPost, Path: "/login"})
		ask(RequestSpec{Client: "bob", Method: http.MethodPost, Path: "/login"})
		do(w.Inject("bob"))
		do(w.Sniff("bob"))
		ask(RequestSpec{Client: "bob", Method: http.MethodPost, Path: "/transfer", Script: true})
		ask(RequestSpec{Client: "bob", Method: http.MethodPost, Path: "/transfer", From: browser.CrossSite})
		ask(RequestSpec{Client: "bob", Method: http.MethodPost, Path: "/transfer", From: browser.SameSite})
		ask(RequestSpec{Client: "bob", Method: http.MethodGet, Path: "/profile", From: browser.Link})
		for _, kind := range AttackKinds() {
			if got := foiled(t, w, kind); got != want[kind] {
				t.Errorf("%s: foiled.%s=%d, want %d", line, kind, got, want[kind])
			}
		}
		w.Close()
	}
}

// A victim without a credential proves nothing.
func TestNothingIsFoiledWithoutACredential(t *testing.T) {
	w := New(configured(t, "servers=1 auth=session csrf=token same-site=strict"), false)
	defer w.Close()
	for _, spec := range []RequestSpec{
		{Client: "alice", Method: http.MethodGet, Path: "/public"},
		{Client: "alice", Method: http.MethodPost, Path: "/transfer", From: browser.CrossSite},
		{Client: "alice", Method: http.MethodPost, Path: "/transfer", Script: true},
	} {
		if _, err := w.Request(spec); err != nil {
			t.Fatal(err)
		}
		w.Settle()
	}
	if err := w.Inject("alice"); err != nil {
		t.Fatal(err)
	}
	for _, kind := range AttackKinds() {
		if got := foiled(t, w, kind); got != 0 {
			t.Errorf("foiled.%s=%d", kind, got)
		}
	}
}

// A forged token that was accepted, at a page that is not for its user, is no forgery in vain.
func TestAcceptedAndNotAllowedIsNotFoiled(t *testing.T) {
	for verifier, want := range map[string]int64{"broken": 0, "hardened": 1} {
		w := New(configured(t, "servers=1 auth=jwt verifier="+verifier), false)
		if err := w.Forge(ForgeSpec{Kind: "no-audience", User: "alice", Times: 1}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Request(RequestSpec{Client: Attacker, Method: http.MethodGet, Path: "/admin"}); err != nil {
			t.Fatal(err)
		}
		w.Settle()
		if got := foiled(t, w, "no-audience"); got != want {
			t.Errorf("verifier=%s: foiled.no-audience=%d, want %d", verifier, got, want)
		}
		w.Close()
	}
}
