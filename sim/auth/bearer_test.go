package auth

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"authlab/sim/store"
	"authlab/sim/token"
)

// tokenShop is auth=jwt with a token of one minute, under conventions that may be nil.
func tokenShop(t *testing.T, carrier string, conventions *Conventions) *shop {
	t.Helper()
	s := &shop{table: store.NewTable(), admins: []string{Administrator}}
	env := s.environment(t)
	if conventions != nil {
		env.Conventions = *conventions
	}
	s.handler = NewJWT(env, &token.Options{AccessTTL: time.Minute, Carrier: carrier}, CookieAttributes{HTTPOnly: true, Secure: true, SameSite: "strict"})
	return s
}

func TestChallenges(t *testing.T) {
	s := tokenShop(t, "header", nil)
	good := tokens(t, s.login("alice")).Access
	head, rest, _ := strings.Cut(good, ".")
	for name, c := range map[string]struct {
		line, body, challenge string
	}{
		"no credential":  {"", "no bearer token", `Bearer realm="authlab"`},
		"another scheme": {"Basic " + good, "no bearer token", `Bearer realm="authlab"`},
		"another case":   {"bearer " + good, "no bearer token", `Bearer realm="authlab"`},
		"two blanks":     {"Bearer  " + good, "invalid token", `Bearer realm="authlab", error="invalid_token", error_description="invalid token"`},
		"an empty token": {"Bearer ", "jwt must be provided", `Bearer realm="authlab", error="invalid_token", error_description="jwt must be provided"`},
		"no token":       {"Bearer garbage", "jwt malformed", `Bearer realm="authlab", error="invalid_token", error_description="jwt malformed"`},
		"a cut token":    {"Bearer " + head + "." + rest[:len(rest)-4], "invalid signature", `Bearer realm="authlab", error="invalid_token", error_description="invalid signature"`},
	} {
		w := s.ask("GET", "/profile", "", "Authorization", c.line)
		if got := w.Header().Get("WWW-Authenticate"); w.Code != 401 || got != c.challenge || !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%s: %d %s %s", name, w.Code, got, w.Body)
		}
	}
}

// TestAChallengeStaysOneQuotedString whatever a reason says.
func TestAChallengeStaysOneQuotedString(t *testing.T) {
	s := tokenShop(t, "header", nil)
	raw, err := token.Sign(s.environment(t).Signer, []token.Claim{{Name: "sub", Value: "alice"}, {Name: "exp", Value: `to"m\orrow`}})
	if err != nil {
		t.Fatal(err)
	}
	line := s.ask("GET", "/profile", "", "Authorization", "Bearer "+raw).Header().Get("WWW-Authenticate")
	if strings.Count(line, `"`) != 6 || strings.Contains(line, `\`) {
		t.Errorf("the challenge is %s", line)
	}
}

func TestTokensInCookies(t *testing.T) {
	s := refreshShop(t, "cookie", RefreshOptions{TTL: time.Hour}, 0)
	w := s.login("alice")
	lines := w.Header()["Set-Cookie"]
	if strings.Contains(w.Body.String(), "access_token") || strings.Contains(w.Body.String(), "refresh_token") || len(lines) != 2 {
		t.Fatalf("%s %q", w.Body, lines)
	}
	for i, want := range []string{"; Path=/; Expires=Thu, 01 Jan 2026 00:01:00 GMT; HttpOnly; Secure; SameSite=Lax",
		"; Path=/; Expires=Thu, 01 Jan 2026 01:00:00 GMT; HttpOnly; Secure; SameSite=Lax"} {
		if !strings.HasSuffix(lines[i], want) {
			t.Errorf("line %d is %s, want …%s", i+1, lines[i], want)
		}
	}
	jar := func(lines []string) string {
		access, _, _ := strings.Cut(lines[0], ";")
		refresh, _, _ := strings.Cut(lines[1], ";")
		return access + "; " + refresh
	}
	cookies := jar(lines)
	access := strings.TrimPrefix(strings.Split(cookies, ";")[0], "access_token=")
	if got := s.ask("GET", "/profile", "", "Cookie", cookies).Code; got != 200 {
		t.Errorf("with its cookies: %d", got)
	}
	if got := s.ask("GET", "/profile", "", "Authorization", "Bearer "+access).Code; got != 401 {
		t.Errorf("the token in a header, where cookies are wanted: %d", got)
	}
	again := s.ask("POST", "/refresh", "", "Cookie", cookies)
	if again.Code != 200 || jar(again.Header()["Set-Cookie"]) == cookies {
		t.Errorf("refresh by cookie: %d %q", again.Code, again.Header()["Set-Cookie"])
	}
	cookies = jar(again.Header()["Set-Cookie"])
	out := s.ask("POST", "/logout", "", "Cookie", cookies)
	for _, line := range out.Header()["Set-Cookie"] {
		if !strings.Contains(line, "=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT") {
			t.Errorf("logout sets %s", line)
		}
	}
	if got := s.ask("POST", "/refresh", "", "Cookie", cookies).Code; got != 400 {
		t.Errorf("refresh after logout: %d", got)
	}
	forever := refreshShop(t, "cookie", RefreshOptions{}, 0).login("alice").Header()["Set-Cookie"][1]
	if strings.Contains(forever, "Expires") {
		t.Errorf("a refresh token without end has the cookie %s", forever)
	}
}

// TestARoleInATokenIsASnapshot: who was an administrator at login is one until a new
// token says otherwise.
func TestARoleInATokenIsASnapshot(t *testing.T) {
	s := refreshShop(t, "header", RefreshOptions{TTL: time.Hour}, 0)
	root, alice := tokens(t, s.login("root")), tokens(t, s.login("alice"))
	admin := func(g grant) int { return s.ask("GET", "/admin", "", "Authorization", "Bearer "+g.Access).Code }
	if got := []int{admin(root), admin(alice), admin(grant{})}; !slices.Equal(got, []int{200, 403, 401}) {
		t.Errorf("root, alice and nobody get %v", got)
	}
	s.admins = []string{"alice"}
	if got := []int{admin(root), admin(alice)}; !slices.Equal(got, []int{200, 403}) {
		t.Errorf("after the change root and alice get %v", got)
	}
	root, alice = tokens(t, s.refresh(root.Refresh)), tokens(t, s.refresh(alice.Refresh))
	if got := []int{admin(root), admin(alice)}; !slices.Equal(got, []int{403, 200}) {
		t.Errorf("with new tokens root and alice get %v", got)
	}
	if got := s.ask("POST", "/revoke", `{"user":"alice"}`, "Authorization", "Bearer "+root.Access).Code; got != 403 {
		t.Errorf("a revocation by somebody: %d", got)
	}
}

func TestRoutesThatADesignDoesNotHave(t *testing.T) {
	s := tokenShop(t, "header", nil)
	for request, want := range map[string]int{"POST /refresh": 404, "GET /sessions": 404, "GET /login": 405, "POST /token-login": 404} {
		method, path, _ := strings.Cut(request, " ")
		if got := s.ask(method, path, "").Code; got != want {
			t.Errorf("%s: %d, want %d", request, got, want)
		}
	}
}

func TestConventions(t *testing.T) {
	usual := ConventionOptions{byDesign, byDesign, byDesign, byDesign}
	standard := Conventions{InvalidToken: 401, CheckScheme: true, PinAlgorithm: true}
	odd := Conventions{InvalidToken: 403, Bare: true}
	if got := usual.For("jwt"); got != standard {
		t.Errorf("auth=jwt: %+v", got)
	}
	if got := usual.For("sample"); got != odd {
		t.Errorf("auth=sample: %+v", got)
	}
	if got := (&ConventionOptions{"401", "true", "true", explained}).For("sample"); got != standard {
		t.Errorf("the sample corrected: %+v", got)
	}
	if got := (&ConventionOptions{"403", "false", "false", bare}).For("jwt"); got != odd {
		t.Errorf("jwt with the sample's ways: %+v", got)
	}

	s := tokenShop(t, "header", &odd)
	good := tokens(t, s.login("alice")).Access
	for line, want := range map[string]int{"": 401, "Bearer ": 401, good: 401, "Bearer x": 403, "Bearer " + good: 200, "Whatever " + good: 200, "Bearer  " + good: 401} {
		w := s.ask("GET", "/profile", "", "Authorization", line)
		if w.Code != want || want != 200 && (w.Body.String() != http.StatusText(want) || w.Header().Get("WWW-Authenticate") != "") {
			t.Errorf("%q: %d %s %v, want %d", line, w.Code, w.Body, w.Header(), want)
		}
	}
}
