package token

import (
	"crypto/sha256"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// TestKeyChoice: kid picks among the verifier's own keys, and nothing else does.
func TestKeyChoice(t *testing.T) {
	k1, k2, bare := key(t, "k1", secret), key(t, "k2", foreignSecret), key(t, "", foreignSecret)
	claims := `{"sub":"alice","exp":1767225700}`
	named := func(kid string) string { return `{"alg":"HS256","kid":"` + kid + `","typ":"JWT"}` }
	const unknown = "error in secret or public key callback: unknown kid"
	const goUnknown = "token is unverifiable: error while executing keyfunc: unknown kid"
	const goInvalid = "token signature is invalid: signature is invalid"
	for name, c := range map[string]struct {
		raw          string
		keys         []Key
		node, golang string
	}{
		"its own key":             {made(named("k1"), claims), []Key{k2, k1}, "", ""},
		"no kid":                  {made(usual, claims), []Key{k2, k1}, "", ""},
		"a key without an id":     {made(named("k9"), claims), []Key{k2, key(t, "", secret)}, "", ""},
		"another key's kid":       {made(named("k2"), claims), []Key{k1, k2}, "invalid signature", goInvalid},
		"another key's kid first": {made(named("k2"), claims), []Key{k2, k1}, "invalid signature", goInvalid},
		"unknown":                 {made(named("k9"), claims), []Key{k1, k2}, unknown, goUnknown},
		"unknown, alg none":       {b64(`{"alg":"none","kid":"k9"}`) + "." + b64(claims) + ".", []Key{k1}, unknown, "token signature is invalid: signing method none is invalid"},
		"unknown, two parts":      {b64(named("k9")) + "." + b64(claims), []Key{k1}, "jwt malformed", "token is malformed: token contains an invalid number of segments"},
		"unknown to a bare key":   {made(named("k9"), claims), []Key{bare}, "invalid signature", goInvalid},
		"kid of a path":           {made(named(EmptyFile), claims), []Key{k1}, unknown, goUnknown},
	} {
		_, err := verifier(t, start, nil, c.keys...).Verify(c.raw)
		if (err == nil) != (c.node == "") {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err != nil {
			if e := refusal(t, err); e.Node != c.node || e.Go != c.golang {
				t.Errorf("%s: %q, %q", name, e.Node, e.Go)
			}
		}
	}
	e := refusal(t, func() error {
		_, err := verifier(t, start, nil, k1).Verify(made(named("k9"), claims))
		return err
	}())
	if e.Stage != StageKey || e.Reason != "unknown kid" {
		t.Errorf("%+v", e)
	}
	for _, odd := range []string{`5`, `""`, `null`, `["k1"]`} {
		if _, err := verifier(t, start, nil, k1).Verify(made(`{"alg":"HS256","kid":`+odd+`}`, claims)); err == nil {
			t.Errorf("kid %s is taken", odd)
		}
	}
}

func TestOneAlgorithmForEachKey(t *testing.T) {
	pair, secretKey := drawn(t, RS256, "k1"), key(t, "k1", secret)
	v := verifier(t, start, nil, pair.Public(), secretKey)
	for _, k := range []Key{pair, secretKey} {
		raw, err := Issuer{Key: k, TTL: time.Minute}.Issue(start, "alice")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := v.Verify(raw); err != nil {
			t.Errorf("%s: %v", k.Algorithm, err)
		}
	}
	// The words are those for the key of the token's own algorithm.
	for _, keys := range [][]Key{{pair.Public(), secretKey}, {secretKey, pair.Public()}, key(t, "", secret).Unpinned()} {
		_, err := verifier(t, start, nil, keys...).Verify(hmacToken(sha256.New, []byte("x"), usual, `{"exp":1767225700}`))
		if e := refusal(t, err); e.Go != "token signature is invalid: signature is invalid" {
			t.Errorf("%+v", e)
		}
	}
	confused := hmacToken(sha256.New, []byte(pair.PublicText()), pair.header(plainType), `{"exp":1767225700}`)
	if _, err := v.Verify(confused); err == nil {
		t.Error("an HMAC passes for an RSA signature")
	}
}

// TestAddressAndType covers iss, aud and typ: each is checked where the rules name it.
func TestAddressAndType(t *testing.T) {
	const claims = "token has invalid claims: "
	wanted := func(r *Rules) { r.Issuer, r.Audience, r.Type = "https://issuer", "profile", "at+jwt" }
	const typed = `{"alg":"HS256","typ":"at+jwt"}`
	body := func(s string) string { return `{"exp":1767225700` + s + `}` }
	for name, c := range map[string]struct{ header, payload, node, golang, reason string }{
		"all right":         {typed, body(`,"iss":"https://issuer","aud":"profile"`), "", "", ""},
		"one of several":    {typed, body(`,"iss":"https://issuer","aud":["billing","profile"]`), "", "", ""},
		"long typ":          {`{"alg":"HS256","typ":"Application/AT+JWT"}`, body(`,"iss":"https://issuer","aud":"profile"`), "", "", ""},
		"another typ":       {usual, body(`,"iss":"https://issuer","aud":"profile"`), "", "", "header has not the typ at+jwt"},
		"no typ":            {`{"alg":"HS256"}`, body(`,"iss":"https://issuer","aud":"profile"`), "", "", "header has not the typ at+jwt"},
		"another audience":  {typed, body(`,"iss":"https://issuer","aud":"billing"`), "jwt audience invalid. expected: profile", claims + "token has invalid audience", "jwt audience invalid. expected: profile"},
		"none":              {typed, body(`,"iss":"https://issuer"`), "jwt audience invalid. expected: profile", claims + "token is missing required claim: aud claim is required", "jwt audience invalid. expected: profile"},
		"audience a number": {typed, body(`,"iss":"https://issuer","aud":5`), "jwt audience invalid. expected: profile", claims + "token is missing required claim: aud claim is required", "jwt audience invalid. expected: profile"},
		"audience of nulls": {typed, body(`,"iss":"https://issuer","aud":["profile",null]`), "", claims + "invalid type for claim: aud is invalid", "aud is neither a string nor a list of strings"},
		"another issuer":    {typed, body(`,"iss":"https://other","aud":"profile"`), "jwt issuer invalid. expected: https://issuer", claims + "token has invalid issuer", "jwt issuer invalid. expected: https://issuer"},
		"no issuer":         {typed, body(`,"aud":"profile"`), "jwt issuer invalid. expected: https://issuer", claims + "token is missing required claim: iss claim is required", "jwt issuer invalid. expected: https://issuer"},
		"expired first":     {typed, `{"exp":1,"aud":"billing"}`, "jwt expired", claims + "token is expired, token has invalid audience, token is missing required claim: iss claim is required", "jwt expired"},
	} {
		_, err := verifier(t, start, wanted).Verify(made(c.header, c.payload))
		if (err == nil) != (c.reason == "") {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err != nil {
			if e := refusal(t, err); e.Node != c.node || e.Go != c.golang || e.Reason != c.reason {
				t.Errorf("%s:\n%q\n%q\n%q", name, e.Node, e.Go, e.Reason)
			}
		}
	}
	raw, err := Issuer{Key: key(t, "", secret), TTL: time.Minute, Type: "at+jwt"}.Issue(start, "alice", Claim{"iss", "https://issuer"}, Claim{"aud", []string{"a", "profile"}}, Claim{"jti", "t1"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := verifier(t, start, wanted).Verify(raw)
	if err != nil || got.ID != "t1" || strings.Join(got.Audience, " ") != "a profile" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestFractionsOfASecond: a leeway may have one, and jsonwebtoken sees whole seconds.
func TestFractionsOfASecond(t *testing.T) {
	leeway := func(r *Rules) { r.Leeway = 1500 * time.Millisecond }
	raw := made(usual, `{"exp":1767225600}`)
	if _, err := verifier(t, start.Add(1400*time.Millisecond), leeway).Verify(raw); err != nil {
		t.Error(err)
	}
	_, err := verifier(t, start.Add(1700*time.Millisecond), leeway).Verify(raw)
	if e := refusal(t, err); e.Stage != StageClaims || e.Node != "" || e.Go != "token has invalid claims: token is expired" {
		t.Errorf("%+v", e)
	}
}

func drawn(t testing.TB, algorithm, id string) Key {
	k, err := Generate(algorithm, id, rand.NewChaCha8([32]byte{1}))
	if err != nil {
		t.Fatal(err)
	}
	return k
}
