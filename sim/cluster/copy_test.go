package cluster

import "testing"

// A copy is what was held when it was taken, whatever becomes of the original; a snapshot
// from before does not know of it.
func TestASnapshotHoldsTheCopies(t *testing.T) {
	w, _ := play(t, "servers=1 auth=session", "alice login")
	before := w.Snapshot()
	if err := w.Copy("alice", "loot"); err != nil {
		t.Fatal(err)
	}
	first := w.Snapshot()
	held := first.Clients[0].Cookies[0].Tag
	if len(first.Copies) != 1 || first.Copies[0].Name != "loot" || first.Copies[0].From != "alice" || first.Copies[0].Cookies[0].Tag != held {
		t.Fatalf("the copies are %+v", first.Copies)
	}
	for _, path := range []string{"/logout", "/login"} {
		if _, err := w.Request(RequestSpec{Client: "alice", Method: "POST", Path: path}); err != nil {
			t.Fatal(err)
		}
		w.Settle()
	}
	if err := w.Copy("alice", "loot"); err != nil {
		t.Fatal(err)
	}
	again := w.Snapshot()
	if len(again.Copies) != 1 || again.Copies[0].Cookies[0].Tag == held {
		t.Errorf("the newer copy of that name does not replace the older: %+v", again.Copies)
	}
	if len(before.Copies) != 0 || first.Copies[0].Cookies[0].Tag != held {
		t.Error("an earlier snapshot has changed")
	}
}
