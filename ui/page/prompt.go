package page

import (
	"fmt"
	"slices"
	"strings"

	"authlab/sim/scenario"
	"authlab/ui/intent"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// prompt takes commands of the scenario language.
type prompt struct {
	line
	open bool
	// wrong is the mistake in the line last submitted, or nil.
	wrong *scenario.Error
	// options are the words that could stand at the cursor, after a Tab that
	// left a choice.
	options []string
}

func (p *prompt) start() {
	p.open = true
	p.clear()
	p.wrong, p.options = nil, nil
}

func (p *prompt) bindings() []intent.Binding {
	all := p.line.bindings("run it")
	if p.wrong != nil {
		all[0].Off = "change what is marked first"
	}
	return append(all, intent.Binding{Action: intent.Complete, Does: "complete"})
}

// doPrompt carries out a key while a command is typed.
func (s *scene) doPrompt(in intent.Intent) Result {
	p := &s.prompt
	switch in.Action {
	case intent.Submit:
		return s.submit()
	case intent.Cancel:
		p.open = false
		p.wrong, p.options = nil, nil
	case intent.Complete:
		return s.complete()
	default:
		if p.edit(in) {
			p.wrong, p.options = nil, nil
		}
	}
	return Result{}
}

// submit runs the command typed: at the end it goes on from there, in the past
// it forks and the old future is kept.
func (s *scene) submit() Result {
	p := &s.prompt
	// Who is used to typing the colon types it again.
	typed := strings.TrimPrefix(strings.TrimLeft(p.String(), " "), ":")
	command, wrong := scenario.ParseLine(typed)
	if wrong != nil {
		p.wrong = wrong
		return Result{}
	}
	forked := !s.atEnd()
	at := s.run.Cursor()
	if err := s.run.Do(command); err != nil {
		p.wrong = atWord(typed, err)
		return Result{}
	}
	p.submit()
	p.wrong, p.options = nil, nil
	s.judge()
	p.open = false
	if s.toHead {
		s.run.Seek(s.run.Len())
		return Result{}
	}
	s.run.Seek(min(at+1, s.run.Len()))
	r := Result{Command: s.travel()}
	if forked {
		r.Note = "A new branch. The old future is kept: b goes back to it."
	}
	return r
}

// atWord makes any error one that points into the line: at the word that its
// message speaks of, where it blames the line as a whole.
func atWord(typed string, err error) *scenario.Error {
	wrong := scenario.Error{Line: 1, Column: 1, Width: len([]rune(typed)), Message: err.Error(), Source: typed}
	if e, ok := err.(*scenario.Error); ok {
		wrong = *e
	}
	if wrong.Width < len([]rune(typed)) {
		return &wrong
	}
	said := strings.FieldsFunc(wrong.Message, func(r rune) bool { return strings.ContainsRune(" :,.;", r) })
	words := strings.Fields(typed)
	for _, word := range words[min(1, len(words)):] {
		if slices.Contains(said, word) {
			before := typed[:strings.Index(typed, " "+word)+1]
			wrong.Column, wrong.Width = len([]rune(before))+1, len([]rune(word))
			break
		}
	}
	return &wrong
}

// complete finishes the word at the cursor as far as it is certain.
func (s *scene) complete() Result {
	p := &s.prompt
	found := scenario.Complete(p.String(), p.cursor, s.names())
	p.options = nil
	if len(found) == 0 {
		return note("nothing begins like this")
	}
	common := found[0]
	for _, word := range found[1:] {
		for !strings.HasPrefix(word, common) {
			common = common[:len(common)-1]
		}
	}
	begun := p.wordBegun()
	if len(found) == 1 && !strings.HasSuffix(common, "=") {
		common += " "
	}
	if rest, ok := strings.CutPrefix(common, begun); ok && rest != "" {
		p.insert(rest)
	}
	if len(found) > 1 {
		p.options = found
	}
	return Result{}
}

// wordBegun is what stands between the last blank and the cursor.
func (l *line) wordBegun() string {
	from := l.cursor
	for from > 0 && l.text[from-1] != ' ' {
		from--
	}
	return string(l.text[from:l.cursor])
}

// names are what a command may name at the cursor.
func (s *scene) names() scenario.Names {
	var n scenario.Names
	now := s.run.Snapshot()
	if now == nil {
		return n
	}
	for _, c := range now.Clients {
		n.Clients = append(n.Clients, c.Name)
	}
	for _, one := range now.Servers {
		n.Servers = append(n.Servers, one.Name)
	}
	return n
}

// draw draws the prompt: the line, and under it the mistake or the words that
// could follow.
func (p *prompt) draw(st *theme.Styles, width int, where string) []string {
	lead := ":"
	lines := []string{st.Key.On(lead) + drawLine(st, &p.line, width-1)}
	switch {
	case p.wrong != nil:
		caret := strings.Repeat(" ", max(p.wrong.Column-1, 0)+1) + strings.Repeat("^", max(p.wrong.Width, 1))
		says := p.wrong.Message
		if p.wrong.Suggestion != "" {
			says += ". " + p.wrong.Suggestion
		}
		lines = []string{st.Key.On(lead) + st.Text.On(p.wrong.Source), st.Bad.On(caret)}
		for _, row := range text.Wrap(says, width) {
			lines = append(lines, st.Bad.On(row))
		}
	case len(p.options) > 0:
		for _, row := range text.Wrap(strings.Join(p.options, "  "), width) {
			lines = append(lines, st.Dim.On(row))
		}
	default:
		lines = append(lines, st.Dim.On(where))
	}
	return lines[:min(len(lines), 5)]
}

// where says what the command typed will do.
func (s *scene) where() string {
	if s.atEnd() {
		return "runs after everything so far"
	}
	return fmt.Sprintf("forks after step %d; the old future is kept", s.run.Cursor())
}
