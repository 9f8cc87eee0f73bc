package cluster

import (
	"fmt"
	"testing"
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

func BenchmarkRequestsByServers(b *testing.B) {
	for _, n := range []int{1, 2, 4, 8} {
		b.Run(fmt.Sprintf("servers=%d", n), func(b *testing.B) {
			benchmarkProfile(b, benchmarkWorld(b, false, "servers", fmt.Sprint(n), "store", "redis", "idle", "never", "absolute", "never"))
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
