package page

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"authlab/sim/export"
	"authlab/sim/scenario"
	"authlab/ui/intent"
	"authlab/ui/text"
)

// copying offers the run in several forms, for the clipboard or a file.
type copying struct {
	bench    *bench
	forms    []form
	selected int
}

// form is one way to write the run.
type form struct {
	name, about string
	// what is what it is called in a sentence.
	what string
	// file is the path proposed for it.
	file string
	data string
	// whole tells that credentials stand in it as they are.
	whole bool
	err   error
}

// wholeWarning is said of what holds credentials as they are.
const wholeWarning = "It holds tokens and secrets as they are: whoever gets it has them."

// told is what a form is, with a warning where one is needed.
func (f *form) told() string {
	if f.whole {
		return f.about + " " + wholeWarning
	}
	return f.about
}

func newCopying(b *bench) *copying {
	ascii := b.env.Styles.Glyphs.ASCII
	result, whole := b.result(), export.HoldsSecrets(b.run.Commands())
	written := func(f form, write func(out io.Writer) error) form {
		var out bytes.Buffer
		f.err = write(&out)
		f.data = out.String()
		return f
	}
	return &copying{bench: b, forms: []form{
		{name: "replay line", what: "the replay line", about: "A command for a shell that runs this run again, to the byte.", file: "authlab-run.sh", data: replayLine(b.run.Commands()) + "\n", whole: whole},
		written(form{name: "text", what: "the run as text", about: "What was done, who answered what, and why. Credentials are named by their tags.", file: "authlab-run.txt"}, func(out io.Writer) error {
			return export.Text(out, result, export.TextOptions{ASCII: ascii, Redacted: true})
		}),
		written(form{name: "Mermaid", what: "the run as Mermaid", about: "A sequence diagram. Credentials are named by their tags.", file: "authlab-run.mmd"}, func(out io.Writer) error {
			return export.Mermaid(out, result, export.MermaidOptions{ASCII: ascii})
		}),
		{name: "scenario", what: "the commands", about: "The commands, one a line.", file: "my.scenario", data: b.scenarioText(), whole: whole},
	}}
}

// result is the present branch as if it had been run from a file.
func (b *bench) result() *scenario.Result {
	r := &scenario.Result{Script: &scenario.Script{}, World: b.run.world(), Commands: b.run.Results()}
	for _, c := range r.Commands {
		r.Script.Commands = append(r.Script.Commands, c.Command)
	}
	return r
}

// replayLine is a command for a POSIX shell. Every command stands in single quotes, in
// which a shell changes nothing.
func replayLine(commands []string) string {
	var b strings.Builder
	b.WriteString(`printf '%s\n'`)
	for _, c := range commands {
		b.WriteString(" '" + strings.ReplaceAll(c, "'", `'\''`) + "'")
	}
	b.WriteString(" | authlab run -")
	return b.String()
}

func (c *copying) title() string { return "copy" }

func (c *copying) bindings() []intent.Binding {
	up, down, broken := "", "", ""
	if c.selected == 0 {
		up = "this is the first form"
	}
	if c.selected == len(c.forms)-1 {
		down = "this is the last form"
	}
	if err := c.forms[c.selected].err; err != nil {
		broken = err.Error()
	}
	noClipboard := broken
	if c.bench.env.Copy == nil && broken == "" {
		noClipboard = "there is no clipboard here: s writes a file"
	}
	return []intent.Binding{
		{Action: intent.Open, Does: "copy", Off: noClipboard},
		{Action: intent.Copy, Does: "copy", Off: noClipboard, Quiet: true},
		{Action: intent.Save, Does: "write to a file", Off: broken},
		{Action: intent.Down, Does: "next form", Off: down},
		{Action: intent.Up, Does: "form before", Off: up, Quiet: true},
		{Action: intent.Close, Does: "close"},
	}
}

func (c *copying) do(in intent.Intent) (Result, bool) {
	f := c.forms[c.selected]
	switch in.Action {
	case intent.Down:
		c.selected++
	case intent.Up:
		c.selected--
	case intent.Save:
		c.bench.drawer = newWriting(c.bench, "write", "Writes "+f.what+" to a file.", f.file, []byte(f.data), f.whole)
	case intent.Open, intent.Copy:
		return Result{Command: c.bench.env.copied(f.what, strings.TrimSuffix(f.data, "\n"))}, true
	default:
		return Result{}, true
	}
	return Result{}, false
}

// copied sends a text to the clipboard and says so.
func (env *Env) copied(what, data string) tea.Cmd {
	send := env.Copy
	return func() tea.Msg {
		err := send(data)
		return Done{func() Result {
			if err != nil {
				return note(err.Error() + ": write it to a file instead")
			}
			return note(fmt.Sprintf("%d bytes sent to the terminal's clipboard: %s", len(data), what))
		}}
	}
}

func (c *copying) draw(width, rows int) []string {
	st := c.bench.env.Styles
	var lines []string
	for i, f := range c.forms {
		name := cell(st, f.name, 14)
		size := st.Dim.On(fmt.Sprintf("%7d bytes", len(f.data)))
		if i == c.selected {
			lines = append(lines, st.Key.On(st.Glyphs.Pointer)+" "+st.Selected.On(name)+size)
		} else {
			lines = append(lines, "  "+st.Text.On(name)+size)
		}
	}
	f := c.forms[c.selected]
	if f.err != nil {
		return append(lines, noticeLines(st, f.err.Error(), width)...)
	}
	lines = append(lines, "")
	lines = append(lines, inked(st.Dim, flow(f.told(), width))...)
	room := min(rows-len(lines), previewRows)
	var preview []string
	for _, row := range strings.Split(strings.TrimRight(f.data, "\n"), "\n") {
		if len(preview) <= room {
			preview = append(preview, text.Wrap(text.SafeLine(row), width)...)
		}
	}
	if len(preview) > room && room > 0 {
		preview = append(preview[:room-1:room-1], st.Glyphs.Ellipsis)
	}
	return append(lines, inked(st.Code, preview[:min(len(preview), max(room, 0))])...)
}

// previewRows is how much of a form is shown before it is copied.
const previewRows = 12
