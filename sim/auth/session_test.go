package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"authlab/sim/store"
	"authlab/sim/token"
)

// sessionShop is auth=session on a server whose clock is off from the keeper's.
func sessionShop(t *testing.T, off time.Duration, change func(*SessionOptions)) *shop {
	t.Helper()
	s := &shop{table: store.NewTable(), admins: []string{Administrator}}
	env := s.environment(t)
	env.Clock = func() time.Duration { return s.now + off }
	options := &SessionOptions{Secret: string(bytes.Repeat([]byte("s"), 32)), CookieName: "connect.sid", HTTPOnly: true, SameSite: "lax", IDBits: 128, Logout: "both"}
	change(options)
	s.handler = NewSession(env, options)
	return s
}

// cookieOf is the cookie of a login.
func (s *shop) cookieOf(user string) string {
	cookie, _, _ := strings.Cut(s.login(user).Header().Get("Set-Cookie"), ";")
	return cookie
}

func TestAdministratorsSeeTheSessionsOfAll(t *testing.T) {
	s := sessionShop(t, 0, func(*SessionOptions) {})
	alice, root := s.cookieOf("alice"), s.cookieOf(Administrator)
	s.cookieOf("alice")
	for cookie, want := range map[string]int{alice: 2, root: 3} {
		var list []struct {
			User    string
			Current bool
		}
		w := s.ask("GET", "/sessions", "", "Cookie", cookie)
		if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil {
			t.Fatal(err, w.Body)
		}
		current := 0
		for _, one := range list {
			if one.Current {
				current++
			}
			if (one.User != "") != (cookie == root) {
				t.Errorf("who needs no name is told one, or the other way round: %+v", one)
			}
		}
		if len(list) != want || current != 1 {
			t.Errorf("%d sessions, %d of them current, want %d and 1: %s", len(list), current, want, w.Body)
		}
	}
}

// TestTheRowSaysWhenTheCookieEnds by the clock of the server that wrote it, as the cookie does.
func TestTheRowSaysWhenTheCookieEnds(t *testing.T) {
	s := sessionShop(t, -time.Hour, func(o *SessionOptions) { o.CookieMaxAge = 10 * time.Minute })
	s.now = 2 * time.Hour
	w := s.login("alice")
	if line := w.Header().Get("Set-Cookie"); !strings.Contains(line, "Expires=Thu, 01 Jan 2026 01:10:00 GMT") {
		t.Error(line)
	}
	s.table.Each(func(r *store.Row) bool {
		if !strings.Contains(r.Value.JSON(), `"expires":"2026-01-01T01:10:00.000Z"`) || r.Expires != s.now+10*time.Minute {
			t.Errorf("%s until %s", r.Value.JSON(), r.Expires)
		}
		return true
	})
}

// TestTheNarrowestLimitEndsASession: of two that are the same the first is named.
func TestTheNarrowestLimitEndsASession(t *testing.T) {
	for _, c := range []struct {
		idle, absolute, cookie time.Duration
		span                   time.Duration
		limit                  string
	}{
		{10, 20, 30, 10, "idle"}, {30, 20, 40, 20, "absolute"}, {30, 20, 10, 10, "cookie-max-age"},
		{0, 20, 0, 20, "absolute"}, {0, 0, 0, 0, "idle"}, {10, 10, 10, 10, "idle"}, {0, 10, 10, 10, "absolute"},
	} {
		d := &sessionDesign{env: &Env{Keeper: func() time.Duration { return 0 }},
			options: &SessionOptions{Idle: c.idle, Absolute: c.absolute, CookieMaxAge: c.cookie}}
		if life := d.lifetime(&Session{}); life.Span != c.span || life.Limit != c.limit {
			t.Errorf("idle %d, absolute %d, cookie %d: %+v, want %d by %s", c.idle, c.absolute, c.cookie, life, c.span, c.limit)
		}
	}
}

// TestARevocationDeniesOnlyWhatIsStillGood: an entry for a token that is over would
// have no life of its own, and stay for ever.
func TestARevocationDeniesOnlyWhatIsStillGood(t *testing.T) {
	for at, want := range map[time.Duration]int{time.Minute - 1: 1, time.Minute: 0} {
		rows := &store.Memory{Table: store.NewTable(), Now: func() time.Duration { return at }}
		rows.Table.Set(sessionsKey("alice"), withLogin(nil, "alice", loginEntry{ID: "first", Until: time.Minute}, 0), store.Lifetime{}, 0)
		done, err := Revocation{User: "alice"}.tokens(context.Background(), rows, at)
		if err != nil || done.Denied != want || done.Logins != 1 {
			t.Errorf("at %s: %+v, %v", at, done, err)
		}
	}
}

// TestABFFRenewsUntilItsRefreshTokenIsOver: from that very moment on the session is of no use.
func TestABFFRenewsUntilItsRefreshTokenIsOver(t *testing.T) {
	for at, want := range map[time.Duration]int{time.Hour - 1: 200, time.Hour: 401} {
		s := &shop{table: store.NewTable()}
		options := &SessionOptions{Secret: string(bytes.Repeat([]byte("s"), 32)), CookieName: "sid", IDBits: 128}
		s.handler = NewBFF(s.environment(t), options, &token.Options{AccessTTL: time.Minute}, &RefreshOptions{TTL: time.Hour})
		cookie := s.cookieOf("alice")
		s.now = at
		if w := s.ask("GET", "/profile", "", "Cookie", cookie); w.Code != want {
			t.Errorf("at %s: %d %s, want %d", at, w.Code, w.Body, want)
		}
	}
}
