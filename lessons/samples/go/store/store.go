package main

import (
	"context"
	"maps"
	"sync"
	"time"
)

// Row is what the store remembers of one login.
type Row struct {
	User  string
	Until time.Time
}

// part: interface

// Store keeps the rows where every server can ask for them.
type Store interface {
	// Find answers ok=false for a row that does not exist, and
	// an error only where the store could not be asked.
	Find(ctx context.Context, id string) (row Row, ok bool, err error)
	Save(ctx context.Context, id string, row Row) error
	Delete(ctx context.Context, id string) error
}

// end: interface

// part: memory

// Memory is a Store for one server. A shared one asks redis.
type Memory struct {
	mu   sync.Mutex
	rows map[string]Row
}

// Find implements Store.
func (m *Memory) Find(
	_ context.Context, id string,
) (Row, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	row, ok := m.rows[id]
	return row, ok && time.Now().Before(row.Until), nil
}

// Save implements Store. Rows that are over go.
func (m *Memory) Save(_ context.Context, id string, row Row) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.rows, func(_ string, old Row) bool {
		return !time.Now().Before(old.Until)
	})
	m.rows[id] = row
	return nil
}

// Delete implements Store.
func (m *Memory) Delete(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.rows, id)
	return nil
}

// end: memory

// NewMemory makes an empty store.
func NewMemory() *Memory { return &Memory{rows: map[string]Row{}} }
