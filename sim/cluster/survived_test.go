package cluster

import "testing"

// A login survives a death when its credential is good for an answer 200 afterwards.
func TestSurvivedCountsDeathsThatACredentialOutlived(t *testing.T) {
	profile := RequestSpec{Client: "alice", Method: "GET", Path: "/profile"}
	for name, c := range map[string]struct {
		config []string
		want   map[string]int64
	}{
		"rows in the servers": {[]string{"balancer", "sticky"}, map[string]int64{"s2": 1, "s1": 1}},
		"rows in the store":   {[]string{"store", "redis"}, map[string]int64{"s2": 1, "s1": 2, "store": 2}},
		"rows on a disk":      {[]string{"store", "redis", "persist", "true"}, map[string]int64{"s2": 1, "s1": 2, "store": 3}},
	} {
		t.Run(name, func(t *testing.T) {
			w := world(t, false, append([]string{"servers", "2", "auth", "session"}, c.config...)...)
			defer w.Close()
			want := func(n int64) {
				t.Helper()
				if got, ok := w.Count("survived.alice"); !ok || got != n {
					t.Errorf("survived.alice=%d, want %d", got, n)
				}
			}
			ask(t, w, RequestSpec{Client: "alice", Method: "POST", Path: "/login"})
			ask(t, w, profile)
			want(0)
			for _, machine := range []string{"s2", "s1", "store"} {
				n, has := c.want[machine]
				if !has {
					continue
				}
				for range 2 { // a second death of the same machine counts no more
					if err := w.Restart(machine); err != nil {
						t.Fatal(err)
					}
				}
				ask(t, w, RequestSpec{Client: "alice", Method: "GET", Path: "/public"})
				ask(t, w, profile)
				want(n)
			}
		})
	}
}
