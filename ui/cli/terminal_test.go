//go:build linux

package cli_test

import (
	"os"
	"os/exec"
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
