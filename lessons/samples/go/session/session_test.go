package main

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"authlab/lessons/samples/go/sampletest"
	"authlab/lessons/samples/go/users"
)

func newBrowser() *sampletest.Jar {
	app := &App{users.Demo(1), NewSessions(true)}
	return sampletest.New(app.Handler())
}

func want(t *testing.T, what string, got, status int) {
	t.Helper()
	if got != status {
		t.Errorf("%s: %d, want %d", what, got, status)
	}
}

func TestLogin(t *testing.T) {
	alice := newBrowser()
	want(t, "before", alice.Get("/profile"), 401)
	want(t, "wrong password", alice.Do("POST", "/login", `{"user":"alice","password":"x"}`), 401)
	want(t, "no such user", alice.Do("POST", "/login", `{"user":"nobody","password":"correct-horse"}`), 401)
	want(t, "no body", alice.Post("/login"), 401)
	want(t, "login", alice.Login("/login", "alice"), 204)
	c := alice.Seen.Cookies()[len(alice.Seen.Cookies())-1]
	if !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("the cookie is not safe: %s", c)
	}
	want(t, "after", alice.Get("/profile"), 200)
	want(t, "not an administrator", alice.Get("/admin"), 403)
	want(t, "root", alice.Login("/login", "root"), 204)
	want(t, "administrator", alice.Get("/admin"), 200)
}

func TestACopyOfTheCookieDiesWithTheRow(t *testing.T) {
	alice := newBrowser()
	alice.Login("/login", "alice")
	thief := alice.Copy()
	want(t, "thief", thief.Get("/profile"), 200)
	want(t, "logout", alice.Post("/logout"), 204)
	want(t, "alice", alice.Get("/profile"), 401)
	want(t, "thief after the logout", thief.Get("/profile"), 401)
}

func TestAPlantedIDIsNeverAdopted(t *testing.T) {
	alice := newBrowser()
	alice.Cookies["sid"] = "planted"
	thief := alice.Copy()
	alice.Login("/login", "alice")
	want(t, "thief", thief.Get("/profile"), 401)
	before := alice.Copy()
	alice.Login("/login", "alice")
	want(t, "the session before", before.Get("/profile"), 401)
	want(t, "alice", alice.Get("/profile"), 200)
}

func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	alice := newBrowser()
	alice.Login("/login", "alice")
	forged := alice.Copy()
	forged.Header["Sec-Fetch-Site"] = "same-site"
	want(t, "forged", forged.Post("/logout"), 403)
	want(t, "alice", alice.Get("/profile"), 200)
}

func TestBothClocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		alice := newBrowser()
		alice.Login("/login", "alice")
		for step := idle - time.Minute; step < absolute; step += idle - time.Minute {
			time.Sleep(idle - time.Minute)
			want(t, "busy", alice.Get("/profile"), 200)
		}
		time.Sleep(idle - time.Minute)
		want(t, "busy until the absolute limit", alice.Get("/profile"), 401)
		alice.Login("/login", "alice")
		time.Sleep(idle)
		want(t, "idle", alice.Get("/profile"), 401)
	})
}

func TestExpiredRowsAreSweptAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sessions := NewSessions(true)
		alice := sampletest.New((&App{users.Demo(1), sessions}).Handler())
		alice.Login("/login", "alice")
		time.Sleep(idle)
		alice.Copy().Login("/login", "bob")
		if n := len(sessions.rows); n != 1 {
			t.Errorf("%d rows, want 1", n)
		}
	})
}
