package program

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// Panic says what a model died of: the type of the value and the places in the
// code, never the value itself, which may hold what the user typed or pasted.
type Panic struct {
	Type   string
	Places []string // "package.function file.go:12", innermost first
}

func (p *Panic) Error() string {
	return fmt.Sprintf("internal error (%s)\n  %s", p.Type, strings.Join(p.Places, "\n  "))
}

// guard is a model whose panics end the program in order, with the terminal put
// back. Bubble Tea's own handler would print the value.
type guard struct {
	model  tea.Model
	failed func(*Panic)
}

func (g guard) Init() (cmd tea.Cmd) {
	defer g.recover()
	return g.command(g.model.Init())
}

func (g guard) Update(msg tea.Msg) (model tea.Model, cmd tea.Cmd) {
	model = g // what is returned after a panic
	defer g.recover()
	next, cmd := g.model.Update(msg)
	return guard{model: next, failed: g.failed}, g.command(cmd)
}

func (g guard) View() string {
	defer g.recover()
	return g.model.View()
}

// command guards a command, and those it results in.
func (g guard) command(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer g.recover()
		return g.nested(cmd())
	}
}

// nested guards the commands of a batch or a sequence. The message of a
// sequence has no exported type, hence the reflection.
func (g guard) nested(msg tea.Msg) tea.Msg {
	value := reflect.ValueOf(msg)
	if msg == nil || value.Kind() != reflect.Slice || value.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	guarded := reflect.MakeSlice(value.Type(), value.Len(), value.Len())
	for i := range value.Len() {
		guarded.Index(i).Set(reflect.ValueOf(g.command(value.Index(i).Interface().(tea.Cmd))))
	}
	return guarded.Interface()
}

func (g guard) recover() {
	if value := recover(); value != nil {
		g.failed(describe(value))
	}
}

// describe must be called by the deferred function that recovered.
func describe(value any) *Panic {
	p := &Panic{Type: fmt.Sprintf("%T", value)}
	callers := make([]uintptr, 32)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, "runtime.") {
			file := frame.File[strings.LastIndexByte(frame.File, '/')+1:]
			p.Places = append(p.Places, fmt.Sprintf("%s %s:%d", frame.Function, file, frame.Line))
		}
		if !more || len(p.Places) == 12 {
			return p
		}
	}
}
