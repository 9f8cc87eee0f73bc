package token

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"
)

// materials are one key of each kind.
func materials(t testing.TB) map[string]any {
	curve := func(c elliptic.Curve) any {
		k, err := ecdsa.GenerateKey(c, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	return map[string]any{
		"secret": []byte(strings.Repeat("s", 64)), "RSA": drawn(t, RS256, "").sign, "Ed25519": ed25519.NewKeyFromSeed(make([]byte, 32)),
		"P-256": curve(elliptic.P256()), "P-384": curve(elliptic.P384()), "P-521": curve(elliptic.P521()),
	}
}

// TestOneKindOfKeyPerAlgorithm signs and verifies with every pair of algorithm and
// material that fits, and refuses the others.
func TestOneKindOfKeyPerAlgorithm(t *testing.T) {
	kinds := map[string]string{"HS": "secret", "RS": "RSA", "PS": "RSA", "Ed": "Ed25519"}
	curves := map[string]string{"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}
	for kind, material := range materials(t) {
		for _, a := range Algorithms() {
			want := kinds[a.Name[:2]] == kind || curves[a.Name] == kind
			k, err := NewKey("k1", a.Name, material)
			if !want {
				if !errors.Is(err, ErrWrongMaterial) {
					t.Errorf("%s with %s: %v", a.Name, kind, err)
				}
				continue
			}
			if err != nil || k.Weakness() != "" {
				t.Fatalf("%s with %s: %v, %s", a.Name, kind, err, k.Weakness())
			}
			raw, err := Sign(k, []Claim{{"sub", "alice"}, {"exp", start.Unix() + 60}})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := verifier(t, start, nil, k.Public()).Verify(raw); err != nil {
				t.Errorf("%s: %v", a.Name, err)
			}
			if a.Family != FamilyHMAC && k.Public().CanSign() {
				t.Errorf("the public half of %s signs", a.Name)
			}
			if _, err := verifier(t, start.Add(time.Hour), nil, k.Public()).Verify(raw); err == nil {
				t.Errorf("%s: taken after its end", a.Name)
			}
		}
	}
}

func TestWeakness(t *testing.T) {
	for _, c := range []struct {
		algorithm string
		bytes     int
		want      string
	}{{HS256, 32, ""}, {HS256, 31, "248 bits"}, {"HS384", 47, "376 bits"}, {"HS512", 64, ""}, {"HS512", 32, "256 bits"}} {
		k, err := NewKey("", c.algorithm, make([]byte, c.bytes))
		if err != nil {
			t.Fatal(err)
		}
		if got := k.Weakness(); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s with %d bytes: %q", c.algorithm, c.bytes, got)
		}
	}
	if _, err := NewKey("", HS256, []byte{}); !errors.Is(err, ErrEmptySecret) {
		t.Errorf("an empty secret: %v", err)
	}
	if _, err := NewKey("", "none", []byte("x")); !errors.Is(err, ErrUnknownAlgorithm) {
		t.Errorf("none: %v", err)
	}
}

func TestNaturalAlgorithm(t *testing.T) {
	want := map[string]string{"secret": HS256, "RSA": RS256, "Ed25519": EdDSA, "P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}
	for kind, material := range materials(t) {
		if got := Natural(material); got != want[kind] {
			t.Errorf("%s: %s", kind, got)
		}
	}
	if got := Natural(3); got != "" {
		t.Errorf("a number: %s", got)
	}
}
