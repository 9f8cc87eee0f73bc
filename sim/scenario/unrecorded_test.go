package scenario

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"authlab/sim/cluster"
)

// TestARunIsTheSameUnrecorded compares every answer of a recorded and an unrecorded
// run, the reason of a refusal and all costs included.
func TestARunIsTheSameUnrecorded(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scenarios", err)
	}
	for _, file := range files {
		if filepath.Base(file) == "after-an-event.txt" {
			continue // after= counts events, and an unrecorded run has none
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			recorded, unrecorded := exchangesOf(t, file, Options{}), exchangesOf(t, file, Options{Unrecorded: true})
			if len(recorded) != len(unrecorded) {
				t.Fatalf("%d requests recorded, %d unrecorded", len(recorded), len(unrecorded))
			}
			for i := range recorded {
				if !reflect.DeepEqual(recorded[i], unrecorded[i]) {
					t.Errorf("request %d\nrecorded   %+v\nunrecorded %+v", i+1, recorded[i], unrecorded[i])
				}
			}
		})
	}
}

func exchangesOf(t *testing.T, file string, options Options) []cluster.Exchange {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	script, mistakes := Parse(file, data)
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0])
	}
	result := Run(script, options)
	defer result.World.Close()
	var out []cluster.Exchange
	for _, x := range result.World.Exchanges() {
		copied := *x
		copied.FirstSeq, copied.LastSeq, copied.Memory = 0, 0, nil
		out = append(out, copied)
	}
	return out
}
