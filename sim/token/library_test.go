package token

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// pairs are keys of every algorithm, by its name.
func pairs(t testing.TB) map[string]Key {
	t.Helper()
	all := map[string]Key{}
	for _, a := range Algorithms() {
		var material any = []byte(strings.Repeat("s", 64))
		switch a.Family {
		case FamilyRSA, FamilyPSS:
			material = drawn(t, RS256, "").sign
		case FamilyECDSA:
			private, err := ecdsa.GenerateKey(a.curve, rand.Reader)
			if err != nil {
				t.Fatal(err)
			}
			material = private
		case FamilyEdDSA:
			material = ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
		}
		k, err := NewKey("k-"+a.Name, a.Name, material)
		if err != nil {
			t.Fatal(err)
		}
		all[a.Name] = k
	}
	return all
}

// under signs a header and payload with whatever key.
func under(t testing.TB, k Key, header, payload string) string {
	t.Helper()
	text := b64(header) + "." + b64(payload)
	signature, err := k.method.Sign(text, k.sign)
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// TestLibraries holds the words of both libraries; those of jsonwebtoken were compared
// with version 9.0.3 on thousands of random tokens.
func TestLibraries(t *testing.T) {
	keys := pairs(t)
	claims := `{"sub":"a","exp":1767225700}`
	head := func(alg, kid string) string { return `{"alg":"` + alg + `","typ":"JWT","kid":"k-` + kid + `"}` }
	good := func(name string) string { return under(t, keys[name], head(name, name), claims) }
	for name, c := range map[string]struct {
		raw            string
		keys           []string
		sentinel, node string
	}{
		"HS256":                   {good("HS256"), []string{"HS256"}, "", ""},
		"PS384":                   {good("PS384"), []string{"PS384"}, "", ""},
		"ES512":                   {good("ES512"), []string{"ES512"}, "", ""},
		"another algorithm":       {good("HS512"), []string{"HS256"}, "ErrTokenSignatureInvalid", "JsonWebTokenError: error in secret or public key callback: unknown kid"},
		"not one of the keys":     {under(t, keys["HS512"], head("HS512", "HS256"), claims), []string{"HS256"}, "ErrTokenSignatureInvalid", "JsonWebTokenError: invalid algorithm"},
		"a public key for HMAC":   {under(t, keys["HS256"], head("HS256", "RS256"), claims), []string{"HS256", "RS256"}, "ErrTokenUnverifiable", "JsonWebTokenError: secretOrPublicKey must be a symmetric key when using HS256"},
		"a secret for RSA":        {under(t, keys["RS256"], head("RS256", "HS256"), claims), []string{"HS256", "RS256"}, "ErrTokenUnverifiable", "JsonWebTokenError: secretOrPublicKey must be an asymmetric key when using RS256"},
		"an RSA key for ECDSA":    {under(t, keys["ES256"], head("ES256", "RS256"), claims), []string{"ES256", "RS256"}, "ErrTokenUnverifiable", `Error: "alg" parameter for "rsa" key type must be one of: RS256, PS256, RS384, PS384, RS512, PS512.`},
		"an ECDSA key for RSA":    {under(t, keys["RS256"], head("RS256", "ES256"), claims), []string{"ES256", "RS256"}, "ErrTokenUnverifiable", `Error: "alg" parameter for "ec" key type must be one of: ES256, ES384, ES512.`},
		"another curve":           {under(t, keys["ES384"], head("ES384", "ES256"), claims), []string{"ES256", "ES384"}, "ErrTokenUnverifiable", `Error: "alg" parameter "ES384" requires curve "secp384r1".`},
		"Ed25519 for ECDSA":       {under(t, keys["ES384"], head("ES384", "EdDSA"), claims), []string{"EdDSA", "ES384"}, "ErrTokenUnverifiable", `Error: Unknown key type "ed25519".`},
		"RSA by another padding":  {under(t, keys["PS256"], head("PS256", "RS256"), claims), []string{"RS256", "PS256"}, "ErrTokenUnverifiable", ""},
		"ECDSA cut":               {good("ES256")[:len(good("ES256"))-4], []string{"ES256"}, "ErrTokenSignatureInvalid", `TypeError: "ES256" signatures must be "64" bytes, saw "61"`},
		"RSA with a spare bit":    {spareBit(good("RS256")), []string{"RS256"}, "", ""},
		"HMAC with a spare bit":   {spareBit(good("HS256")), []string{"HS256"}, "", "JsonWebTokenError: invalid signature"},
		"expired":                 {under(t, keys["HS256"], head("HS256", "HS256"), `{"exp":1}`), []string{"HS256"}, "ErrTokenExpired", "TokenExpiredError: jwt expired"},
		"early":                   {under(t, keys["HS256"], head("HS256", "HS256"), `{"nbf":1967225700}`), []string{"HS256"}, "ErrTokenNotValidYet", "NotBeforeError: jwt not active"},
		"an infinite end":         {under(t, keys["HS256"], head("HS256", "HS256"), `{"exp":1e300}`), []string{"HS256"}, "ErrTokenExpired", ""},
		"milliseconds":            {under(t, keys["HS256"], head("HS256", "HS256"), `{"exp":1767225700000}`), []string{"HS256"}, "", ""},
		"claims in a text":        {under(t, keys["HS256"], head("HS256", "HS256"), `"{\"exp\":1}"`), []string{"HS256"}, "ErrTokenMalformed", "TokenExpiredError: jwt expired"},
		"two parts":               {"a.b", []string{"HS256"}, "ErrTokenMalformed", "JsonWebTokenError: jwt malformed"},
		"null without a type":     {under(t, keys["HS256"], `{"alg":"HS256"}`, `null`), []string{"HS256"}, "", ""},
		"a string where exp goes": {under(t, keys["HS256"], head("HS256", "HS256"), `{"exp":"1"}`), []string{"HS256"}, "ErrInvalidType", "JsonWebTokenError: invalid exp value"},
	} {
		var list []Key
		for _, one := range c.keys {
			list = append(list, keys[one].Public())
		}
		said := verifier(t, start, func(r *Rules) { r.AllowForever = true }, list...).Libraries(c.raw)
		node := said.NodeName + ": " + said.Node
		if node == ": " {
			node = ""
		}
		if said.GoSentinel != c.sentinel || node != c.node || said.NodeCannot || (said.Go == "") != (c.sentinel == "") {
			t.Errorf("%s: %q (%s), %q", name, said.GoSentinel, said.Go, node)
		}
	}
	if said := verifier(t, start, nil, keys[EdDSA].Public()).Libraries(good(EdDSA)); !said.NodeCannot || said.Node != "" || said.Go != "" {
		t.Errorf("EdDSA: %+v", said)
	}
}

// TestSaltOfDigest: the library verifies PSS signatures with a salt of any length.
func TestSaltOfDigest(t *testing.T) {
	k := pairs(t)["PS256"]
	odd := *jwt.SigningMethodPS256.Options
	odd.SaltLength = 20
	method := &jwt.SigningMethodRSAPSS{SigningMethodRSA: jwt.SigningMethodPS256.SigningMethodRSA, Options: &odd}
	text := b64(k.header(plainType)) + "." + b64(`{"exp":1767225700}`)
	signature, err := method.Sign(text, k.sign)
	if err != nil {
		t.Fatal(err)
	}
	raw := text + "." + base64.RawURLEncoding.EncodeToString(signature)
	if _, err := verifier(t, start, nil, k.Public()).Verify(raw); err == nil {
		t.Error("a salt of 20 bytes is taken")
	}
	parser := jwt.NewParser(jwt.WithTimeFunc(func() time.Time { return start }))
	if _, err := parser.Parse(raw, func(*jwt.Token) (any, error) { return k.ForLibrary(), nil }); err != nil {
		t.Errorf("the library refuses it: %v", err)
	}
}

func TestWalk(t *testing.T) {
	text := ` {"a":1, "\u0062" : [2,{}] ,"c":"x"}  `
	var got []string
	w := Walk(text, 8, func(p Place) { got = append(got, p.Name+"="+p.JSON+"@"+text[p.Start:p.End]) })
	if want := `a=1@"a":1|b=[2,{}]@"\u0062" : [2,{}]|c="x"@"c":"x"`; strings.Join(got, "|") != want || !w.Valid || !w.Object || w.At != len(text) {
		t.Errorf("%s %+v", strings.Join(got, "|"), w)
	}
	for text, want := range map[string]Walked{
		`[1]`:                     {Valid: true, At: 3},
		`{"a":1,"b"}`:             {Object: true, At: 10},
		`{"a":1} x`:               {Object: true, At: 8},
		`{"a":[[[[[[[[[1]]]]]]]]`: {Object: true, TooDeep: true, At: 13},
		``:                        {},
	} {
		if got := Walk(text, 8, func(Place) {}); got != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
	if got := Elements(`[1, "a",[2]]`); strings.Join(got, "|") != `1|"a"|[2]` {
		t.Errorf("%q", got)
	}
	if Elements(`{}`) != nil || Elements(`[1`) != nil || Elements(`[]`) == nil {
		t.Error("lists are not told apart")
	}
}

// TestZeroKeys: a key of nothing signs nothing.
func TestZeroKeys(t *testing.T) {
	if (Key{}).Signed("a", nil) || (Key{Algorithm: HS256}).Signed("a", []byte{1}) {
		t.Error("a key without material signs")
	}
}

// FuzzWalk: the walk takes what encoding/json takes, and its members are where it says.
func FuzzWalk(f *testing.F) {
	for _, seed := range []string{`{"a":1}`, `{"a":{"b":[1,2]},"a":null}`, `[`, `{"\ud800":"\u0000"}`, "{\"\xff\":1}", `{"a":1e5,}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		w := Walk(text, MaxDepth, func(p Place) {
			if p.Start < end || p.End <= p.Start || p.End > len(text) || text[p.Start] != '"' || !strings.HasSuffix(text[p.Start:p.End], p.JSON) {
				t.Fatalf("%q: %+v", text, p)
			}
			end = p.End
		})
		if w.At < 0 || w.At > len(text) || w.Valid && w.At != len(text) || w.TooDeep && w.Valid {
			t.Fatalf("%q: %+v", text, w)
		}
		if valid := json.Valid([]byte(text)); valid != w.Valid && !w.TooDeep {
			t.Fatalf("%q: %+v, encoding/json says %v", text, w, valid)
		}
	})
}
