package main

import (
	"crypto/rand"
	"maps"
	"net/http"
	"sync"
	"time"
)

const absolute = 8 * time.Hour

// Row is what the server remembers of one login.
type Row struct {
	User  string
	Until time.Time
}

// Sessions are the rows of all who are logged in by cookie.
type Sessions struct {
	mu     sync.Mutex
	rows   map[string]Row
	secure bool
}

// part: sessions

// Begin logs a user in.
func (s *Sessions) Begin(w http.ResponseWriter, user string) {
	id, now := rand.Text(), time.Now()
	s.mu.Lock()
	maps.DeleteFunc(s.rows, func(_ string, old Row) bool {
		return !now.Before(old.Until)
	})
	s.rows[id] = Row{user, now.Add(absolute)}
	s.mu.Unlock()
	http.SetCookie(w, &http.Cookie{
		Name: "sid", Value: id, Path: "/",
		HttpOnly: true, Secure: s.secure,
		SameSite: http.SameSiteLaxMode,
	})
}

// Require lets those through who have a row.
func (s *Sessions) Require(next page) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		row, ok := s.rows[sessionID(r)]
		s.mu.Unlock()
		if !ok || !time.Now().Before(row.Until) {
			http.Error(w, "log in, please", http.StatusUnauthorized)
			return
		}
		next(w, row.User)
	}
}

// end: sessions

// part: end

// End deletes the row.
func (s *Sessions) End(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	delete(s.rows, sessionID(r))
	s.mu.Unlock()
	gone := http.Cookie{Name: "sid", Path: "/", MaxAge: -1}
	http.SetCookie(w, &gone)
	w.WriteHeader(http.StatusNoContent)
}

// end: end

func sessionID(r *http.Request) string {
	c, err := r.Cookie("sid")
	if err != nil {
		return ""
	}
	return c.Value
}
