// Package program runs a Bubble Tea model on the terminal's alternate screen
// and puts the terminal back on every way out: quit, ctrl+c, the signals that
// end a process, a panic, a stop and its continuation, and a terminal that has
// gone away.
package program

import (
	"errors"
	"io"
	"os"
	"syscall"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/term"
)

// ErrNoTerminal is returned where input or output is not a terminal.
var ErrNoTerminal = errors.New("not a terminal")

// patience is how long a program may take to leave once a signal asked for it.
// Then the terminal is put back without its help.
const patience = 2 * time.Second

// Options say where and how a program runs.
type Options struct {
	In, Out *os.File
	// Mouse reports clicks and the wheel to the model; text can then no longer be
	// selected with the mouse.
	Mouse bool
}

// Result tells how a program ended.
type Result struct {
	Model tea.Model
	// Code is the exit code for the process: 0, or 128 plus the number of the
	// signal that ended it. ctrl+c counts as SIGINT, and a terminal that went
	// away as SIGHUP.
	Code int
	// Panic is what the model died of, or nil. It holds no data of the model.
	Panic *Panic
}

// IsTerminal tells whether a screen can be drawn on out and keys read from in.
func IsTerminal(in, out *os.File) bool {
	return in != nil && out != nil && term.IsTerminal(in.Fd()) && term.IsTerminal(out.Fd())
}

// Run runs the model until it quits or is ended. The error is ErrNoTerminal, or
// says why the terminal could not be prepared.
func Run(model tea.Model, options Options) (Result, error) {
	if !IsTerminal(options.In, options.Out) {
		return Result{Model: model}, ErrNoTerminal
	}
	before, err := term.GetState(options.In.Fd())
	if err != nil {
		return Result{Model: model}, err
	}
	e := &ending{
		restore: func() { restore(options, before) },
		exit:    os.Exit,
	}
	teaOptions := []tea.ProgramOption{
		tea.WithAltScreen(),
		tea.WithoutSignalHandler(),
		tea.WithInput(&watchedInput{File: options.In, gone: func() { e.end(syscall.SIGHUP) }}),
		tea.WithOutput(&patchedOutput{File: options.Out}),
		tea.WithFilter(e.filter),
	}
	if options.Mouse {
		teaOptions = append(teaOptions, tea.WithMouseCellMotion())
	}
	e.program = tea.NewProgram(guard{model: model, failed: e.fail}, teaOptions...)
	stop := e.watchSignals()
	final, err := e.program.Run()
	stop()
	_ = term.Restore(options.In.Fd(), before)

	result := Result{Model: model, Code: e.code(), Panic: e.panicked()}
	if g, ok := final.(guard); ok {
		result.Model = g.model
	}
	if result.Panic != nil || result.Code != 0 {
		return result, nil
	}
	return result, err
}

// restore puts the terminal back without Bubble Tea: what it may have switched
// on goes off, then the line settings return.
func restore(options Options, before *term.State) {
	const off = "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?2004l\x1b[?1049l\x1b[?25h"
	_, _ = io.WriteString(options.Out, off)
	_ = term.Restore(options.In.Fd(), before)
}
