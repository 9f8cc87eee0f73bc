package main

import (
	"context"
	"sync"
	"time"
)

// part: store

// Row is a refresh token, as the store knows it.
type Row struct {
	User, Family string
	Until        time.Time // of the whole family: no use renews it
	UsedBefore   bool
	FamilyEnded  bool
}

// Store keeps refresh tokens by their hash: who reads it cannot use
// them. An error means that it could not be asked.
type Store interface {
	// Use reads a token and marks it used, in one step: of two uses
	// at the same time, one finds UsedBefore. Unknown is nil.
	Use(ctx context.Context, hash string) (*Row, error)
	Put(ctx context.Context, hash string, row Row) error
	EndFamily(ctx context.Context, family string) error
}

// end: store

// Memory is a Store for one server.
type Memory struct {
	mu    sync.Mutex
	rows  map[string]*Row
	ended map[string]bool // families; gone when their last row is
}

// NewMemory makes an empty store.
func NewMemory() *Memory { return &Memory{rows: map[string]*Row{}, ended: map[string]bool{}} }

// part: use

// Use implements Store.
func (m *Memory) Use(_ context.Context, hash string) (*Row, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	row := m.rows[hash]
	if row == nil || !time.Now().Before(row.Until) {
		return nil, nil
	}
	found := *row
	found.FamilyEnded = m.ended[row.Family]
	row.UsedBefore = true
	return &found, nil
}

// end: use

// Put implements Store. Rows that have expired go.
func (m *Memory) Put(_ context.Context, hash string, row Row) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for old, r := range m.rows {
		if !time.Now().Before(r.Until) {
			delete(m.rows, old)
			delete(m.ended, r.Family)
		}
	}
	m.rows[hash] = &row
	return nil
}

// EndFamily implements Store.
func (m *Memory) EndFamily(_ context.Context, family string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ended[family] = true
	return nil
}
