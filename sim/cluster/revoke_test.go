package cluster

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// credential is one login of a client, by its number.
type credential struct {
	client string
	login  int
}

// endings follows which credentials have ended, and since when.
type endings struct {
	logins map[string]int        // of each client
	copies map[string]credential // by the name of the copy
	ended  map[credential]time.Duration
}

func (e *endings) end(client string, login int, now time.Duration) {
	c := credential{client, login}
	if _, already := e.ended[c]; !already {
		e.ended[c] = now
	}
}

func (e *endings) endAll(client string, now time.Duration) {
	for login := range e.logins[client] {
		e.end(client, login+1, now)
	}
}

// TestARevokedCredentialIsNeverHonoured plays logins, logouts and revocations on every
// design that looks credentials up, and every credential is stolen: what has ended gets no 200, but for the time of a cache.
func TestARevokedCredentialIsNeverHonoured(t *testing.T) {
	designs := []struct {
		keys string
		// oneAtATime tells that a login ends the one before in the same browser;
		// keepsOnLogout that a logout ends nothing.
		oneAtATime, keepsOnLogout bool
		cache                     time.Duration
	}{
		{keys: "auth=session store=redis", oneAtATime: true},
		{keys: "auth=bff store=redis access-ttl=60s", oneAtATime: true},
		{keys: "auth=stateful-jwt store=redis check=row"},
		{keys: "auth=stateful-jwt store=database check=denylist access-ttl=10m leeway=5s"},
		{keys: "auth=stateful-jwt store=redis check=version", keepsOnLogout: true},
		{keys: "auth=stateful-jwt store=redis check=row,version,denylist order=lookup-first"},
		{keys: "auth=stateful-jwt store=redis check=row cache=30s", cache: 30 * time.Second},
		{keys: "auth=stateful-jwt store=memory servers=1 check=denylist,row"},
	}
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(designs).Draw(t, "design")
		w := New(configured(t, d.keys), false)
		defer w.Close()
		e := endings{map[string]int{}, map[string]credential{}, map[credential]time.Duration{}}
		get := func(spec RequestSpec) *Exchange {
			ex, err := w.Request(spec)
			if err != nil {
				t.Fatal(err)
			}
			w.Settle()
			return ex
		}
		for _, deed := range deeds(t, "login", "login", "profile", "logout", "revoke", "by-hand", "wait", "refresh") {
			c := deed.client
			switch deed.what {
			case "login":
				if d.oneAtATime {
					e.endAll(c, w.Now())
				}
				act(t, w, deed)
				e.logins[c]++
				name := fmt.Sprint(c, "-", e.logins[c])
				if err := w.Copy(c, name); err != nil {
					t.Fatal(err)
				}
				e.copies[name] = credential{c, e.logins[c]}
			case "logout":
				if ex := act(t, w, deed); ex.Status == 200 && !d.keepsOnLogout {
					e.end(c, e.logins[c], w.Now())
				}
			case "revoke":
				get(RequestSpec{Client: "root", Method: "POST", Path: "/login"})
				if ex := get(RequestSpec{Client: "root", Method: "POST", Path: "/revoke", User: c}); ex.Status != 200 {
					t.Fatalf("root may not revoke: %d %s", ex.Status, ex.Body)
				}
				e.endAll(c, w.Now())
			case "by-hand":
				if err := w.Revoke(c, ""); err != nil {
					t.Fatal(err)
				}
				e.endAll(c, w.Now())
			case "refresh":
				get(RequestSpec{Client: c, Method: "POST", Path: "/refresh"})
			default:
				act(t, w, deed)
			}
			for _, name := range sortedKeys(e.copies) {
				since, over := e.ended[e.copies[name]]
				if !over {
					continue
				}
				ex := get(RequestSpec{Client: "mallory", Method: "GET", Path: "/profile", With: name})
				if ex.Status == 200 && ex.SentAt >= since+d.cache {
					t.Fatalf("%s: after %+v the copy %s works %s after its end", d.keys, deed, name, ex.SentAt-since)
				}
			}
		}
	})
}

// listed is what GET /sessions of stateful tokens answers.
type listed struct {
	Sessions []struct {
		User, Device, IP string
		Current          bool
	}
	Audit []struct{ What, User, Device, By, IP string }
}

func sessionsOf(t *testing.T, w *World, client string) (out listed) {
	t.Helper()
	ex := act(t, w, deed{what: "sessions", client: client})
	if ex.Status != 200 || json.Unmarshal([]byte(ex.Body), &out) != nil {
		t.Fatalf("%s GET /sessions: %d %s", client, ex.Status, ex.Body)
	}
	return out
}

func TestSessionsAreListedByDeviceAndTheTrailIsForAdministrators(t *testing.T) {
	for _, check := range []string{"row", "version", "denylist", "row,version,denylist"} {
		w := New(configured(t, "auth=stateful-jwt store=redis check="+check), false)
		defer w.Close()
		login := func(client, user, device, ip string) {
			ask(t, w, RequestSpec{Client: client, Method: "POST", Path: "/login", User: user, Device: device, IP: ip})
		}
		login("laptop", "alice", "laptop", "203.0.113.7")
		login("phone", "alice", "phone", "")
		login("root", "", "", "")
		own := sessionsOf(t, w, "phone")
		if len(own.Sessions) != 2 || len(own.Audit) != 0 {
			t.Fatalf("%s: alice sees %+v", check, own)
		}
		if s := own.Sessions[0]; s.Device != "laptop" || s.IP != "203.0.113.7" || s.Current {
			t.Errorf("%s: the laptop is listed as %+v", check, s)
		}
		if s := own.Sessions[1]; s.Device != "phone" || !s.Current {
			t.Errorf("%s: the phone is listed as %+v", check, s)
		}
		ask(t, w, RequestSpec{Client: "root", Method: "POST", Path: "/revoke", User: "alice"})
		all := sessionsOf(t, w, "root")
		if len(all.Sessions) != 1 || all.Sessions[0].User != "root" {
			t.Errorf("%s: after the revocation root sees %+v", check, all.Sessions)
		}
		last := all.Audit[len(all.Audit)-1]
		if last.What != "revoke" || last.User != "alice" || last.By != "root" || len(all.Audit) != 4 {
			t.Errorf("%s: the trail is %+v", check, all.Audit)
		}
	}
}

func TestTheTrailOutlivesEveryServer(t *testing.T) {
	w := New(configured(t, "auth=stateful-jwt store=redis servers=2"), false)
	defer w.Close()
	act(t, w, deed{what: "login", client: "alice"})
	if err := w.Revoke("alice", "phone"); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"s1", "s2"} {
		if err := w.Restart(s); err != nil {
			t.Fatal(err)
		}
	}
	act(t, w, deed{what: "login", client: "root"})
	trail := sessionsOf(t, w, "root").Audit
	if len(trail) != 3 || trail[0].User != "alice" || trail[0].IP == "" || trail[1].By != operator || trail[1].Device != "phone" {
		t.Errorf("the trail is %+v", trail)
	}
}

func TestARevocationByHandNeedsTheStoreAndReachesTheReplica(t *testing.T) {
	w := New(configured(t, "auth=stateful-jwt store=redis check=row replica=async replica-lag=1s"), false)
	defer w.Close()
	act(t, w, deed{what: "login", client: "alice"})
	w.Wait(2 * time.Second)
	reads, writes := w.shared.Reads, w.shared.Writes
	if err := w.Revoke("alice", ""); err != nil {
		t.Fatal(err)
	}
	if w.shared.Reads != reads || w.shared.Writes != writes {
		t.Error("what an operator does is counted as a server's calls")
	}
	w.Wait(2 * time.Second)
	if err := w.Kill("store"); err != nil {
		t.Fatal(err)
	}
	if err := w.Revoke("alice", ""); err == nil || !strings.Contains(err.Error(), "store") {
		t.Errorf("revoked in a dead store: %v", err)
	}
	if err := w.Promote(); err != nil {
		t.Fatal(err)
	}
	if ex := act(t, w, deed{what: "profile", client: "alice"}); ex.Status != 401 {
		t.Errorf("the replica has not heard of the revocation: %d", ex.Status)
	}
}

func TestOnlyAnAdministratorCanBeDemoted(t *testing.T) {
	w := New(configured(t, ""), false)
	defer w.Close()
	if w.Demote("alice") == nil {
		t.Error("alice was demoted")
	}
	if err := w.Demote("root"); err != nil {
		t.Error(err)
	}
	if w.Demote("root") == nil {
		t.Error("root was demoted twice")
	}
}

func TestMemoryCountsKeysAndRows(t *testing.T) {
	w := New(configured(t, "servers=2 auth=stateful-jwt store=memory check=row balancer=sticky"), false)
	defer w.Close()
	before, _ := w.Count("memory.s1")
	act(t, w, deed{what: "login", client: "alice"})
	after, _ := w.Count("memory.s1")
	if other, _ := w.Count("memory.s2"); before != 0 || after < 100 || other != 0 {
		t.Errorf("s1 held %d and holds %d bytes, s2 %d", before, after, other)
	}
	if _, ok := w.Count("memory.s9"); ok {
		t.Error("a server that cannot be has memory")
	}
}

func TestTheBrowserOfABFFNeverSeesAToken(t *testing.T) {
	w := New(configured(t, "auth=bff store=redis access-ttl=60s refresh-ttl=5m idle=never"), true)
	defer w.Close()
	act(t, w, deed{what: "login", client: "alice"})
	for range 3 {
		w.Wait(61 * time.Second)
		if ex := act(t, w, deed{what: "profile", client: "alice"}); ex.Status != 200 || ex.Signatures != 1 || ex.StoreWrites != 1 {
			t.Errorf("a renewal: %d with %d signatures and %d writes", ex.Status, ex.Signatures, ex.StoreWrites)
		}
	}
	for _, ex := range w.Exchanges() {
		if strings.Contains(ex.Body+strings.Join(ex.SetCookie, ""), "eyJ") {
			t.Errorf("%s %s shows a token: %s", ex.Spec.Method, ex.Spec.Path, ex.Body)
		}
	}
	w.Wait(6 * time.Minute)
	if ex := act(t, w, deed{what: "profile", client: "alice"}); ex.Status != 401 {
		t.Errorf("the refresh token is over: %d", ex.Status)
	}
}
