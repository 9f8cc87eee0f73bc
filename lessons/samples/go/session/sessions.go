package main

import (
	"crypto/rand"
	"maps"
	"net/http"
	"sync"
	"time"
)

const (
	idle     = 30 * time.Minute
	absolute = 8 * time.Hour
)

// Row is what the server remembers of one login.
type Row struct {
	User          string
	Created, Seen time.Time
}

func (r Row) over(now time.Time) bool {
	return now.Sub(r.Seen) >= idle || now.Sub(r.Created) >= absolute
}

// NewSessions makes an empty memory. secure keeps the cookie away from plain http.
func NewSessions(secure bool) *Sessions {
	return &Sessions{rows: map[string]Row{}, secure: secure}
}

// part: begin

// Sessions are the rows of all who are logged in.
type Sessions struct {
	mu     sync.Mutex
	rows   map[string]Row // by session ID
	secure bool
}

// Begin logs a user in: a new ID, whatever the browser held before.
func (s *Sessions) Begin(w http.ResponseWriter, user string) {
	id := rand.Text() // crypto/rand: 128 bits or more
	now := time.Now()
	s.mu.Lock()
	maps.DeleteFunc(s.rows, func(_ string, old Row) bool {
		return old.over(now)
	})
	s.rows[id] = Row{User: user, Created: now, Seen: now}
	s.mu.Unlock()
	http.SetCookie(w, &http.Cookie{
		Name: "sid", Value: id, Path: "/",
		HttpOnly: true, Secure: s.secure,
		SameSite: http.SameSiteLaxMode,
	})
}

// end: begin

// part: user

// User is who a request comes from; false if nobody knows.
func (s *Sessions) User(r *http.Request) (string, bool) {
	c, err := r.Cookie("sid")
	if err != nil {
		return "", false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	row, ok := s.rows[c.Value]
	if !ok || row.over(now) {
		delete(s.rows, c.Value)
		return "", false
	}
	row.Seen = now
	s.rows[c.Value] = row
	return row.User, true
}

// end: user

// part: end

// End deletes the row: no copy of the cookie opens anything any more.
func (s *Sessions) End(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie("sid"); err == nil {
		s.mu.Lock()
		delete(s.rows, c.Value)
		s.mu.Unlock()
	}
	// The ticket: good manners.
	gone := http.Cookie{Name: "sid", Path: "/", MaxAge: -1}
	http.SetCookie(w, &gone)
}

// end: end
