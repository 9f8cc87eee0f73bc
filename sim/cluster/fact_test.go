package cluster

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// Each fact has one name, stands under one heading, and says what it is.
func TestFactsAreToldApart(t *testing.T) {
	var names, groups []string
	for _, f := range Facts {
		if slices.Contains(names, f.Name) {
			t.Errorf("%s stands twice", f.Name)
		}
		if (f.number == nil) == (f.text == nil) {
			t.Errorf("%s is no number or no text", f.Name)
		}
		if f.Doc == "" || strings.HasSuffix(f.Doc, ".") {
			t.Errorf("%s: %q", f.Name, f.Doc)
		}
		if last := len(groups) - 1; last < 0 || groups[last] != f.Group {
			groups = append(groups, f.Group)
		}
		names = append(names, f.Name)
	}
	if once := slices.Compact(slices.Sorted(slices.Values(groups))); len(once) != len(groups) || slices.Contains(groups, "") {
		t.Errorf("the headings are %q", groups)
	}
}

func TestAFactIsAskedForByItsNameFilledIn(t *testing.T) {
	w, _ := play(t, "servers=2 auth=session", "alice login")
	for name, want := range map[string]bool{
		"requests": true, "status.200": true, "status.99": false, "status.x": false, "status.": false, "status": false, "last.zoe": true, "last.": false,
		"served.s8": true, "served.s9": false, "served.s0": false, "served.store": false, "rows.servers": true, "rows.balancer": false, "up.store": true,
		"foiled.xss": true, "foiled.theft": false, "requests.alice": false, "": false, ".": false, "CLIENT": false, "last.CLIENT": true,
	} {
		if _, ok := w.Count(name); ok != want {
			t.Errorf("%s is known: %v", name, ok)
		}
		if _, ok := w.Text(name); ok {
			t.Errorf("%s is a text", name)
		}
	}
	for _, name := range []string{"last-client", "last-server.alice", "recent.alice"} {
		if _, ok := w.Text(name); !ok {
			t.Errorf("%s is no text", name)
		}
		if _, ok := w.Count(name); ok {
			t.Errorf("%s is a number", name)
		}
	}
}

// Bytes of messages are those of the requests; bytes of memory those of the tables.
func TestBytesAreThoseOfRequestsAndRows(t *testing.T) {
	w, _ := play(t, "servers=2 auth=session store=redis replica=async", "alice login", "bob login", "alice profile", "zoe profile")
	var sent, received int64
	for _, x := range w.Exchanges() {
		sent, received = sent+int64(x.RequestBytes), received+int64(x.ResponseBytes)
	}
	w.Wait(time.Minute)
	held := int64(w.held()[storeName])
	if sent == 0 || received == 0 || held == 0 {
		t.Fatalf("%d bytes sent, %d received, %d held", sent, received, held)
	}
	counts(t, w, map[string]int64{"request-bytes": sent, "response-bytes": received, "memory.store": held, "memory.replica": held, "memory.s1": 0})
	if err := w.Kill(storeName); err != nil {
		t.Fatal(err)
	}
	counts(t, w, map[string]int64{"memory.store": 0, "rows.store": 0, "up.store": 0})
}
