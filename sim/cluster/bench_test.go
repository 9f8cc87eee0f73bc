package cluster

import (
	"fmt"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"authlab/sim/auth"
	"authlab/sim/store"
)

func benchmarkWorld(b *testing.B, record bool, keys ...string) *World {
	b.Helper()
	c := Defaults()
	for i := 0; i+1 < len(keys); i += 2 {
		if err := c.Set(keys[i], keys[i+1]); err != nil {
			b.Fatal(err)
		}
	}
	w := New(c, record)
	b.Cleanup(w.Close)
	ask(b, w, RequestSpec{Client: "alice", Method: "POST", Path: "/login"})
	return w
}

func ask(tb testing.TB, w *World, spec RequestSpec) *Exchange {
	ex, err := w.Request(spec)
	if err != nil {
		tb.Fatal(err)
	}
	w.Settle()
	return ex
}

func benchmarkProfile(b *testing.B, w *World) {
	b.ReportAllocs()
	for b.Loop() {
		if ex := ask(b, w, RequestSpec{Client: "alice", Method: "GET", Path: "/profile"}); ex.Status != 200 {
			b.Fatalf("status %d", ex.Status)
		}
	}
}

func BenchmarkSessionRequest(b *testing.B) {
	benchmarkProfile(b, benchmarkWorld(b, false, "store", "redis", "idle", "never", "absolute", "never"))
}

func BenchmarkStatelessRequest(b *testing.B) {
	benchmarkProfile(b, benchmarkWorld(b, false, "auth", "jwt", "access-ttl", "80000h"))
}

func BenchmarkStatefulTokenRequest(b *testing.B) {
	benchmarkProfile(b, benchmarkWorld(b, false, "auth", "stateful-jwt", "store", "redis", "access-ttl", "80000h", "refresh-ttl", "80000h"))
}

func BenchmarkRequestsByServers(b *testing.B) {
	for _, n := range []int{1, 8, 64} {
		b.Run(fmt.Sprintf("servers=%d", n), func(b *testing.B) {
			w := benchmarkWorld(b, false, "store", "redis", "idle", "never", "absolute", "never")
			// More than one can step through, as a run under load has them.
			for i := len(w.servers); i < n; i++ {
				s := w.newServer(i + 1)
				w.servers = append(w.servers, s)
				w.pool.Add(s.name)
			}
			benchmarkProfile(b, w)
		})
	}
}

func BenchmarkGuess(b *testing.B) {
	w := benchmarkWorld(b, false, "servers", "1")
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Guess(GuessSpec{Tries: 1000}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRecordedStep is the cost of one event with its snapshot on a cluster of the size lessons have.
func BenchmarkRecordedStep(b *testing.B) {
	w := benchmarkWorld(b, true, "store", "redis", "idle", "never", "absolute", "never")
	for _, name := range []string{"bob", "carol", "dave", "mallory"} {
		ask(b, w, RequestSpec{Client: name, Method: "POST", Path: "/login"})
	}
	b.ReportAllocs()
	before := len(w.Steps())
	for b.Loop() {
		ask(b, w, RequestSpec{Client: "alice", Method: "GET", Path: "/profile"})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(len(w.Steps())-before), "ns/step")
}

// BenchmarkParseWithClaims is the library's share of a stateless request: what
// BenchmarkStatelessRequest is to be compared with, in one run.
func BenchmarkParseWithClaims(b *testing.B) {
	w := benchmarkWorld(b, false, "auth", "jwt", "access-ttl", "80000h")
	raw, secret := w.client("alice").own.tokens.Access, []byte(w.secret("jwt-secret"))
	now := func() time.Time { return timeOf(w.Now()) }
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired(), jwt.WithTimeFunc(now))
	b.ReportAllocs()
	for b.Loop() {
		claims := jwt.RegisteredClaims{}
		if _, err := parser.ParseWithClaims(raw, &claims, func(*jwt.Token) (any, error) { return secret, nil }); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRequestsBySessions is to be flat: a look-up does not get slower with the number of rows.
func BenchmarkRequestsBySessions(b *testing.B) {
	for _, n := range []int{10, 1_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("sessions=%d", n), func(b *testing.B) {
			w := benchmarkWorld(b, false, "store", "redis", "idle", "never", "absolute", "never")
			for i := range n {
				w.shared.Table().Set(fmt.Sprint("sess:filler", i), &auth.Session{User: "filler"}, store.Lifetime{}, 0)
			}
			b.ResetTimer()
			benchmarkProfile(b, w)
		})
	}
}
