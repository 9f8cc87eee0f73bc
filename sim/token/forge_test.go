package token

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestNoForgeryPasses draws keys, claims and damage: nothing that a genuine key did
// not sign gets past the verifier.
func TestNoForgeryPasses(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	keys := map[string]Key{}
	for _, algorithm := range []string{HS256, RS256, EdDSA} {
		key, err := Generate(algorithm, "k1", rand.NewChaCha8([32]byte{4}))
		if err != nil {
			t.Fatal(err)
		}
		keys[algorithm] = key
	}
	wellSigned := []string{"iat-future", "no-exp"}
	rapid.Check(t, func(t *rapid.T) {
		key := keys[rapid.SampledFrom([]string{HS256, RS256, EdDSA}).Draw(t, "algorithm")]
		user := rapid.SampledFrom([]string{"alice", "bob", ""}).Draw(t, "user")
		issue := func(audience string) string {
			raw, err := Issuer{Key: key, TTL: time.Minute}.Issue(now, user, Claim{"iss", "issuer"}, Claim{"aud", audience})
			if err != nil {
				t.Fatal(err)
			}
			return raw
		}
		v, err := NewVerifier(Rules{Keys: []Key{key.Public()}, Clock: func() time.Time { return now }, Issuer: "issuer", Audience: "here", AllowForever: true})
		if err != nil {
			t.Fatal(err)
		}
		genuine := issue("here")
		if _, err := v.Verify(genuine); err != nil {
			t.Fatal("a genuine token is refused: ", err)
		}
		m := &Material{Captured: genuine, Foreign: issue("elsewhere"), Subject: "root", Role: "admin", Public: key.Public(), Words: CommonSecrets()[:20], Now: now}
		for _, kind := range ForgeKinds() {
			if raw, err := Forge(kind.Name, m); err == nil {
				if _, err := v.Verify(raw); err == nil {
					t.Fatalf("%s passes: %s", kind.Name, raw)
				}
			}
		}
		for _, kind := range TamperKinds() {
			raw, _ := Tamper(kind.Name, genuine, key, now)
			if _, err := v.Verify(raw); (err == nil) != strings.Contains(strings.Join(wellSigned, " "), kind.Name) {
				t.Fatalf("%s: %v", kind.Name, err)
			}
		}
		at := rapid.IntRange(0, len(genuine)-1).Draw(t, "at")
		other := rapid.Byte().Draw(t, "byte")
		if other != genuine[at] {
			if _, err := v.Verify(genuine[:at] + string([]byte{other}) + genuine[at+1:]); err == nil {
				t.Fatalf("byte %d may be %q", at, other)
			}
		}
	})
}

// FuzzForge: whatever was captured, forging answers a token or a reason, and no
// forgery passes a verifier whose key did not leak.
func FuzzForge(f *testing.F) {
	now := time.Unix(1_800_000_000, 0)
	for _, captured := range []string{"", "..", "a.b.c", made(usual, `{"sub":"a","sub":"b","exp":"x"}`), made(`{"alg":"HS256","kid":5}`, "[]"), made(usual, "null")} {
		f.Add(captured, "root")
	}
	pair := drawn(f, EdDSA, "k1")
	v := verifier(f, now, func(r *Rules) { r.AllowForever = true }, pair.Public())
	f.Fuzz(func(t *testing.T, captured, subject string) {
		for _, kind := range ForgeKinds() {
			for _, byAddress := range []bool{false, true} {
				m := &Material{Captured: captured, Foreign: captured, Subject: subject, Role: "admin", Public: pair.Public(), ByAddress: byAddress, Words: []string{"secret"}, Now: now}
				raw, err := Forge(kind.Name, m)
				if (err == nil) != (raw != "") {
					t.Fatalf("%s: %q and %v", kind.Name, raw, err)
				}
				if _, refusal := v.Verify(raw); refusal == nil {
					t.Fatalf("%s passes: %q", kind.Name, raw)
				}
			}
		}
	})
}

func TestCommonSecretsHoldWhatSamplesShip(t *testing.T) {
	for _, word := range []string{"secret", "keyboard cat", "your-256-bit-secret", "password", "changeme", "shhhhh"} {
		k, err := NewKey("", HS256, []byte(word))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := Issuer{Key: k, TTL: time.Minute}.Issue(start, "alice")
		if err != nil {
			t.Fatal(err)
		}
		words := CommonSecrets()
		if got, tries, err := Crack(raw, words); err != nil || got != word || words[tries-1] != word {
			t.Errorf("%q: %q after %d tries, %v", word, got, tries, err)
		}
	}
}
