package auth

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"authlab/sim/store"
	"authlab/sim/token"
)

func sampleShop(t *testing.T, carrier string) *shop {
	t.Helper()
	s := &shop{table: store.NewTable()}
	env := s.environment(t)
	env.Conventions = (&ConventionOptions{byDesign, byDesign, byDesign, byDesign}).For("sample")
	session := &SessionOptions{Secret: string(bytes.Repeat([]byte("s"), 32)), CookieName: "connect.sid", HTTPOnly: true, SameSite: "lax", IDBits: 128,
		Regenerate: true}
	s.handler = NewSample(env, session, &token.Options{AccessTTL: time.Minute, Carrier: carrier})
	return s
}

const aliceLogsIn = `{"user":"alice","password":"password-of-alice"}`

// TestTheSampleKnowsCallersInTwoWays that know nothing of each other.
func TestTheSampleKnowsCallersInTwoWays(t *testing.T) {
	s := sampleShop(t, "header")
	session := s.ask("POST", "/session-login", aliceLogsIn)
	cookie, _, _ := strings.Cut(session.Header().Get("Set-Cookie"), ";")
	if session.Code != 200 || session.Body.String() != `{"message":"logged in","server":"s1"}` {
		t.Errorf("%d %s", session.Code, session.Body)
	}
	login := s.ask("POST", "/token-login", aliceLogsIn)
	bearer := "Bearer " + tokens(t, login).Access
	if login.Code != 200 || login.Header().Get("Set-Cookie") != "" {
		t.Errorf("%d %q", login.Code, login.Header())
	}
	for request, want := range map[string]int{
		"/session-profile Cookie " + cookie:        200,
		"/token-profile Authorization " + bearer:   200,
		"/session-profile Authorization " + bearer: 401,
		"/token-profile Cookie " + cookie:          401,
	} {
		part := strings.SplitN(request, " ", 3)
		if got := s.ask("GET", part[0], "", part[1], part[2]).Code; got != want {
			t.Errorf("%.40s: %d, want %d", request, got, want)
		}
	}
	// A second login keeps the ID: the sample does not regenerate.
	again := s.ask("POST", "/session-login", aliceLogsIn, "Cookie", cookie)
	if line := again.Header().Get("Set-Cookie"); again.Code != 200 || line != "" {
		t.Errorf("a second login: %d, sets %q", again.Code, line)
	}
}

func TestTheSampleAnswersOtherRoutesAsExpressDoes(t *testing.T) {
	s := sampleShop(t, "header")
	for _, request := range []string{"GET /profile", "POST /logout", "POST /login", "GET /token-login", "POST /token-profile", "GET /"} {
		method, path, _ := strings.Cut(request, " ")
		if w := s.ask(method, path, ""); w.Code != 404 || w.Body.String() != "Cannot "+request {
			t.Errorf("%s: %d %s", request, w.Code, w.Body)
		}
	}
	if w := s.ask("POST", "/token-login", `{"user":"alice","password":"guess"}`); w.Code != 401 {
		t.Errorf("a wrong password: %d", w.Code)
	}
	if w := s.ask("POST", "/session-login", ""); w.Code != 400 {
		t.Errorf("no user: %d", w.Code)
	}
}

func TestTheSampleInACookie(t *testing.T) {
	s := sampleShop(t, "cookie")
	cookie, _, _ := strings.Cut(s.ask("POST", "/token-login", aliceLogsIn).Header().Get("Set-Cookie"), ";")
	if got := s.ask("GET", "/token-profile", "", "Cookie", cookie).Code; got != 200 {
		t.Errorf("its own cookie gets %d", got)
	}
}
