package token

import (
	"errors"
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

// TestWhatTheLibraryLetsThrough lists tokens, all well signed, that golang-jwt accepts
// and RFC 7515, 7519 or 8725 does not; "" where the library refuses as well.
func TestWhatTheLibraryLetsThrough(t *testing.T) {
	for name, c := range map[string]struct{ header, payload, tail, want string }{
		"exp in capitals":       {usual, `{"sub":"a","exp":1,"EXP":9999999999}`, "", "jwt expired"},
		"exp 0":                 {usual, `{"sub":"a","exp":0}`, "", "jwt expired"},
		"aud a number":          {usual, `{"sub":"a","exp":9999999999,"aud":5}`, "", "aud is neither a string nor a list of strings"},
		"exp twice":             {usual, `{"exp":1,"sub":"a","exp":9999999999}`, "", `payload has two members named "exp"`},
		"alg twice":             {`{"alg":"none","alg":"HS256"}`, `{"sub":"a","exp":9999999999}`, "", `header has two members named "alg"`},
		"crit":                  {`{"alg":"HS256","crit":["b64"],"b64":true}`, `{"sub":"a","exp":9999999999}`, "", "header has crit, which nobody here understands"},
		"a line break behind":   {usual, `{"sub":"a","exp":9999999999}`, "\n", "invalid token"},
		"payload null":          {usual, `null`, "", "Cannot read properties of null (reading 'nbf')"},
		"payload not UTF-8":     {usual, "{\"sub\":\"\xff\",\"exp\":9999999999}", "", "payload is not UTF-8"},
		"exp beyond the years":  {usual, `{"sub":"a","exp":1e300}`, "", "exp is out of range"},
		"no exp":                {usual, `{"sub":"a"}`, "", "exp claim is required"},
		"payload nested deeply": {usual, `{"sub":"a","exp":9999999999,"x":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}`, "", "payload nests deeper than 64"},
	} {
		v := verifier(t, time.Unix(1_800_000_000, 0), nil)
		_, err := v.Verify(made(c.header, c.payload) + c.tail)
		var refusal *Error
		if !errors.As(err, &refusal) || refusal.Error() != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
