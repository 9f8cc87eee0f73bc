package cluster

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"authlab/sim/token"
)

// TestNoForgeryPassesAHardenedVerifier: whatever the attacker has captured, as long as
// no key has leaked and the secret is on no list, what she makes is refused everywhere.
func TestNoForgeryPassesAHardenedVerifier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyKeyWorld(t)
		defer w.Close()
		do := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		request(t, w, RequestSpec{Client: "alice", Method: "POST", Path: "/login"})
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			switch rapid.IntRange(0, 4).Draw(t, "step") {
			case 0:
				do(w.Copy("alice", "loot"))
			case 1:
				do(w.RotateKey(RotateSpec{Overlap: 1e9}))
			case 2:
				w.Wait(1e9)
			case 3:
				do(w.Set("leeway", rapid.SampledFrom([]string{"0s", "1h"}).Draw(t, "leeway")))
			}
			kind := rapid.SampledFrom(token.Flaws()).Draw(t, "kind")
			do(w.Forge(ForgeSpec{Kind: kind, User: "root", Role: "admin", Times: rapid.SampledFrom([]int{1, 1, 20}).Draw(t, "times")}))
			for _, path := range []string{"/profile", "/admin"} {
				if ex := request(t, w, RequestSpec{Client: Attacker, Method: "GET", Path: path}); ex.Status != 401 {
					t.Fatalf("a token forged by %s got %d at %s: %s", kind, ex.Status, path, w.client(Attacker).forged)
				}
			}
		}
		if n, _ := w.Count("forgeries-accepted." + Attacker); n != 0 {
			t.Fatalf("%d forgeries were accepted", n)
		}
	})
}

// TestEveryFlawIsExploitable: what a broken verifier falls for, it falls for; another
// flaw does not help, unless it is that nothing is verified.
func TestEveryFlawIsExploitable(t *testing.T) {
	for _, algorithm := range []string{token.HS256, token.EdDSA} {
		for _, flaw := range token.Flaws() {
			for _, kind := range token.Flaws() {
				if kind == token.WeakSecret || kind == token.LeakedKey {
					continue
				}
				w := world(t, false, "auth", "jwt", "alg", algorithm, "servers", "1", "verifier", flaw)
				ask(t, w, RequestSpec{Client: "alice", Method: "POST", Path: "/login"})
				if err := w.Copy("alice", "loot"); err != nil {
					t.Fatal(err)
				}
				if err := w.Forge(ForgeSpec{Kind: kind, User: "alice", Times: 1}); err != nil {
					t.Fatal(err)
				}
				want := 401
				if kind == flaw || flaw == token.DecodeOnly {
					want = 200
				}
				if ex := ask(t, w, RequestSpec{Client: Attacker, Method: "GET", Path: "/profile"}); ex.Status != want {
					t.Errorf("%s: %s before a verifier with %s: %d, want %d", algorithm, kind, flaw, ex.Status, want)
				}
				w.Close()
			}
		}
	}
}

// TestFloodsThatTakeLongAreRefused: what is signed with a private key is bounded more
// narrowly than what costs a hash.
func TestFloodsThatTakeLongAreRefused(t *testing.T) {
	for algorithm, bounded := range map[string]bool{token.HS256: false, token.EdDSA: true} {
		w := world(t, true, "auth", "jwt", "alg", algorithm)
		if err := w.LeakKey(""); err != nil {
			t.Fatal(err)
		}
		err := w.Forge(ForgeSpec{Kind: token.LeakedKey, User: "root", Times: maxSigned + 1})
		if (err != nil) != bounded {
			t.Errorf("%s: %v", algorithm, err)
		}
		if bounded && !strings.Contains(err.Error(), "times=2000 is the most") {
			t.Errorf("no mend in %q", err)
		}
		if made, _ := w.Count("forgeries." + Attacker); bounded && made != 0 {
			t.Errorf("%d forgeries of a refused command", made)
		}
		w.Close()
	}
}

// TestLeakedHalves: who holds a secret or a private key mints, who holds a public key does not.
func TestLeakedHalves(t *testing.T) {
	for _, c := range []struct {
		algorithm, services, server string
		mints                       bool
	}{
		{token.HS256, "", "s2", true},
		{token.EdDSA, "", "s2", true},
		{token.HS256, "issuer,profile,billing", "s3", true},
		{token.EdDSA, "issuer,profile,billing", "s3", false},
		{token.EdDSA, "issuer,profile,billing", "s1", true},
		{token.EdDSA, "issuer,profile,billing", "", true},
	} {
		keys := []string{"auth", "jwt", "alg", c.algorithm}
		if c.services != "" {
			keys = append(keys, "services", c.services)
		}
		w := world(t, true, keys...)
		if err := w.LeakKey(c.server); err != nil {
			t.Fatal(err)
		}
		if err := w.Forge(ForgeSpec{Kind: token.LeakedKey, User: "root", Role: "admin", Times: 1}); err != nil {
			t.Fatal(err)
		}
		want := 401
		if c.mints {
			want = 200
		}
		if ex := ask(t, w, RequestSpec{Client: Attacker, Method: "GET", Path: "/admin"}); ex.Status != want {
			t.Errorf("%+v: %d, want %d", c, ex.Status, want)
		}
		w.Close()
	}
}

func BenchmarkForgeries(b *testing.B) {
	w := benchmarkWorld(b, false, "auth", "jwt", "servers", "1")
	if err := w.Copy("alice", "loot"); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Forge(ForgeSpec{Kind: token.DecodeOnly, User: "root", Times: 1000}); err != nil {
			b.Fatal(err)
		}
	}
}
