package balance

import (
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"
)

// play sends one request to a pool whose dead servers nobody has noticed, and
// answers who served it, when, and whether a new pin came with it.
func play(o Options, pool *Pool, req Request, dead ...string) (server string, after time.Duration, pinned bool) {
	p, _ := New(o.Policy, rand.New(rand.NewPCG(1, 2)))
	isDead := map[string]bool{}
	for _, s := range dead {
		isDead[s] = true
	}
	choice := p.Choose(req, pool, "")
	for attempt := 1; isDead[choice.Server]; attempt++ {
		next := o.Retry(attempt, len(pool.Alive()), choice.Fixed)
		if next.GiveUp {
			return "", after, false
		}
		after += next.Wait
		if next.Redispatch {
			choice = p.Choose(req, pool, choice.Server)
		}
	}
	return choice.Server, after, choice.Pin
}

// The rows were observed on HAProxy 2.6 with dead servers it had not noticed.
func TestDeadServerNotYetNoticed(t *testing.T) {
	all := []string{"s1", "s2", "s3"}
	cases := []struct {
		name       string
		policy     string
		servers    int
		redispatch bool
		retries    int
		pin        string
		dead       []string
		server     string
		after      time.Duration
		newPin     bool
	}{
		{"round robin", RoundRobin, 3, true, 3, "", []string{"s1"}, "s2", 0, false},
		{"round robin, two dead", RoundRobin, 3, true, 3, "", []string{"s1", "s2"}, "s3", 0, false},
		{"round robin, two dead, one retry", RoundRobin, 3, true, 1, "", []string{"s1", "s2"}, "", 0, false},
		{"round robin, all dead", RoundRobin, 2, true, 3, "", all, "", 0, false},
		{"round robin, alone", RoundRobin, 1, true, 3, "", all, "", 3 * time.Second, false},
		{"round robin off", RoundRobin, 3, false, 3, "", []string{"s1"}, "", 3 * time.Second, false},
		{"round robin off, one retry", RoundRobin, 3, false, 1, "", []string{"s1"}, "", time.Second, false},
		{"round robin off, no retry", RoundRobin, 3, false, 0, "", []string{"s1"}, "", 0, false},
		{"least connections", LeastConnections, 3, true, 3, "", []string{"s1"}, "s2", 0, false},
		{"random", Random, 2, true, 3, "", []string{"s1"}, "s2", 0, false},
		{"sticky", Sticky, 3, true, 3, "s2", []string{"s2"}, "s1", 2 * time.Second, true},
		{"sticky, head of the queue", Sticky, 3, true, 3, "s1", []string{"s1"}, "s2", 2 * time.Second, true},
		{"sticky without a cookie", Sticky, 3, true, 3, "", []string{"s1"}, "s2", 0, true},
		{"sticky, two retries", Sticky, 3, true, 2, "s2", []string{"s2"}, "s1", time.Second, true},
		{"sticky, one retry", Sticky, 3, true, 1, "s2", []string{"s2"}, "s1", 0, true},
		{"sticky, no retry", Sticky, 3, true, 0, "s2", []string{"s2"}, "", 0, false},
		{"sticky, all dead", Sticky, 3, true, 3, "s1", all, "", 2 * time.Second, false},
		{"sticky, alone", Sticky, 1, true, 3, "s1", all, "", 3 * time.Second, false},
		{"sticky off", Sticky, 3, false, 3, "s2", []string{"s2"}, "", 3 * time.Second, false},
		{"address", IPHash, 2, true, 3, "", all, "", 2 * time.Second, false},
		{"address, two retries", IPHash, 2, true, 2, "", all, "", time.Second, false},
		{"address, one retry", IPHash, 2, true, 1, "", all, "", 0, false},
		{"address, alone", IPHash, 1, true, 3, "", all, "", 3 * time.Second, false},
		{"address off", IPHash, 2, false, 3, "", all, "", 3 * time.Second, false},
		{"path", URIHash, 2, true, 3, "", all, "", 2 * time.Second, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := unset()
			o.Policy, o.Redispatch, o.Retries = c.policy, c.redispatch, c.retries
			req := Request{IP: netip.MustParseAddr("127.0.1.1"), URI: "/profile", Pin: c.pin}
			server, after, pin := play(o, pool(c.servers), req, c.dead...)
			if server != c.server || after != c.after || pin != c.newPin {
				t.Errorf("got %q after %v, new pin %v; want %q after %v, %v", server, after, pin, c.server, c.after, c.newPin)
			}
		})
	}
}

// unset are the options of a cluster that sets none.
func unset() Options {
	var o Options
	Keys().Defaults(&o)
	return o
}

func TestAShortConnectTimeoutShortensTheWait(t *testing.T) {
	o := unset()
	o.ConnectTimeout = 100 * time.Millisecond
	if got := o.Retry(1, 3, true); got.Wait != 100*time.Millisecond || got.GiveUp || got.Redispatch {
		t.Errorf("%+v", got)
	}
}

func TestKeys(t *testing.T) {
	o, keys := unset(), Keys()
	want := Options{RoundRobin, 0, true, 3, 3 * time.Second, time.Second}
	if o != want {
		t.Fatalf("defaults %+v, want %+v", o, want)
	}
	for key, value := range map[string]string{"balancer": "sticky", "detect": "never", "redispatch": "off", "retries": "0"} {
		if known, err := keys.Set(&o, key, value); !known || err != nil {
			t.Errorf("%s=%s: %v %v", key, value, known, err)
		}
	}
	if o.Detect != Never || o.Policy != Sticky || o.Redispatch || o.Retries != 0 {
		t.Errorf("%+v", o)
	}
	if got, _ := keys.Get(&o, "detect"); got != "never" {
		t.Errorf("detect is written as %q", got)
	}
	for key, value := range map[string]string{"balancer": "fair", "detect": "soon", "retries": "11"} {
		if _, err := keys.Set(&o, key, value); err == nil {
			t.Errorf("%s=%s was accepted", key, value)
		}
	}
}
