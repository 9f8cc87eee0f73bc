package cluster

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// deed is one random thing to do.
type deed struct {
	what, client string
	wait         time.Duration
}

var people = []string{"alice", "bob", "carol"}

func deeds(t *rapid.T, kinds ...string) []deed {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) deed {
		return deed{rapid.SampledFrom(kinds).Draw(t, "what"), rapid.SampledFrom(people).Draw(t, "client"),
			time.Duration(rapid.IntRange(0, 600).Draw(t, "seconds")) * time.Second}
	}), 1, 25).Draw(t, "deeds")
}

func configured(tb rapid.TB, keys string) *Config {
	c := Defaults()
	for _, kv := range strings.Fields(keys) {
		k, v, _ := strings.Cut(kv, "=")
		if err := c.Set(k, v); err != nil {
			tb.Fatal(err)
		}
	}
	return c
}

// act does one deed; requests answer their exchange. Faults that make no sense at
// the moment (killing a dead server) are passed over.
func act(tb rapid.TB, w *World, d deed) *Exchange {
	spec := RequestSpec{Client: d.client, Method: "GET", Path: "/profile"}
	switch d.what {
	case "wait":
		w.Wait(d.wait)
		return nil
	case "kill", "start":
		name := "s" + itoa(1+int(d.wait/time.Second)%len(w.servers))
		up := 0
		for _, s := range w.servers {
			if s.up {
				up++
			}
		}
		if d.what == "kill" && up > 1 {
			_ = w.Kill(name)
		} else if d.what == "start" {
			_ = w.Start(name)
		}
		return nil
	case "login", "logout", "refresh":
		spec.Method, spec.Path = "POST", "/"+d.what
	case "admin", "sessions":
		spec.Path = "/" + d.what
	}
	ex, err := w.Request(spec)
	if err != nil {
		tb.Fatal(err)
	}
	w.Settle()
	return ex
}

func statuses(t *rapid.T, keys string, all []deed) []int {
	w := New(configured(t, keys), false)
	defer w.Close()
	var out []int
	for _, d := range all {
		if ex := act(t, w, d); ex != nil {
			out = append(out, ex.Status)
		}
	}
	return out
}

func TestHealthyServersAreInterchangeableWithoutLocalMemory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		design := rapid.SampledFrom([]string{"auth=session store=redis", "auth=session store=database", "auth=jwt", "auth=password",
			"auth=stateful-jwt store=redis check=row", "auth=stateful-jwt store=redis check=version,denylist", "auth=bff store=redis access-ttl=5m",
			"auth=refresh store=redis access-ttl=5m refresh-ttl=10m absolute=20m", "auth=refresh store=database access-ttl=5m carrier=cookie"}).Draw(t, "design")
		all := deeds(t, "login", "profile", "profile", "refresh", "logout", "admin", "wait", "kill", "start")
		want := statuses(t, design+" servers=1", all)
		for _, how := range []string{"servers=4 balancer=round-robin", "servers=3 balancer=random", "servers=5 balancer=ip-hash", "servers=2 balancer=sticky", "servers=4 balancer=uri-hash"} {
			if got := statuses(t, design+" "+how, all); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s %s: %v, with one server %v", design, how, got, want)
			}
		}
	})
}

func TestAnEndedSessionIsNeverHonoured(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := New(configured(t, "store=redis servers=3"), false)
		defer w.Close()
		ended := map[string]bool{}
		for i, d := range deeds(t, "login", "profile", "logout", "delete", "copy", "wait", "kill", "start") {
			switch d.what {
			case "copy":
				if w.client(d.client).own.jar.Get("connect.sid") != nil {
					if err := w.Copy(d.client, fmt.Sprint(d.client, "-", i)); err != nil {
						t.Fatal(err)
					}
				}
			case "delete":
				_ = w.DeleteRow(d.client)
				markEnded(w, ended, d.client)
			case "login", "logout":
				// A login gives a new ID and destroys the old row; a logout destroys the row.
				markEnded(w, ended, d.client)
				act(t, w, d)
			default:
				act(t, w, d)
			}
			for name := range ended {
				ex, err := w.Request(RequestSpec{Client: "mallory", Method: "GET", Path: "/profile", With: name})
				if err != nil {
					t.Fatal(err)
				}
				w.Settle()
				if ex.Status == 200 {
					t.Fatalf("after %+v the ended credential %s still works", d, name)
				}
			}
		}
	})
}

// markEnded notes that all copies of a client's present cookie are worthless from now on.
func markEnded(w *World, ended map[string]bool, client string) {
	for name := range w.copies {
		if strings.HasPrefix(name, client+"-") {
			ended[name] = true
		}
	}
}

func TestAStatelessTokenIsNeverHonouredAfterItsEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ttl := rapid.IntRange(1, 900).Draw(t, "ttl")
		leeway := rapid.IntRange(0, 60).Draw(t, "leeway")
		w := New(configured(t, fmt.Sprintf("auth=jwt access-ttl=%ds leeway=%ds", ttl, leeway)), false)
		defer w.Close()
		act(t, w, deed{what: "login", client: "alice"})
		issued := w.Now().Truncate(time.Second)
		for _, s := range rapid.SliceOfN(rapid.IntRange(0, 300), 1, 10).Draw(t, "waits") {
			w.Wait(time.Duration(s) * time.Second)
			ex := act(t, w, deed{what: "profile", client: "alice"})
			end := issued + time.Duration(ttl+leeway)*time.Second
			if sent := ex.SentAt; ex.Status == 200 && sent >= end || ex.Status != 200 && ex.AnsweredAt < end-time.Second {
				t.Fatalf("%d at %v; the token ends at %v", ex.Status, sent, end)
			}
		}
	})
}

func TestAKilledServerHarmsExactlyItsOwnUsers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := New(configured(t, "balancer=sticky servers="+itoa(rapid.IntRange(2, 8).Draw(t, "servers"))), false)
		defer w.Close()
		home := map[string]string{}
		for i := range rapid.IntRange(2, 16).Draw(t, "users") {
			name := fmt.Sprint("user", i)
			home[name] = act(t, w, deed{what: "login", client: name}).Server
		}
		victim := rapid.SampledFrom([]string{"s1", "s2"}).Draw(t, "victim")
		if err := w.Kill(victim); err != nil {
			t.Fatal(err)
		}
		for i := range len(home) {
			name := fmt.Sprint("user", i)
			want := 200
			if home[name] == victim {
				want = 401
			}
			if got := act(t, w, deed{what: "profile", client: name}).Status; got != want {
				t.Fatalf("%s lives at %s, %s was killed: %d", name, home[name], victim, got)
			}
		}
	})
}

func TestRecordingChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SampledFrom([]string{"servers=3", "servers=2 save-uninitialized=true", "store=redis balancer=random", "auth=jwt", "auth=refresh servers=2", "auth=sample", "store=redis replica=async resave=true", "balancer=sticky detect=2s"}).Draw(t, "keys")
		all := deeds(t, "login", "profile", "refresh", "logout", "admin", "wait", "kill", "start")
		run := func(record bool) (out []Exchange) {
			w := New(configured(t, keys), record)
			defer w.Close()
			for _, d := range all {
				if ex := act(t, w, d); ex != nil {
					one := *ex
					// The numbers of events and the memory held are known in a recorded run only.
					one.FirstSeq, one.LastSeq, one.Memory = 0, 0, nil
					out = append(out, one)
				}
			}
			return out
		}
		if a, b := run(true), run(false); !reflect.DeepEqual(a, b) {
			t.Fatalf("recorded   %+v\nunrecorded %+v", a, b)
		}
	})
}

func TestSnapshotsStandStill(t *testing.T) {
	w, _ := play(t, "servers=2 store=redis replica=async", "alice login", "bob login", "alice profile", "kill s1", "alice logout", "pause", "bob profile", "resume")
	seen := map[int]string{}
	draw := func(i int) string {
		s := w.Steps()[i].Snapshot
		out := fmt.Sprintf("%+v %+v", s.Counts, s.Lines)
		for _, c := range s.Clients {
			out += fmt.Sprintf("%+v", *c)
		}
		for _, c := range s.Servers {
			out += fmt.Sprintf("%+v", *c)
		}
		return out + fmt.Sprintf("%+v %+v", *s.Store, *s.Balancer)
	}
	for i := range w.Steps() {
		seen[i] = draw(i)
	}
	for range 3 {
		act(t, w, deed{what: "profile", client: "bob"})
		act(t, w, deed{what: "login", client: "alice"})
	}
	if err := w.Wipe(); err != nil {
		t.Fatal(err)
	}
	for i, before := range seen {
		if now := draw(i); now != before {
			t.Errorf("step %d changed:\n%s\n%s", i, before, now)
		}
	}
}
