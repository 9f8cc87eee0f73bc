package progress

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
)

var errInjected = errors.New("injected")

// faulty fails at the n-th use of one operation.
type faulty struct {
	disk
	point string
	left  *int
}

func (f faulty) strikes(point string) bool {
	if f.point != point {
		return false
	}
	*f.left--
	return *f.left == 0
}

func (f faulty) fail(point string) error {
	if f.strikes(point) {
		return &fs.PathError{Op: point, Path: "/state", Err: errInjected}
	}
	return nil
}

func (f faulty) MakeDirectory(dir string) error {
	return errors.Join(f.fail("mkdir"), f.disk.MakeDirectory(dir))
}

func (f faulty) OpenLock(path string) error {
	if err := f.fail("open-lock"); err != nil {
		return err
	}
	return f.disk.OpenLock(path)
}

func (f faulty) Lock(path string) (func(), error) {
	if err := f.fail("lock"); err != nil {
		return nil, err
	}
	return f.disk.Lock(path)
}

func (f faulty) Read(path string) ([]byte, error) {
	if err := f.fail("read"); err != nil {
		return nil, err
	}
	data, err := f.disk.Read(path)
	if err == nil && f.strikes("parse") {
		data = data[:len(data)/2]
	}
	return data, err
}

func (f faulty) Create(path string) (temporary, error) {
	if err := f.fail("create-temp"); err != nil {
		return nil, err
	}
	file, err := f.disk.Create(path)
	return faultyFile{file, f}, err
}

func (f faulty) Rename(from, to string) error {
	if err := f.fail("rename"); err != nil {
		return err
	}
	return f.disk.Rename(from, to)
}

func (f faulty) SyncDirectory(dir string) error {
	return errors.Join(f.fail("dir-fsync"), f.disk.SyncDirectory(dir))
}

type faultyFile struct {
	temporary
	faults faulty
}

func (f faultyFile) Write(data []byte) (int, error) {
	if err := f.faults.fail("write"); err != nil {
		return 0, err
	}
	if f.faults.strikes("short write") {
		return f.temporary.Write(data[:len(data)/2])
	}
	if f.faults.strikes("ENOSPC") {
		n, _ := f.temporary.Write(data[:len(data)/3])
		return n, syscall.ENOSPC
	}
	return f.temporary.Write(data)
}

func (f faultyFile) Chmod(mode fs.FileMode) error {
	return errors.Join(f.faults.fail("chmod"), f.temporary.Chmod(mode))
}

func (f faultyFile) Sync() error {
	return errors.Join(f.faults.fail("fsync"), f.temporary.Sync())
}

func (f faultyFile) Close() error {
	return errors.Join(f.faults.fail("close"), f.temporary.Close())
}

func TestAFaultLosesNothing(t *testing.T) {
	points := []string{
		"mkdir", "open-lock", "lock", "read", "parse", "create-temp", "write", "short write",
		"ENOSPC", "fsync", "close", "chmod", "rename", "dir-fsync",
	}
	for _, point := range points {
		for _, first := range []bool{true, false} {
			for nth := 1; nth <= 2; nth++ {
				t.Run(fmt.Sprintf("%s %d, first %v", point, nth, first), func(t *testing.T) {
					strike(t, point, nth, first)
				})
			}
		}
	}
}

// strike lets one operation of a session fail and checks that what was in the
// file before is there after it, and that a session without faults can save.
func strike(t *testing.T, point string, nth int, first bool) {
	dir := t.TempDir()
	if !first {
		s := mustOpen(t, dir)
		solve(s, "old")
		if err := s.Save(); err != nil {
			t.Fatal(err)
		}
	}
	left := nth
	s, notice := open(faulty{point: point, left: &left}, dir, noon)
	solve(s, "new")
	saveErr := s.Save()
	if !solved(s.State(), "new") {
		t.Error("the session forgets a result")
	}
	struck := left <= 0
	// A file that is whole when it is read again needs no words.
	if struck && notice == "" && saveErr == nil && point != "parse" {
		t.Error("nobody is told")
	}
	if !struck && (notice != "" || saveErr != nil) {
		t.Errorf("without a fault: notice %q, error %v", notice, saveErr)
	}

	after, _ := Open(dir, noon)
	if !first && !solved(after.State(), "old") {
		t.Errorf("lost: %v", after.State())
	}
	if saveErr == nil && s.Kept() && !solved(after.State(), "new") {
		t.Errorf("said to be saved but is not: %v", after.State())
	}
	if s.Kept() {
		if err := s.Save(); err != nil {
			t.Errorf("the next save fails: %v", err)
		}
		if again := mustOpen(t, dir).State(); !solved(again, "new") {
			t.Errorf("the next save keeps nothing: %v", again)
		}
	}
}
