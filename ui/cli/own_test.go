//go:build linux

package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"authlab/lessons"
	"authlab/ui/internal/ptytest"
)

// A lesson of one's own opens on the screen, by its file or its folder, and keeps its
// progress apart.
func TestOwnLessonOnTheScreen(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, lessons.ExampleFile)
	if err := os.WriteFile(file, []byte(lessons.Example()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, place := range []string{file, dir + "/"} {
		state := t.TempDir()
		term := ptytest.Start(t, authlab(t, []string{"lesson", place, "--state-dir", state}), 80, 24)
		term.Expect(0, "14 Left alone in the library")
		term.Send("q")
		if code := term.Wait(); code != 0 {
			t.Errorf("exit code %d: %q", code, term.Output())
		}
		if _, err := os.Stat(filepath.Join(state, "state.json")); err == nil {
			t.Error("progress stands in the file of the course")
		}
		if kept, _ := filepath.Glob(filepath.Join(state, "own", "*", "state.json")); len(kept) != 1 {
			t.Errorf("progress is kept in %v", kept)
		}
	}
}

// A file that cannot be played opens nothing, and what is in it is not sent.
func TestOwnLessonWithMistakesOpensNoScreen(t *testing.T) {
	file := filepath.Join(t.TempDir(), lessons.ExampleFile)
	hostile := strings.Replace(lessons.Example(), "Alice reads", "Alice \x1b]0;owned\a\x1b[2J reads", 1)
	if err := os.WriteFile(file, []byte(hostile), 0o600); err != nil {
		t.Fatal(err)
	}
	term := ptytest.Start(t, authlab(t, []string{"lesson", file}), 80, 24)
	if code := term.Wait(); code != 2 {
		t.Errorf("exit code %d", code)
	}
	if out := term.Output(); !strings.Contains(out, ":25:7: a character that cannot be seen") || strings.Contains(out, "\x1b") {
		t.Errorf("said: %q", out)
	}
}
