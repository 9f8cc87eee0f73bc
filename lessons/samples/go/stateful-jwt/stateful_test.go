package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"authlab/lessons/samples/go/sampletest"
	"authlab/lessons/samples/go/users"
)

// counted is a store that counts what is looked up, and can die.
type counted struct {
	*Memory
	reads int
	err   error
}

func (c *counted) Login(ctx context.Context, id string) (Login, bool, error) {
	c.reads++
	login, found, _ := c.Memory.Login(ctx, id)
	return login, found, c.err
}

func (c *counted) Version(ctx context.Context, user string) (int, error) {
	c.reads++
	v, _ := c.Memory.Version(ctx, user)
	return v, c.err
}

func (c *counted) Denied(ctx context.Context, id string) (bool, error) {
	c.reads++
	denied, _ := c.Memory.Denied(ctx, id)
	return denied, c.err
}

func newServer(t *testing.T, list string) (*sampletest.Jar, *counted) {
	t.Helper()
	checks, err := chosen(list)
	if err != nil {
		t.Fatal(err)
	}
	store := &counted{Memory: NewMemory()}
	app := &App{users.Demo(1), []byte(strings.Repeat("k", 32)), store, checks}
	return sampletest.New(app.Handler()), store
}

func device(t *testing.T, on *sampletest.Jar, user string) *sampletest.Jar {
	t.Helper()
	d := sampletest.New(on.Handler)
	want(t, "login", d.Login("/login", user), 200)
	var body struct{ Token string }
	if err := json.Unmarshal([]byte(d.Body), &body); err != nil {
		t.Fatal(err)
	}
	d.Header["Authorization"] = "Bearer " + body.Token
	return d
}

func want(t *testing.T, what string, got, status int) {
	t.Helper()
	if got != status {
		t.Errorf("%s: %d, want %d", what, got, status)
	}
}

func TestWhatEachCheckEnds(t *testing.T) {
	for list, after := range map[string]struct{ logout, everywhere int }{
		"row": {401, 200}, "denylist": {401, 200}, "version": {200, 401}, "row,version": {401, 401},
	} {
		server, _ := newServer(t, list)
		laptop, phone, bob := device(t, server, "alice"), device(t, server, "alice"), device(t, server, "bob")
		thief := laptop.Copy()
		want(t, list+": laptop", laptop.Get("/profile"), 200)
		want(t, list+": logout", laptop.Post("/logout"), 204)
		want(t, list+": replay after logout", thief.Get("/profile"), after.logout)
		want(t, list+": phone", phone.Get("/profile"), 200)
		want(t, list+": everywhere", phone.Post("/logout-everywhere"), 204)
		want(t, list+": phone after", phone.Get("/profile"), after.everywhere)
		want(t, list+": bob", bob.Get("/profile"), 200)
		want(t, list+": new login", device(t, server, "alice").Get("/profile"), 200)
	}
}

func TestForgeriesCostNoRead(t *testing.T) {
	for _, list := range []string{"row", "version", "denylist"} {
		server, store := newServer(t, list)
		alice := device(t, server, "alice")
		store.reads = 0
		for range 100 {
			forger := alice.Copy()
			forger.Header["Authorization"] += "x"
			want(t, "forged", forger.Get("/profile"), 401)
			forger.Header["Authorization"] = "Basic x"
			want(t, "other scheme", forger.Get("/profile"), 401)
		}
		if store.reads != 0 {
			t.Errorf("%s: %d reads", list, store.reads)
		}
		if alice.Get("/profile"); store.reads != 1 {
			t.Errorf("%s: a request costs %d reads", list, store.reads)
		}
	}
}

func TestAStoreThatCannotBeAskedIsNotALogout(t *testing.T) {
	for _, list := range []string{"row", "version", "denylist"} {
		server, store := newServer(t, list)
		alice := device(t, server, "alice")
		store.err = errors.New("connection refused")
		want(t, list, alice.Get("/profile"), 503)
		want(t, list+": login", alice.Login("/login", "alice"), 503)
		alice.Header["Authorization"] = "Bearer x.y.z"
		want(t, list+": forged", alice.Get("/profile"), 401)
	}
}

func TestDenyEntriesGoWhenTheirTokenIsDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server, store := newServer(t, "denylist")
		first := device(t, server, "alice")
		thief := first.Copy()
		first.Post("/logout")
		time.Sleep(15*time.Minute + leeway)
		want(t, "expired", thief.Get("/profile"), 401)
		device(t, server, "alice").Post("/logout")
		if n := len(store.denied); n != 1 {
			t.Errorf("%d entries, want 1", n)
		}
	})
}

func TestRowsGoWhenTheirTokenIsDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server, store := newServer(t, "row")
		device(t, server, "alice")
		time.Sleep(15*time.Minute + leeway)
		device(t, server, "alice")
		if n := len(store.logins); n != 1 {
			t.Errorf("%d rows, want the new one alone", n)
		}
	})
}

func TestAnUnknownCheckIsRefused(t *testing.T) {
	if _, err := chosen("row,rwo"); err == nil {
		t.Error("started with a check that does not exist")
	}
}
