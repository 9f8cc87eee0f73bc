package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"authlab/sim/scenario"
)

// maxInput bounds what is read of one file, in bytes.
const maxInput = 4 << 20

// read returns the name to report and the bytes of a file; "-" is standard input.
func (sh *shell) read(file string) (name string, data []byte, err error) {
	if file == "-" {
		name = "stdin"
		data, err = readAll(sh.In)
	} else {
		name = file
		var f *os.File
		if f, err = os.Open(file); err == nil {
			defer f.Close()
			data, err = readAll(f)
		}
	}
	if err != nil {
		return name, nil, unreadable(name, err)
	}
	return name, data, nil
}

func readAll(from io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(from, maxInput+1))
	if err == nil && len(data) > maxInput {
		err = fmt.Errorf("larger than %d MB", maxInput>>20)
	}
	return data, err
}

// unreadable words why a file cannot be read, without the name of a system call.
func unreadable(name string, err error) error {
	if name == "" {
		return usageError{message: "the name of a file or folder is empty"}
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return exitError{exitUsage, fmt.Sprintf("%s: %v", scenario.Show(name), err)}
}
