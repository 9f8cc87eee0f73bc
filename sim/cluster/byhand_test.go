package cluster

import (
	"testing"
	"time"
)

// Every way to change a cluster that people are logged in to counts; what users do, what
// breaks, and what was set before the first login does not.
func TestByHandCountsWhatIsChangedAfterTheFirstLogin(t *testing.T) {
	for name, c := range map[string]struct {
		config string
		change func(*World) error
		want   int64
	}{
		"a setting":          {"auth=session store=redis", func(w *World) error { return w.Set("idle", "60s") }, 1},
		"a policy":           {"auth=session store=redis", func(w *World) error { return w.Set("balancer", "random") }, 1},
		"another server":     {"auth=session store=redis", func(w *World) error { return w.Scale(3) }, 1},
		"a clock":            {"auth=jwt", func(w *World) error { return w.SetClock("s1", 900e9) }, 1},
		"a key":              {"auth=jwt", func(w *World) error { return w.RotateKey(RotateSpec{}) }, 2},
		"an operator's hand": {"auth=stateful-jwt store=redis", func(w *World) error { return w.Revoke("alice", "") }, 1},
		"a row":              {"auth=session store=redis", func(w *World) error { return w.DeleteRow("alice") }, 1},
		"all rows":           {"auth=session store=redis", (*World).Wipe, 1},
		"a death":            {"auth=session store=redis", func(w *World) error { return w.Restart("s1") }, 0},
		"a dead store":       {"auth=session store=redis persist=true", func(w *World) error { return w.Restart("store") }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := play(t, "servers=2 "+c.config)
			if err := c.change(w); err != nil && c.want > 0 && name != "a row" && name != "an operator's hand" {
				t.Fatal(err)
			}
			counts(t, w, map[string]int64{"by-hand": 0})

			w, _ = play(t, "servers=2 "+c.config, "alice login", "alice profile")
			if err := c.change(w); err != nil {
				t.Fatal(err)
			}
			counts(t, w, map[string]int64{"by-hand": c.want})
		})
	}
}

// A rotation with an overlap is one change: that the new key signs and the old one goes
// was arranged with it.
func TestByHandLeavesOutWhatWasArranged(t *testing.T) {
	for _, services := range []string{"", " services=issuer,profile key-cache=5m"} {
		w, _ := play(t, "servers=2 auth=jwt"+services, "alice login")
		if err := w.RotateKey(RotateSpec{Overlap: time.Hour}); err != nil {
			t.Fatal(err)
		}
		now, _ := w.Count("by-hand")
		w.Wait(2 * time.Hour)
		counts(t, w, map[string]int64{"by-hand": now})
	}
}

func TestLogoutsAreThoseAnswered(t *testing.T) {
	w, _ := play(t, "servers=1 auth=session store=redis", "alice login", "alice logout", "alice login", "kill store", "alice logout")
	counts(t, w, map[string]int64{"logouts": 1, "by-hand": 0})
}
