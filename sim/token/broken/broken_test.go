package broken

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"authlab/sim/token"
)

var now = time.Unix(1_800_000_000, 0)

// attack is everything an attacker may have against a cluster with one key.
func attack(t *testing.T, key token.Key, issuer, audience string) *token.Material {
	t.Helper()
	issue := func(aud string) string {
		raw, err := token.Issuer{Key: key, TTL: time.Minute}.Issue(now, "mallory", token.Claim{Name: "iss", Value: issuer}, token.Claim{Name: "aud", Value: aud})
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	leaked := key
	return &token.Material{Captured: issue(audience), Foreign: issue("billing"), Subject: "root", Role: "admin",
		Public: key.Public(), Leaked: &leaked, Words: token.CommonSecrets(), Now: now}
}

// TestForgeriesWorkOnlyWhereTheFlawIs tries every forgery against every flaw, alone.
func TestForgeriesWorkOnlyWhereTheFlawIs(t *testing.T) {
	for _, algorithm := range []string{token.HS256, token.RS256, token.EdDSA} {
		key, err := token.Generate(algorithm, "k1", rand.NewChaCha8([32]byte{9}))
		if err != nil {
			t.Fatal(err)
		}
		m := attack(t, key, "https://app.example", "profile")
		rules := token.Rules{Keys: []token.Key{key.Public()}, Clock: func() time.Time { return now }, Issuer: "https://app.example", Audience: "profile"}
		for _, kind := range token.ForgeKinds() {
			raw, err := token.Forge(kind.Name, m)
			if kind.Name == token.WeakSecret {
				if err == nil {
					t.Errorf("%s: a key of 256 random bits was guessed", algorithm)
				}
				continue
			}
			if err != nil {
				t.Fatalf("%s %s: %v", algorithm, kind.Name, err)
			}
			for _, flaw := range append(token.Flaws(), token.VerifierHardened) {
				v, err := NewVerifier(rules, flaw)
				if err != nil {
					t.Fatal(err)
				}
				_, refusal := v.Verify(raw)
				// A leaked key is nobody's mistake to refuse; a verifier that checks nothing takes all.
				want := flaw == kind.Name || kind.Name == token.LeakedKey || flaw == token.DecodeOnly
				if (refusal == nil) != want {
					t.Errorf("%s: %s against %s: %v", algorithm, kind.Name, flaw, refusal)
				}
			}
		}
	}
}

func TestAWeakSecretIsGuessed(t *testing.T) {
	key, err := token.NewKey("", token.HS256, []byte("secret"))
	if err != nil {
		t.Fatal(err)
	}
	m := attack(t, key, "", "profile")
	raw, err := token.Forge(token.WeakSecret, m)
	if err != nil || m.Cracked != "secret" || m.Tries < 1 {
		t.Fatalf("%q after %d tries: %v", m.Cracked, m.Tries, err)
	}
	rules := token.Rules{Keys: []token.Key{key}, Clock: func() time.Time { return now }}
	v, err := NewVerifier(rules, token.WeakSecret)
	if err != nil {
		t.Fatal(err)
	}
	claims, err := v.Verify(raw)
	if err != nil || claims.Subject != "root" {
		t.Fatalf("the forged token: %v", err)
	}
	if role, _ := claims.Text("role"); role != "admin" {
		t.Errorf("role %q", role)
	}
	for _, flaw := range token.Flaws() {
		v, err := NewVerifier(rules, flaw)
		if err != nil {
			t.Fatal(err)
		}
		_, err = v.Verify(raw)
		// One that lets the token choose takes the key for an HMAC secret, however short; one that checks nothing takes all.
		if want := flaw == token.WeakSecret || flaw == token.AnyAlg || flaw == token.DecodeOnly; (err == nil) != want {
			t.Errorf("against %s: %v", flaw, err)
		}
	}
	hardened, err := token.NewVerifier(rules)
	if err != nil {
		t.Fatal(err)
	}
	var refusal *token.Error
	if _, err := hardened.Verify(raw); !errors.As(err, &refusal) || refusal.Reason != "the secret has 48 bits; HS256 needs 256 (RFC 7518 §3.2)" || refusal.Node != "" || refusal.Go != "" {
		t.Errorf("a hardened verifier: %v", err)
	}
}

func TestForgingNeedsMaterial(t *testing.T) {
	for kind, want := range map[string]error{
		token.DecodeOnly: token.ErrNothingCaught, token.NoAudience: token.ErrNoForeign, token.WeakSecret: token.ErrNothingCaught,
		token.LeakedKey: token.ErrNoLeak, "nothing": token.ErrUnknownForgery,
	} {
		if _, err := token.Forge(kind, &token.Material{Subject: "root", Now: now}); err != want {
			t.Errorf("%s from nothing: %v, want %v", kind, err, want)
		}
	}
	pair, err := token.Generate(token.RS256, "k1", rand.NewChaCha8([32]byte{9}))
	if err != nil {
		t.Fatal(err)
	}
	public := pair.Public()
	if _, err := token.Forge(token.LeakedKey, &token.Material{Leaked: &public, Now: now}); err != token.ErrOnlyVerifies {
		t.Errorf("signing with a public key: %v", err)
	}
}
