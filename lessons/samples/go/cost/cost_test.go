package main

import (
	"errors"
	"strings"
	"testing"
)

func TestReportHasALineForEachAlgorithm(t *testing.T) {
	all, err := algorithms()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := report(&out, all, 0); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i, name := range []string{"sign", "HS256", "RS256", "EdDSA", "ES256"} {
		if i >= len(lines) || !strings.Contains(lines[i], name) {
			t.Fatalf("line %d is to be that of %s:\n%s", i+1, name, out.String())
		}
	}
	if !strings.HasSuffix(lines[1], "1.0 x") {
		t.Errorf("HS256 is what the others are compared with:\n%s", lines[1])
	}
}

// What fails is not timed as if it had worked.
func TestAFailureEndsTheReport(t *testing.T) {
	wrong := errors.New("wrong key")
	broken := algorithm{name: "HS256", sign: func() error { return nil }, verify: func() error { return wrong }}
	if err := report(&strings.Builder{}, []algorithm{broken}, 0); !errors.Is(err, wrong) {
		t.Errorf("got %v, want %v", err, wrong)
	}
}
