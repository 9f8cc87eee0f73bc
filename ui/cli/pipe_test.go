//go:build linux

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPipes: a named pipe without a writer is given up, and one with a writer is read.
func TestPipes(t *testing.T) {
	idle, pipe := filepath.Join(t.TempDir(), "idle"), filepath.Join(t.TempDir(), "pipe")
	for _, name := range []string{idle, pipe} {
		if err := syscall.Mkfifo(name, 0o600); err != nil {
			t.Skip(err)
		}
	}
	if _, err := openSoon(idle, 0); err == nil || !strings.Contains(err.Error(), "nobody has written") {
		t.Errorf("without a writer: %v", err)
	}
	go func() {
		// A failure leaves the pipe without a writer, which the reader tells of.
		_ = os.WriteFile(pipe, []byte("the key"), 0o600)
	}()
	f, err := openSoon(pipe, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if data, err := readKeyData(f); err != nil || string(data) != "the key" {
		t.Errorf("%q, %v", data, err)
	}
}
