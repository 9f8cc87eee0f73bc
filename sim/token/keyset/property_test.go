package keyset_test

import (
	"crypto/elliptic"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"authlab/sim/token"
	"authlab/sim/token/keyset"
)

// TestWrittenKeysAreReadAgain writes the public half as JWK and as PEM and reads it back.
func TestWrittenKeysAreReadAgain(t *testing.T) {
	materials := privates(t)
	var algorithms []token.Algorithm
	for _, a := range token.Algorithms() {
		if a.Family != token.FamilyHMAC {
			algorithms = append(algorithms, a)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		a := rapid.SampledFrom(algorithms).Draw(r, "algorithm")
		material := materials[a.Name]
		switch a.Name {
		case "ES256":
			material = onCurve(t, elliptic.P256())
		case "ES384":
			material = onCurve(t, elliptic.P384())
		case "ES512":
			material = onCurve(t, elliptic.P521())
		}
		if a.Family == token.FamilyRSA || a.Family == token.FamilyPSS {
			material = materials["RS256"]
		}
		key, err := token.NewKey(rapid.String().Draw(r, "kid"), a.Name, material)
		if err != nil {
			r.Fatal(err)
		}
		fromJWK := one(t, keyset.PublicJWK(key), "")
		if fromJWK.ID != key.ID || fromJWK.Algorithm != a.Name || fromJWK.CanSign() {
			r.Fatalf("%s became %s", keyset.Describe(key), keyset.Describe(fromJWK))
		}
		for _, again := range []token.Key{fromJWK, one(t, keyset.PublicPEM(key), a.Name)} {
			if keyset.Thumbprint(again) != keyset.Thumbprint(key) || !agree(t, key, again) {
				r.Fatalf("%s became another key", keyset.Describe(key))
			}
		}
	})
}

// TestSecretsAreReadAgain spells any bytes in every way.
func TestSecretsAreReadAgain(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		secret := rapid.SliceOfN(rapid.Byte(), 1, 80).Draw(r, "secret")
		for _, text := range spellings(secret) {
			set, err := keyset.Parse(text, "HS256")
			if err != nil {
				r.Fatalf("%q: %v", text, err)
			}
			if got := secretOf(t, set); got != string(secret) {
				r.Fatalf("%q: %q", text, got)
			}
		}
		key := one(t, `{"kty":"oct","k":"`+spelled(secret)+`"}`, "")
		if got := string(key.ForLibrary().([]byte)); got != string(secret) || keyset.PublicJWK(key)+keyset.PublicPEM(key)+keyset.Thumbprint(key) != "" {
			r.Fatalf("%q, or something public of it", got)
		}
	})
}

func spellings(secret []byte) []string {
	return []string{
		"text:" + string(secret),
		"hex:" + hex.EncodeToString(secret),
		"hex:" + strings.ToUpper(hex.EncodeToString(secret)),
		"base64:" + base64.StdEncoding.EncodeToString(secret),
		"base64:" + base64.RawStdEncoding.EncodeToString(secret),
		"base64url:" + spelled(secret),
	}
}
