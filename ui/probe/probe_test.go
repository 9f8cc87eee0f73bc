package probe

import (
	"go/parser"
	"go/token"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestDarkUnlessCOLORFGBGNamesALightColour(t *testing.T) {
	for value, want := range map[string]bool{
		"": true, "15;0": true, "0;15": false, "0;7": false, "7;8": true, "0;default;15": false, "15;default;0": true,
		"default;default": true, "12;11": false, "0;": true, ";": true, "nonsense": true, "0;99": true, "0;-1": true, "7": false,
	} {
		if got := Dark(func(string) string { return value }); got != want {
			t.Errorf("COLORFGBG=%q: dark is %v, want %v", value, got, want)
		}
	}
}

// An import that lipgloss does not need itself may be initialised only after
// Bubble Tea, and this package after that.
func TestImportsNothingThatLipglossDoesNotImport(t *testing.T) {
	const lipgloss = "github.com/charmbracelet/lipgloss"
	out, err := exec.Command("go", "list", "-deps", lipgloss).Output()
	if err != nil {
		t.Fatal(err)
	}
	ready := strings.Fields(string(out))
	file, err := parser.ParseFile(token.NewFileSet(), "probe.go", nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(ready, path) {
			t.Errorf("probe imports %s, which lipgloss does not", path)
		}
	}
	out, err = exec.Command("go", "list", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if own := strings.TrimSpace(string(out)); own > "github.com/charmbracelet/bubbletea" {
		t.Errorf("%s sorts behind Bubble Tea", own)
	}
}
