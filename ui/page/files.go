package page

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"authlab/sim/scenario"
)

// plainError words why a file cannot be used, without the name of a system call.
func plainError(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return err.Error()
}

// longestFile bounds what is read, in bytes.
const longestFile = scenario.MaxFile + 1

var errNoFile = errors.New("not an ordinary file")

func readFile(path string) ([]byte, error) {
	path = atHome(path)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errNoFile
	case info.Size() > longestFile:
		return nil, fmt.Errorf("more than %d bytes", scenario.MaxFile)
	}
	return os.ReadFile(path)
}

// writeFile writes a file whole or not at all. One that is there already is replaced
// only where over says so; otherwise the error is fs.ErrExist. A new one gets the mode.
func writeFile(path string, data []byte, mode fs.FileMode, over bool) error {
	path = atHome(path)
	if to, err := filepath.EvalSymlinks(path); err == nil {
		path = to
	}
	if info, err := os.Stat(path); err == nil {
		switch {
		case !info.Mode().IsRegular():
			return errNoFile
		case !over:
			return fs.ErrExist
		}
		mode = info.Mode().Perm()
	}
	fresh, err := os.CreateTemp(filepath.Dir(path), ".authlab-*")
	if err != nil {
		return err
	}
	defer os.Remove(fresh.Name())
	_, err = fresh.Write(data)
	if err == nil {
		err = fresh.Chmod(mode)
	}
	if err == nil {
		err = fresh.Sync()
	}
	if closing := fresh.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	if !over {
		// Unlike a rename, a link never replaces what somebody has just put there.
		if err = os.Link(fresh.Name(), path); err == nil || errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return os.Rename(fresh.Name(), path)
}

// atHome is the path with a leading ~ put in full, as a shell would have it.
func atHome(path string) string {
	if rest, found := strings.CutPrefix(path, "~/"); found {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}
