package program

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// ending collects why the program ends. Its methods may be called from any
// goroutine.
type ending struct {
	program *tea.Program
	restore func()
	exit    func(code int)

	mu     sync.Mutex
	signal syscall.Signal // the first that ended it, 0 if none
	broken *Panic
}

func (e *ending) code() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.signal != 0 {
		return 128 + int(e.signal)
	}
	return 0
}

func (e *ending) panicked() *Panic {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.broken
}

// end stops the program because of a signal.
func (e *ending) end(s syscall.Signal) {
	e.mu.Lock()
	if e.signal == 0 {
		e.signal = s
	}
	e.mu.Unlock()
	e.program.Kill()
}

// fail stops the program because of a panic.
func (e *ending) fail(p *Panic) {
	e.mu.Lock()
	if e.broken == nil {
		e.broken = p
	}
	e.mu.Unlock()
	e.program.Kill()
}

// filter sees every message before the model does. ctrl+c ends the program
// whatever the model is doing; a stop is carried out here, because Bubble Tea's
// own waits for ever where the system refuses to stop the process.
func (e *ending) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		switch msg.Type {
		case tea.KeyCtrlC:
			e.end(syscall.SIGINT)
			return nil
		case tea.KeyCtrlZ:
			return e.suspend()
		}
	case tea.InterruptMsg:
		e.end(syscall.SIGINT)
		return nil
	case tea.SuspendMsg:
		return e.suspend()
	}
	return msg
}

// suspend gives the terminal back, stops the process, and takes the terminal
// again when the process goes on.
func (e *ending) suspend() tea.Msg {
	if !canStop || e.program.ReleaseTerminal() != nil {
		return nil
	}
	stopProcess()
	if e.program.RestoreTerminal() != nil {
		e.end(syscall.SIGHUP)
		return nil
	}
	return tea.ResumeMsg{}
}

// watchSignals ends the program on the signals that end a process, until the
// returned function is called. Signals ignored since the start stay ignored, as
// under nohup.
func (e *ending) watchSignals() (stop func()) {
	signals := make(chan os.Signal, 8)
	for _, s := range watched() {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	done := make(chan struct{})
	go func() {
		defer func() {
			if value := recover(); value != nil {
				e.fail(describe(value))
			}
		}()
		e.obey(signals, done)
	}()
	return func() {
		signal.Stop(signals)
		close(done)
	}
}

// obey waits for signals. A program that does not leave in time, because it
// computes or because the terminal takes no more output, is left behind.
func (e *ending) obey(signals <-chan os.Signal, done <-chan struct{}) {
	for {
		select {
		case <-done:
			return
		case s := <-signals:
			if isStop(s) {
				e.program.Send(tea.SuspendMsg{})
				continue
			}
			e.end(s.(syscall.Signal))
		}
		select {
		case <-done:
		case <-time.After(patience):
			e.abandon()
		}
		return
	}
}

// abandon leaves the process although the program still runs. The terminal may
// be what it hangs on, so putting it back gets a moment and no more.
func (e *ending) abandon() {
	restored := make(chan struct{})
	go func() {
		defer close(restored)
		defer func() { _ = recover() }()
		e.restore()
	}()
	select {
	case <-restored:
	case <-time.After(patience / 4):
	}
	e.exit(e.code())
}
