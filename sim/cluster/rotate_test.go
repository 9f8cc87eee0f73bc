package cluster

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"authlab/sim/token"
)

func world(tb testing.TB, record bool, keys ...string) *World {
	tb.Helper()
	c := Defaults()
	for i := 0; i+1 < len(keys); i += 2 {
		if err := c.Set(keys[i], keys[i+1]); err != nil {
			tb.Fatal(err)
		}
	}
	return New(c, record)
}

// anyKeyWorld is a cluster that signs, with or without services.
func anyKeyWorld(t *rapid.T) *World {
	c := Defaults()
	set := func(key, value string) {
		if err := c.Set(key, value); err != nil {
			t.Fatal(err)
		}
	}
	set("auth", "jwt")
	set("access-ttl", "10m")
	set("alg", rapid.SampledFrom([]string{"HS256", "EdDSA"}).Draw(t, "alg"))
	if services := rapid.SampledFrom([]string{"", "issuer,profile,billing", "profile,issuer"}).Draw(t, "services"); services != "" {
		set("services", services)
		set("key-cache", rapid.SampledFrom([]string{"0s", "30s", "5m"}).Draw(t, "key-cache"))
	} else if rapid.Bool().Draw(t, "given secret") {
		set("jwt-secret", "a secret of the cluster line, long enough")
	}
	return New(c, false)
}

func kid(raw string) string {
	id, _ := token.Decode(raw).Header.Text("kid")
	return id
}

// TestRotationWithOverlapHurtsNobody: while one key follows another with an overlap of
// a token's whole life, no token that is not expired is refused, wherever it is shown.
func TestRotationWithOverlapHurtsNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyKeyWorld(t)
		defer w.Close()
		born := map[string]time.Duration{}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			who := rapid.SampledFrom([]string{"alice", "bob", "carol"}).Draw(t, "who")
			switch rapid.IntRange(0, 6).Draw(t, "step") {
			case 0:
				if err := w.RotateKey(RotateSpec{Overlap: 10 * time.Minute}); err != nil {
					t.Fatal(err)
				}
			case 1:
				w.Wait(time.Duration(rapid.IntRange(1, 400).Draw(t, "wait")) * time.Second)
			case 2:
				born[who] = w.Now()
				if ex := request(t, w, RequestSpec{Client: who, Method: "POST", Path: "/login"}); ex.Status != 200 {
					t.Fatalf("login: %d %s", ex.Status, ex.Body)
				}
			default:
				at, in := born[who]
				if !in || w.Now() > at+9*time.Minute {
					continue
				}
				path := rapid.SampledFrom([]string{"GET /profile", "POST /transfer"}).Draw(t, "path")
				var spec RequestSpec
				fmt.Sscan(path, &spec.Method, &spec.Path)
				spec.Client = who
				if ex := request(t, w, spec); ex.Status != 200 {
					t.Fatalf("%s of %s, %s old, signed with %q: %d %s", path, who, w.Now()-at, kid(w.client(who).own.tokens.Access), ex.Status, ex.Body)
				}
			}
		}
	})
}

func request(t *rapid.T, w *World, spec RequestSpec) *Exchange {
	ex, err := w.Request(spec)
	if err != nil {
		t.Fatal(err)
	}
	w.Settle()
	return ex
}

// TestDroppedKeyIsDead: once a key is dropped, no server takes a token of it, whatever
// happens afterwards.
func TestDroppedKeyIsDead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := anyKeyWorld(t)
		defer w.Close()
		request(t, w, RequestSpec{Client: "alice", Method: "POST", Path: "/login"})
		old := w.ring.signing
		if err := w.Copy("alice", "loot"); err != nil {
			t.Fatal(err)
		}
		request(t, w, RequestSpec{Client: "alice", Method: "GET", Path: "/profile"})
		overlap := time.Duration(rapid.IntRange(0, 1).Draw(t, "overlap")) * time.Hour
		if err := w.RotateKey(RotateSpec{Overlap: overlap}); err != nil {
			t.Fatal(err)
		}
		w.Wait(time.Duration(rapid.IntRange(0, 500).Draw(t, "before")) * time.Second)
		if overlap > 0 {
			if err := w.DropKey(old.name()); err != nil {
				t.Fatal(err)
			}
		}
		for range rapid.IntRange(1, 6).Draw(t, "tries") {
			w.Wait(time.Duration(rapid.IntRange(0, 100).Draw(t, "after")) * time.Second)
			if rapid.Bool().Draw(t, "restart") {
				if err := w.Restart(w.servers[rapid.IntRange(0, len(w.servers)-1).Draw(t, "server")].name); err != nil {
					t.Fatal(err)
				}
			}
			path := rapid.SampledFrom([]string{"/profile", "/admin", "/slow"}).Draw(t, "path")
			if ex := request(t, w, RequestSpec{Client: "mallory", Method: "GET", Path: path, With: "loot"}); ex.Status != 401 {
				t.Fatalf("a token of the dropped key got %d", ex.Status)
			}
			request(t, w, RequestSpec{Client: "bob", Method: "POST", Path: "/login"})
			if ex := request(t, w, RequestSpec{Client: "bob", Method: "GET", Path: "/profile"}); ex.Status != 200 {
				t.Fatalf("a token of the new key got %d %s", ex.Status, ex.Body)
			}
		}
	})
}

// TestOverlapEndsAtItsLimit: a token of the old key that arrives just before the end
// of the overlap is taken, one that arrives at it is not.
func TestOverlapEndsAtItsLimit(t *testing.T) {
	for sent, want := range map[time.Duration]int{9993 * time.Millisecond: 200, 9994 * time.Millisecond: 401} {
		w := world(t, true, "auth", "jwt", "client-hop", "5ms", "server-hop", "1ms")
		ask(t, w, RequestSpec{Client: "alice", Method: "POST", Path: "/login"})
		start := w.Now()
		if err := w.RotateKey(RotateSpec{Overlap: 10 * time.Second}); err != nil {
			t.Fatal(err)
		}
		if err := w.WaitUntil(start + sent); err != nil {
			t.Fatal(err)
		}
		if ex := ask(t, w, RequestSpec{Client: "alice", Method: "GET", Path: "/profile"}); ex.Status != want {
			t.Errorf("sent after %s: %d, want %d", sent, ex.Status, want)
		}
		w.Close()
	}
}

// TestCopyIsRenewedAtItsLimit: a service fetches the issuer's keys when its copy is as
// old as key-cache, and not because a token names a key it does not know.
func TestCopyIsRenewedAtItsLimit(t *testing.T) {
	for sent, want := range map[time.Duration]int{59993 * time.Millisecond: 401, 59994 * time.Millisecond: 200} {
		w := world(t, true, "auth", "jwt", "services", "issuer,profile", "key-cache", "1m")
		if err := w.RotateKey(RotateSpec{Server: "s1"}); err != nil {
			t.Fatal(err)
		}
		ask(t, w, RequestSpec{Client: "alice", Method: "POST", Path: "/login"})
		if err := w.WaitUntil(sent); err != nil {
			t.Fatal(err)
		}
		if ex := ask(t, w, RequestSpec{Client: "alice", Method: "GET", Path: "/profile"}); ex.Status != want {
			t.Errorf("sent at %s: %d, want %d", sent, ex.Status, want)
		}
		w.Close()
	}
}
