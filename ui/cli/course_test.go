//go:build linux

package cli_test

import (
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"authlab/ui/internal/ptytest"
)

// painted is on the first screen.
const painted = "authlab"

func TestCourseStartsAndEnds(t *testing.T) {
	for name, way := range map[string]struct {
		end  func(*ptytest.Terminal)
		code int
	}{
		"q":      {func(term *ptytest.Terminal) { term.Send("q") }, 0},
		"ctrl+c": {func(term *ptytest.Terminal) { term.Send("\x03") }, 130},
		"INT":    {func(term *ptytest.Terminal) { term.Signal(syscall.SIGINT) }, 130},
		"TERM":   {func(term *ptytest.Terminal) { term.Signal(syscall.SIGTERM) }, 143},
		"HUP":    {func(term *ptytest.Terminal) { term.Signal(syscall.SIGHUP) }, 129},
	} {
		for _, line := range []string{"", "lesson 3", "lab", "--mouse --ascii --theme light --reduced-motion"} {
			t.Run(strings.TrimSpace(name+" "+line), func(t *testing.T) {
				t.Parallel()
				term := ptytest.Start(t, authlab(t, strings.Fields(line)), 80, 24)
				term.Expect(0, painted)
				way.end(term)
				if code := term.Wait(); code != way.code {
					t.Errorf("exit code %d, want %d: %q", code, way.code, term.Output())
				}
				if wrong := term.Restored(); wrong != nil {
					t.Errorf("not restored: %v", wrong)
				}
				if asked := ptytest.Queries(term.Output()); asked != nil {
					t.Errorf("asked the terminal %q", asked)
				}
				if strings.Contains(term.Output(), "\x1b[?1002h") != strings.Contains(line, "--mouse") {
					t.Error("the mouse is reported without being asked for, or not where it was")
				}
			})
		}
	}
}

func TestCourseEndsWithItsTerminal(t *testing.T) {
	cmd := authlab(t, nil)
	cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", `trap "" HUP; exec "$0"`, os.Getenv(binaryPath)}
	term := ptytest.Start(t, cmd, 80, 24)
	term.Expect(0, painted)
	term.Hangup()
	if code := term.Wait(); code != 129 {
		t.Errorf("exit code %d, want 129", code)
	}
}

// TestStartUpMatrix starts the course under every TERM and colour setting, once
// on a terminal and once without one of its ends.
func TestStartUpMatrix(t *testing.T) {
	inputs := []string{"", "</dev/null", "<empty", "<&-"}
	outputs := []string{"", ">out", ">&-", "| cat >out"}
	var redirections []string
	for _, in := range inputs {
		for _, out := range outputs {
			if in != "" || out != "" {
				redirections = append(redirections, in+" "+out)
			}
		}
	}
	cell := 0
	for _, term := range []string{"xterm-256color", "screen", "linux", "dumb", ""} {
		for _, colour := range []string{"COLORTERM", "NO_COLOR=1", "FORCE_COLOR=1", "CLICOLOR_FORCE=1", "CLICOLOR=0", "CI=1"} {
			redirected := redirections[cell%len(redirections)]
			cell++
			t.Run(fmt.Sprintf("TERM=%s %s", term, colour), func(t *testing.T) {
				t.Parallel()
				onTerminal(t, "TERM="+term, colour)
				withoutTerminal(t, redirected, "TERM="+term, colour)
			})
		}
	}
}

func onTerminal(t *testing.T, env ...string) {
	t.Helper()
	term := ptytest.Start(t, authlab(t, nil, env...), 80, 24)
	term.Expect(0, painted)
	term.Send("q")
	if code := term.Wait(); code != 0 {
		t.Errorf("exit code %d: %q", code, term.Output())
	}
}

func withoutTerminal(t *testing.T, redirected string, env ...string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "empty"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	script := `exec 9>&1; { "$0"; echo "code=$?" >&9; } ` + redirected
	cmd := exec.Command("sh", "-c", script, os.Getenv(binaryPath))
	cmd.Dir, cmd.Env = dir, ptytest.Environment(dir, env...)
	term := ptytest.Start(t, cmd, 80, 24)
	term.Expect(0, "code=2")
	term.Wait()
	out, _ := os.ReadFile(filepath.Join(dir, "out"))
	if len(out) > 0 || strings.Contains(term.Output(), "\x1b") {
		t.Errorf("%s: stdout %q, terminal %q", redirected, out, term.Output())
	}
	if !strings.Contains(term.Output(), "authlab run FILE") {
		t.Errorf("%s: does not say what to run: %q", redirected, term.Output())
	}
}

func TestProgressIsKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "progress")
	file := filepath.Join(dir, "state.json")
	term := ptytest.Start(t, authlab(t, []string{"--state-dir", dir, "lesson", "3"}), 80, 24)
	term.Expect(0, painted)
	term.Send("q")
	term.Wait()
	data, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(data), `"two-servers"`) {
		t.Fatalf("a seen page is not kept: %v %s", err, data)
	}

	if err := os.WriteFile(file, data[:len(data)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	term = ptytest.Start(t, authlab(t, []string{"--state-dir", dir}), 80, 24)
	term.Expect(0, "damaged")
	term.Send("q")
	if code := term.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestUnusableStateDirectoryStillTeaches(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, way := range []*exec.Cmd{
		authlab(t, []string{"--state-dir", file}),
		authlab(t, nil, "HOME", "XDG_STATE_HOME"),
	} {
		term := ptytest.Start(t, way, 80, 24)
		term.Expect(0, "only until you leave")
		term.Send("q")
		if code := term.Wait(); code != 0 {
			t.Errorf("exit code %d", code)
		}
	}
}

func TestTheLabCopiesToTheTerminalsClipboard(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "my.scenario")
	if err := os.WriteFile(file, []byte("cluster servers=2\nalice POST /login\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	term := ptytest.Start(t, authlab(t, []string{"--reduced-motion", "lab", file}), 80, 24)
	term.Expect(0, "lies ahead")
	term.Send("\x1b[F")
	at := term.Expect(0, "200")
	term.Send("y")
	at = term.Expect(at, "authlab run -")
	if strings.Contains(term.Output(), "\x1b]52;") {
		t.Error("something was copied without being asked for")
	}
	term.Send("\r")
	want := base64.StdEncoding.EncodeToString([]byte(`printf '%s\n' 'cluster servers=2' 'alice POST /login' | authlab run -`))
	at = term.Expect(at, "\x1b]52;c;"+want+"\x07")
	term.Expect(at, "sent to the terminal's clipboard")
	term.Send("q")
	if code := term.Wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}
