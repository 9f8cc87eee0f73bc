package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"authlab/sim/flight"
	"authlab/sim/option"
)

type note string

func (n note) JSON() string        { return `"` + string(n) + `"` }
func (n note) Owner() string       { return string(n) }
func (n note) Born() time.Duration { return 0 }

// TestTableIsAMapThatForgets compares a table with a plain list of rows.
func TestTableIsAMapThatForgets(t *testing.T) {
	type model struct {
		key     string
		value   note
		seen    time.Duration
		expires time.Duration
	}
	rapid.Check(t, func(t *rapid.T) {
		table := NewTable().Weigh()
		var rows []model
		var now time.Duration
		at := func(key string) int { return slices.IndexFunc(rows, func(m model) bool { return m.key == key }) }
		dead := func(i int) bool { return rows[i].expires != 0 && now >= rows[i].expires }
		for range rapid.IntRange(1, 40).Draw(t, "operations") {
			key := rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "key")
			life := Lifetime{Span: time.Duration(rapid.IntRange(0, 5).Draw(t, "life"))}
			end := func() time.Duration {
				if life.Span == 0 {
					return 0
				}
				return now + life.Span
			}
			i := at(key)
			switch rapid.SampledFrom([]string{"get", "set", "touch", "delete", "sweep", "wait"}).Draw(t, "operation") {
			case "get":
				row, got := table.Get(key, now)
				want := Missing
				if i >= 0 && dead(i) {
					want, rows = Expired, slices.Delete(rows, i, i+1)
				} else if i >= 0 {
					want = Found
					if row.Value != rows[i].value || row.Seen != rows[i].seen {
						t.Fatalf("%s holds %v of %d, want %v of %d", key, row.Value, row.Seen, rows[i].value, rows[i].seen)
					}
				}
				if got != want {
					t.Fatalf("get %s: %v, want %v", key, got, want)
				}
			case "set":
				value := note(fmt.Sprint(now, key))
				table.Set(key, value, life, now)
				if i >= 0 {
					rows[i] = model{key, value, now, end()}
				} else {
					rows = append(rows, model{key, value, now, end()})
				}
			case "touch":
				found := table.Touch(key, life, now)
				if want := i >= 0 && !dead(i); found != want {
					t.Fatalf("touch %s: %v, want %v", key, found, want)
				}
				if found {
					rows[i].seen, rows[i].expires = now, end()
				} else if i >= 0 {
					rows = slices.Delete(rows, i, i+1)
				}
			case "delete":
				if table.Delete(key) != (i >= 0) {
					t.Fatalf("delete %s", key)
				}
				if i >= 0 {
					rows = slices.Delete(rows, i, i+1)
				}
			case "sweep":
				table.Sweep(now)
				rows = slices.DeleteFunc(rows, func(m model) bool { return m.expires != 0 && now >= m.expires })
			case "wait":
				now += life.Span
			}
			var want, got []string
			for _, m := range rows {
				want = append(want, m.key)
			}
			table.Each(func(r *Row) bool { got = append(got, r.Key); return true })
			if !slices.Equal(got, want) || table.Len() != len(want) {
				t.Fatalf("rows %v (%d), want %v", got, table.Len(), want)
			}
			if n := len(table.Newest(2)); n != min(2, len(want)) {
				t.Fatalf("Newest answers %d rows", n)
			}
			weight := 0
			table.Each(func(r *Row) bool { weight += len(r.Key) + len(r.Value.JSON()); return true })
			if copied := table.Clone(); copied.Len() != table.Len() || table.Bytes() != weight || copied.Bytes() != weight {
				t.Fatalf("the table has %d bytes, want %d; the copy has %d rows of %d bytes", table.Bytes(), weight, copied.Len(), copied.Bytes())
			}
		}
	})
}

type watcher struct{ heard []string }

func (w *watcher) Refused(_ *flight.Flight, _, op, _ string) {
	w.heard = append(w.heard, "refused "+op)
}
func (w *watcher) Hung(_ *flight.Flight, _, op, _ string) { w.heard = append(w.heard, "hung "+op) }
func (w *watcher) TimedOut(_ *flight.Flight, _, op, _ string) {
	w.heard = append(w.heard, "timed out "+op)
}
func (w *watcher) Changed()                {}
func (w *watcher) Replicated(op, _ string) { w.heard = append(w.heard, "replicated "+op) }

func shared(t *testing.T, set map[string]string) (*flight.Scheduler, *Shared, *watcher) {
	t.Helper()
	options := &Options{}
	Keys.Defaults(options)
	options.Store = "redis"
	for k, v := range set {
		if _, err := Keys.Set(options, k, v); err != nil {
			t.Fatal(err)
		}
	}
	s, w := &flight.Scheduler{}, &watcher{}
	t.Cleanup(s.Close)
	return s, NewShared(s, options, w), w
}

// call runs one set in a flight and answers its error, or nil and false while it hangs.
func call(s *flight.Scheduler, c *Client, key string) (result *error) {
	result = new(error)
	*result = errPending
	s.Go(nil, flight.JobFunc(func(f *flight.Flight) { *result = c.Set(f, key, note("alice"), Lifetime{}) }))
	return result
}

var errPending = errors.New("still waiting")

func TestAStoreThatIsDownIsRefusedOrWaitedForAsConfigured(t *testing.T) {
	for manners, want := range map[string]error{"503": ErrUnavailable, "500": ErrUnavailable, "hang": errPending} {
		s, store, _ := shared(t, map[string]string{"store-errors": manners})
		store.Kill()
		got := call(s, &Client{store, "s1"}, "k")
		s.RunUntil(time.Minute)
		if !errors.Is(*got, want) {
			t.Errorf("%s: %v, want %v", manners, *got, want)
		}
		store.Start()
		s.RunUntil(2 * time.Minute)
		if manners == "hang" && (*got != nil || store.Table().Len() != 1) {
			t.Errorf("the queued call ended with %v and %d rows", *got, store.Table().Len())
		}
	}
}

func TestAPausedStoreIsGivenUpAfterASecondOnlyByOurOwnServers(t *testing.T) {
	for manners, want := range map[string]error{"503": ErrUnavailable, "500": errPending, "hang": errPending} {
		s, store, _ := shared(t, map[string]string{"store-errors": manners})
		store.Pause()
		got := call(s, &Client{store, "s1"}, "k")
		s.RunUntil(AnswerWithin - 1)
		if !errors.Is(*got, errPending) {
			t.Errorf("%s: %v before the second is over", manners, *got)
		}
		s.RunUntil(AnswerWithin)
		if !errors.Is(*got, want) {
			t.Errorf("%s: %v after a second, want %v", manners, *got, want)
		}
		store.Resume()
		s.RunUntil(time.Minute)
		if want == errPending && *got != nil {
			t.Errorf("%s: %v after resume", manners, *got)
		}
	}
}

// TestWhoHasGivenUpIsNotWoken: a server that has answered 503 goes on in its own time,
// whenever the store comes back.
func TestWhoHasGivenUpIsNotWoken(t *testing.T) {
	s, store, _ := shared(t, map[string]string{"store-errors": "503"})
	store.Pause()
	var woke time.Duration
	s.Go(nil, flight.JobFunc(func(f *flight.Flight) {
		if err := (&Client{store, "s1"}).Set(f, "k", note("alice"), Lifetime{}); !errors.Is(err, ErrUnavailable) {
			t.Errorf("%v", err)
		}
		f.Sleep(10 * time.Second)
		woke = s.Now()
	}))
	s.RunUntil(3 * time.Second)
	if n := store.Waiting(); n != 0 {
		t.Errorf("%d wait for the store", n)
	}
	store.Resume()
	s.RunUntil(time.Minute)
	if want := AnswerWithin + 10*time.Second; woke != want {
		t.Errorf("woke at %s, want %s", woke, want)
	}
}

func TestWritesYoungerThanTheLagDieWithThePrimary(t *testing.T) {
	s, store, _ := shared(t, map[string]string{"replica": "async", "replica-lag": "1s"})
	client := &Client{store, "s1"}
	call(s, client, "old")
	s.RunUntil(2 * time.Second)
	call(s, client, "young")
	s.RunUntil(2500 * time.Millisecond)
	store.Kill()
	s.RunUntil(time.Minute)
	lost, risen := store.Promote()
	if store.Table().Len() != 1 || len(lost) != 1 || lost[0].Key != "young" || len(risen) != 0 {
		t.Errorf("%d rows left, lost %d, risen %d", store.Table().Len(), len(lost), len(risen))
	}
}

// TestWhatHasRunOutOnBothSidesIsNoNewsAtAPromotion: it is neither lost nor risen.
func TestWhatHasRunOutOnBothSidesIsNoNewsAtAPromotion(t *testing.T) {
	s, store, _ := shared(t, map[string]string{"replica": "async", "replica-lag": "1s"})
	s.Go(nil, flight.JobFunc(func(f *flight.Flight) {
		if err := (&Client{store, "s1"}).Set(f, "k", note("alice"), Lifetime{Span: 5 * time.Second, Limit: "idle"}); err != nil {
			t.Error(err)
		}
	}))
	s.RunUntil(10 * time.Second)
	if lost, risen := store.Promote(); len(lost) != 0 || len(risen) != 0 || store.Table().Len() != 0 {
		t.Errorf("lost %d, risen %d, left %d", len(lost), len(risen), store.Table().Len())
	}
}

func TestPersistDecidesWhatARedisRestartKeeps(t *testing.T) {
	for keys, want := range map[[2]string]int{{"redis", "true"}: 1, {"redis", "false"}: 0, {"database", "false"}: 1} {
		s, store, _ := shared(t, map[string]string{"store": keys[0], "persist": keys[1]})
		call(s, &Client{store, "s1"}, "k")
		s.RunUntil(time.Second)
		store.Kill()
		store.Start()
		if store.Table().Len() != want {
			t.Errorf("%v: %d rows", keys, store.Table().Len())
		}
	}
}

func TestEveryDefaultIsAValueOfItsKey(t *testing.T) {
	for _, k := range Keys.Keys() {
		var o Options
		if known, err := Keys.Set(&o, k.Name, k.Default); !known || err != nil {
			t.Errorf("%s=%s: %v", k.Name, k.Default, err)
		}
		var wrong *option.Error
		if _, err := Keys.Set(&o, k.Name, "certainly not"); !errors.As(err, &wrong) {
			t.Errorf("%s takes nonsense: %v", k.Name, err)
		}
	}
}
