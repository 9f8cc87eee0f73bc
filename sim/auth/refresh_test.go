package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"authlab/sim/event"
	"authlab/sim/rng"
	"authlab/sim/store"
	"authlab/sim/token"
)

// shop is a handler with the world it needs, and a store that fails on request.
type shop struct {
	handler http.Handler
	table   *store.Table
	now     time.Duration
	admins  []string
	events  []event.Event
	// failing is the number of the store call that fails, from 1; 0 for none.
	failing, calls int
}

var errShop = errors.New("closed")

// trip counts a call and tells whether it is the one that fails.
func (s *shop) trip() error {
	s.calls++
	if s.calls == s.failing {
		return errShop
	}
	return nil
}

// flaky is a store whose calls fail before they do anything.
type flaky struct {
	store.Memory
	shop *shop
}

func (f *flaky) Get(ctx context.Context, key string) (*store.Row, store.Result, error) {
	if err := f.shop.trip(); err != nil {
		return nil, store.Missing, err
	}
	return f.Memory.Get(ctx, key)
}

func (f *flaky) Set(ctx context.Context, key string, v store.Value, life store.Lifetime) error {
	if err := f.shop.trip(); err != nil {
		return err
	}
	return f.Memory.Set(ctx, key, v, life)
}

func (f *flaky) Update(ctx context.Context, key string, change func(*store.Row) (store.Value, store.Lifetime)) error {
	if err := f.shop.trip(); err != nil {
		return err
	}
	return f.Memory.Update(ctx, key, change)
}

func (f *flaky) DeleteMany(ctx context.Context, keys []string) (int, error) {
	if err := f.shop.trip(); err != nil {
		return 0, err
	}
	return f.Memory.DeleteMany(ctx, keys)
}

// environment is what the handlers of a shop are given.
func (s *shop) environment(tb rapid.TB) *Env {
	tb.Helper()
	key, err := token.Secret("", bytes.Repeat([]byte("k"), token.MinSecret))
	if err != nil {
		tb.Fatal(err)
	}
	verifier, err := token.NewVerifier(token.Rules{Keys: []token.Key{key}, Clock: func() time.Time { return timestamp(s.now) }})
	if err != nil {
		tb.Fatal(err)
	}
	clock := func() time.Duration { return s.now }
	return &Env{
		Server: "s1", Clock: clock, Keeper: clock, Random: rng.New(1, "s1", "test"), StoreErrors: "503",
		Rows:  &flaky{store.Memory{Table: s.table, Now: clock}, s},
		Where: "store", Recording: true, Tally: &Tally{}, Signer: key, Verifier: verifier,
		Note: func(_ context.Context, e event.Event) { s.events = append(s.events, e) },
		Roles: func(user string) string {
			if slices.Contains(s.admins, user) {
				return RoleAdmin
			}
			return RoleUser
		},
		Conventions: (&ConventionOptions{byDesign, byDesign, byDesign, byDesign}).For("refresh"),
	}
}

// refreshShop is auth=refresh with an access token of one minute.
func refreshShop(tb rapid.TB, carrier string, options RefreshOptions, absolute time.Duration) *shop {
	tb.Helper()
	s := &shop{table: store.NewTable(), admins: []string{Administrator}}
	s.handler = NewRefresh(s.environment(tb), &token.Options{AccessTTL: time.Minute, Carrier: carrier}, &options, absolute,
		CookieAttributes{HTTPOnly: true, Secure: true, SameSite: "lax"})
	return s
}

// ask sends a request; a body that is not "" is posted, and headers come in pairs.
func (s *shop) ask(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

func (s *shop) login(user string) *httptest.ResponseRecorder {
	return s.ask("POST", "/login", `{"user":"`+user+`","password":"`+Password(user)+`"}`)
}

func (s *shop) refresh(raw string) *httptest.ResponseRecorder {
	return s.ask("POST", "/refresh", `{"refresh_token":"`+raw+`"}`)
}

// tokens are those that an answer brings.
func tokens(tb rapid.TB, w *httptest.ResponseRecorder) (g grant) {
	tb.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), &g); err != nil {
		tb.Fatal(err)
	}
	return g
}

// kept are the keys of the rows by kind, without what is drawn.
func (s *shop) kept() (kinds []string) {
	s.table.Each(func(r *store.Row) bool {
		kind, _, _ := strings.Cut(r.Key, ":")
		kinds = append(kinds, kind)
		return true
	})
	return kinds
}

func TestGrantOfALogin(t *testing.T) {
	s := refreshShop(t, "header", RefreshOptions{TTL: time.Hour}, 0)
	w := s.login("alice")
	g := tokens(t, w)
	if w.Code != 200 || g.User != "alice" || g.Type != "Bearer" || g.Expires != 60 || g.Access == "" || len(g.Refresh) != 43 {
		t.Errorf("%d %+v", w.Code, g)
	}
	var rows []string
	s.table.Each(func(r *store.Row) bool {
		kind, _, _ := strings.Cut(r.Key, ":")
		rows = append(rows, kind+" "+r.Value.JSON()+" of "+r.Value.Owner())
		return true
	})
	id := s.events[1].Get("family")
	for i, want := range []string{`fam {"user":"alice"} of alice`, `rt {"user":"alice","family":"` + id, `fams ["` + id} {
		if !strings.HasPrefix(rows[i], want) {
			t.Errorf("row %d is %s, want %s", i+1, rows[i], want)
		}
	}
}

func TestRefusedRefreshes(t *testing.T) {
	for name, c := range map[string]struct{ body, code, sentence string }{
		"no body":              {"", "invalid_request", refreshMissing},
		"no JSON":              {"refresh_token=x", "invalid_request", refreshMissing},
		"no token":             {`{"user":"alice"}`, "invalid_request", refreshMissing},
		"a number":             {`{"refresh_token":7}`, "invalid_request", refreshMissing},
		"an unknown token":     {`{"refresh_token":"x"}`, "invalid_grant", refreshUnknown},
		"the key of a row":     {`{"refresh_token":"fam:x"}`, "invalid_grant", refreshUnknown},
		"a body of a megabyte": {`{"user":"` + strings.Repeat("x", 1<<20) + `","refresh_token":"x"}`, "invalid_request", refreshMissing},
	} {
		s := refreshShop(t, "header", RefreshOptions{TTL: time.Hour}, 0)
		w := s.ask("POST", "/refresh", c.body)
		if want := `{"error":"` + c.code + `","error_description":"` + c.sentence + `"}`; w.Code != 400 || w.Body.String() != want {
			t.Errorf("%s: %d %s, want 400 %s", name, w.Code, w.Body, want)
		}
	}
}

// TestAFaultInTheMiddle lets each store call fail in turn, and looks at what a
// client that tries again gets.
func TestAFaultInTheMiddle(t *testing.T) {
	for _, c := range []struct {
		failing int
		again   string // the sentence of the second try, "" if it works
	}{
		{1, ""}, {2, ""}, {3, ""},
		{4, refreshReused}, // the old token is marked, the new one was never kept
	} {
		s := refreshShop(t, "header", RefreshOptions{TTL: time.Hour}, 0)
		g := tokens(t, s.login("alice"))
		s.calls, s.failing = 0, c.failing
		if w := s.refresh(g.Refresh); w.Code != 503 || w.Header().Get("Retry-After") == "" || strings.Contains(w.Body.String(), "token\":") {
			t.Errorf("call %d fails: %d %s", c.failing, w.Code, w.Body)
		}
		if w := s.refresh(g.Refresh); !strings.Contains(w.Body.String(), c.again) || (w.Code == 200) != (c.again == "") {
			t.Errorf("after a failed call %d: %d %s", c.failing, w.Code, w.Body)
		}
	}
}

func TestALoginWithoutItsStoreGivesNothing(t *testing.T) {
	for failing, left := range [][]string{1: nil, 2: {"fam"}, 3: {"fam", "rt"}} {
		if failing == 0 {
			continue
		}
		s := refreshShop(t, "header", RefreshOptions{TTL: time.Hour}, 0)
		s.failing = failing
		if w := s.login("alice"); w.Code != 503 || strings.Contains(w.Body.String(), "access_token") {
			t.Errorf("call %d fails: %d %s", failing, w.Code, w.Body)
		}
		if got := s.kept(); !slices.Equal(got, left) {
			t.Errorf("call %d fails: rows %v, want %v", failing, got, left)
		}
	}
}

func TestLogoutEndsTheFamilyOrSaysThatItCannot(t *testing.T) {
	for failing, want := range []int{200, 503, 503} {
		s := refreshShop(t, "header", RefreshOptions{TTL: time.Hour}, 0)
		g := tokens(t, s.login("alice"))
		s.calls, s.failing = 0, failing
		w := s.ask("POST", "/logout", `{"refresh_token":"`+g.Refresh+`"}`)
		if w.Code != want {
			t.Errorf("call %d fails: %d, want %d", failing, w.Code, want)
		}
		if still := s.refresh(g.Refresh).Code; (still == 200) != (want == 503) {
			t.Errorf("call %d fails: the token gets %d", failing, still)
		}
	}
	s := refreshShop(t, "header", RefreshOptions{TTL: time.Hour}, 0)
	for _, body := range []string{"", `{"refresh_token":"unknown"}`} {
		if w := s.ask("POST", "/logout", body); w.Code != 200 {
			t.Errorf("logout of nobody: %d", w.Code)
		}
	}
}

func TestGraceIsCountedFromTheFirstUse(t *testing.T) {
	for name, c := range map[string]struct {
		grace, after time.Duration
		want         int
	}{
		"none at once":        {0, 0, 400},
		"none, clock back":    {0, -time.Hour, 400},
		"ten, at once":        {10 * time.Second, 0, 200},
		"ten, within":         {10 * time.Second, 10*time.Second - 1, 200},
		"ten, at its end":     {10 * time.Second, 10 * time.Second, 400},
		"ten, clock put back": {10 * time.Second, -time.Second, 400},
	} {
		s := refreshShop(t, "header", RefreshOptions{TTL: 10 * time.Hour, Grace: c.grace}, 0)
		s.now = 2 * time.Hour
		first := tokens(t, s.login("alice"))
		second := tokens(t, s.refresh(first.Refresh))
		s.now += c.after
		if w := s.refresh(first.Refresh); w.Code != c.want {
			t.Errorf("%s: %d %s, want %d", name, w.Code, w.Body, c.want)
		}
		if w := s.refresh(second.Refresh); w.Code != c.want {
			t.Errorf("%s: the successor gets %d, want %d", name, w.Code, c.want)
		}
	}
}

// TestRowsOfAFamily holds rows to their families: none outlives it, and a mark goes
// with the token it is for.
func TestRowsOfAFamily(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seconds := func(name string) time.Duration {
			return time.Duration(rapid.IntRange(0, 100).Draw(t, name)) * time.Second
		}
		options := RefreshOptions{TTL: seconds("ttl"), Grace: seconds("grace") / 10}
		s := refreshShop(t, "header", options, seconds("absolute"))
		last := tokens(t, s.login("alice")).Refresh
		for range rapid.IntRange(1, 10).Draw(t, "refreshes") {
			s.now += seconds("wait") / 4
			if w := s.refresh(last); w.Code == 200 {
				last = tokens(t, w).Refresh
			}
			families, marks := map[string]time.Duration{}, map[string]time.Duration{}
			never := time.Duration(1<<63 - 1)
			end := func(r *store.Row) time.Duration {
				if r.Expires == 0 {
					return never
				}
				return r.Expires
			}
			s.table.Each(func(r *store.Row) bool {
				kind, name, _ := strings.Cut(r.Key, ":")
				switch kind {
				case "fam":
					families[name] = end(r)
				case "used":
					marks[name] = end(r)
				}
				return true
			})
			s.table.Each(func(r *store.Row) bool {
				row, ok := r.Value.(*refreshRow)
				if !ok {
					return true
				}
				if life, there := families[row.Family]; there && end(r) > life {
					t.Fatalf("%s lives until %v, its family until %v", r.Key, end(r), life)
				}
				if mark, there := marks[strings.TrimPrefix(r.Key, "rt:")]; there && mark != end(r) {
					t.Fatalf("%s lives until %v, its mark until %v", r.Key, end(r), mark)
				}
				return true
			})
		}
	})
}

func TestAFamilyEndsWithItsAbsoluteLimit(t *testing.T) {
	s := refreshShop(t, "header", RefreshOptions{TTL: time.Hour}, 100*time.Second)
	s.login("alice")
	s.table.Each(func(r *store.Row) bool {
		if _, ok := r.Value.(*familyRow); ok && (r.Expires != 100*time.Second || r.Limit != "absolute") {
			t.Errorf("the family lives until %v by its limit %q", r.Expires, r.Limit)
		}
		return true
	})
}

// TestALogoutEndsWhatAThiefMadeOfTheToken: the whole family goes, not the one token.
func TestALogoutEndsWhatAThiefMadeOfTheToken(t *testing.T) {
	s := refreshShop(t, "header", RefreshOptions{TTL: time.Hour}, 0)
	own := tokens(t, s.login("alice")).Refresh
	stolen := tokens(t, s.refresh(own)).Refresh
	if w := s.ask("POST", "/logout", `{"refresh_token":"`+own+`"}`); w.Code != 200 {
		t.Fatal(w.Code)
	}
	if w := s.refresh(stolen); w.Code != 400 || !strings.Contains(w.Body.String(), "revoked") {
		t.Errorf("the thief gets %d %s", w.Code, w.Body)
	}
}
