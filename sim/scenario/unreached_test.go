package scenario

import (
	"strings"
	"testing"
)

// TestFaultBehindAnEventThatNeverCame is an error at the fault's line, recorded or not.
func TestFaultBehindAnEventThatNeverCame(t *testing.T) {
	for _, unrecorded := range []bool{false, true} {
		script, mistakes := Parse("f", []byte("cluster\nalice GET /public\nkill s2 after=900\nalice GET /public\n"))
		if len(mistakes) > 0 {
			t.Fatal(mistakes)
		}
		result := Run(script, Options{Unrecorded: unrecorded})
		defer result.World.Close()
		if result.OK() || result.Err == nil || result.Err.Line != 3 || !strings.Contains(result.Err.Message, "event 900 never came") {
			t.Errorf("got %v", result.Err)
		}
		if len(result.Commands) != 4 {
			t.Errorf("%d commands were carried out", len(result.Commands))
		}
		script, _ = Parse("f", []byte("cluster\nkill s1 after=2\nalice GET /public => 200 s2\n"))
		result = Run(script, Options{Unrecorded: unrecorded})
		defer result.World.Close()
		if !result.OK() {
			t.Errorf("a fault that strikes: %v", result.Err)
		}
	}
}
