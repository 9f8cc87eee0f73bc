package clipboard

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
)

type terminal struct{ writes []string }

func (t *terminal) Write(p []byte) (int, error) {
	t.writes = append(t.writes, string(p))
	return len(p), nil
}

func TestCopyIsOneSequenceInOneWrite(t *testing.T) {
	coded := base64.StdEncoding.EncodeToString([]byte("alice GET /profile\n"))
	for _, one := range []struct{ name, env, value, begins, ends string }{
		{"plain", "", "", "\x1b]52;c;" + coded, "\x07"},
		{"tmux", "TMUX", "/tmp/tmux-1/default,1,0", "\x1bPtmux;\x1b\x1b]52;c;" + coded, "\x1b\\"},
		{"screen", "STY", "1.pts", "\x1bP\x1b]52;c;" + coded, "\x1b\\"},
		{"screen by its name", "TERM", "screen-256color", "\x1bP\x1b]52;c;", "\x1b\\"},
	} {
		t.Run(one.name, func(t *testing.T) {
			out := &terminal{}
			getenv := func(name string) string {
				if name == one.env {
					return one.value
				}
				return ""
			}
			if err := New(out, getenv).Copy("alice GET /profile\n"); err != nil {
				t.Fatal(err)
			}
			if len(out.writes) != 1 || !strings.HasPrefix(out.writes[0], one.begins) || !strings.HasSuffix(out.writes[0], one.ends) {
				t.Errorf("%q", out.writes)
			}
		})
	}
}

func TestWhatATerminalWouldDropIsNotSent(t *testing.T) {
	out := &terminal{}
	err := New(out, func(string) string { return "" }).Copy(strings.Repeat("x", Most+1))
	var long *TooLong
	if !errors.As(err, &long) || long.Bytes != Most+1 || len(out.writes) != 0 {
		t.Errorf("%v, and %d writes", err, len(out.writes))
	}
}
