package page

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"authlab/lessons"
	"authlab/sim/scenario"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// filing asks for a path, and reads or writes the file there.
type filing struct {
	env  *Env
	name string
	// about says what will be done.
	about string
	path  line
	// submit is what Enter does with the path; over tells that an existing file may be
	// replaced.
	submit func(path string, over bool) tea.Cmd
	// exists is the path of a file that would be replaced, after the first Enter.
	exists string
	// wrong are lines about what went wrong.
	wrong []string
	top   int
	rows  int
}

// Done is the message of a file that was read or written. Then belongs to the page
// and is called by the root, so that no command touches a page.
type Done struct{ Then func() Result }

func (f *filing) title() string { return f.name }

func (f *filing) bindings() []intent.Binding {
	does := f.name
	if f.exists != "" {
		does = "replace the file"
	}
	all := f.path.bindings(does)
	if len(f.wrong) > f.rows {
		all[2] = intent.Binding{Action: intent.Recall, Does: "scroll back"}
		all[3] = intent.Binding{Action: intent.RecallNewer, Does: "scroll"}
		if f.top == 0 {
			all[2].Off = "this is the top"
		}
		if f.top+f.rows >= len(f.wrong) {
			all[3].Off = "this is the end"
		}
	}
	return all
}

func (f *filing) do(in intent.Intent) (Result, bool) {
	switch in.Action {
	case intent.Cancel:
		return Result{}, true
	case intent.Submit:
		path := strings.TrimSpace(f.path.String())
		if path == "" {
			return note("type a path"), false
		}
		over := f.exists == path
		f.wrong, f.exists = nil, ""
		return Result{Command: f.submit(path, over)}, false
	case intent.Recall, intent.RecallNewer:
		if len(f.wrong) > 0 {
			if in.Action == intent.Recall {
				f.top--
			} else {
				f.top++
			}
			f.top = max(min(f.top, len(f.wrong)-f.rows), 0)
		}
		return Result{}, false
	}
	if f.path.edit(in) {
		f.exists, f.wrong = "", nil
	}
	return Result{}, false
}

func (f *filing) draw(width, rows int) []string {
	st := f.env.Styles
	lines := inked(st.Dim, flow(f.about, width))
	lines = append(lines, drawLine(st, &f.path, width))
	switch {
	case f.exists != "":
		lines = append(lines, noticeLines(st, text.SafeLine(f.exists)+" is there already. Enter again replaces it.", width)...)
	case len(f.wrong) > 0:
		f.rows = max(min(rows-len(lines), len(f.wrong)), 1)
		f.top = max(min(f.top, len(f.wrong)-f.rows), 0)
		for _, row := range f.wrong[f.top : f.top+f.rows] {
			lines = append(lines, st.Bad.On(text.Truncate(row, width, st.Glyphs.Ellipsis)))
		}
	}
	return lines
}

// newOpening asks for a scenario file to put on the bench.
func newOpening(p *Lab) *filing {
	f := &filing{env: p.env, name: "open", about: "The path of a scenario file. What is on the bench stays as it is."}
	f.submit = func(path string, _ bool) tea.Cmd {
		return func() tea.Msg {
			data, err := readFile(path)
			return Done{func() Result { return p.opened(f, path, data, err) }}
		}
	}
	return f
}

// opened puts a file that was read on the bench, or says what is wrong with it.
func (p *Lab) opened(f *filing, path string, data []byte, err error) Result {
	if err != nil {
		f.wrong = []string{text.SafeLine(path + ": " + plainError(err))}
		return Result{}
	}
	s, problems := lessons.ReadSituation(path, data)
	f.top, f.wrong = 0, nil
	for _, one := range problems {
		f.wrong = append(f.wrong, strings.Split(one.Error(), "\n")...)
	}
	if len(problems) > 0 {
		return Result{}
	}
	if err := p.add(s); err != nil {
		f.wrong = []string{text.SafeLine(err.Error())}
		return Result{}
	}
	p.filing = nil
	for _, e := range p.entries {
		if e.bench != nil && e.bench.drawer == drawer(f) {
			e.bench.drawer = nil
		}
	}
	p.bench.prompt.remember(p.past)
	return note(fmt.Sprintf("%s: %s ahead", text.SafeLine(path), counted(len(s.Commands)-1, "command lies", "commands lie")))
}

// newSaving asks where to write the commands of the present branch.
func newSaving(b *bench) *filing {
	all := b.scenarioText()
	about := fmt.Sprintf("Writes the %d commands of this branch as a scenario file.", len(b.run.Commands()))
	if n := b.left(); n > 0 {
		about += fmt.Sprintf(" %s not run yet: left out.", counted(n, "command is", "commands are"))
	}
	f := newWriting(b, "save", about, "my.scenario", []byte(all))
	if b.saved != "" {
		f.path.set(b.saved)
	}
	return f
}

// newWriting asks for a path and writes data there. A file that is there already is
// replaced only after a question.
func newWriting(b *bench, name, about, path string, data []byte) *filing {
	f := &filing{env: b.env, name: name, about: about}
	f.path.set(path)
	f.submit = func(path string, over bool) tea.Cmd {
		return func() tea.Msg {
			err := writeFile(path, data, over)
			return Done{func() Result { return b.written(f, path, len(data), err) }}
		}
	}
	return f
}

func (b *bench) written(f *filing, path string, size int, err error) Result {
	switch {
	case errors.Is(err, fs.ErrExist):
		f.exists = path
		return Result{}
	case err != nil:
		f.wrong = []string{text.SafeLine(path + ": " + plainError(err))}
		return Result{}
	}
	if f.name == "save" {
		b.saved = path
	}
	if b.drawer == drawer(f) {
		b.drawer = nil
	}
	return note(fmt.Sprintf("%d bytes written to %s", size, text.SafeLine(path)))
}

// scenarioText is the present branch as a scenario file, with the lines that say what
// it is about.
func (b *bench) scenarioText() string {
	lines := append(append([]string(nil), b.situation.Header...), b.run.Commands()...)
	return strings.Join(lines, "\n") + "\n"
}

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
// only where over says so; otherwise the error is fs.ErrExist.
func writeFile(path string, data []byte, over bool) error {
	mode := fs.FileMode(0o644)
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
