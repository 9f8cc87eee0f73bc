package scenario

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"authlab/sim/cluster"
	"authlab/sim/event"
)

// update rewrites the golden files: AUTHLAB_UPDATE=1 go test ./sim/scenario
const update = "AUTHLAB_UPDATE"

// TestScenarios runs every scenario of testdata. Its expectations must hold, and
// its events must be those of the .events file beside it.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			script, mistakes := Parse(file, src)
			for _, m := range mistakes {
				t.Error(m)
			}
			if len(mistakes) > 0 {
				return
			}
			result := Run(script, Options{})
			if result.World != nil {
				defer result.World.Close()
			}
			if result.Err != nil {
				t.Fatal(result.Err)
			}
			for _, c := range result.Commands {
				if !c.Outcome.OK {
					t.Errorf("%s:%d: %s\nexpected %s\nobserved %s", file, c.Command.Line, c.Command.Deed(), c.Outcome.Expected, c.Outcome.Observed)
				}
			}
			compareGolden(t, strings.TrimSuffix(file, ".txt")+".events", golden(result.World))
		})
	}
}

func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv(update) != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (%s=1 writes it)", err, update)
	}
	if got == string(want) {
		return
	}
	have, should := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(have), len(should)) {
		a, b := "(nothing)", "(nothing)"
		if i < len(have) {
			a = have[i]
		}
		if i < len(should) {
			b = should[i]
		}
		if a != b {
			t.Fatalf("%s:%d:\n got  %s\n want %s\n(%s=1 rewrites it)", file, i+1, a, b, update)
		}
	}
}

// golden writes the events of a run, one a line, and the answers: kinds, nodes,
// attributes and causes, never prose.
func golden(w *cluster.World) string {
	var b strings.Builder
	for _, s := range w.Steps() {
		e := s.Event
		fmt.Fprintf(&b, "%d %s c%d f%d %s %s", e.Seq, e.At, e.Command, e.Flight, e.Kind, e.Node)
		if e.Peer != "" {
			fmt.Fprintf(&b, ">%s", e.Peer)
		}
		for _, a := range e.Attrs {
			fmt.Fprintf(&b, " %s=%s", a.Key, quote(a.Value))
		}
		b.WriteString(causes(e) + "\n")
	}
	for _, x := range w.Exchanges() {
		fmt.Fprintf(&b, "= %s %s %s %d %s %d/%d bytes %d/%d store\n", x.Spec.Client, x.Spec.Method, x.Spec.Path, x.Status, x.Server,
			x.RequestBytes, x.ResponseBytes, x.StoreReads, x.StoreWrites)
	}
	return b.String()
}

func causes(e event.Event) string {
	if len(e.Causes) == 0 {
		return ""
	}
	return " <- " + strings.Trim(fmt.Sprint(e.Causes), "[]")
}

// TestEveryNameHasAValue asks for every documented name.
func TestEveryNameHasAValue(t *testing.T) {
	script, mistakes := Parse("test", []byte("cluster\nalice POST /login\n"))
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	result := Run(script, Options{Unrecorded: true})
	defer result.World.Close()
	fill := strings.NewReplacer("CODE", "200", "CLIENT", "alice", "USER", "alice", "SERVER", "s1", "KIND", "xss")
	for _, c := range cluster.Facts {
		name := fill.Replace(c.Name)
		e, err := ParseExpectation(name + " != 4711")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if ok, observed := e.Eval(result.World); !ok || observed == "nothing" {
			t.Errorf("%s has no value (%s)", name, observed)
		}
	}
}
