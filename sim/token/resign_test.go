package token

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func seeded(n byte) *rand.ChaCha8 { return rand.NewChaCha8([32]byte{n}) }

// TestDrawnKeysSignAndVerify: for every algorithm there is material that is long enough,
// the same for the same bytes, and what it signs is accepted.
func TestDrawnKeysSignAndVerify(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	for _, a := range Algorithms() {
		key := drawnFor(t, a.Name, 1)
		if weakness := key.Weakness(); weakness != "" || !key.CanSign() {
			t.Errorf("%s: %q, signs: %v", a.Name, weakness, key.CanSign())
		}
		if again, other := drawnFor(t, a.Name, 1), drawnFor(t, a.Name, 2); key.Fingerprint() != again.Fingerprint() || key.Fingerprint() == other.Fingerprint() {
			t.Errorf("%s: keys %s, %s again and %s", a.Name, key.Fingerprint(), again.Fingerprint(), other.Fingerprint())
		}
		raw, err := Resign(encode(header(a.Name))+"."+encode(`{"sub":"alice","exp":1800000060}`)+".old", key)
		if err != nil {
			t.Fatalf("%s: %v", a.Name, err)
		}
		v, err := NewVerifier(Rules{Keys: []Key{key}, Clock: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := v.Check(raw); !ok {
			t.Errorf("%s: what was signed again is refused", a.Name)
		}
	}
}

func drawnFor(t *testing.T, algorithm string, seed byte) Key {
	t.Helper()
	material, err := Draw(algorithm, seeded(seed))
	if err != nil {
		t.Fatal(err)
	}
	key, err := NewKey("", algorithm, material)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestWhatCannotBeDrawnOrSigned(t *testing.T) {
	if _, err := Draw("HS1", seeded(1)); !errors.Is(err, ErrUnknownAlgorithm) {
		t.Errorf("HS1: %v", err)
	}
	for _, a := range Algorithms() {
		if _, err := Draw(a.Name, strings.NewReader("short")); err == nil {
			t.Errorf("%s is drawn from five bytes", a.Name)
		}
	}
	key := drawnFor(t, EdDSA, 1)
	for _, raw := range []string{"", "a", "a.", ".b.", "."} {
		if _, err := Resign(raw, key); !errors.Is(err, ErrNothingToDo) {
			t.Errorf("%q: %v", raw, err)
		}
	}
	if _, err := Resign("a.b.c", key.Public()); !errors.Is(err, ErrCannotSign) {
		t.Errorf("the public half signs: %v", err)
	}
	if raw, err := Resign("a.b.c.d", key); err != nil || !strings.HasPrefix(raw, "a.b.") || strings.Count(raw, ".") != 2 {
		t.Errorf("%q, %v", raw, err)
	}
}
