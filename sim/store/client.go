package store

import (
	"context"
	"time"

	"authlab/sim/flight"
)

// AnswerWithin is how long a server of ours (store-errors=503) waits for a store
// that does not answer.
const AnswerWithin = time.Second

// Client is one server's connection to the shared store.
type Client struct {
	Shared *Shared
	Server string
}

// Get looks a row up.
func (c *Client) Get(ctx context.Context, key string) (*Row, Result, error) {
	if err := c.ask(ctx, "get", key); err != nil {
		return nil, Missing, err
	}
	c.read(ctx)
	r, result := c.Shared.primary.Get(key, c.Shared.scheduler.Now())
	if result == Expired {
		// The store drops such rows by itself, unseen: who asks cannot tell them from others.
		return nil, Missing, nil
	}
	return r, result, nil
}

// Set writes a row.
func (c *Client) Set(ctx context.Context, key string, v Value, life Lifetime) error {
	if err := c.ask(ctx, "set", key); err != nil {
		return err
	}
	c.wrote(ctx)
	c.Shared.write("set", key, v, life)
	return nil
}

// Touch renews a row.
func (c *Client) Touch(ctx context.Context, key string, life Lifetime) error {
	if err := c.ask(ctx, "touch", key); err != nil {
		return err
	}
	c.wrote(ctx)
	c.Shared.write("touch", key, nil, life)
	return nil
}

// Delete removes a row.
func (c *Client) Delete(ctx context.Context, key string) (bool, error) {
	if err := c.ask(ctx, "delete", key); err != nil {
		return false, err
	}
	c.wrote(ctx)
	return c.Shared.write("delete", key, nil, Lifetime{}), nil
}

// GetMany looks several rows up: one call.
func (c *Client) GetMany(ctx context.Context, keys []string) ([]*Row, error) {
	if err := c.ask(ctx, "get", first(keys)); err != nil {
		return nil, err
	}
	c.read(ctx)
	return many(c.Shared.primary, keys, c.Shared.scheduler.Now()), nil
}

// Update writes a row that depends on the one before, as one atomic call.
func (c *Client) Update(ctx context.Context, key string, change func(*Row) (Value, Lifetime)) error {
	if err := c.ask(ctx, "set", key); err != nil {
		return err
	}
	c.wrote(ctx)
	v, life := change(live(c.Shared.primary, key, c.Shared.scheduler.Now()))
	if v == nil {
		c.Shared.Writes++
		return nil
	}
	c.Shared.write("set", key, v, life)
	return nil
}

// DeleteMany removes rows: one call.
func (c *Client) DeleteMany(ctx context.Context, keys []string) (int, error) {
	if err := c.ask(ctx, "delete", first(keys)); err != nil {
		return 0, err
	}
	c.wrote(ctx)
	n, calls := 0, c.Shared.Writes+1
	for _, key := range keys {
		if c.Shared.write("delete", key, nil, Lifetime{}) {
			n++
		}
	}
	c.Shared.Writes = calls
	return n, nil
}

func first(keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	return keys[0]
}

// All lists the live rows: one scan.
func (c *Client) All(ctx context.Context) ([]*Row, error) {
	if err := c.ask(ctx, "scan", ""); err != nil {
		return nil, err
	}
	c.read(ctx)
	c.Shared.primary.Sweep(c.Shared.scheduler.Now())
	return all(c.Shared.primary), nil
}

func (c *Client) read(ctx context.Context) {
	c.Shared.Reads++
	if f := flight.From(ctx); f != nil {
		f.StoreReads++
	}
	c.Shared.watch.Changed()
}

func (c *Client) wrote(ctx context.Context) {
	if f := flight.From(ctx); f != nil {
		f.StoreWrites++
	}
}

// ask is the way to the store and back. It parks the flight for the time of a
// call and, while the store is down or mute, for as long as the client's manners
// say: store-errors=503 gives up after AnswerWithin, 500 fails at once when
// refused and waits when not answered, hang waits in both cases.
func (c *Client) ask(ctx context.Context, op, key string) error {
	f := flight.From(ctx)
	if f == nil {
		return ErrUnavailable
	}
	s := c.Shared
	for {
		if s.up && !s.paused {
			f.Sleep(s.latency())
			if s.up && !s.paused {
				return nil
			}
		}
		manners := s.options.Errors
		if !s.up && manners != "hang" {
			s.watch.Refused(f, c.Server, op, key)
			return ErrUnavailable
		}
		s.waiting = append(s.waiting, f)
		s.watch.Hung(f, c.Server, op, key)
		deadline := s.scheduler.Now() + AnswerWithin
		if manners == "503" {
			f.WakeAfter(AnswerWithin)
		}
		f.Park()
		if manners == "503" && s.scheduler.Now() >= deadline && (s.paused || !s.up) {
			s.leave(f)
			s.watch.TimedOut(f, c.Server, op, key)
			return ErrUnavailable
		}
	}
}

// leave takes a call that gave up out of the waiting list.
func (s *Shared) leave(f *flight.Flight) {
	for i, w := range s.waiting {
		if w == f {
			s.waiting = append(s.waiting[:i:i], s.waiting[i+1:]...)
			return
		}
	}
}
