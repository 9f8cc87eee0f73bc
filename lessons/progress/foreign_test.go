//go:build unix

package progress

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestForeignFilesAreLeftAlone(t *testing.T) {
	fixtures := map[string]func(t *testing.T, path string){
		"newer": func(t *testing.T, path string) { put(t, path, []byte(`{"version":3,"pages":7}`)) },
		"symbolic link": func(t *testing.T, path string) {
			put(t, path+".target", valid(t))
			if err := os.Symlink(path+".target", path); err != nil {
				t.Fatal(err)
			}
		},
		"directory": func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		},
		"pipe": func(t *testing.T, path string) {
			if err := syscall.Mkfifo(path, 0o600); err != nil {
				t.Fatal(err)
			}
		},
	}
	for name, prepare := range fixtures {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "state.json")
			prepare(t, path)
			before, err := os.Lstat(path)
			if err != nil {
				t.Fatal(err)
			}
			s, notice := Open(dir, noon)
			if notice == "" || s.Kept() {
				t.Errorf("notice %q, kept %v", notice, s.Kept())
			}
			solve(s, "a")
			if err := s.Save(); err != nil {
				t.Errorf("a session in memory reports %v", err)
			}
			after, err := os.Lstat(path)
			if err != nil || !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) || before.Mode() != after.Mode() {
				t.Errorf("the file was touched: %v", err)
			}
		})
	}
}
