//go:build unix

package progress

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// The test executable saves in a loop instead of testing when these are set.
const (
	saverDir   = "AUTHLAB_TEST_SAVER_DIR"
	saverName  = "AUTHLAB_TEST_SAVER_NAME"
	saverCount = "AUTHLAB_TEST_SAVER_COUNT"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(saverDir); dir != "" {
		os.Exit(saveInALoop(dir, os.Getenv(saverName), os.Getenv(saverCount)))
	}
	os.Exit(m.Run())
}

// saveInALoop saves one more solved item at a time and prints its name once it
// is safe.
func saveInALoop(dir, name, count string) int {
	n, err := strconv.Atoi(count)
	if err != nil {
		return 2
	}
	s, notice := Open(dir, noon)
	if notice != "" {
		fmt.Fprintln(os.Stderr, notice)
		return 1
	}
	for i := range n {
		item := fmt.Sprintf("%s-%d", name, i)
		solve(s, item)
		for s.Save() != nil {
		}
		fmt.Println(item)
	}
	return 0
}

func saver(t *testing.T, dir, name string, count int) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), saverDir+"="+dir, saverName+"="+name, saverCount+"="+strconv.Itoa(count))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

func TestKilledSaversLoseNothing(t *testing.T) {
	dir := t.TempDir()
	var safe []string
	for round := range 50 {
		cmd, lines := saver(t, dir, fmt.Sprintf("round%d", round), 1000)
		for seen := 0; lines.Scan(); seen++ {
			safe = append(safe, lines.Text())
			if seen == round%4 { // then it is killed somewhere in the next save
				_ = cmd.Process.Kill()
			}
		}
		_ = cmd.Wait()
	}
	state := mustOpen(t, dir).State()
	for _, item := range safe {
		if !solved(state, item) {
			t.Errorf("%s was saved and is lost", item)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 4 {
		t.Errorf("left over: %v", left)
	}
}

func TestConcurrentProcessesLoseNothing(t *testing.T) {
	const saves = 50
	dir := t.TempDir()
	first, firstLines := saver(t, dir, "a", saves)
	second, secondLines := saver(t, dir, "b", saves)
	for firstLines.Scan() || secondLines.Scan() {
	}
	if err := errors.Join(first.Wait(), second.Wait()); err != nil {
		t.Fatal(err)
	}
	if state := mustOpen(t, dir).State(); len(state.Items) != 2*saves {
		t.Errorf("%d results of %d", len(state.Items), 2*saves)
	}
}
