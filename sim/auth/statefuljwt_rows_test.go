package auth

import (
	"strconv"
	"testing"
	"time"

	"authlab/sim/store"
)

// TestALoginIsListedUntilItsTokenIsOver: at that very moment it is listed no more, and
// the next login drops it.
func TestALoginIsListedUntilItsTokenIsOver(t *testing.T) {
	var now time.Duration
	d := &statefulJWT{bearer: &bearer{env: &Env{Keeper: func() time.Duration { return now }}}}
	row := &store.Row{Value: withLogin(nil, "alice", loginEntry{ID: "first", Until: time.Minute}, 0)}
	for at, want := range map[time.Duration]int{time.Minute - 1: 1, time.Minute: 0} {
		now = at
		if list := d.live(nil, row, ""); len(list) != want {
			t.Errorf("at %s: %+v, want %d", at, list, want)
		}
		next := withLogin(row, "alice", loginEntry{ID: "second", At: at, Until: 2 * time.Minute}, at)
		if len(next.Logins) != want+1 {
			t.Errorf("at %s the next login leaves %+v", at, next.Logins)
		}
	}
}

func TestTheAuditTrailShowsTheNewest(t *testing.T) {
	var row *store.Row
	for i := range 5 {
		row = &store.Row{Value: withEntry(row, auditEntry{User: strconv.Itoa(i)}, time.Duration(i))}
	}
	trail := row.Value.(*auditRow)
	if got := trail.newest(2); len(got) != 2 || got[0].User != "3" || got[1].User != "4" {
		t.Errorf("%+v", got)
	}
	if got := trail.newest(AuditShown); len(got) != 5 || trail.Born() != 0 {
		t.Errorf("%+v, born at %s", got, trail.Born())
	}
}
