package main

import (
	"context"
	"maps"
	"sync"
	"time"
)

// Login is a row: one device of one user.
type Login struct {
	User, Device string
	Until        time.Time
}

// Store is where every server can ask. An error means that it could not be asked.
type Store interface {
	Login(ctx context.Context, id string) (login Login, found bool, err error)
	Begin(ctx context.Context, id string, login Login) error
	End(ctx context.Context, id string) error
	Version(ctx context.Context, user string) (int, error)
	NextVersion(ctx context.Context, user string) error
	Denied(ctx context.Context, id string) (bool, error)
	Deny(ctx context.Context, id string, until time.Time) error
}

// Check tells whether a verified token still counts. Each costs one read.
type Check func(ctx context.Context, s Store, c *Claims) (bool, error)

// part: row

// row: begun here, by this user, and not ended. One row a login.
func row(ctx context.Context, s Store, c *Claims) (bool, error) {
	login, found, err := s.Login(ctx, c.ID)
	return found && login.User == c.Subject, err
}

// end: row

// part: version

// version: signed since the last "log out everywhere". One number for
// a user.
func version(ctx context.Context, s Store, c *Claims) (bool, error) {
	now, err := s.Version(ctx, c.Subject)
	return c.Version == now, err
}

// end: version

// part: denylist

// denylist: not refused. One entry a logout, until the token is dead.
func denylist(ctx context.Context, s Store, c *Claims) (bool, error) {
	denied, err := s.Denied(ctx, c.ID)
	return !denied, err
}

// end: denylist

// Memory is a Store for one server.
type Memory struct {
	mu       sync.Mutex
	logins   map[string]Login
	versions map[string]int
	denied   map[string]time.Time
}

// NewMemory makes an empty store.
func NewMemory() *Memory {
	return &Memory{logins: map[string]Login{}, versions: map[string]int{}, denied: map[string]time.Time{}}
}

// Login implements Store.
func (m *Memory) Login(_ context.Context, id string) (Login, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	login, found := m.logins[id]
	return login, found && time.Now().Before(login.Until), nil
}

// Begin implements Store. Rows of tokens that are dead by now go.
func (m *Memory) Begin(_ context.Context, id string, login Login) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.logins, func(_ string, old Login) bool { return !time.Now().Before(old.Until) })
	m.logins[id] = login
	return nil
}

// End implements Store.
func (m *Memory) End(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.logins, id)
	return nil
}

// Version implements Store.
func (m *Memory) Version(_ context.Context, user string) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.versions[user], nil
}

// NextVersion implements Store.
func (m *Memory) NextVersion(_ context.Context, user string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.versions[user]++
	return nil
}

// Denied implements Store.
func (m *Memory) Denied(_ context.Context, id string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return time.Now().Before(m.denied[id]), nil
}

// Deny implements Store. Entries of tokens that are dead by now go.
func (m *Memory) Deny(_ context.Context, id string, until time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.denied, func(_ string, dead time.Time) bool { return !time.Now().Before(dead) })
	m.denied[id] = until
	return nil
}
