package app

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"authlab/ui/intent"
	"authlab/ui/text"
)

// The least size at which pages are drawn.
const (
	leastWidth  = 60
	leastHeight = 16
)

func (m *model) tooSmall() bool { return m.width < leastWidth || m.height < leastHeight }

// View answers the frame, drawn only if something changed since the last.
func (m *model) View() string {
	if m.width <= 0 || m.height <= 0 {
		return ""
	}
	if m.dirty {
		m.frame = m.draw()
		if m.styles.Glyphs.ASCII {
			m.frame = spelled(m.frame)
		}
		m.dirty = false
	}
	return m.frame
}

func (m *model) draw() string {
	if m.tooSmall() {
		words := fmt.Sprintf("authlab needs %d×%d. This is %d×%d.", leastWidth, leastHeight, m.width, m.height)
		lines := text.Wrap(words, m.width)
		return text.Fit(strings.Join(lines, "\n"), m.width, m.height)
	}
	body := m.top().Body()
	if m.help != nil {
		body = m.help.over(body, m.width, len(body))
	}
	lines := make([]string, 0, m.height)
	lines = append(lines, m.header())
	lines = append(lines, body...)
	lines = append(lines, m.footer())
	return strings.Join(text.FitLines(lines, m.width, m.height), "\n")
}

// spelled replaces what lessons and messages hold beyond ASCII by characters of
// the same width.
func spelled(frame string) string {
	var b strings.Builder
	b.Grow(len(frame))
	for _, r := range frame {
		if r < 0x80 {
			b.WriteByte(byte(r))
			continue
		}
		b.WriteString(strings.Repeat(string(spelling(r)), ansi.StringWidth(string(r))))
	}
	return b.String()
}

func spelling(r rune) rune {
	switch r {
	case '·', '•', '∘':
		return '.'
	case '…':
		return '~'
	case '→':
		return '>'
	case '←':
		return '<'
	case '×':
		return 'x'
	case '–', '—', '‑', '─':
		return '-'
	case '‘', '’':
		return '\''
	case '“', '”':
		return '"'
	case '§':
		return 'S'
	}
	return '?'
}

// header is the top line: where one is, and how far. The right side gives way
// last.
func (m *model) header() string {
	left, right := m.top().Header()
	room := m.width - 2 - ansi.StringWidth(right)
	if right != "" {
		room -= 2
	}
	left = ansi.Truncate(left, max(room, 0), m.styles.Glyphs.Ellipsis)
	gap := max(m.width-2-ansi.StringWidth(left)-ansi.StringWidth(right), 0)
	return " " + m.styles.Title.On(left) + strings.Repeat(" ", gap) + m.styles.Dim.On(right) + " "
}

// footer lists the keys that work now, as many as there is room for, or what
// there is to say about the last key.
func (m *model) footer() string {
	st := m.styles
	if m.note != "" {
		return " " + st.Changed.On(ansi.Truncate(m.note, m.width-2, st.Glyphs.Ellipsis))
	}
	var shown []intent.Binding
	bindings := m.live()
	for _, b := range bindings {
		if b.Works() && !b.Quiet {
			shown = append(shown, b)
		}
	}
	// The way back, help and quit stay when the others give way.
	var b strings.Builder
	b.WriteString(" ")
	room := m.width - 2
	kept := 0
	for _, one := range shown {
		if stays(one) {
			kept += m.hintWidth(one) + 2
		}
	}
	for _, one := range shown {
		fixed := stays(one)
		w := m.hintWidth(one) + 2
		if fixed {
			kept -= w
		} else if w > room-kept {
			continue
		}
		if w > room+2 {
			break
		}
		b.WriteString(st.Key.On(m.keyName(one)) + " " + st.Dim.On(one.Does) + "  ")
		room -= w
	}
	return b.String()
}

// stays tells that a key is named however narrow the footer is.
func stays(b intent.Binding) bool {
	return b.Action == intent.Help || b.Action == intent.Quit || b.Action == intent.Close || b.Action == intent.Cancel
}

func (m *model) keyName(b intent.Binding) string {
	if m.styles.Glyphs.ASCII {
		return b.ASCIIKey()
	}
	return b.Key()
}

func (m *model) hintWidth(b intent.Binding) int {
	return ansi.StringWidth(m.keyName(b)) + 1 + ansi.StringWidth(b.Does)
}
