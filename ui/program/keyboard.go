package program

import (
	"os"
	"runtime"
)

// Keyboard opens the terminal that the process belongs to, for keys where standard
// input is something else. The caller closes it.
func Keyboard() (*os.File, error) {
	name := "/dev/tty"
	if runtime.GOOS == "windows" {
		name = "CONIN$"
	}
	return os.OpenFile(name, os.O_RDWR, 0)
}
