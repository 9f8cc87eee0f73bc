package progress

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"time"
)

// vault is the state directory: state.json, the version before it, and the lock.
type vault struct {
	files files
	dir   string
	clock func() time.Time
}

func (v *vault) path() string   { return filepath.Join(v.dir, "state.json") }
func (v *vault) backup() string { return v.path() + ".bak" }
func (v *vault) lock() string   { return v.path() + ".lock" }

// open reads the file and makes sure that it can be written later. On an error
// the state is what could be read all the same.
func (v *vault) open() (State, Notice, error) {
	state, _, err := v.read(v.path())
	if err != nil && !errors.Is(err, errDamaged) {
		return State{}, "", err
	}
	damaged := err != nil
	if err := v.files.MakeDirectory(v.dir); err != nil {
		return state, "", err
	}
	if err := v.files.OpenLock(v.lock()); err != nil {
		return state, "", err
	}
	if damaged {
		return v.save(State{})
	}
	return state, "", nil
}

// read returns the state in a file and its bytes; an empty state where there is
// no file.
func (v *vault) read(path string) (State, []byte, error) {
	data, err := v.files.Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return State{}, nil, nil
	}
	if err != nil {
		return State{}, nil, err
	}
	state, err := decode(data)
	if err != nil {
		return State{}, nil, fmt.Errorf("%s is %w", path, err)
	}
	return state, data, nil
}

// save joins the state with the file's and writes both, under the lock. It
// returns what was written. A damaged file is kept aside, and its backup counts
// in its place. On an error the state is the best known.
func (v *vault) save(state State) (State, Notice, error) {
	if err := v.files.MakeDirectory(v.dir); err != nil {
		return state, "", err
	}
	unlock, err := v.files.Lock(v.lock())
	if err != nil {
		return state, "", fmt.Errorf("another authlab is writing (%w)", err)
	}
	defer unlock()

	stored, previous, err := v.read(v.path())
	var aside Notice
	if errors.Is(err, errDamaged) {
		stored, aside, err = v.setAside()
	}
	if err != nil {
		return Merge(state, stored), "", err
	}
	merged := Merge(state, stored)
	data, err := encode(merged)
	if err != nil {
		return merged, "", err
	}
	if previous != nil {
		if err := v.write(v.backup(), previous); err != nil {
			return merged, "", err
		}
	}
	return merged, aside, v.write(v.path(), data)
}

// setAside keeps a damaged file under another name and returns its backup's
// state. The file itself stays until it is replaced, so that the backup is not
// forgotten if the process dies in between.
func (v *vault) setAside() (State, Notice, error) {
	stored, _, err := v.read(v.backup())
	rescued := "Progress starts anew."
	if err == nil && v.files.Exists(v.backup()) {
		rescued = "The version before it is used."
	}
	name := v.path() + ".corrupt-" + v.clock().UTC().Format("20060102T150405Z")
	for n := 2; v.files.Exists(name); n++ {
		name = fmt.Sprintf("%s.corrupt-%s-%d", v.path(), v.clock().UTC().Format("20060102T150405Z"), n)
	}
	if err := v.files.Keep(v.path(), name); err != nil {
		return stored, "", err
	}
	return stored, Notice(fmt.Sprintf("The progress file was damaged and is kept as %s. %s", name, rescued)), nil
}

// write puts data in the place of a file at once: whoever reads it sees the old
// or the new one, also after a power failure.
func (v *vault) write(path string, data []byte) (err error) {
	name := v.path() + ".tmp" // one is enough: the lock is held
	f, err := v.files.Create(name)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = v.files.Remove(name)
		}
	}()
	err = fill(f, data)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	if err := v.files.Rename(name, path); err != nil {
		return err
	}
	return v.files.SyncDirectory(v.dir)
}

func fill(f temporary, data []byte) error {
	if err := f.Chmod(0o600); err != nil {
		return err
	}
	if n, err := f.Write(data); err != nil {
		return err
	} else if n < len(data) {
		return io.ErrShortWrite
	}
	return f.Sync()
}
