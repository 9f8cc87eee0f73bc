package pane

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryScenarioFitsEverySize draws steps of every third scenario of the project,
// each step at another size.
func TestEveryScenarioFitsEverySize(t *testing.T) {
	files, err := filepath.Glob("../../sim/scenario/testdata/*.txt")
	if err != nil || len(files) < 50 {
		t.Fatal(len(files), err)
	}
	for i := 0; i < len(files); i += 3 {
		file := files[i]
		script, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		steps := play(t, string(script))
		for n := 1 + i%7; n <= len(steps); n += 7 {
			in := at(steps, n)
			in.Styles = colorStyles(i%2 == 0)
			w, h := 1+(n*37+i*11)%200, 1+(n*13+i*7)%60
			for name, draw := range panes() {
				where := fmt.Sprintf("%s step %d %s", strings.TrimSuffix(filepath.Base(file), ".txt"), n, name)
				checkSize(t, where, draw(in, w, h), w, h)
			}
		}
	}
}
