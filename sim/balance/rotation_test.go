package balance

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestTurnsAfterDeathsAndReturns follows a sequence observed on HAProxy 2.6: a
// server that returns near the end of the line goes before one that waits.
func TestTurnsAfterDeathsAndReturns(t *testing.T) {
	pool := NewPool("s1", "s2", "s3")
	var got []string
	for _, step := range strings.Fields("t t -s1 t t t t t t -s3 t t t t +s3 t +s1 t t t") {
		switch step[0] {
		case 't':
			got = append(got, pool.turn(""))
		case '-':
			pool.Down(step[1:])
		case '+':
			pool.Up(step[1:])
		}
	}
	const want = "s1 s2 s3 s2 s3 s2 s3 s2 s2 s2 s2 s2 s3 s2 s3 s1"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("turns %s\nwant  %s", s, want)
	}
}

func TestWithoutFaultsTurnsGoRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var names []string
		for i := range rapid.IntRange(1, 8).Draw(t, "servers") {
			names = append(names, "s"+string(rune('1'+i)))
		}
		pool := NewPool(names...)
		for i := range 200 {
			preview := pool.Queue()
			if got := pool.turn(""); got != names[i%len(names)] || preview[0] != got {
				t.Fatalf("turn %d is %s, previewed %v", i, got, preview)
			}
		}
	})
}

// TestTheOneThatWasAloneWaits is a sequence observed at HAProxy: s4 alone takes turns
// ahead on its line, and when the others are back they go first until the line ends.
func TestTheOneThatWasAloneWaits(t *testing.T) {
	pool := NewPool("s1", "s2", "s3", "s4")
	var got []string
	turns := func(n int) {
		for range n {
			got = append(got, pool.turn(""))
		}
	}
	pool.Down("s1")
	pool.Up("s1")
	turns(3)
	pool.Down("s1")
	turns(4)
	pool.Down("s3")
	turns(1)
	pool.Down("s2")
	turns(5)
	for _, name := range []string{"s1", "s2", "s3"} {
		pool.Up(name)
	}
	turns(60)
	want := "s2 s3 s4 s2 s3 s4 s2 s4 s4 s4 s4 s4 s4 " + strings.Repeat("s1 s2 s3 ", 12) + strings.Repeat("s1 s2 s4 s3 ", 6)
	if strings.Join(got, " ")+" " != want {
		t.Errorf("got  %v\nwant %v", strings.Join(got, " "), want)
	}
}

func TestEveryServerThatIsUpGetsItsTurn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pool := NewPool("s1", "s2", "s3", "s4")
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			name := rapid.SampledFrom([]string{"s1", "s2", "s3", "s4"}).Draw(t, "server")
			switch rapid.SampledFrom([]string{"down", "up", "turn", "turn", "avoid"}).Draw(t, "step") {
			case "down":
				pool.Down(name)
			case "up":
				pool.Up(name)
			case "turn":
				if got := pool.turn(""); got != "" && !pool.IsUp(got) || got == "" && len(pool.Alive()) > 0 {
					t.Fatalf("turn goes to %q, up are %v", got, pool.Alive())
				}
			case "avoid":
				if got := pool.turn(name); got == name && len(pool.Alive()) > 1 {
					t.Fatalf("%s was to be avoided", name)
				}
			}
		}
		// A server that was alone for a while can wait until the line ends.
		seen := map[string]bool{}
		for range 2 * unit * len(pool.Alive()) {
			seen[pool.turn("")] = true
		}
		if len(seen) != len(pool.Alive()) {
			t.Fatalf("turns went to %v, up are %v", seen, pool.Alive())
		}
	})
}
