//go:build linux

package cli_test

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"authlab/ui/internal/ptytest"
	"authlab/ui/text"
)

// TestDecodeOnATerminal has colours there, and does not wait for somebody to type.
func TestDecodeOnATerminal(t *testing.T) {
	for _, s := range []struct {
		columns   uint16
		arguments []string
		want      string
		sequences bool
	}{
		{80, []string{"decode"}, "decode needs a token", false},
		{80, []string{"decode", usual("alice")}, "NOT VERIFIED", true},
		{200, []string{"decode", usual("alice")}, "NOT VERIFIED", true},
		{50, []string{"decode", usual("alice")}, "NOT VERIFIED", true},
		{80, []string{"decode", "--format", "json", usual("alice")}, `"outcome":"not-verified"`, false},
	} {
		term := ptytest.Start(t, authlab(t, s.arguments), s.columns, 24)
		term.Wait()
		output := term.Output()
		if !strings.Contains(output, s.want) || strings.Contains(output, "\x1b") != s.sequences {
			t.Errorf("%d columns, %q: %q", s.columns, s.arguments[1:], output)
		}
		if !s.sequences {
			continue
		}
		for line := range strings.Lines(inks.ReplaceAllString(output, "")) {
			line = strings.TrimRight(line, "\r\n")
			if n := len([]rune(line)); n > min(int(s.columns), 100) {
				t.Errorf("%d columns: %q has %d", s.columns, line, n)
			}
		}
	}
}

// TestDecodeReaderThatLeaves ends without a word, and a full disk is told of.
func TestDecodeReaderThatLeaves(t *testing.T) {
	tokens := strings.Repeat(usual("alice")+"\n", 200)
	script := `exec 3>&1; { "$1" decode 2>&3; echo "$?" >&3; } | :`
	cmd := exec.Command("sh", "-c", script, "sh", os.Getenv(binaryPath))
	cmd.Env = ptytest.Environment(t.TempDir())
	cmd.Stdin = strings.NewReader(tokens)
	out, err := cmd.Output()
	if words := strings.TrimSpace(string(out)); err != nil || strings.ContainsAny(words, "abcdefghijklmnopqrstuvwxyz") {
		t.Errorf("%v: %q", err, words)
	}

	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	var words bytes.Buffer
	cmd = authlab(t, []string{"decode"})
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(tokens), full, &words
	_ = cmd.Run()
	if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(words.String(), "no space left") {
		t.Errorf("exit code %d, %q", cmd.ProcessState.ExitCode(), words.String())
	}
}

// TestDecodeHelpFitsTheWidth has the help of decode and of its JSON in 80 columns.
func TestDecodeHelpFitsTheWidth(t *testing.T) {
	c := command(t)
	for _, about := range []string{"decode", "json"} {
		out, _, _ := c.run("", "help", about)
		for line := range strings.Lines(out) {
			if text.Width(strings.TrimSuffix(line, "\n")) > 80 {
				t.Errorf("help %s: %q", about, line)
			}
		}
	}
}
