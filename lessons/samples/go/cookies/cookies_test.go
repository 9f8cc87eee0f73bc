package main

import (
	"strings"
	"testing"

	"authlab/lessons/samples/go/sampletest"
	"authlab/lessons/samples/go/users"
)

func TestWhoMadeTheBrowserSendThis(t *testing.T) {
	for _, c := range []struct {
		header, value string
		transfer, get int
	}{
		{"", "", 204, 200}, // curl
		{"Sec-Fetch-Site", "same-origin", 204, 200},
		{"Sec-Fetch-Site", "cross-site", 403, 200},
		{"Sec-Fetch-Site", "same-site", 403, 200}, // a sibling subdomain
		{"Origin", "https://evil.example", 403, 200},
		{"Origin", "https://app.example", 204, 200},
	} {
		alice := sampletest.New((&App{users: users.Demo(1), secure: true}).Handler())
		if got := alice.Login("/login", "alice"); got != 204 {
			t.Fatal(got)
		}
		alice.Header[c.header] = c.value
		delete(alice.Header, "")
		if got := alice.Post("/transfer"); got != c.transfer {
			t.Errorf("%s %s: POST %d, want %d", c.header, c.value, got, c.transfer)
		}
		if got := alice.Get("/profile"); got != c.get {
			t.Errorf("%s %s: GET %d, want %d", c.header, c.value, got, c.get)
		}
	}
}

func TestTheCookie(t *testing.T) {
	alice := sampletest.New((&App{users: users.Demo(1), secure: true}).Handler())
	alice.Login("/login", "alice")
	line := alice.Seen.Header.Get("Set-Cookie")
	if !strings.HasPrefix(line, "__Host-sid=") || !strings.HasSuffix(line, "; Path=/; HttpOnly; Secure; SameSite=Lax") {
		t.Error(line)
	}
	thief := alice.Copy()
	if alice.Post("/logout") != 204 || thief.Get("/profile") != 401 || thief.Post("/transfer") != 401 {
		t.Error("a copy outlives the logout")
	}
	local := sampletest.New((&App{users: users.Demo(1)}).Handler())
	if local.Login("/login", "alice"); local.Cookies["sid"] == "" || local.Get("/profile") != 200 {
		t.Error("no try without https")
	}
}
