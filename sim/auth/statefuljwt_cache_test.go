package auth

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestVerdictsAreAMapThatForgets compares the cache with a list of every answer.
func TestVerdictsAreAMapThatForgets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var v Verdicts
		given := map[verdict]time.Duration{}
		var now time.Duration
		limit := time.Duration(rapid.IntRange(1, 10).Draw(t, "limit"))
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			about := verdict{rapid.SampledFrom([]string{"alice", "bob"}).Draw(t, "user"), rapid.SampledFrom([]string{"x", "y", "z"}).Draw(t, "id"), 0}
			switch rapid.SampledFrom([]string{"keep", "ask", "forget", "wait"}).Draw(t, "step") {
			case "keep":
				v.keep(about, now, limit)
				given[about] = now
			case "ask":
				at, known := given[about]
				want := known && now-at >= 0 && now-at < limit
				if age, ok := v.age(about, now, limit); ok != want || ok && age != now-at {
					t.Fatalf("asked about %v at %d: %d %v, want %v", about, now, age, ok, want)
				}
			case "forget":
				v.forget(about.user)
				for other := range given {
					if other.user == about.user {
						delete(given, other)
					}
				}
			case "wait":
				now += time.Duration(rapid.IntRange(0, 5).Draw(t, "wait"))
			}
		}
	})
}

func TestVerdictsDoNotGrowWithTime(t *testing.T) {
	var v Verdicts
	regular := verdict{user: "alice", id: "always"}
	for i := range 10_000 {
		now := time.Duration(i) * time.Second
		if _, ok := v.age(regular, now, 30*time.Second); !ok {
			v.keep(regular, now, 30*time.Second)
		}
		v.keep(verdict{user: fmt.Sprint("user", i)}, now, 30*time.Second)
	}
	if v.Len() > 40 {
		t.Errorf("%d answers are held after their time", v.Len())
	}
}

func TestAnAnswerFromTheFutureIsNotFresh(t *testing.T) {
	var v Verdicts
	about := verdict{user: "alice", id: "x"}
	v.keep(about, time.Hour, time.Minute)
	if _, ok := v.age(about, time.Minute, time.Minute); ok {
		t.Error("a server whose clock was set back takes an answer of its future")
	}
	v.Clear()
	if _, ok := v.age(about, time.Hour, time.Minute); ok || v.Len() != 0 {
		t.Error("a server that died remembers")
	}
}
