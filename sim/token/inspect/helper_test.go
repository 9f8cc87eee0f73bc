package inspect

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"sync"
	"testing"
	"time"

	"authlab/sim/token"

	"github.com/golang-jwt/jwt/v5"
)

// judged is the moment at which the tests judge.
var judged = time.Date(2026, 11, 24, 14, 0, 0, 0, time.UTC)

const secret = "a secret of sixty-four bytes, so that it is long enough for HS512"

const usual = `{"alg":"HS256","typ":"JWT"}`

// good is a payload without any fault at the moment of judgement.
const good = `{"sub":"alice","iat":1795528800,"exp":1795532400}`

func b64(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func mac(text, secret string) string {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte(text))
	return string(m.Sum(nil))
}

// made signs any header and payload with the secret.
func made(header, payload string) string { return signed(b64(header) + "." + b64(payload)) }

func signed(text string) string { return text + "." + b64(mac(text, secret)) }

// material is a private key for each algorithm.
var material = sync.OnceValues(func() (map[string]any, error) {
	private, err := rsa.GenerateKey(rand.Reader, token.RSABits)
	if err != nil {
		return nil, err
	}
	curves := map[int]elliptic.Curve{256: elliptic.P256(), 384: elliptic.P384(), 521: elliptic.P521()}
	all := map[string]any{}
	for _, a := range token.Algorithms() {
		switch a.Family {
		case token.FamilyHMAC:
			all[a.Name] = []byte(secret)
		case token.FamilyRSA, token.FamilyPSS:
			all[a.Name] = private
		case token.FamilyECDSA:
			key, err := ecdsa.GenerateKey(curves[a.Bits], rand.Reader)
			if err != nil {
				return nil, err
			}
			all[a.Name] = key
		case token.FamilyEdDSA:
			all[a.Name] = ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
		}
	}
	return all, nil
})

// key is one for an algorithm; its public half verifies what under signs.
func key(t testing.TB, id, algorithm string) token.Key {
	t.Helper()
	all, err := material()
	if err != nil {
		t.Fatal(err)
	}
	k, err := token.NewKey(id, algorithm, all[algorithm])
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// secretKey is a key of any text.
func secretKey(t testing.TB, id, algorithm, secret string) token.Key {
	t.Helper()
	k, err := token.NewKey(id, algorithm, []byte(secret))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// under signs a header and payload by an algorithm with the key of another one.
func under(t testing.TB, method, keyOf, header, payload string) string {
	t.Helper()
	all, err := material()
	if err != nil {
		t.Fatal(err)
	}
	text := b64(header) + "." + b64(payload)
	signature, err := jwt.GetSigningMethod(method).Sign(text, all[keyOf])
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature)
}

// look inspects a token with the secret for HS256.
func look(t testing.TB, raw string) Report {
	t.Helper()
	return Inspect(Request{Raw: raw, At: judged, Keys: []token.Key{key(t, "", "HS256")}})
}

// codes are the codes of all notes.
func codes(r Report) map[string]Note {
	all := map[string]Note{}
	for _, n := range r.Notes {
		all[n.Code] = n
	}
	return all
}

// checkReport holds what every report must fulfil.
func checkReport(t testing.TB, request Request, r Report) {
	t.Helper()
	within := func(what string, offset int) {
		if offset < -1 || offset > len(request.Raw) {
			t.Errorf("%q: the offset %d of %s lies outside", request.Raw, offset, what)
		}
	}
	if len(r.Stages) != 11 {
		t.Fatalf("%q: %d stages", request.Raw, len(r.Stages))
	}
	for k, s := range r.Stages {
		within(string(s.Name), s.Offset)
		if s.Name != emptyStages()[k].Name || s.Reason == "" || s.Source == "" || s.Status == "" {
			t.Errorf("%q: %+v", request.Raw, s)
		}
	}
	for k, n := range r.Notes {
		within(n.Code, n.Offset)
		if n.Text == "" || n.Source == "" || n.Code == "" || k > 0 && weight(r.Notes[k-1].Gravity) > weight(n.Gravity) {
			t.Errorf("%q: %+v", request.Raw, n)
		}
	}
	for _, p := range []Part{r.Header, r.Payload, r.Signature} {
		within("a part", p.Start)
		for _, m := range p.Members {
			if m.Start < 0 || m.End <= m.Start || m.End > len(p.Decoded) {
				t.Errorf("%q: %+v", request.Raw, m)
			}
		}
	}
	checkOutcome(t, request, r)
}

// checkOutcome holds that nothing unverified reads as approved.
func checkOutcome(t testing.TB, request Request, r Report) {
	t.Helper()
	signature := r.Stage(StageSignature).Status
	switch {
	case r.Outcome == Verified && (len(request.Keys) == 0 || r.Failure() != nil || signature != Passed || r.Key < 0),
		r.Outcome == Unverified && len(request.Keys) > 0,
		r.Outcome == Refused && (len(request.Keys) == 0 || r.Failure() == nil),
		len(request.Keys) == 0 && signature == Passed,
		r.Library.Asked && len(request.Keys) == 0:
		t.Errorf("%q: %s with the signature %s and the failure %v", request.Raw, r.Outcome, signature, r.Failure())
	}
	if signature == Passed {
		return
	}
	for _, name := range []StageName{StageTime, StageParties, StageType, StageRevocation} {
		if s := r.Stage(name).Status; s == Passed || s == Failed {
			t.Errorf("%q: %s %s without a signature that passed", request.Raw, name, s)
		}
	}
}
