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
	"authlab/sim/export"
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
	// options are the names that the path could go on with, after a Tab.
	options []string
	// failed says why the file cannot be used; wrong are the mistakes in it, line by line.
	failed string
	wrong  []string
	top    int
	rows   int
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
	all[1].Does = "close"
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
	return append(all, intent.Binding{Action: intent.Complete, Does: "complete"})
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
		f.wrong, f.options, f.exists, f.failed = nil, nil, "", ""
		return Result{Command: f.submit(path, over)}, false
	case intent.Complete:
		return Result{Command: f.complete()}, false
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
		f.exists, f.failed, f.wrong, f.options = "", "", nil, nil
	}
	return Result{}, false
}

// complete looks for names that the path could go on with.
func (f *filing) complete() tea.Cmd {
	typed := f.path.String()
	return func() tea.Msg {
		folder, begun := filepath.Split(typed)
		from := atHome(folder)
		if from == "" {
			from = "."
		}
		entries, err := os.ReadDir(from)
		var names []string
		for _, e := range entries {
			if name := e.Name(); strings.HasPrefix(name, begun) && (begun != "" || name[0] != '.') {
				if e.IsDir() {
					name += string(filepath.Separator)
				}
				names = append(names, name)
			}
		}
		return Done{func() Result { return f.completed(typed, begun, names, err) }}
	}
}

// completed goes on with the path as far as it is certain, if it is still the one that
// was asked about.
func (f *filing) completed(typed, begun string, names []string, err error) Result {
	switch {
	case f.path.String() != typed:
		return Result{}
	case err != nil:
		return note(text.SafeLine(plainError(err)))
	case len(names) == 0:
		return note("nothing there begins like this")
	}
	f.path.set(typed + strings.TrimPrefix(common(names), begun))
	f.exists, f.options = "", nil
	if len(names) > 1 {
		f.options = names
	}
	return Result{}
}

func (f *filing) draw(width, rows int) []string {
	st := f.env.Styles
	lines := inked(st.Text, flow(f.about, width))
	const lead = "path "
	lines = append(lines, st.Dim.On(lead)+drawLine(st, &f.path, width-len(lead)))
	if len(f.options) > 0 {
		names := text.Wrap(text.SafeLine(strings.Join(f.options, "  ")), width)
		lines = append(lines, inked(st.Dim, names[:min(len(names), promptRows)])...)
	}
	switch {
	case f.exists != "":
		lines = append(lines, noticeLines(st, text.SafeLine(f.exists)+" is there already. Enter again replaces it.", width)...)
	case f.failed != "":
		lines = append(lines, noticeLines(st, text.SafeLine(f.failed), width)...)
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
		f.failed = path + ": " + plainError(err)
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
		f.failed = err.Error()
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
	about := fmt.Sprintf("Writes the %s of this branch as a scenario file.", strings.ToLower(counted(len(b.run.Commands()), "command", "commands")))
	if n := b.left(); n > 0 {
		about += fmt.Sprintf(" %s not run yet: left out.", counted(n, "command is", "commands are"))
	}
	f := newWriting(b, "save", about, "my.scenario", []byte(all), export.HoldsSecrets(b.run.Commands()))
	if b.saved != "" {
		f.path.set(b.saved)
	}
	return f
}

// newWriting asks for a path and writes data there. A file that is there already is
// replaced only after a question. What holds credentials is said to, and only its owner
// may read it.
func newWriting(b *bench, name, about, path string, data []byte, whole bool) *filing {
	mode := fs.FileMode(0o644)
	if whole {
		about, mode = about+" "+wholeWarning, 0o600
	}
	f := &filing{env: b.env, name: name, about: about}
	f.path.set(path)
	f.submit = func(path string, over bool) tea.Cmd {
		return func() tea.Msg {
			err := writeFile(path, data, mode, over)
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
		f.failed = path + ": " + plainError(err)
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
