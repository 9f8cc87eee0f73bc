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

const scenarioText = "cluster servers=3\nalice POST /login\nalice GET /profile => 401\n"

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(file, []byte(scenarioText), 0o600); err != nil {
		t.Fatal(err)
	}
	failing := filepath.Join(dir, "b.txt")
	if err := os.WriteFile(failing, []byte(scenarioText+"alice GET /profile => 500\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	refused := filepath.Join(dir, "c.txt")
	if err := os.WriteFile(refused, []byte(scenarioText+"pause store\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	header := filepath.Join(dir, "d.scenario")
	if err := os.WriteFile(header, []byte("# titel: mistyped\n"+scenarioText), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		line string
		code int
	}{
		{"run " + header, 0}, {"check " + header, 2}, {"run " + refused, 2}, {"check " + refused, 2}, {"check " + failing, 0},
		{"run " + file, 0}, {"run " + failing, 1}, {"run /nowhere", 2}, {"run", 2},
		{"check " + file, 0}, {"check /nowhere", 2}, {"check", 2},
		{"help", 0}, {"help scenario", 0}, {"help nothing", 2}, {"--version", 0}, {"--help", 0},
		{"completion bash", 0}, {"completion", 2}, {"completion x", 2}, {"nothing", 2}, {"--nothing", 2},
	} {
		cmd := exec.Command(os.Getenv(binaryPath), strings.Fields(c.line)...)
		cmd.Env = ptytest.Environment(dir)
		_ = cmd.Run()
		if got := cmd.ProcessState.ExitCode(); got != c.code {
			t.Errorf("authlab %s: exit code %d, want %d", c.line, got, c.code)
		}
	}
}

func TestHelpFitsAScreen(t *testing.T) {
	for _, name := range append(strings.Fields("lesson lab token compare review exam cheatsheet export sample run decode check completion help"), "") {
		line := strings.TrimSpace(name + " --help")
		out, err := authlab(t, strings.Fields(line)).Output()
		if err != nil {
			t.Fatal(line, err)
		}
		rows := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
		// What decode takes does not fit.
		if len(rows) > 24 && name != "decode" {
			t.Errorf("%s: %d rows", line, len(rows))
		}
		for _, row := range rows {
			if len(row) > 80 {
				t.Errorf("%s: %d columns: %s", line, len(row), row)
			}
		}
	}
}

func TestResultThatCannotBeWritten(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	for _, line := range []string{"run -", "--version", "--help", "help scenario", "completion bash"} {
		var words bytes.Buffer
		cmd := exec.Command(os.Getenv(binaryPath), strings.Fields(line)...)
		cmd.Env = ptytest.Environment(t.TempDir())
		cmd.Stdin = strings.NewReader(scenarioText)
		cmd.Stdout, cmd.Stderr = full, &words
		_ = cmd.Run()
		if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(words.String(), "no space left") {
			t.Errorf("authlab %s > /dev/full: exit code %d, %q", line, cmd.ProcessState.ExitCode(), words.String())
		}
	}
}

func TestReaderThatLeavesEndsSilently(t *testing.T) {
	for _, ignored := range []string{"", `trap "" PIPE; `} {
		script := ignored + `exec 3>&1; { "$1" help scenario 2>&3; echo "$?" >&3; } | :`
		for range 5 { // the reader has left before or after the first write
			cmd := exec.Command("sh", "-c", script, "sh", os.Getenv(binaryPath))
			cmd.Env = ptytest.Environment(t.TempDir())
			out, err := cmd.Output()
			if words := strings.TrimSpace(string(out)); err != nil || strings.ContainsAny(words, "abcdefghijklmnopqrstuvwxyz") {
				t.Errorf("%v: %q", err, words)
			}
		}
	}
}
