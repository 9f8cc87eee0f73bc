package main

import (
	"net/http/httptest"
	"testing"

	"authlab/lessons/samples/go/users"
)

func TestTwoQuestions(t *testing.T) {
	handler := (&App{users.Demo(1)}).Handler()
	for _, c := range []struct {
		name, password, path string
		status               int
	}{
		{"", "", "/profile", 401}, {"alice", "x", "/profile", 401}, {"alice", users.Password, "/profile", 200},
		{"", "", "/admin", 401}, {"alice", users.Password, "/admin", 403}, {"root", users.Password, "/admin", 200},
	} {
		r := httptest.NewRequest("GET", c.path, nil)
		if c.name != "" {
			r.SetBasicAuth(c.name, c.password)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s %s: %d, want %d", c.name, c.path, w.Code, c.status)
		}
		if challenge := w.Header().Get("WWW-Authenticate"); (challenge != "") != (c.status == 401) {
			t.Errorf("%s %s: challenge %q", c.name, c.path, challenge)
		}
	}
}
