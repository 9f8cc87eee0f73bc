package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"authlab/lessons/samples/go/sampletest"
	"authlab/lessons/samples/go/users"
)

func server(store Store) *sampletest.Jar {
	return sampletest.New((&App{users.Demo(1), []byte(strings.Repeat("k", 32)), store, true}).Handler())
}

func want(t *testing.T, what string, got, status int) {
	t.Helper()
	if got != status {
		t.Errorf("%s: %d, want %d", what, got, status)
	}
}

// carry puts the access token of the last answer in the header.
func carry(c *sampletest.Jar) {
	var body struct{ Token string }
	if json.Unmarshal([]byte(c.Body), &body) == nil && body.Token != "" {
		c.Header["Authorization"] = "Bearer " + body.Token
	}
}

func login(t *testing.T, c *sampletest.Jar) {
	t.Helper()
	want(t, "login", c.Login("/login", "alice"), 200)
	carry(c)
}

func TestTenMinutesWithOneLogin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		alice := server(NewMemory())
		login(t, alice)
		for range 10 {
			want(t, "fresh", alice.Get("/profile"), 200)
			time.Sleep(access)
			want(t, "expired", alice.Get("/profile"), 401)
			want(t, "refresh", alice.Post("/refresh"), 200)
			carry(alice)
		}
		time.Sleep(absolute - 11*access)
		want(t, "shortly before the limit", alice.Post("/refresh"), 200)
		time.Sleep(access)
		want(t, "at the limit", alice.Post("/refresh"), 400)
	})
}

func TestReplayEndsTheFamily(t *testing.T) {
	alice := server(NewMemory())
	login(t, alice)
	thief := alice.Copy()
	want(t, "alice", alice.Post("/refresh"), 200)
	carry(alice)
	want(t, "the thief replays", thief.Post("/refresh"), 400)
	if kind := thief.Seen.Header.Get("Content-Type"); kind != "application/json" || !strings.Contains(thief.Body, "invalid_grant") {
		t.Error(kind, thief.Body)
	}
	access := alice.Copy()
	want(t, "alice is out as well", alice.Post("/refresh"), 400)
	want(t, "her access token is not", access.Get("/profile"), 200)
	login(t, alice)
	want(t, "a new family", alice.Post("/refresh"), 200)
}

func TestLogout(t *testing.T) {
	alice := server(NewMemory())
	login(t, alice)
	thief := alice.Copy()
	want(t, "logout", alice.Post("/logout"), 204)
	want(t, "refresh after logout", thief.Post("/refresh"), 400)
	want(t, "access token after logout", thief.Get("/profile"), 200)
	want(t, "nothing", server(NewMemory()).Post("/refresh"), 400)
	forged := thief.Copy()
	forged.Header["Sec-Fetch-Site"] = "cross-site"
	want(t, "a form of another site", forged.Post("/refresh"), 403)
}

func TestOfTwoUsesAtOnceOneWins(t *testing.T) {
	store := NewMemory()
	alice := server(store)
	login(t, alice)
	statuses := make([]int, 8)
	var all sync.WaitGroup
	for i := range statuses {
		tab := alice.Copy()
		all.Go(func() { statuses[i] = tab.Post("/refresh") })
	}
	all.Wait()
	won := 0
	for _, s := range statuses {
		if s == 200 {
			won++
		}
	}
	if won != 1 {
		t.Errorf("%v: want one 200", statuses)
	}
}

// dead is a store that refuses connections.
type dead struct{ *Memory }

func (dead) Use(context.Context, string) (*Row, error) { return nil, errors.New("refused") }

func TestAStoreThatCannotBeAsked(t *testing.T) {
	store := NewMemory()
	alice := server(store)
	login(t, alice)
	alice.Handler = server(dead{store}).Handler
	want(t, "refresh", alice.Post("/refresh"), 503)
	want(t, "logout", alice.Post("/logout"), 503)
	want(t, "profile", alice.Get("/profile"), 200)
	alice.Handler = server(store).Handler
	want(t, "the token was not used up", alice.Post("/refresh"), 200)
}

// halfDead is a store that cannot end families.
type halfDead struct{ *Memory }

func (halfDead) EndFamily(context.Context, string) error { return errors.New("refused") }

func TestAReplayThatEndsNothingIsNoRefusal(t *testing.T) {
	store := NewMemory()
	alice := server(store)
	login(t, alice)
	thief := alice.Copy()
	want(t, "the thief is first", thief.Post("/refresh"), 200)
	alice.Handler = server(halfDead{store}).Handler
	want(t, "alice, whose alarm is lost", alice.Post("/refresh"), 503)
	alice.Handler = server(store).Handler
	want(t, "alice again", alice.Post("/refresh"), 400)
	want(t, "the thief", thief.Post("/refresh"), 400)
}
