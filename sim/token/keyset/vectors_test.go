package keyset_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"

	"authlab/sim/token"
	"authlab/sim/token/keyset"
)

// vector is a key with a signature that was made with it.
type vector struct {
	Name, Algorithm string
	Key             json.RawMessage
	// Parts are the header, the payload and the signature in base64url.
	Parts [3]string
	// Repeats tells that the signature comes out the same each time.
	Repeats bool
}

func vectors(t testing.TB) []vector {
	data, err := os.ReadFile("testdata/signatures.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// verifies tells whether the signature is the key's, at the layer beneath all claims.
func verifies(t testing.TB, key token.Key, text, signature string) bool {
	value, err := base64.RawURLEncoding.DecodeString(signature)
	if err != nil {
		t.Fatal(err)
	}
	return jwt.GetSigningMethod(key.Algorithm).Verify(text, value, key.ForLibrary()) == nil
}

// TestSignaturesOfTheStandards plays RFC 7515 A.1 to A.4, RFC 7520 §4.1 to §4.4 and
// RFC 8037 A.4 and A.5 with the keys as they are printed there.
func TestSignaturesOfTheStandards(t *testing.T) {
	all := vectors(t)
	if len(all) != 9 {
		t.Fatalf("%d vectors", len(all))
	}
	for _, v := range all {
		for _, wanted := range []string{"", v.Algorithm} {
			if wanted == "" && strings.HasPrefix(v.Algorithm, "PS") {
				continue // the natural algorithm of an RSA key is another
			}
			set, err := keyset.Read(v.Key, wanted)
			if err != nil || len(set.Keys) != 1 {
				t.Errorf("%s: %v", v.Name, err)
				continue
			}
			key, text := set.Keys[0], v.Parts[0]+"."+v.Parts[1]
			if key.Algorithm != v.Algorithm || !key.CanSign() {
				t.Errorf("%s: %s", v.Name, keyset.Describe(key))
			}
			if !verifies(t, key, text, v.Parts[2]) || !verifies(t, key.Public(), text, v.Parts[2]) {
				t.Errorf("%s: the signature does not verify", v.Name)
			}
			if verifies(t, key, text+"x", v.Parts[2]) {
				t.Errorf("%s: another text verifies", v.Name)
			}
			signature := signed(t, key, text)
			if v.Repeats != (signature == v.Parts[2]) || !verifies(t, key, text, signature) {
				t.Errorf("%s: signed as %s", v.Name, signature)
			}
		}
	}
}

func readFile(t testing.TB, name string) []byte {
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSetsOfRFC7517 reads the sets of its appendix A.
func TestSetsOfRFC7517(t *testing.T) {
	for name, want := range map[string]struct {
		keys  []string
		notes []string
	}{
		"rfc7517-a1.json": {
			[]string{`RSA 2048 bits, kid "2011-04-29", for RS256, only verifies`},
			[]string{`Left out keys[0], member use: the key is for encryption and not for signatures.`},
		},
		"rfc7517-a2.json": {
			[]string{`RSA 2048 bits, kid "2011-04-29", for RS256, can sign`},
			[]string{`Left out keys[0], member use: the key is for encryption and not for signatures.`,
				"There is a private key in it, which can sign. To verify, the public half is enough."},
		},
		"rfc7517-a3.json": {
			[]string{`secret of 64 bytes, kid "HMAC key used in JWS spec Appendix A.1 example", for HS256, verifies and can sign`},
			[]string{`Left out keys[0], member alg: the key is for encryption, as "A128KW" says.`},
		},
	} {
		set, err := keyset.Read(readFile(t, name), "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var keys []string
		for _, key := range set.Keys {
			keys = append(keys, keyset.Describe(key))
		}
		if !slices.Equal(keys, want.keys) || !slices.Equal(set.Notes, want.notes) {
			t.Errorf("%s: %q, %q", name, keys, set.Notes)
		}
	}
}

// TestThumbprints are those of RFC 7638 §3.1 and RFC 8037 A.3.
func TestThumbprints(t *testing.T) {
	set, err := keyset.Read(readFile(t, "rfc7517-a1.json"), "")
	if err != nil {
		t.Fatal(err)
	}
	if got := keyset.Thumbprint(set.Keys[0]); got != "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs" {
		t.Errorf("RFC 7638 §3.1: %s", got)
	}
	set, err = keyset.Read([]byte(`{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}`), "")
	if err != nil {
		t.Fatal(err)
	}
	if got := keyset.Thumbprint(set.Keys[0]); got != "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k" {
		t.Errorf("RFC 8037 A.3: %s", got)
	}
	const public = `{"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","alg":"EdDSA","use":"sig"}`
	if got := keyset.PublicJWK(set.Keys[0]); got != public {
		t.Errorf("RFC 8037 A.2: %s", got)
	}
}
