package main

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"authlab/lessons/samples/go/sampletest"
	"authlab/lessons/samples/go/users"
)

// faulty is a store that can die or freeze.
type faulty struct {
	*Memory
	dead, frozen bool
}

func (f *faulty) ask(ctx context.Context) error {
	if f.frozen {
		<-ctx.Done()
		return ctx.Err()
	}
	if f.dead {
		return errors.New("connection refused")
	}
	return nil
}

func (f *faulty) Find(ctx context.Context, id string) (Row, bool, error) {
	if err := f.ask(ctx); err != nil {
		return Row{}, false, err
	}
	return f.Memory.Find(ctx, id)
}

func (f *faulty) Save(ctx context.Context, id string, row Row) error {
	if err := f.ask(ctx); err != nil {
		return err
	}
	return f.Memory.Save(ctx, id, row)
}

func (f *faulty) Delete(ctx context.Context, id string) error {
	if err := f.ask(ctx); err != nil {
		return err
	}
	return f.Memory.Delete(ctx, id)
}

func want(t *testing.T, what string, got, status int) {
	t.Helper()
	if got != status {
		t.Errorf("%s: %d, want %d", what, got, status)
	}
}

func TestAnyServerAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &faulty{Memory: NewMemory()}
		s1 := (&App{users.Demo(1), store, true}).Handler()
		s2 := (&App{users.Demo(1), store, true}).Handler()
		alice := sampletest.New(s1)
		want(t, "before", alice.Get("/profile"), 401)
		want(t, "login", alice.Login("/login", "alice"), 204)
		alice.Handler = s2
		thief := alice.Copy()
		want(t, "s2", alice.Get("/profile"), 200)
		want(t, "logout", alice.Post("/logout"), 204)
		want(t, "replay after logout", thief.Get("/profile"), 401)
		alice.Login("/login", "alice")
		time.Sleep(absolute)
		want(t, "the row has ended", alice.Get("/profile"), 401)
		alice.Login("/login", "alice")
		if n := len(store.rows); n != 1 {
			t.Errorf("%d rows, want the new one alone", n)
		}
	})
}

func TestAStoreThatCannotBeAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &faulty{Memory: NewMemory()}
		alice := sampletest.New((&App{users.Demo(1), store, true}).Handler())
		alice.Login("/login", "alice")
		for what, fault := range map[string]*bool{"dead": &store.dead, "frozen": &store.frozen} {
			*fault = true
			start := time.Now()
			want(t, what+": profile", alice.Get("/profile"), 503)
			if waited := time.Since(start); waited > time.Second {
				t.Errorf("%s: waited %s", what, waited)
			}
			newcomer := sampletest.New(alice.Handler)
			want(t, what+": login", newcomer.Login("/login", "bob"), 503)
			if len(newcomer.Cookies) > 0 {
				t.Errorf("%s: a cookie for a row that does not exist", what)
			}
			want(t, what+": logout", alice.Post("/logout"), 503)
			*fault = false
			want(t, what+": back", alice.Get("/profile"), 200)
		}
	})
}
