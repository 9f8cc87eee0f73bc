package balance

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func policy(t testing.TB, name string) Policy {
	p, ok := New(name, rand.New(rand.NewPCG(1, 2)))
	if !ok {
		t.Fatalf("no policy %q", name)
	}
	return p
}

func from(ip string) Request { return Request{IP: netip.MustParseAddr(ip), URI: "/profile"} }

func order(p Policy, pool *Pool, n int) string {
	var got []string
	for range n {
		got = append(got, p.Choose(from("127.0.1.1"), pool, "").Server)
	}
	return strings.Join(got, " ")
}

func TestRoundRobinIsAQueue(t *testing.T) {
	for _, name := range []string{RoundRobin, LeastConnections, Sticky} {
		t.Run(name, func(t *testing.T) {
			p, pool := policy(t, name), NewPool("s1", "s2", "s3")
			if got := order(p, pool, 4); got != "s1 s2 s3 s1" {
				t.Fatalf("from the start: %s", got)
			}
			pool.Down("s2")
			if got := order(p, pool, 3); got != "s3 s1 s3" {
				t.Fatalf("without s2: %s", got)
			}
			pool.Up("s2")
			if got := order(p, pool, 4); got != "s1 s3 s2 s1" {
				t.Fatalf("s2 joins at the tail: %s", got)
			}
			pool.Add("s4")
			if got := order(p, pool, 4); got != "s3 s2 s1 s4" {
				t.Fatalf("a new server joins at the tail: %s", got)
			}
			pool.Remove("s1")
			if got := order(p, pool, 3); got != "s3 s2 s4" {
				t.Fatalf("without s1: %s", got)
			}
			if want := p.Next(pool); want != "s3" {
				t.Fatalf("next is %s", want)
			}
		})
	}
}

func TestLeastConnectionsAvoidsBusyServers(t *testing.T) {
	p, pool := policy(t, LeastConnections), NewPool("s1", "s2", "s3")
	pool.Begin("s2")
	pool.Begin("s3")
	if got := order(p, pool, 6); got != "s1 s1 s1 s1 s1 s1" {
		t.Fatalf("two slow requests on s2 and s3: %s", got)
	}
	pool.End("s2")
	if got := p.Next(pool); got != "s2" {
		t.Fatalf("s2 is idle and longest unused, next is %s", got)
	}
}

// HAProxy 2.6 was observed to answer these from these servers.
func TestURIHashAgreesWithHAProxy(t *testing.T) {
	want := map[int]string{2: "s1 s1 s1 s1 s1 s1", 3: "s3 s2 s1 s1 s3 s2", 4: "s3 s3 s1 s1 s1 s1"}
	paths := []string{"/login", "/profile", "/public", "/public?x=1", "/slow?ms=3", "/admin"}
	for n, line := range want {
		pool := pool(n)
		var got []string
		for _, path := range paths {
			got = append(got, policy(t, URIHash).Choose(Request{URI: path}, pool, "").Server)
		}
		if strings.Join(got, " ") != line {
			t.Errorf("%d servers: got %v, want %s", n, got, line)
		}
	}
}

func pool(n int) *Pool {
	p := NewPool()
	for i := range n {
		p.Add(fmt.Sprintf("s%d", i+1))
	}
	return p
}

func TestIPHashMovesOthersWhenOneDies(t *testing.T) {
	p, pool := policy(t, IPHash), pool(3)
	choose := func(ip string) string { return p.Choose(from(ip), pool, "").Server }
	all := func() string { return choose("127.0.1.1") + choose("127.0.1.2") + choose("127.0.1.3") }
	before := all()
	pool.Down("s2")
	if after := all(); strings.Contains(after, "s2") {
		t.Fatalf("a dead server was chosen: %s", after)
	}
	pool.Up("s2")
	if back := all(); back != before {
		t.Fatalf("clients return with the server: %s, then %s", before, back)
	}
	if got := addressNumber(netip.MustParseAddr("127.0.1.2")); got != 0x7f000102 {
		t.Fatalf("address as a number: %#x", got)
	}
}

func TestStickyFollowsItsCookie(t *testing.T) {
	p, pool := policy(t, Sticky), pool(3)
	req := from("127.0.1.1")
	first := p.Choose(req, pool, "")
	if first.Server != "s1" || !first.Pin || first.Fixed {
		t.Fatalf("first request: %+v", first)
	}
	req.Pin = "s1"
	if c := p.Choose(req, pool, ""); c.Server != "s1" || c.Pin || !c.Fixed {
		t.Fatalf("with its cookie: %+v", c)
	}
	pool.Down("s1")
	if c := p.Choose(req, pool, ""); c.Server != "s2" || !c.Pin {
		t.Fatalf("its server is down: %+v", c)
	}
	req.Pin = "elsewhere"
	if c := p.Choose(req, pool, ""); c.Server != "s3" || !c.Pin {
		t.Fatalf("a pin to an unknown server: %+v", c)
	}
}

func TestStickyAvoidsTheFailedServer(t *testing.T) {
	p, pool := policy(t, Sticky), pool(3)
	req := Request{Pin: "s1"}
	if c := p.Choose(req, pool, "s1"); c.Server != "s2" || !c.Pin {
		t.Fatalf("the head of the queue is the failed server: %+v", c)
	}
	if got := p.Next(pool); got != "s3" {
		t.Fatalf("next is %s", got)
	}
}

func TestAllDown(t *testing.T) {
	for _, name := range Names() {
		pool := pool(2)
		pool.Down("s1")
		pool.Down("s2")
		p := policy(t, name)
		if c := p.Choose(from("127.0.1.1"), pool, ""); c.Server != "" || c.Why == "" || c.Pin {
			t.Errorf("%s: %+v", name, c)
		}
		if got := p.Next(pool); got != "" {
			t.Errorf("%s: next is %s", name, got)
		}
	}
}

// Whatever happens to the servers, a policy answers with one that is up, keeps
// away from the failed one where it may, and Next foretells the unpinned choice.
func TestChoicesAreUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(Names()).Draw(t, "policy")
		p, _ := New(name, rand.New(rand.NewPCG(1, 2)))
		pool := pool(rapid.IntRange(1, 8).Draw(t, "servers"))
		servers := append(slices.Clone(pool.Servers()), "s9")
		for range 40 {
			server := rapid.SampledFrom(servers).Draw(t, "server")
			switch rapid.IntRange(0, 6).Draw(t, "act") {
			case 0:
				pool.Down(server)
			case 1:
				pool.Up(server)
			case 2:
				pool.Add(server)
			case 3:
				pool.Remove(server)
			case 4:
				pool.Begin(server)
			case 5:
				pool.End(server)
			default:
				avoid := rapid.SampledFrom(append(servers, "")).Draw(t, "avoid")
				next := p.Next(pool)
				c := p.Choose(Request{URI: "/" + server, Pin: server}, pool.Clone(), avoid)
				if (c.Server != "") != (len(pool.Alive()) > 0) {
					t.Fatalf("%d up, chose %q", len(pool.Alive()), c.Server)
				}
				if c.Server != "" && !pool.IsUp(c.Server) {
					t.Fatalf("chose %q, which is down", c.Server)
				}
				if c.Server == avoid && len(pool.Alive()) > 1 && !c.Fixed {
					t.Fatalf("chose the server to avoid")
				}
				if c = p.Choose(Request{}, pool, ""); next != "" && c.Server != next {
					t.Fatalf("Next said %s, chose %s", next, c.Server)
				}
			}
			if len(pool.Queue()) != len(pool.Alive()) {
				t.Fatalf("queue %v, alive %v", pool.Queue(), pool.Alive())
			}
		}
	})
}

func BenchmarkChoose(b *testing.B) {
	for _, n := range []int{1, 64} {
		b.Run(fmt.Sprintf("servers=%d", n), func(b *testing.B) {
			p, pool, req := policy(b, RoundRobin), pool(n), from("127.0.1.1")
			b.ReportAllocs()
			for b.Loop() {
				p.Choose(req, pool, "")
			}
		})
	}
}

// TestWhatEndsTwiceCountsOnce: a server that comes back after its removal is not taken
// for an idler one than the others.
func TestWhatEndsTwiceCountsOnce(t *testing.T) {
	pool := pool(2)
	pool.Begin("s1")
	pool.Remove("s1")
	pool.Add("s1")
	pool.End("s1") // of the request that began before
	if n := pool.Active("s1"); n != 0 {
		t.Errorf("%d requests", n)
	}
	pool.Begin("s1")
	if got := policy(t, LeastConnections).Choose(from("10.0.0.1"), pool, "").Server; got != "s2" {
		t.Errorf("%s is taken for the idler one", got)
	}
}
