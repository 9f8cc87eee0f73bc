package cli_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// A newer lipgloss or a second Bubble Tea would come in through any careless
// dependency, and bring queries to the terminal with it.
func TestPinnedModules(t *testing.T) {
	if _, err := os.Stat("../../go.mod"); err != nil { // a changed file runs the test again
		t.Fatal(err)
	}
	out, err := exec.Command("go", "list", "-m", "all").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := strings.Split(strings.TrimSpace(string(out)), "\n")
	for _, want := range []string{
		"github.com/charmbracelet/bubbletea v1.3.10",
		"github.com/charmbracelet/lipgloss v1.1.0",
		"github.com/charmbracelet/bubbles v1.0.0",
		"github.com/golang-jwt/jwt/v5 v5.3.1",
	} {
		if !slices.Contains(modules, want) {
			t.Errorf("missing: %s", want)
		}
	}
	for _, module := range modules {
		if strings.HasPrefix(module, "charm.land/") || strings.Contains(module, "=>") {
			t.Errorf("must not be there: %s", module)
		}
	}
}
