package broken

import (
	"crypto/hmac"
	cryptorand "crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"hash"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"authlab/sim/token"
)

const payload = `{"sub":"root","exp":1800000060}`

func encode(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

func hmacToken(h func() hash.Hash, secret, header string) string {
	text := encode(header) + "." + encode(payload)
	mac := hmac.New(h, []byte(secret))
	mac.Write([]byte(text))
	return text + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func drawn(t *testing.T, algorithm string) token.Key {
	t.Helper()
	key, err := token.Generate(algorithm, "k1", rand.NewChaCha8([32]byte{9}))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func accepts(t *testing.T, raw, flaw string, keys ...token.Key) bool {
	t.Helper()
	v, err := NewVerifier(token.Rules{Keys: keys, Clock: func() time.Time { return now }}, flaw)
	if err != nil {
		t.Fatal(err)
	}
	_, refusal := v.Verify(raw)
	return refusal == nil
}

// TestTheTokenChoosesItsAlgorithm goes through every key, whatever it is for.
func TestTheTokenChoosesItsAlgorithm(t *testing.T) {
	pair, other := drawn(t, token.RS256), drawn(t, token.EdDSA)
	keys := []token.Key{other.Public(), pair.Public()}
	for alg, h := range map[string]func() hash.Hash{"HS256": sha256.New, "HS384": sha512.New384, "HS512": sha512.New} {
		raw := hmacToken(h, pair.PublicText(), `{"alg":"`+alg+`"}`)
		if !accepts(t, raw, token.AnyAlg, keys...) {
			t.Errorf("%s keyed with the public key is refused", alg)
		}
		if accepts(t, raw, token.KidPath, keys...) || accepts(t, raw, token.EmbeddedKey, keys...) {
			t.Errorf("%s keyed with the public key passes elsewhere", alg)
		}
	}
	if accepts(t, hmacToken(sha256.New, "a guess", `{"alg":"HS256"}`), token.AnyAlg, keys...) {
		t.Error("any secret will do")
	}
}

func TestKidNamesAFile(t *testing.T) {
	key := drawn(t, token.HS256)
	for kid, want := range map[string]bool{token.EmptyFile: true, "../../../dev/null": true, "/dev/null": false, "k2": false, "": false} {
		raw := hmacToken(sha256.New, "", `{"alg":"HS256","kid":"`+kid+`"}`)
		if accepts(t, raw, token.KidPath, key) != want {
			t.Errorf("kid %q: %v", kid, !want)
		}
	}
	if accepts(t, hmacToken(sha256.New, "x", `{"alg":"HS256","kid":"`+token.EmptyFile+`"}`), token.KidPath, key) {
		t.Error("another secret than the file's")
	}
}

func TestTheTokenBringsItsKey(t *testing.T) {
	genuine := drawn(t, token.EdDSA)
	own, err := rsa.GenerateKey(cryptorand.Reader, token.RSABits)
	if err != nil {
		t.Fatal(err)
	}
	n := base64.RawURLEncoding.EncodeToString(own.N.Bytes())
	for name, c := range map[string]struct {
		header string
		want   bool
	}{
		"RSA, an HMAC": {`{"alg":"HS256","jwk":{"kty":"RSA","n":"` + n + `","e":"AQAB"}}`, false},
		"secret":       {`{"alg":"HS256","jwk":{"kty":"oct","k":"YWJj"}}`, true},
		"other secret": {`{"alg":"HS256","jwk":{"kty":"oct","k":"eHl6"}}`, false},
		"short RSA":    {`{"alg":"RS256","jwk":{"kty":"RSA","n":"AQAB","e":"AQAB"}}`, false},
		"short point":  {`{"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","x":"AQAB"}}`, false},
		"no key":       {`{"alg":"HS256","jwk":5}`, false},
		"none":         {`{"alg":"HS256"}`, false},
		"far address":  {`{"alg":"HS256","jku":"https://issuer.example/keys.json"}`, false},
	} {
		raw := hmacToken(sha256.New, "abc", c.header)
		if accepts(t, raw, token.EmbeddedKey, genuine.Public()) != c.want {
			t.Errorf("%s: %v", name, !c.want)
		}
	}
	carrying := jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.MapClaims{"sub": "root", "exp": now.Unix() + 60})
	carrying.Header["jwk"] = map[string]string{"kty": "RSA", "n": n, "e": "AQAB"}
	signed, err := carrying.SignedString(own)
	if err != nil || !accepts(t, signed, token.EmbeddedKey, genuine.Public()) {
		t.Errorf("an RSA key in the header is refused, %v", err)
	}
	m := attack(t, genuine, "", "profile")
	m.ByAddress = true
	raw, err := token.Forge(token.EmbeddedKey, m)
	if err != nil || !strings.Contains(token.Decode(raw).Header.JSON(), `"jku":"`+token.AttackerKeys+`"`) {
		t.Fatalf("%s, %v", token.Decode(raw).Header.JSON(), err)
	}
	if !accepts(t, raw, token.EmbeddedKey, genuine.Public()) || accepts(t, raw, token.AnyAlg, genuine.Public()) {
		t.Error("a key is fetched by those that should not, or not by the one that should")
	}
}

func TestClaimsAreCheckedAllTheSame(t *testing.T) {
	key := drawn(t, token.HS256)
	for _, claims := range []string{`{"sub":"root"}`, `{"sub":"root","exp":1}`, `{"sub":"root","exp":1800000060,"nbf":1800000030}`} {
		raw := encode(`{"alg":"none"}`) + "." + encode(claims) + "."
		if accepts(t, raw, token.AnyAlg, key) {
			t.Errorf("%s passes", claims)
		}
	}
	if !accepts(t, encode(`{"alg":"none"}`)+"."+encode(payload)+".", token.AnyAlg, key) {
		t.Error("alg none is refused")
	}
}

// FuzzVerify: no token makes a verifier with every flaw panic.
func FuzzVerify(f *testing.F) {
	for _, raw := range []string{"", "..", encode(`{"alg":"none"}`) + "." + encode(payload) + ".",
		hmacToken(sha256.New, "abc", `{"alg":"RS256","jwk":{"kty":"RSA","n":"AQAB","e":""}}`), hmacToken(sha256.New, "", `{"alg":"HS256","kid":5,"jku":[]}`)} {
		f.Add(raw)
	}
	key, err := token.Generate(token.EdDSA, "k1", rand.NewChaCha8([32]byte{9}))
	if err != nil {
		f.Fatal(err)
	}
	v, err := NewVerifier(token.Rules{Keys: []token.Key{key.Public()}, Clock: func() time.Time { return now }}, token.Flaws()...)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		if claims, err := v.Verify(raw); (claims == nil) == (err == nil) {
			t.Errorf("%q: %v and %v", raw, claims, err)
		}
	})
}
