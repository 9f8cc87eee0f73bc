//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

// Package ptytest runs a program on a pseudo terminal for tests: a terminal that
// answers no query, shows what was written, and can be closed.
package ptytest

import (
	"bytes"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// limit is how long a test waits for what must happen.
const limit = 15 * time.Second

// Terminal is a pseudo terminal with a program on it.
type Terminal struct {
	t      *testing.T
	cmd    *exec.Cmd
	master *os.File
	slave  *os.File
	before unix.Termios

	mu      sync.Mutex
	output  bytes.Buffer
	changed chan struct{} // closed and replaced at each output
	drained chan struct{} // closed when the program's end of the terminal is
	exited  chan struct{}
}

// Environment is a small environment of a capable terminal, with changes:
// "K=V" sets, "K" removes.
func Environment(home string, changes ...string) []string {
	env := []string{
		"TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8",
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_STATE_HOME=" + home + "/state",
	}
	for _, change := range changes {
		name, _, sets := strings.Cut(change, "=")
		kept := env[:0:0]
		for _, entry := range env {
			if !strings.HasPrefix(entry, name+"=") {
				kept = append(kept, entry)
			}
		}
		env = kept
		if sets {
			env = append(env, change)
		}
	}
	return env
}

// heedSignals makes a command receive the signals that the tests themselves ignore, as
// under nohup or in the background of a script: a child inherits an ignored signal as
// ignored, a handled one as it is by default.
var heedSignals = sync.OnceFunc(func() {
	for _, s := range []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM, syscall.SIGTSTP} {
		if signal.Ignored(s) {
			signal.Notify(make(chan os.Signal, 1), s)
		}
	}
})

// Start runs the command on a terminal of the given size, as the leader of a
// session. Standard files already set on the command are kept.
func Start(t *testing.T, cmd *exec.Cmd, columns, rows uint16) *Terminal {
	t.Helper()
	master, slave, err := open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(slave, &pty.Winsize{Cols: columns, Rows: rows}); err != nil {
		t.Fatal(err)
	}
	before, err := unix.IoctlGetTermios(int(slave.Fd()), ioctlGetTermios)
	if err != nil {
		t.Fatal(err)
	}
	term := &Terminal{
		t: t, cmd: cmd, master: master, slave: slave, before: *before,
		changed: make(chan struct{}), drained: make(chan struct{}), exited: make(chan struct{}),
	}
	heedSignals()
	term.run()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-term.exited
		_ = slave.Close()
		_ = master.Close()
		<-term.drained
	})
	return term
}

// open returns a pseudo terminal whose master can be closed while it is read.
func open() (master, slave *os.File, err error) {
	blocking, slave, err := pty.Open()
	if err != nil {
		return nil, nil, err
	}
	defer blocking.Close()
	fd, err := unix.FcntlInt(blocking.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	return os.NewFile(uintptr(fd), "master"), slave, err
}

func (term *Terminal) run() {
	term.t.Helper()
	cmd := term.cmd
	if cmd.Stdin == nil {
		cmd.Stdin = term.slave
	}
	if cmd.Stdout == nil {
		cmd.Stdout = term.slave
	}
	if cmd.Stderr == nil {
		cmd.Stderr = term.slave
	}
	cmd.SysProcAttr = &unix.SysProcAttr{Setsid: true, Setctty: true, Ctty: 3}
	cmd.ExtraFiles = []*os.File{term.slave}
	if err := cmd.Start(); err != nil {
		term.t.Fatal(err)
	}
	go func() {
		_ = cmd.Wait()
		close(term.exited)
	}()
	go term.collect()
}

func (term *Terminal) collect() {
	defer close(term.drained)
	buffer := make([]byte, 1<<16)
	for {
		n, err := term.master.Read(buffer)
		term.mu.Lock()
		term.output.Write(buffer[:n])
		close(term.changed)
		term.changed = make(chan struct{})
		term.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// Output is all that was written to the terminal so far.
func (term *Terminal) Output() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.output.String()
}

// Expect waits until the output behind the given offset contains text, and
// returns the offset behind that text.
func (term *Terminal) Expect(from int, text string) int {
	term.t.Helper()
	deadline := time.After(limit)
	for {
		term.mu.Lock()
		output, changed := term.output.String(), term.changed
		term.mu.Unlock()
		if at := strings.Index(output[min(from, len(output)):], text); at >= 0 {
			return from + at + len(text)
		}
		select {
		case <-changed:
		case <-deadline:
			term.t.Fatalf("no %q in %q", text, output[min(from, len(output)):])
		}
	}
}

// Send types.
func (term *Terminal) Send(keys string) {
	term.t.Helper()
	if _, err := term.master.WriteString(keys); err != nil {
		term.t.Fatal(err)
	}
}

// Signal sends a signal to the program.
func (term *Terminal) Signal(s os.Signal) {
	term.t.Helper()
	if err := term.cmd.Process.Signal(s); err != nil {
		term.t.Fatal(err)
	}
}

// Foreground is the process group that the terminal belongs to.
func (term *Terminal) Foreground() int {
	term.t.Helper()
	connection, err := term.master.SyscallConn()
	if err != nil {
		term.t.Fatal(err)
	}
	var group int
	if ctlErr := connection.Control(func(fd uintptr) {
		group, err = unix.IoctlGetInt(int(fd), unix.TIOCGPGRP)
	}); ctlErr != nil || err != nil {
		term.t.Fatal(ctlErr, err)
	}
	return group
}

// Hangup closes the terminal under the program.
func (term *Terminal) Hangup() {
	_ = term.slave.Close()
	_ = term.master.Close()
}

// Wait waits for the program's end and returns its exit code; -1 if a signal
// killed it. Then all its output has arrived.
func (term *Terminal) Wait() int {
	term.t.Helper()
	select {
	case <-term.exited:
	case <-time.After(limit):
		term.t.Fatalf("still running; output %q", term.Output())
	}
	term.settle()
	return term.cmd.ProcessState.ExitCode()
}

// settle waits until what the program wrote has been collected: a mark written
// behind it arrives last.
func (term *Terminal) settle() {
	const mark = "\x00settled\x00"
	if _, err := term.slave.WriteString(mark); err != nil {
		return // hung up: nothing more arrives
	}
	term.Expect(0, mark)
	term.mu.Lock()
	defer term.mu.Unlock()
	clean := strings.ReplaceAll(term.output.String(), mark, "")
	term.output.Reset()
	term.output.WriteString(clean)
}

// Restored reports what is not as before the program: screen, cursor, modes,
// line settings. Nil means all is.
func (term *Terminal) Restored() []string {
	term.t.Helper()
	var wrong []string
	output := term.Output()
	for _, mode := range []struct {
		name    string
		on, off string
	}{
		{"alternate screen", "\x1b[?1049h", "\x1b[?1049l"},
		{"hidden cursor", "\x1b[?25l", "\x1b[?25h"},
		{"bracketed paste", "\x1b[?2004h", "\x1b[?2004l"},
		{"mouse clicks", "\x1b[?1002h", "\x1b[?1002l"},
		{"mouse coordinates", "\x1b[?1006h", "\x1b[?1006l"},
	} {
		if strings.LastIndex(output, mode.on) > strings.LastIndex(output, mode.off) {
			wrong = append(wrong, mode.name)
		}
	}
	after, err := unix.IoctlGetTermios(int(term.slave.Fd()), ioctlGetTermios)
	if err != nil {
		term.t.Fatal(err)
	}
	if *after != term.before {
		wrong = append(wrong, "line settings")
	}
	return wrong
}

// Queries are the questions to the terminal found in its output.
func Queries(output string) []string {
	var found []string
	for _, query := range []string{"\x1b]10;?", "\x1b]11;?", "\x1b]4;", "\x1b[6n", "\x1b[5n", "\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[>0c", "\x1b[?u", "\x1bP+q", "\x1b[>q", "\x1b[18t", "\x1b[14t"} {
		if strings.Contains(output, query) {
			found = append(found, query)
		}
	}
	return found
}
