//go:build !unix

package program

import (
	"os"
	"syscall"
)

const canStop = false

// watched are the signals that end the program.
func watched() []os.Signal {
	return []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}
}

func isStop(os.Signal) bool { return false }

func stopProcess() {}
