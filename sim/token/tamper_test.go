package token

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// TestTamperedTokens holds jsonwebtoken's message for every way to spoil a token,
// as observed with algorithms: ['HS256']; "" is a token that it accepts.
func TestTamperedTokens(t *testing.T) {
	want := map[string]string{
		"wrong-secret": "invalid signature", "alg-none": "jwt signature is required", "alg-none-keep-signature": "invalid algorithm",
		"edited-payload": "invalid signature", "edited-header": "invalid signature", "expired": "jwt expired", "expires-now": "jwt expired",
		"nbf-future": "jwt not active", "iat-future": "", "no-exp": "", "exp-string": "invalid exp value", "exp-milliseconds": "exp is out of range", "hs512": "invalid algorithm",
		"rs256-header": "invalid algorithm", "alg-missing": "invalid algorithm", "alg-lowercase": "invalid algorithm",
		"cut-signature": "invalid signature", "no-signature": "jwt signature is required", "malleable-signature": "invalid signature",
		"padded-signature": "invalid token", "two-parts": "jwt malformed", "four-parts": "jwt malformed", "garbage": "jwt malformed",
		"garbage-dots": "invalid token", "payload-not-json": `Unexpected token 'o', "not json" is not valid JSON`,
		"header-not-json": "invalid token", "empty": "jwt must be provided",
	}
	now := time.Unix(1_800_000_000, 0)
	secret := key(t, "", strings.Repeat("s", 32))
	raw, err := Issuer{Key: secret, TTL: time.Minute}.Issue(now, "alice")
	if err != nil {
		t.Fatal(err)
	}
	lax := verifier(t, now, func(r *Rules) { r.AllowForever = true }, secret)
	kinds := TamperKinds()
	if len(kinds) != len(want) {
		t.Errorf("%d kinds, %d expected", len(kinds), len(want))
	}
	for _, kind := range kinds {
		spoiled, ok := Tamper(kind.Name, raw, secret, now)
		if !ok || spoiled == raw {
			t.Errorf("%s changes nothing", kind.Name)
		}
		message := ""
		if _, err := lax.Verify(spoiled); err != nil {
			message = err.Error()
		}
		if expected, known := want[kind.Name]; !known || message != expected {
			t.Errorf("%s: %q, want %q", kind.Name, message, expected)
		}
	}
	if got, ok := Tamper("nothing", raw, secret, now); ok || got != raw {
		t.Error("an unknown kind is taken")
	}
}

// TestTamperedTokensOfOtherKeys: nothing that is not signed well passes, whatever the algorithm.
func TestTamperedTokensOfOtherKeys(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	wellSigned := map[string]bool{"iat-future": true, "no-exp": true}
	for _, algorithm := range []string{RS256, EdDSA} {
		pair, err := Generate(algorithm, "k1", rand.NewChaCha8([32]byte{3}))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := Issuer{Key: pair, TTL: time.Minute}.Issue(now, "alice")
		if err != nil {
			t.Fatal(err)
		}
		lax := verifier(t, now, func(r *Rules) { r.AllowForever = true }, pair.Public())
		for _, kind := range TamperKinds() {
			spoiled, _ := Tamper(kind.Name, raw, pair, now)
			if spoiled == raw {
				// A signature of 256 bytes has no spare bits in its last character but two; one of 64 has four.
				t.Errorf("%s: %s changes nothing", algorithm, kind.Name)
			}
			if _, err := lax.Verify(spoiled); (err == nil) != wellSigned[kind.Name] {
				t.Errorf("%s: %s: %v", algorithm, kind.Name, err)
			}
		}
	}
}

func FuzzTamper(f *testing.F) {
	f.Add("a.b.c")
	f.Add("")
	f.Add("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIiwic3ViIjoiYiJ9.")
	secret := key(f, "", strings.Repeat("s", 32))
	f.Fuzz(func(t *testing.T, raw string) {
		for _, kind := range TamperKinds() {
			if _, ok := Tamper(kind.Name, raw, secret, time.Unix(1_800_000_000, 0)); !ok {
				t.Error(kind.Name)
			}
		}
	})
}

// TestWhatSpoilingTakesOfTheKey: with less of the key than it takes, another token comes out.
func TestWhatSpoilingTakesOfTheKey(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	pair, err := Generate(RS256, "", rand.NewChaCha8([32]byte{3}))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := Issuer{Key: pair, TTL: time.Minute}.Issue(now, "alice")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range TamperKinds() {
		whole, _ := Tamper(kind.Name, raw, pair, now)
		public, _ := Tamper(kind.Name, raw, pair.Public(), now)
		none, _ := Tamper(kind.Name, raw, Key{}, now)
		need := NoKey
		switch {
		case public != whole:
			need = SigningKey
		case none != whole:
			need = AnyKey
		}
		if kind.Key != need {
			t.Errorf("%s takes %d of the key and says %d", kind.Name, need, kind.Key)
		}
	}
}
