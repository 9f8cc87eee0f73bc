package progress

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"time"

	"github.com/gofrs/flock"
)

// lockPatience is how long a save waits for another process.
const lockPatience = 2 * time.Second

// files are the operations on the state directory, each of which may fail.
type files interface {
	// MakeDirectory creates the directory for this user only.
	MakeDirectory(dir string) error
	// OpenLock creates the lock file if need be and tells whether it can be written.
	OpenLock(path string) error
	// Lock waits for the lock and returns what releases it.
	Lock(path string) (unlock func(), err error)
	// Read reads at most maxSize+1 bytes of a regular file.
	Read(path string) ([]byte, error)
	// Create creates a new file for this user only, in place of a left-over one.
	Create(path string) (temporary, error)
	Rename(from, to string) error
	// Keep gives a file a second name, or where that cannot be a new one.
	Keep(path, name string) error
	Remove(path string) error
	// SyncDirectory makes renames in dir survive a power failure.
	SyncDirectory(dir string) error
	Exists(path string) bool
}

// temporary is a file being written.
type temporary interface {
	io.Writer
	Chmod(fs.FileMode) error
	Sync() error
	Close() error
}

// disk is files on the real file system.
type disk struct{}

func (disk) MakeDirectory(dir string) error { return os.MkdirAll(dir, 0o700) }

func (disk) OpenLock(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func (disk) Lock(path string) (func(), error) {
	lock := flock.New(path, flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(context.Background(), lockPatience)
	defer cancel()
	if _, err := lock.TryLockContext(ctx, 10*time.Millisecond); err != nil {
		return nil, err
	}
	return func() { _ = lock.Close() }, nil
}

func (disk) Read(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSize+1))
}

func (disk) Create(path string) (temporary, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
}

func (disk) Rename(from, to string) error { return os.Rename(from, to) }

func (disk) Keep(path, name string) error {
	if os.Link(path, name) == nil {
		return nil
	}
	return os.Rename(path, name)
}

func (disk) Remove(path string) error { return os.Remove(path) }

func (disk) SyncDirectory(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // directories cannot be synced there
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

func (disk) Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
