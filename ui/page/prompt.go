package page

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

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
	command, wrong := s.run.Parse(typed)
	if wrong != nil {
		p.wrong = wrong
		return Result{}
	}
	past, futures := !s.atEnd(), len(s.run.Branches())
	at := s.run.Cursor()
	if err := s.run.Do(command); err != nil {
		p.wrong = atWord(typed, err)
		return Result{}
	}
	p.submit()
	p.wrong, p.options = nil, nil
	s.judge()
	p.open = false
	var r Result
	if past && len(s.run.Branches()) > futures {
		r.Note = "A new branch. The old future is kept: b goes back to it."
	}
	if s.toHead {
		s.run.Seek(s.run.Len())
		return r
	}
	s.run.Seek(min(at+1, s.run.Len()))
	r.Command = s.travel()
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
	certain, begun := common(found), p.wordBegun()
	if len(found) == 1 && !strings.HasSuffix(certain, "=") {
		certain += " "
	}
	if rest, ok := strings.CutPrefix(certain, begun); ok && rest != "" {
		p.insert(rest)
	}
	if len(found) > 1 {
		p.options = found
	}
	return Result{}
}

// common is what all words begin with.
func common(words []string) string {
	begin := words[0]
	for _, word := range words[1:] {
		for !strings.HasPrefix(word, begin) {
			_, last := utf8.DecodeLastRuneInString(begin)
			begin = begin[:len(begin)-last]
		}
	}
	return begin
}

// wordBegun is what stands between the last blank and the cursor.
func (l *line) wordBegun() string {
	from := l.cursor
	for from > 0 && l.text[from-1] != ' ' {
		from--
	}
	return string(l.text[from:l.cursor])
}

// names are what a command may name at the cursor. Anyone may be a client; where
// nobody has come yet, alice is proposed.
func (s *scene) names() scenario.Names {
	n := s.run.Names()
	if len(n.Clients) == 0 {
		n.Clients = []string{"alice"}
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
		source, caret := excerpt(p.wrong, width-1)
		says := said(p.wrong)
		lines = []string{st.Key.On(lead) + st.Text.On(source), st.Bad.On(" " + caret)}
		for _, row := range text.Wrap(text.SafeLine(says), width) {
			lines = append(lines, st.Bad.On(row))
		}
	case len(p.options) > 0:
		lines = append(lines, listOptions(st, p.options, width)...)
	default:
		lines = append(lines, st.Dim.On(text.Truncate(where, width, st.Glyphs.Ellipsis)))
	}
	return lines[:min(len(lines), promptRows)]
}

// said is a mistake in one line, with what would be right.
func said(wrong *scenario.Error) string {
	switch {
	case wrong.Suggestion == "":
		return wrong.Message
	case strings.HasSuffix(wrong.Message, "?"):
		return wrong.Message + " " + wrong.Suggestion
	}
	return wrong.Message + ". " + wrong.Suggestion
}

// excerpt is the line with the mistake and its caret, cut so that the caret is seen.
func excerpt(wrong *scenario.Error, width int) (source, caret string) {
	source, caret = wrong.Excerpt()
	if at := strings.IndexByte(caret, '^'); len(caret) > width {
		from := min(max(at-width/3, 0), len(caret)-1)
		source, caret = ansi.Cut(source, from, from+width), caret[from:min(from+width, len(caret))]
	}
	return ansi.Truncate(source, width, ""), caret
}

// promptRows is the height the prompt takes at most.
const promptRows = 5

// listOptions are the words that could follow, and how many more there are than fit.
func listOptions(st *theme.Styles, options []string, width int) []string {
	rows := text.Wrap(strings.Join(options, "  "), width)
	if len(rows) < promptRows {
		return inked(st.Dim, rows)
	}
	rows = rows[:promptRows-2]
	shown := len(strings.Fields(strings.Join(rows, " ")))
	return inked(st.Dim, append(rows, fmt.Sprintf("and %d more: type a letter and Tab again", len(options)-shown)))
}

func inked(ink theme.Ink, rows []string) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = ink.On(row)
	}
	return out
}

// where says what the command typed will do, or how its verb is written.
func (s *scene) where() string {
	typed := strings.TrimLeft(s.prompt.String(), " :")
	if !s.atEnd() {
		return s.whereInThePast(typed)
	}
	verb, _, _ := strings.Cut(typed, " ")
	for _, v := range scenario.Verbs() {
		if verb != "" && v.Name == verb {
			return v.Usage
		}
	}
	return "runs after everything so far"
}

// whereInThePast says where a command goes on that is typed before the end: a fault at
// the cursor, all others behind the command that the cursor stands in.
func (s *scene) whereInThePast(typed string) string {
	at := s.run.Cursor()
	step, forks := s.run.Resume()
	if c, wrong := s.run.Parse(typed); wrong == nil && c.IsFault() && at < step {
		return fmt.Sprintf("strikes after step %d; the old future is kept", at)
	}
	if forks {
		return fmt.Sprintf("forks after step %d; the old future is kept", step)
	}
	return fmt.Sprintf("runs after step %d, the end of the command at hand", step)
}
