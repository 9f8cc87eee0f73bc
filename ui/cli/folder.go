package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"authlab/ui/text"
)

// folderFile is a file to be written; its name may hold slashes.
type folderFile struct{ name, body string }

// writeFolder writes files into a folder that is new or empty. Nothing is ever
// overwritten.
func writeFolder(dir string, files []folderFile) error {
	if err := emptyFolder(dir); err != nil {
		return err
	}
	for _, f := range files {
		if err := writeNew(filepath.Join(dir, filepath.FromSlash(f.name)), f.body); err != nil {
			return err
		}
	}
	return nil
}

// emptyFolder makes a folder unless there is an empty one, and names what is in
// the way otherwise.
func emptyFolder(dir string) error {
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return unreadable(dir, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return unreadable(dir, err)
	}
	if len(entries) > 0 {
		return usageError{
			message: fmt.Sprintf("%s is not empty: it holds %s", text.SafeLine(dir), inTheWay(entries)),
			hint:    "Name a folder that is new or empty.",
		}
	}
	return nil
}

// inTheWay names the first entries of a folder, and counts the others.
func inTheWay(entries []fs.DirEntry) string {
	const named = 3
	var names []string
	for _, e := range entries[:min(len(entries), named)] {
		names = append(names, text.SafeLine(e.Name()))
	}
	out := strings.Join(names, ", ")
	if more := len(entries) - named; more > 0 {
		out += fmt.Sprintf(" and %d more", more)
	}
	return out
}

// writeNew writes a file that does not exist yet.
func writeNew(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
