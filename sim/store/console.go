package store

import "context"

// Console is the shared store as its keeper reaches it: no call waits, and none is
// counted as a server's. The caller has seen to it that the store is up.
type Console struct{ Shared *Shared }

// memory is the primary, to be read.
func (c *Console) memory() *Memory {
	return &Memory{Table: c.Shared.primary, Now: c.Shared.scheduler.Now}
}

// write changes a row, on the replica too in its time.
func (c *Console) write(op, key string, v Value, life Lifetime) bool {
	defer func(calls int) { c.Shared.Writes = calls }(c.Shared.Writes)
	return c.Shared.write(op, key, v, life)
}

// Get looks a row up.
func (c *Console) Get(ctx context.Context, key string) (*Row, Result, error) {
	return c.memory().Get(ctx, key)
}

// Set writes a row.
func (c *Console) Set(_ context.Context, key string, v Value, life Lifetime) error {
	c.write("set", key, v, life)
	return nil
}

// Touch renews a row.
func (c *Console) Touch(_ context.Context, key string, life Lifetime) error {
	c.write("touch", key, nil, life)
	return nil
}

// Delete removes a row.
func (c *Console) Delete(_ context.Context, key string) (bool, error) {
	return c.write("delete", key, nil, Lifetime{}), nil
}

// GetMany looks several rows up.
func (c *Console) GetMany(ctx context.Context, keys []string) ([]*Row, error) {
	return c.memory().GetMany(ctx, keys)
}

// Update writes a row that depends on the one before.
func (c *Console) Update(_ context.Context, key string, change func(*Row) (Value, Lifetime)) error {
	if v, life := change(live(c.Shared.primary, key, c.Shared.scheduler.Now())); v != nil {
		c.write("set", key, v, life)
	}
	return nil
}

// DeleteMany removes rows.
func (c *Console) DeleteMany(_ context.Context, keys []string) (int, error) {
	n := 0
	for _, key := range keys {
		if c.write("delete", key, nil, Lifetime{}) {
			n++
		}
	}
	return n, nil
}

// All lists the live rows.
func (c *Console) All(ctx context.Context) ([]*Row, error) { return c.memory().All(ctx) }

var _ Store = (*Console)(nil)
