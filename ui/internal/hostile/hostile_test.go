package hostile_test

import (
	"strings"
	"testing"

	"authlab/ui/internal/hostile"
	"authlab/ui/text"
)

func TestPayloadsAreManyAndDiffer(t *testing.T) {
	all := hostile.Payloads()
	names, texts := map[string]bool{}, map[string]bool{}
	for _, p := range all {
		if names[p.Name] || texts[p.Text] {
			t.Errorf("%s comes twice", p.Name)
		}
		names[p.Name], texts[p.Text] = true, true
	}
	if len(all) < 60 {
		t.Errorf("only %d payloads", len(all))
	}
}

// TestFoundKnowsThePayloads keeps the detector honest: what is hostile as it stands must
// be found, and nothing is left of it when it is made safe.
func TestFoundKnowsThePayloads(t *testing.T) {
	for _, p := range hostile.Payloads() {
		escape := strings.HasPrefix(p.Text, `\u`)
		harmless := escape || p.Name == "LF" || strings.HasPrefix(p.Name, "flood of mixed") || p.Name == "mark at the start"
		if hostile.Found(p.Text) == "" && !harmless {
			t.Errorf("%s is not found", p.Name)
		}
		if found := hostile.Found(text.Safe(p.Text)); found != "" {
			t.Errorf("%s: %s after it was made safe", p.Name, found)
		}
	}
}
