package cluster

import "testing"

// counts compares the present values of some names.
func counts(t *testing.T, w *World, want map[string]int64) {
	t.Helper()
	for name, n := range want {
		if got, ok := w.Count(name); !ok || got != n {
			t.Errorf("%s=%d (known: %v), want %d", name, got, ok, n)
		}
	}
}

// Pages that everybody may see say nothing of a login: they neither make nor break a
// streak, nor are they the last page of anybody.
func TestPageCountsLeaveOutWhatAsksForNoLogin(t *testing.T) {
	w, _ := play(t, "servers=1 auth=session", "alice public", "alice login", "alice public")
	counts(t, w, map[string]int64{"last.alice": 200, "last-page.alice": 0, "streak.alice": 0, "admitted": 0, "status.200": 3})

	w, _ = play(t, "servers=1 auth=session", "alice login", "alice profile", "alice public", "alice slow")
	counts(t, w, map[string]int64{"last-page.alice": 200, "streak.alice": 2, "admitted": 2})

	w, _ = play(t, "servers=1 auth=session", "alice login", "alice profile", "alice admin", "alice public")
	counts(t, w, map[string]int64{"last.alice": 200, "last-page.alice": 403, "streak.alice": 0, "admitted": 1})

	w, _ = play(t, "servers=1 auth=session", "alice login", "alice admin", "alice logout")
	counts(t, w, map[string]int64{"last.alice": 200, "last-page.alice": 403, "admitted": 0, "last-page.bob": 0})
}

// Servers that were gone for a while are remembered, however many there are now.
func TestFewestUpRemembersTheWorstMoment(t *testing.T) {
	w, _ := play(t, "servers=3 auth=session", "alice login", "kill s2", "kill s3", "start s3", "start s2")
	counts(t, w, map[string]int64{"fewest-up": 1, "up.s2": 1, "up.s3": 1})

	w, _ = play(t, "servers=3 auth=session", "restart s1")
	counts(t, w, map[string]int64{"fewest-up": 2})

	w, _ = play(t, "servers=2 auth=session")
	counts(t, w, map[string]int64{"fewest-up": 2})
	for _, n := range []int{4, 1, 4} {
		if err := w.Scale(n); err != nil {
			t.Fatal(err)
		}
	}
	counts(t, w, map[string]int64{"fewest-up": 1, "servers": 4})
}

// A machine that died before the login has tested nothing of it.
func TestOnlyDeathsAfterTheLoginAreSurvived(t *testing.T) {
	w, _ := play(t, "servers=3 auth=session store=redis persist=true",
		"restart store", "kill s2", "alice login", "alice profile")
	counts(t, w, map[string]int64{"survived.alice": 0, "survivors.store": 0, "survivors.s2": 0})

	w, _ = play(t, "servers=3 auth=session store=redis persist=true",
		"alice login", "bob login", "restart store", "kill s2", "alice profile")
	counts(t, w, map[string]int64{"survived.alice": 2, "survived.bob": 0, "survivors.store": 1, "survivors.s2": 1, "survivors.s3": 0})

	w, _ = play(t, "servers=3 auth=session store=redis persist=true",
		"alice login", "restart store", "alice profile", "alice login", "alice profile")
	counts(t, w, map[string]int64{"survived.alice": 0, "survivors.store": 0})
	counts(t, w, map[string]int64{"logins": 2, "logins.alice": 2, "logins.bob": 0})
	if _, ok := w.Count("survivors.bob"); ok {
		t.Error("survivors.bob is known; it names no machine")
	}
}

// What servers hold is counted for each and for all; the store is counted apart.
func TestRowsOfAllServers(t *testing.T) {
	w, _ := play(t, "servers=3 auth=session", "alice login", "bob login", "carol login", "alice login", "kill s2")
	counts(t, w, map[string]int64{"rows.s1": 1, "rows.s2": 0, "rows.s3": 1, "rows.servers": 2, "rows.store": 0})
	one, _ := w.Count("memory.s1")
	other, _ := w.Count("memory.s3")
	counts(t, w, map[string]int64{"memory.servers": one + other})

	w, _ = play(t, "servers=3 auth=session store=redis", "alice login", "bob login")
	counts(t, w, map[string]int64{"rows.servers": 0, "rows.store": 2})
}
