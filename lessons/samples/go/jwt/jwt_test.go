package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"authlab/lessons/samples/go/sampletest"
	"authlab/lessons/samples/go/users"
)

var testKey = []byte(strings.Repeat("k", 32))

func newClient() *sampletest.Jar {
	return sampletest.New((&App{users.Demo(1), testKey}).Handler())
}

func want(t *testing.T, what string, got, status int) {
	t.Helper()
	if got != status {
		t.Errorf("%s: %d, want %d", what, got, status)
	}
}

// token logs in and answers the token.
func token(t *testing.T, c *sampletest.Jar, user string) string {
	t.Helper()
	want(t, "login", c.Login("/login", user), 200)
	var body struct{ Token string }
	if err := json.Unmarshal([]byte(c.Body), &body); err != nil || body.Token == "" {
		t.Fatal(err, c.Body)
	}
	return body.Token
}

func TestTheTokenIsEnough(t *testing.T) {
	s1 := newClient()
	raw := token(t, s1, "alice")
	if s1.Seen.Header.Get("Cache-Control") != "no-store" {
		t.Error("a token may lie in a cache")
	}
	s2 := newClient() // another server with the key
	for what, header := range map[string]string{"as issued": "Bearer " + raw, "in small letters": "bearer " + raw} {
		s2.Header["Authorization"] = header
		want(t, what, s2.Get("/profile"), 200)
	}
	want(t, "logout", s2.Post("/logout"), 204)
	want(t, "replay after logout", s2.Get("/profile"), 200)
}

func TestWhatIsRefused(t *testing.T) {
	good := jwt.MapClaims{"sub": "42", "iss": "https://app.example", "aud": "app.example", "exp": time.Now().Add(time.Hour).Unix()}
	with := func(name string, value any) jwt.MapClaims {
		out := jwt.MapClaims{}
		for k, v := range good {
			out[k] = v
		}
		if out[name] = value; value == nil {
			delete(out, name)
		}
		return out
	}
	signed := func(method jwt.SigningMethod, key any, claims jwt.Claims) string {
		raw, err := jwt.NewWithClaims(method, claims).SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	hs, other := jwt.SigningMethodHS256, []byte(strings.Repeat("x", 32))
	raw := signed(hs, testKey, good)
	parts := strings.Split(raw, ".")
	admin := base64.RawURLEncoding.EncodeToString([]byte(`{"sub":"1","iss":"https://app.example","aud":"app.example","exp":9999999999}`))
	for what, c := range map[string]struct{ header, challenge string }{
		"nothing":        {"", "Bearer"},
		"other scheme":   {"Basic " + raw, "Bearer"},
		"no scheme":      {raw, "Bearer"},
		"scheme alone":   {"Bearer", "Bearer"},
		"other secret":   {"Bearer " + signed(hs, other, good), ""},
		"edited":         {"Bearer " + parts[0] + "." + admin + "." + parts[2], ""},
		"no signature":   {"Bearer " + parts[0] + "." + parts[1] + ".", ""},
		"alg none":       {"Bearer " + signed(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, good), ""},
		"HS512":          {"Bearer " + signed(jwt.SigningMethodHS512, testKey, good), ""},
		"expired":        {"Bearer " + signed(hs, testKey, with("exp", time.Now().Add(-time.Minute).Unix())), ""},
		"no exp":         {"Bearer " + signed(hs, testKey, with("exp", nil)), ""},
		"no sub":         {"Bearer " + signed(hs, testKey, with("sub", nil)), ""},
		"for another":    {"Bearer " + signed(hs, testKey, with("aud", "billing")), ""},
		"from another":   {"Bearer " + signed(hs, testKey, with("iss", "https://evil.example")), ""},
		"two parts":      {"Bearer a.b", ""},
		"not a token":    {"Bearer garbage", ""},
		"something more": {"Bearer " + raw + " x", ""},
	} {
		client := newClient()
		client.Header["Authorization"] = c.header
		want(t, what, client.Get("/profile"), 401)
		challenge := c.challenge
		if challenge == "" {
			challenge = `Bearer error="invalid_token"`
		}
		if got := client.Seen.Header.Get("WWW-Authenticate"); got != challenge {
			t.Errorf("%s: challenge %q, want %q", what, got, challenge)
		}
	}
}

func TestATokenLivesItsLifetimeAndTheLeeway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := newClient()
		client.Header["Authorization"] = "Bearer " + token(t, client, "alice")
		time.Sleep(lifetime + 4*time.Second)
		want(t, "within the leeway", client.Get("/profile"), 200)
		time.Sleep(time.Second)
		want(t, "behind it", client.Get("/profile"), 401)
	})
}

// unreachable is a directory that has lost its database.
type unreachable struct{ *users.Directory }

func (unreachable) Find(context.Context, string) (users.User, error) {
	return users.User{}, errors.New("connection refused")
}

func TestTheRoleIsAskedAgain(t *testing.T) {
	client := newClient()
	want(t, "nobody", client.Get("/admin"), 401)
	client.Header["Authorization"] = "Bearer " + token(t, client, "alice")
	want(t, "alice", client.Get("/admin"), 403)
	client.Header["Authorization"] = "Bearer " + token(t, client, "root")
	want(t, "root", client.Get("/admin"), 200)
	client.Handler = (&App{unreachable{users.Demo(1)}, testKey}).Handler()
	want(t, "nobody could be asked", client.Get("/admin"), 503)
	want(t, "a token alone", client.Get("/profile"), 200)
}
