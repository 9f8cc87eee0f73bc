package main

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"authlab/lessons/samples/go/sampletest"
	"authlab/lessons/samples/go/users"
)

func want(t *testing.T, what string, got, status int) {
	t.Helper()
	if got != status {
		t.Errorf("%s: %d, want %d", what, got, status)
	}
}

func TestTwoDoors(t *testing.T) {
	app := &App{users.Demo(1), &Sessions{rows: map[string]Row{}, secure: true}, &Tokens{[]byte(strings.Repeat("k", 32))}}
	browser, program := sampletest.New(app.Handler()), sampletest.New(app.Handler())
	want(t, "no cookie", browser.Get("/session-profile"), 401)
	want(t, "no token", program.Get("/token-profile"), 401)
	if program.Seen.Header.Get("WWW-Authenticate") != "Bearer" {
		t.Error("no challenge")
	}
	want(t, "session login", browser.Login("/session-login", "alice"), 204)
	want(t, "token login", program.Login("/token-login", "alice"), 200)
	var body struct{ Token string }
	if err := json.Unmarshal([]byte(program.Body), &body); err != nil {
		t.Fatal(err)
	}
	program.Header["Authorization"] = "Bearer " + body.Token
	want(t, "cookie", browser.Get("/session-profile"), 200)
	same := browser.Body
	want(t, "token", program.Get("/token-profile"), 200)
	if program.Body != same {
		t.Errorf("%q by cookie, %q by token", same, program.Body)
	}
	want(t, "cookie at the other door", browser.Get("/token-profile"), 401)
	want(t, "token at the other door", program.Get("/session-profile"), 401)
	basic := program.Copy()
	basic.Header["Authorization"] = "Basic " + body.Token
	want(t, "other scheme", basic.Get("/token-profile"), 401)
	broken := program.Copy()
	broken.Header["Authorization"] += "x"
	want(t, "broken: 401, not 403", broken.Get("/token-profile"), 401)

	forged := browser.Copy()
	forged.Header["Sec-Fetch-Site"] = "cross-site"
	want(t, "a form of another site", forged.Post("/session-logout"), 403)
	program.Header["Sec-Fetch-Site"] = "cross-site"
	want(t, "a page of another site with its own token", program.Get("/token-profile"), 200)

	thief := browser.Copy()
	want(t, "logout", browser.Post("/session-logout"), 204)
	want(t, "replay after logout", thief.Get("/session-profile"), 401)
	want(t, "the token knows nothing of it", program.Get("/token-profile"), 200)
}

func TestRowsThatAreOverGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		app := &App{users.Demo(1), &Sessions{rows: map[string]Row{}, secure: true}, &Tokens{}}
		alice := sampletest.New(app.Handler())
		want(t, "login", alice.Login("/session-login", "alice"), 204)
		time.Sleep(absolute)
		want(t, "the row has ended", alice.Get("/session-profile"), 401)
		want(t, "login again", alice.Login("/session-login", "alice"), 204)
		if n := len(app.sessions.rows); n != 1 {
			t.Errorf("%d rows, want the new one alone", n)
		}
	})
}
