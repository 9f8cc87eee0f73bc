//go:build linux

package cli_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"authlab/ui/internal/ptytest"
)

const johnDoe = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"

// TestATokenFromAPipe reads the token from standard input and the keys from the terminal.
func TestATokenFromAPipe(t *testing.T) {
	home := t.TempDir()
	cmd := exec.Command("sh", "-c", `printf '%s\n' "$TOKEN" | "$AUTHLAB" token -`)
	cmd.Env = ptytest.Environment(home, "TOKEN="+johnDoe, "AUTHLAB="+os.Getenv(binaryPath))
	term := ptytest.Start(t, cmd, 100, 30)
	at := term.Expect(0, "John Doe")
	const redraw = "\x0c" // otherwise a frame brings only the letters that changed
	term.Send("\x1b[200~" + strings.Replace(johnDoe, "eyJz", "eyJy", 1) + "\x1b[201~" + redraw)
	at = term.Expect(at, `"rub"`)
	term.Send("u" + redraw)
	term.Expect(at, `"sub"`)
	term.Send("q")
	if code := term.Wait(); code != 0 {
		t.Errorf("it ends with %d", code)
	}
	if wrong := term.Restored(); wrong != nil {
		t.Errorf("it leaves %v", wrong)
	}
}

func TestADashNeedsAPipe(t *testing.T) {
	term := ptytest.Start(t, authlab(t, []string{"token", "-"}), 80, 24)
	term.Expect(0, "standard input is the keyboard")
	if code := term.Wait(); code != 2 {
		t.Errorf("it ends with %d", code)
	}
}
