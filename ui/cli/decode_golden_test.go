package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"authlab/ui/text"
)

// TestDecodeReads compares what people read of a few tokens with what was looked at.
// UPDATE_GOLDEN=1 writes it anew.
func TestDecodeReads(t *testing.T) {
	c := command(t)
	key := []string{"--key", "text:" + decodeSecret, "--at", "1799995000"}
	good := usual("alice")
	for name, arguments := range map[string][]string{
		"decoded":    {"--at", "1799995000", good},
		"verified":   append(key, good),
		"ascii":      append(key, "--ascii", good),
		"expired":    {"--key", "text:" + decodeSecret, "--at", "1800000060", good},
		"altered":    append(key, good[:50]+"X"+good[51:]),
		"twice":      append(key, signed(`{"alg":"HS256"}`, `{"role":"user","role":"admin","exp":1800000000000,"EXP":1}`)),
		"unsigned":   append(key, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYWxsb3J5In0."),
		"doomed":     {"--at", "1799995000", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYWxsb3J5In0."},
		"unreadable": append(key, "hello", good),
	} {
		out, _, _ := c.run("", append([]string{"decode"}, arguments...)...)
		for line := range strings.Lines(out) {
			if text.Width(strings.TrimSuffix(line, "\n")) > 80 || strings.HasSuffix(line, " \n") {
				t.Errorf("%s: %q", name, line)
			}
		}
		file := filepath.Join("testdata", "decode", name+".txt")
		if os.Getenv("UPDATE_GOLDEN") != "" {
			c.ok(os.WriteFile(file, []byte(out), 0o644))
			continue
		}
		want, err := os.ReadFile(file)
		c.ok(err)
		if out != string(want) {
			t.Errorf("%s reads\n%s\nnot\n%s", name, out, want)
		}
	}
}

// TestNothingLooksApprovedThatIsNot looks at the colours: green is for a token that is
// verified, and for nothing else.
func TestNothingLooksApprovedThatIsNot(t *testing.T) {
	c := command(t)
	c.env["FORCE_COLOR"], c.env["TERM"] = "1", "xterm"
	const green = "\x1b[92m"
	good := usual("alice")
	key := []string{"--theme", "dark", "--key", "text:" + decodeSecret}
	for _, line := range [][]string{
		{"--theme", "dark", good},
		append(key, "--at", "1800000060", good),
		append(key, "--at", "1799995000", good+"x"),
		append(key, "hello"),
	} {
		if out, _, _ := c.run("", append([]string{"decode"}, line...)...); strings.Contains(out, green) || !strings.Contains(out, "\x1b[") {
			t.Errorf("%q is green in %q", line, out)
		}
	}
	if out, _, _ := c.run("", append([]string{"decode", "--at", "1799995000", good}, key...)...); !strings.Contains(out, green) {
		t.Errorf("a verified token is not green: %q", out)
	}
	c.env["NO_COLOR"] = "1"
	if out, _, _ := c.run("", "decode", good); strings.Contains(out, "\x1b") {
		t.Errorf("NO_COLOR: %q", out)
	}
}
