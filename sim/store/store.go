package store

import (
	"context"
	"errors"
	"time"

	"authlab/sim/option"
)

// ErrUnavailable is answered when the store cannot be asked.
var ErrUnavailable = errors.New("the store did not answer")

// Store is where a design keeps its rows. A call may park the flight in ctx.
type Store interface {
	// Get looks a row up. A missing or expired row is no error.
	Get(ctx context.Context, key string) (*Row, Result, error)
	// Set writes a row, new or over an old one.
	Set(ctx context.Context, key string, v Value, life Lifetime) error
	// Touch renews a lifetime; a missing key is a no-op.
	Touch(ctx context.Context, key string, life Lifetime) error
	// Delete removes a row; a missing key is a no-op. It tells whether there was one.
	Delete(ctx context.Context, key string) (bool, error)
	// GetMany looks several rows up in one call; nil stands for one that is missing or expired.
	GetMany(ctx context.Context, keys []string) ([]*Row, error)
	// Update writes a row in one atomic call: change is given the live row, or nil, and
	// answers the new value and its lifetime. A nil value leaves everything as it is.
	Update(ctx context.Context, key string, change func(old *Row) (Value, Lifetime)) error
	// DeleteMany removes several rows in one call and counts those that were there.
	DeleteMany(ctx context.Context, keys []string) (int, error)
	// All lists the rows in order of creation.
	All(ctx context.Context) ([]*Row, error)
}

// Options of the shared store.
type Options struct {
	Store       string
	Errors      string
	Persist     bool
	Replica     string
	ReplicaLag  time.Duration
	RedisTime   time.Duration
	DatabaseOne time.Duration
}

// Durable tells whether rows survive a restart of the shared store.
func (o *Options) Durable() bool { return o.Persist || o.Store == "database" }

// Keys declares the shared store's options.
var Keys = keys()

func keys() *option.Table[Options] {
	t := &option.Table[Options]{Group: "store"}
	t.Word("store", "memory", "Where sessions are kept: each server's own memory, a fast volatile shared store, or a slower durable one.",
		[]string{"memory", "redis", "database"}, func(o *Options) *string { return &o.Store })
	t.Word("store-errors", "503", "What a server answers when the store cannot be asked: 503 (ours), 500 (Express with a client that fails fast), hang (node-redis's default queue).",
		[]string{"503", "500", "hang"}, func(o *Options) *string { return &o.Errors })
	t.Bool("persist", false, "Whether a redis store's rows survive its restart; a database's always do.", func(o *Options) *bool { return &o.Persist })
	t.Word("replica", "none", "An asynchronous copy of the shared store, for promote.",
		[]string{"none", "async"}, func(o *Options) *string { return &o.Replica })
	t.Duration("replica-lag", "1s", "How far the replica is behind.", nil, func(o *Options) *time.Duration { return &o.ReplicaLag })
	t.Duration("redis-time", "1ms", "One call of a redis store, there and back.", nil, func(o *Options) *time.Duration { return &o.RedisTime })
	t.Duration("database-time", "5ms", "One call of a database store, there and back.", nil, func(o *Options) *time.Duration { return &o.DatabaseOne })
	return t
}

// Memory is a Store in a server's own process: no call parks, nothing can refuse.
// Expired rows stay until asked for, as in express-session's MemoryStore.
type Memory struct {
	Table *Table
	// Now is the server's own clock, since Epoch.
	Now func() time.Duration
}

// Get looks a row up.
func (m *Memory) Get(_ context.Context, key string) (*Row, Result, error) {
	r, result := m.Table.Get(key, m.Now())
	return r, result, nil
}

// Set writes a row.
func (m *Memory) Set(_ context.Context, key string, v Value, life Lifetime) error {
	m.Table.Set(key, v, life, m.Now())
	return nil
}

// Touch renews a row.
func (m *Memory) Touch(_ context.Context, key string, life Lifetime) error {
	m.Table.Touch(key, life, m.Now())
	return nil
}

// Delete removes a row.
func (m *Memory) Delete(_ context.Context, key string) (bool, error) {
	return m.Table.Delete(key), nil
}

// GetMany looks several rows up.
func (m *Memory) GetMany(_ context.Context, keys []string) ([]*Row, error) {
	return many(m.Table, keys, m.Now()), nil
}

// Update writes a row that depends on the one before.
func (m *Memory) Update(_ context.Context, key string, change func(*Row) (Value, Lifetime)) error {
	if v, life := change(live(m.Table, key, m.Now())); v != nil {
		m.Table.Set(key, v, life, m.Now())
	}
	return nil
}

// DeleteMany removes rows.
func (m *Memory) DeleteMany(_ context.Context, keys []string) (int, error) {
	n := 0
	for _, key := range keys {
		if m.Table.Delete(key) {
			n++
		}
	}
	return n, nil
}

// live is the row under key, nil if there is none or its time is over.
func live(t *Table, key string, now time.Duration) *Row {
	if r, result := t.Get(key, now); result == Found {
		return r
	}
	return nil
}

func many(t *Table, keys []string, now time.Duration) []*Row {
	out := make([]*Row, len(keys))
	for i, key := range keys {
		out[i] = live(t, key, now)
	}
	return out
}

// All lists the live rows.
func (m *Memory) All(context.Context) ([]*Row, error) {
	m.Table.Sweep(m.Now())
	return all(m.Table), nil
}

func all(t *Table) []*Row {
	out := make([]*Row, 0, t.Len())
	t.Each(func(r *Row) bool { out = append(out, r); return true })
	return out
}
