package keyset_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"math/big"
	"strings"
	"testing"

	"authlab/sim/token"
	"authlab/sim/token/keyset"
)

// example is the key of a vector as a map of its members.
func example(t testing.TB, name string) map[string]any {
	for _, v := range vectors(t) {
		if v.Name == name {
			var members map[string]any
			if err := json.Unmarshal(v.Key, &members); err != nil {
				t.Fatal(err)
			}
			return members
		}
	}
	t.Fatalf("no vector %s", name)
	return nil
}

// with is a JWK with some members changed; nil takes one out.
func with(members map[string]any, changes ...any) string {
	changed := map[string]any{}
	for name, value := range members {
		changed[name] = value
	}
	for i := 0; i < len(changes); i += 2 {
		if name := changes[i].(string); changes[i+1] == nil {
			delete(changed, name)
		} else {
			changed[name] = changes[i+1]
		}
	}
	text, _ := json.Marshal(changed)
	return string(text)
}

func number(t testing.TB, members map[string]any, name string) *big.Int {
	value, err := base64.RawURLEncoding.DecodeString(members[name].(string))
	if err != nil {
		t.Fatal(err)
	}
	return new(big.Int).SetBytes(value)
}

func spelled(value []byte) string { return base64.RawURLEncoding.EncodeToString(value) }

func rsaExample(t testing.TB) *rsa.PrivateKey {
	m := example(t, "RFC 7515 A.2")
	key := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: number(t, m, "n"), E: 65537}, D: number(t, m, "d"),
		Primes: []*big.Int{number(t, m, "p"), number(t, m, "q")},
	}
	if err := key.Validate(); err != nil {
		t.Fatal(err)
	}
	key.Precompute()
	return key
}

func onCurve(t testing.TB, curve elliptic.Curve) *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// privates are one private key of each kind, by the algorithm they stand for.
func privates(t testing.TB) map[string]any {
	return map[string]any{
		"RS256": rsaExample(t), "ES256": onCurve(t, elliptic.P256()), "ES384": onCurve(t, elliptic.P384()),
		"ES512": onCurve(t, elliptic.P521()), "EdDSA": ed25519.NewKeyFromSeed([]byte("a seed of thirty-two bytes, yes!")),
	}
}

func armoured(label string, der []byte, err error) string {
	if err != nil {
		return err.Error()
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

// pkcs8 is a private key as PEM.
func pkcs8(key any) string {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	return armoured("PRIVATE KEY", der, err)
}

// one reads the only key of a text.
func one(t testing.TB, text, algorithm string) token.Key {
	t.Helper()
	set, err := keyset.Read([]byte(text), algorithm)
	if err != nil {
		t.Fatalf("%v", err)
	}
	if len(set.Keys) != 1 {
		t.Fatalf("%d keys, %q", len(set.Keys), set.Notes)
	}
	return set.Keys[0]
}

// refusal is the error of a text that is no key.
func refusal(t testing.TB, text, algorithm string) *keyset.Error {
	t.Helper()
	set, err := keyset.Read([]byte(text), algorithm)
	var e *keyset.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v, %d keys of %.60q", err, len(set.Keys), text)
	}
	return e
}

// agree tells whether what one key signs verifies under the other.
func agree(t testing.TB, private, public token.Key) bool {
	t.Helper()
	const text = "eyJhbGciOiJub25lIn0.e30"
	return verifies(t, public, text, signed(t, private, text))
}

// signed is the signature of a header and payload.
func signed(t testing.TB, key token.Key, text string) string {
	t.Helper()
	raw, err := token.Resign(text, key)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(raw, text+".")
}

func noted(notes []string, words string) bool {
	return strings.Contains(strings.Join(notes, "\n"), words)
}
