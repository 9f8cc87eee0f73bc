//go:build unix

package program

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

const canStop = true

// watched are the signals that end or stop the program.
func watched() []os.Signal {
	return []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGTSTP}
}

func isStop(s os.Signal) bool { return s == syscall.SIGTSTP }

// stopProcess stops the process group, as a terminal does on ctrl+z, and returns
// when it is continued. The system refuses to stop a group that no shell
// watches; then it returns after a moment.
//
// It sends SIGTTIN, because a Go process that was once notified of SIGTSTP never
// gets that signal's default action back.
func stopProcess() {
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	_ = syscall.Kill(0, syscall.SIGTTIN)
	select {
	case <-continued:
	case <-time.After(200 * time.Millisecond):
	}
}
