package keyset_test

import (
	"crypto/elliptic"
	"errors"
	"os"
	"strings"
	"testing"

	"authlab/sim/token/keyset"
)

// FuzzRead reads anything. Whatever comes of it, it is a key or an Error, a key that can
// sign verifies what it has signed, and its public half is read again as the same key.
func FuzzRead(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add([]byte(v.Key), v.Algorithm)
		f.Add([]byte(`{"keys":[`+string(v.Key)+`,{"kty":"x"}]}`), "")
	}
	entries, err := os.ReadDir("testdata")
	if err != nil {
		f.Fatal(err)
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), "rfc7517") {
			f.Add(readFile(f, entry.Name()), "")
		}
	}
	key := onCurve(f, elliptic.P256())
	block := pkcs8(key)
	f.Add([]byte(block), "")
	f.Add([]byte(strings.ReplaceAll(block, "\n", `\n`)), "ES256")
	f.Add([]byte(certificate(f, key.Public(), key, false)), "")
	f.Add([]byte("secret\n"), "HS512")
	f.Add([]byte("base64:AA=="), "")
	f.Add([]byte("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"), "")
	f.Fuzz(func(t *testing.T, data []byte, algorithm string) {
		for _, set := range []func() (keyset.Set, error){
			func() (keyset.Set, error) { return keyset.Read(data, algorithm) },
			func() (keyset.Set, error) { return keyset.Parse(string(data), algorithm) },
		} {
			check(t, algorithm, set)
		}
	})
}

func check(t *testing.T, algorithm string, read func() (keyset.Set, error)) {
	set, err := read()
	var e *keyset.Error
	if err != nil {
		if !errors.As(err, &e) || len(set.Keys) > 0 || e.What == "" {
			t.Fatalf("%#v, %d keys", err, len(set.Keys))
		}
		return
	}
	if len(set.Keys) == 0 || len(set.Keys) > keyset.MaxKeys {
		t.Fatalf("%d keys", len(set.Keys))
	}
	for _, key := range set.Keys {
		if algorithm != "" && key.Algorithm != algorithm {
			t.Fatalf("for %s instead of %s", key.Algorithm, algorithm)
		}
		if key.CanSign() && !agree(t, key, key.Public()) {
			t.Fatalf("%s: its own signature does not verify", keyset.Describe(key))
		}
		if public := keyset.PublicJWK(key); public != "" {
			again := one(t, public, "")
			if keyset.Thumbprint(again) != keyset.Thumbprint(key) || again.CanSign() || again.Algorithm != key.Algorithm {
				t.Fatalf("%s is read again as %s", public, keyset.Describe(again))
			}
		}
	}
}
