package main

import (
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"authlab/lessons/samples/go/sampletest"
	"authlab/lessons/samples/go/users"
)

// wire carries requests to a handler without a network.
type wire struct {
	handler http.Handler
	down    bool
	fetches int
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.fetches++
	if w.down {
		return nil, errors.New("connection refused")
	}
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	return rec.Result(), nil
}

type world struct {
	issuer   *Issuer
	wire     *wire
	login    *sampletest.Jar
	verifier *Service
	service  *sampletest.Jar
}

func newWorld(t *testing.T) world {
	t.Helper()
	issuer := &Issuer{users: users.Demo(1)}
	if err := issuer.Rotate(); err != nil {
		t.Fatal(err)
	}
	wire := &wire{handler: issuer.Handler()}
	service := &Service{address: "http://issuer/.well-known/jwks.json", client: &http.Client{Transport: wire}}
	return world{issuer, wire, sampletest.New(issuer.Handler()), service, sampletest.New(service.Handler())}
}

func (w world) token(t *testing.T) string {
	t.Helper()
	if got := w.login.Login("/login", "alice"); got != 200 {
		t.Fatal(got)
	}
	var body struct{ Token string }
	if err := json.Unmarshal([]byte(w.login.Body), &body); err != nil {
		t.Fatal(err)
	}
	return body.Token
}

func (w world) profile(raw string) int {
	w.service.Header["Authorization"] = "Bearer " + raw
	return w.service.Get("/profile")
}

func want(t *testing.T, what string, got, status int) {
	t.Helper()
	if got != status {
		t.Errorf("%s: %d, want %d", what, got, status)
	}
}

func TestRotationWithoutARefusal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		first := w.token(t)
		want(t, "before", w.profile(first), 200)
		if err := w.issuer.Rotate(); err != nil {
			t.Fatal(err)
		}
		for at := time.Duration(0); at < copied+lifetime; at += 30 * time.Second {
			want(t, at.String(), w.profile(w.token(t)), 200)
			time.Sleep(30 * time.Second)
		}
		time.Sleep(copied)
		if n := len(w.service.Body); n == 0 || len(w.issuer.keys) != 2 {
			t.Error("two keys were expected")
		}
		w.profile(first)
		want(t, "the old token", w.profile(first), 401)
		w.login.Get("/.well-known/jwks.json")
		var set struct{ Keys []JWK }
		if err := json.Unmarshal([]byte(w.login.Body), &set); err != nil || len(set.Keys) != 1 {
			t.Errorf("%d keys are published, want the new one alone: %v", len(set.Keys), err)
		}
	})
}

func TestWhatTheServiceRefuses(t *testing.T) {
	w := newWorld(t)
	good := jwt.MapClaims{"sub": "1", "iss": "https://app.example", "aud": "profile", "exp": time.Now().Add(time.Hour).Unix()}
	der, err := x509.MarshalPKIXPublicKey(&w.issuer.keys[0].private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	public := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	signed := func(method jwt.SigningMethod, key any, kid string, claims jwt.Claims) string {
		token := jwt.NewWithClaims(method, claims)
		token.Header["kid"] = kid
		raw, err := token.SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	kid := w.issuer.keys[0].id
	billing := jwt.MapClaims{"sub": "1", "iss": "https://app.example", "aud": "billing", "exp": good["exp"]}
	private := w.issuer.keys[0].private
	want(t, "the issuer's own", w.profile(signed(jwt.SigningMethodRS256, private, kid, good)), 200)
	want(t, "HS256 with the public key", w.profile(signed(jwt.SigningMethodHS256, public, kid, good)), 401)
	want(t, "another service's", w.profile(signed(jwt.SigningMethodRS256, private, kid, billing)), 401)
	want(t, "unknown kid", w.profile(signed(jwt.SigningMethodRS256, private, "k9", good)), 401)
	want(t, "none", w.profile(signed(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, kid, good)), 401)
	w.service.Header["Authorization"] = "Basic " + signed(jwt.SigningMethodRS256, private, kid, good)
	want(t, "other scheme", w.service.Get("/profile"), 401)
	if w.wire.fetches != 1 {
		t.Errorf("%d fetches: an unknown kid must not cause one each", w.wire.fetches)
	}
}

func TestWithoutAnIssuer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		raw := w.token(t)
		want(t, "first", w.profile(raw), 200)
		w.wire.down = true
		time.Sleep(copied - time.Second)
		want(t, "with a copy", w.profile(raw), 200)
		time.Sleep(time.Second)
		want(t, "the copy is too old", w.profile(raw), 503)
		w.wire.down = false
		want(t, "back", w.profile(raw), 200)
		time.Sleep(copied)
		w.wire.handler = http.NotFoundHandler()
		want(t, "an address without keys", w.profile(raw), 503)
		_, err := w.verifier.keys(t.Context())
		if err == nil || err.Error() != "http://issuer/.well-known/jwks.json: 404 Not Found" {
			t.Error(err)
		}
	})
}
