package history

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"authlab/sim/cluster"
	"authlab/sim/event"
	"authlab/sim/scenario"
	"authlab/sim/snapshot"
)

func parse(t interface{ Fatal(...any) }, src string) []scenario.Command {
	script, mistakes := scenario.Parse("test", []byte(src))
	for _, m := range mistakes {
		t.Fatal(m)
	}
	return script.Commands
}

func command(t interface{ Fatal(...any) }, text string) scenario.Command {
	script, mistakes := scenario.ParseFragment("test", []byte(text))
	for _, m := range mistakes {
		t.Fatal(m)
	}
	return script.Commands[0]
}

func begin(t interface {
	Fatal(...any)
	Cleanup(func())
}, src string) *History {
	h, err := New(parse(t, src))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Close)
	return h
}

func do(t *testing.T, h *History, lines ...string) {
	t.Helper()
	for _, l := range lines {
		if err := h.Do(command(t, l)); err != nil {
			t.Fatalf("%s: %v", l, err)
		}
	}
}

const lesson3 = "cluster servers=2 auth=session store=memory balancer=round-robin\nalice POST /login\n"

// deeds are what the random histories are made of. Some cannot be done at times.
var deeds = []string{
	"alice POST /login", "alice GET /profile", "alice POST /logout", "bob POST /login", "bob GET /profile",
	"alice GET /slow ms=40 &", "bob GET /profile delay=10ms &", "kill s1", "kill s2 delay=20ms", "kill s3 &", "start s1", "restart s2",
	"set balancer=sticky", "set balancer=round-robin", "scale 2", "scale 3", "wait 1m", "copy alice as loot",
	"mallory GET /profile with=loot", "kill store", "start store", "pause store", "resume store", "wipe store", "delete-row alice", "expect logins=1",
}

func setup(t *rapid.T) []scenario.Command {
	store := rapid.SampledFrom([]string{"memory", "redis"}).Draw(t, "store")
	seed := rapid.SampledFrom([]string{"1", "2", "77"}).Draw(t, "seed")
	return parse(t, "cluster servers=3 store="+store+" seed="+seed+"\n")
}

// grow does random commands, at the end or in the past.
func grow(t *rapid.T, h *History, inThePast bool) {
	for range rapid.IntRange(1, 12).Draw(t, "commands") {
		if inThePast && rapid.IntRange(0, 3).Draw(t, "back") == 0 {
			h.Seek(rapid.IntRange(0, h.Len()).Draw(t, "cursor"))
		}
		before, place := h.Digest(), h.Cursor()
		if err := h.Do(command(t, rapid.SampledFrom(deeds).Draw(t, "deed"))); err != nil && (h.Digest() != before || h.Cursor() != place) {
			t.Fatalf("a command that failed (%v) has left traces", err)
		}
	}
}

func drawn(t *rapid.T, inThePast bool) *History {
	h, err := New(setup(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Close)
	grow(t, h, inThePast)
	return h
}

// TestBackAndForwardAreTheSame is promise 3: forward k, back k, forward k shows the
// same at every step, and the same as a fresh run of the same commands.
func TestBackAndForwardAreTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t, true)
		fresh, err := New(parse(t, strings.Join(h.Commands(), "\n")))
		if err != nil {
			t.Fatal(err)
		}
		defer fresh.Close()
		if fresh.Digest() != h.Digest() || fresh.Len() != h.Len() {
			t.Fatalf("a fresh run of %q differs", h.Commands())
		}
		k := rapid.IntRange(0, h.Len()).Draw(t, "k")
		h.Seek(0)
		first := walk(h, k, 1)
		back := walk(h, k, -1)
		slices.Reverse(back)
		if h.Cursor() != 0 || k > 0 && (back[0] != h.Snapshot() || !slices.Equal(back[1:], first[:k-1])) {
			t.Fatalf("back %d led to %d, by other snapshots", k, h.Cursor())
		}
		if again := walk(h, k, 1); !slices.Equal(first, again) {
			t.Fatal("forward again shows something else")
		}
		fresh.Seek(0)
		if other := walk(fresh, k, 1); !reflect.DeepEqual(first, other) || !reflect.DeepEqual(fresh.Steps()[:k], h.Steps()[:k]) {
			t.Fatal("a fresh run shows something else")
		}
	})
}

// walk moves k times by a number of steps and collects what is seen.
func walk(h *History, k, by int) []*snapshot.Snapshot {
	var seen []*snapshot.Snapshot
	for range k {
		h.Seek(h.Cursor() + by)
		seen = append(seen, h.Snapshot())
	}
	return seen
}

func TestForkKeepsTheOldFuture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t, false)
		steps, digest, commands := slices.Clone(h.Steps()), h.Digest(), h.Commands()
		h.Seek(rapid.IntRange(0, h.Len()).Draw(t, "cursor"))
		cursor := h.Cursor()
		past := slices.Clone(h.Steps()[:cursor])
		if h.Do(command(t, rapid.SampledFrom(deeds).Draw(t, "deed"))) == nil && !same(past, h.Steps()[:cursor]) {
			t.Fatal("the steps before the fork have changed")
		}
		old := slices.IndexFunc(h.Branches(), func(b Branch) bool {
			return len(b.Commands) >= len(commands) && slices.Equal(b.Commands[:len(commands)], commands)
		})
		if old < 0 || !h.SwitchBranch(old) {
			t.Fatalf("the old future is lost: %v", h.Branches())
		}
		for len(h.Commands()) > len(commands) {
			h.Undo()
		}
		if h.Digest() != digest || !reflect.DeepEqual(steps, h.Steps()) {
			t.Fatal("the old future is not what it was")
		}
	})
}

// same compares steps but for the index of their command, which a fault put before
// it shifts.
func same(a, b []cluster.Step) bool {
	return slices.EqualFunc(a, b, func(x, y cluster.Step) bool {
		x.Command, y.Command = 0, 0
		return reflect.DeepEqual(x, y)
	})
}

func TestUndoAndRedoAreRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t, true)
		digest, commands, results := h.Digest(), h.Commands(), h.Results()
		n := 0
		for n < rapid.IntRange(0, 20).Draw(t, "undo") && h.Undo() {
			n++
		}
		if len(h.Commands()) != len(commands)-n {
			t.Fatal("undo takes back something else than one command")
		}
		for range n {
			if !h.Redo() {
				t.Fatal("redo does not come back")
			}
		}
		if h.Digest() != digest || !slices.Equal(h.Commands(), commands) || !reflect.DeepEqual(h.Results(), results) {
			t.Fatal("undo and redo are no round trip")
		}
		w, err := h.World()
		if err != nil {
			t.Fatal(err)
		}
		if len(w.Steps()) != h.Len() {
			t.Fatal("the world is not the one at the head")
		}
	})
}

// TestFaultStrikesUnderTheCursor kills the server at every moment of a request.
func TestFaultStrikesUnderTheCursor(t *testing.T) {
	h := begin(t, "cluster servers=2 auth=session store=redis\nalice POST /login\n")
	from := h.Len()
	do(t, h, "alice GET /profile")
	to := h.Len()
	plain := slices.Clone(h.Steps())
	for seq := from + 1; seq < to; seq++ {
		h.SwitchBranch(0)
		h.Seek(seq)
		do(t, h, "kill s2")
		if !same(plain[:seq], h.Steps()[:seq]) {
			t.Fatalf("after=%d: the past has changed", seq)
		}
		if e := h.Steps()[seq]; e.Kind != event.NodeKilled || e.Node != "s2" {
			t.Fatalf("after=%d: next comes %s at %s", seq, e.Kind, e.Node)
		}
		commands := h.Commands()
		if want := []string{"kill s2 after=" + strconv.Itoa(seq), "alice GET /profile"}; !slices.Equal(commands[2:], want) {
			t.Fatalf("saved as %q", commands[2:])
		}
		if again := begin(t, strings.Join(commands, "\n")); again.Digest() != h.Digest() {
			t.Fatalf("after=%d: what was saved does not replay", seq)
		}
		if last := h.Results()[3]; last.Exchange == nil || !last.Exchange.Done {
			t.Fatalf("after=%d: the request has no end", seq)
		}
	}
}

// TestResumeTellsWhereACommandGoesOn compares what is told with what then happens.
func TestResumeTellsWhereACommandGoesOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t, false)
		h.Seek(rapid.IntRange(0, h.Len()).Draw(t, "cursor"))
		before, branches := slices.Clone(h.Steps()), len(h.Branches())
		step, forks := h.Resume()
		if err := h.Do(command(t, "wait 1ms")); err != nil {
			t.Fatal(err)
		}
		if !same(before[:step], h.Steps()[:step]) {
			t.Fatalf("the %d steps before it have changed", step)
		}
		if got := len(h.Branches()) > branches; got != forks {
			t.Fatalf("after step %d of %d: a new branch is %v, told was %v", step, len(before), got, forks)
		}
		if !forks && step != len(before) {
			t.Fatalf("goes on after step %d of %d without a new branch", step, len(before))
		}
	})
}

func TestResultsTellWhatBecameOfEachCommand(t *testing.T) {
	h := begin(t, lesson3+"alice GET /profile => 200\n")
	do(t, h, "alice GET /slow ms=30 &", "alice GET /profile")
	results := h.Results()
	if len(results) != 5 || len(results) != len(h.Commands()) {
		t.Fatalf("%d results for %d commands", len(results), len(h.Commands()))
	}
	if r := results[2]; r.Outcome.OK || r.Outcome.Observed != "401 s2" || len(r.Outcome.Why) == 0 {
		t.Errorf("a failed expectation: %+v", r.Outcome)
	}
	for _, i := range []int{1, 2, 3, 4} {
		if results[i].Exchange == nil || !results[i].Exchange.Done || results[i].Exchange.Command != i {
			t.Errorf("command %d has no answer of its own", i)
		}
	}
}

func TestTypingKnowsWhatCameBefore(t *testing.T) {
	h := begin(t, lesson3+"copy alice as loot\nscale 3\n")
	for typed, column := range map[string]int{"kill s4": 6, "bob GET /profile with=lot": 23, "copy bob as x": 6, "cluster servers=2": 1} {
		if _, err := h.Parse(typed); err == nil || err.Column != column {
			t.Errorf("%s: %v", typed, err)
		}
	}
	for _, typed := range []string{"kill s3", "bob GET /profile with=loot", "set s3.clock=+1m"} {
		if _, err := h.Parse(typed); err != nil {
			t.Errorf("%s: %v", typed, err)
		}
	}
	want := scenario.Names{Clients: []string{"alice"}, Copies: []string{"loot"}, Servers: []string{"s1", "s2", "s3"}}
	if got := h.Names(); !reflect.DeepEqual(got, want) {
		t.Errorf("names: %+v", got)
	}
	h.Seek(0)
	if _, err := h.Parse("kill s3"); err == nil {
		t.Error("s3 is not there yet at the start")
	}
}

func TestSetupCannotBeUndone(t *testing.T) {
	h := begin(t, lesson3)
	if h.Undo() {
		t.Error("the set-up was undone")
	}
	if _, err := New(nil); err == nil {
		t.Error("a history without a cluster line")
	}
}

func TestSeedChangesTheRun(t *testing.T) {
	one, same, other := begin(t, "cluster seed=1\nalice POST /login"), begin(t, "cluster seed=1\nalice POST /login"), begin(t, "cluster seed=2\nalice POST /login")
	if one.Digest() != same.Digest() {
		t.Error("one seed, two runs")
	}
	if one.Digest() == other.Digest() {
		t.Error("two seeds, one run")
	}
}
