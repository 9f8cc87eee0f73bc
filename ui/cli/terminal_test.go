//go:build linux

package cli_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"authlab/ui/internal/ptytest"
)

func authlab(t *testing.T, arguments []string, changes ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Getenv(binaryPath), arguments...)
	cmd.Env = ptytest.Environment(t.TempDir(), changes...)
	return cmd
}

// Bubble Tea v1 asks the terminal for its background before main and waits five
// seconds where nothing answers. The terminal of these tests answers nothing.
func TestNothingIsAskedOfTheTerminal(t *testing.T) {
	for _, line := range []string{"--version", "--help", "help scenario", "nonsense"} {
		term := ptytest.Start(t, authlab(t, strings.Fields(line)), 80, 24)
		term.Wait()
		if output := term.Output(); output == "" || strings.Contains(output, "\x1b") {
			t.Errorf("%s wrote %q", line, output)
		}
		if wrong := term.Restored(); wrong != nil {
			t.Errorf("%s left %v", line, wrong)
		}
	}
}

func TestTerminalWithoutUTF8GetsASCII(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(file, []byte(scenarioText), 0o600); err != nil {
		t.Fatal(err)
	}
	term := ptytest.Start(t, authlab(t, []string{"run", file}, "LANG=C"), 80, 24)
	term.Wait()
	for _, r := range term.Output() {
		if r > 0x7f {
			t.Fatalf("%q in %q", r, term.Output())
		}
	}
	piped, err := authlab(t, []string{"run", file}, "LANG=C").Output()
	if err != nil {
		t.Fatal(err)
	}
	if everywhere, _ := authlab(t, []string{"run", file}).Output(); !bytes.Equal(piped, everywhere) {
		t.Errorf("the locale changes what a program reads:\n%s\n%s", piped, everywhere)
	}
}
