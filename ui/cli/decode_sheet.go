package cli

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/term"

	"authlab/ui/program"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// The widths of what decode prints, in columns: where nobody says how wide the terminal
// is, and the least and most it is told to be.
const (
	usualWidth = 80
	leastWidth = 40
	mostWidth  = 100
)

// sheet is what text is printed on.
type sheet struct {
	styles *theme.Styles
	width  int
}

// sheet is one for standard output. What is piped has no colours and the same characters
// in every locale.
func (sh *shell) sheet() sheet {
	terminal := program.IsTerminal(sh.Out, sh.Out)
	dark := sh.theme.value == "dark" || sh.theme.value == "auto" && theme.Dark(sh.Getenv)
	s := sheet{width: usualWidth, styles: theme.New(theme.Options{
		Dark: dark, Profile: theme.Profile(sh.Getenv, terminal), ASCII: sh.plainGlyphs(),
	})}
	if !terminal {
		return s
	}
	if width, _, err := term.GetSize(sh.Out.Fd()); err == nil && width > 0 {
		s.width = min(max(width, leastWidth), mostWidth)
	}
	return s
}

// show makes text from outside fit for one line of the sheet.
func (s *sheet) show(from string) string {
	shown := text.SafeLine(from)
	if !s.styles.Glyphs.ASCII {
		return shown
	}
	var b strings.Builder
	for _, r := range shown {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case r == '§':
			b.WriteString("sec. ")
		case r == '–':
			b.WriteByte('-')
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// writer sets lines on a sheet.
type writer struct {
	sheet
	b strings.Builder
}

// line writes pieces that are inked already, or nothing for a blank line.
func (w *writer) line(pieces ...string) {
	w.b.WriteString(strings.TrimRight(strings.Join(pieces, ""), " "))
	w.b.WriteByte('\n')
}

// heading writes a title with a blank line before it.
func (w *writer) heading(title, rest string) {
	w.line()
	if rest != "" {
		rest = " " + rest
	}
	for i, line := range wrapped(w.show(title+rest), w.width) {
		if head := w.show(title); i == 0 && strings.HasPrefix(line, head) {
			w.line(w.styles.Heading.On(head), w.styles.Dim.On(line[len(head):]))
			continue
		}
		w.line(w.styles.Dim.On(line))
	}
}

// flow writes text from outside behind a label that is width columns wide; its later
// lines begin below its first.
func (w *writer) flow(label string, width int, ink theme.Ink, from string) {
	for i, line := range wrapped(w.show(from), max(w.width-width, 8)) {
		if i > 0 {
			label = strings.Repeat(" ", width)
		}
		w.line(label, ink.On(line))
	}
}

// paragraph writes text from outside, indented.
func (w *writer) paragraph(by int, ink theme.Ink, from string) {
	w.flow(strings.Repeat(" ", by), by, ink, from)
}

// wrapped breaks one line at blanks, and inside a word only where the word is too long
// for a line, so that a value can be copied as it stands.
func wrapped(line string, width int) []string {
	var out []string
	for text.Width(line) > width {
		head := text.Cut(line, 0, width)
		if !strings.HasPrefix(line, head) { // it ends in half of a wide character
			head = text.Cut(line, 0, width-1)
		}
		if line[len(head)] != ' ' || keepsTogether(line, len(head)) {
			if blank := lastBlank(line, len(head)); len(head)-blank < width/2 {
				head = head[:blank]
			}
		}
		out = append(out, strings.TrimRight(head, " "))
		line = strings.TrimLeft(line[len(head):], " ")
	}
	return append(out, line)
}

// lastBlank is the last blank before end at which a line may be broken, or 0.
func lastBlank(line string, end int) int {
	for i := end - 1; i > 0; i-- {
		if line[i] == ' ' && !keepsTogether(line, i) {
			return i
		}
	}
	return 0
}

// keepsTogether tells of the blanks within the name of a section: RFC 7519 §4.1.4.
func keepsTogether(line string, blank int) bool {
	rest := line[blank+1:]
	return strings.HasSuffix(line[:blank], "RFC") || strings.HasPrefix(rest, "§") || strings.HasPrefix(rest, "sec. ") ||
		strings.HasSuffix(line[:blank], " sec.")
}

// excerpt shows where a byte of the raw token is, by a mark below it.
func (w *writer) excerpt(by int, raw string, offset int) {
	if offset < 0 || offset > len(raw) {
		return
	}
	room := w.width - by - 2
	mark := w.styles.Glyphs.Ellipsis
	before := w.show(raw[max(0, offset-room):offset])
	if n := text.Width(before); n > room/2 || offset > room {
		before = mark + text.Cut(before, n-min(n, room/2-1), n)
	}
	after := w.show(raw[offset:min(len(raw), offset+room)])
	after = text.Truncate(after, room-text.Width(before), mark)
	if offset+room < len(raw) && !strings.HasSuffix(after, mark) {
		after += mark
	}
	pad := strings.Repeat(" ", by)
	w.line(pad, w.styles.Text.On(before+after))
	w.line(pad, strings.Repeat(" ", text.Width(before)), w.styles.Bad.On("^"), w.styles.Dim.On(fmt.Sprintf(" byte %d", offset)))
}
