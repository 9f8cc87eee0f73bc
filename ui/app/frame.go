package app

import (
	"fmt"
	"slices"
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
			m.frame = text.ASCII(m.frame)
		}
		m.dirty = false
	}
	return m.frame
}

func (m *model) draw() string {
	if m.tooSmall() {
		words := fmt.Sprintf("authlab needs %d×%d. This is %d×%d.", leastWidth, leastHeight, m.width, m.height)
		lines := text.FitLines(text.Wrap(words, m.width), m.width, m.height)
		// Bubble Tea wipes what lies behind the last line once a frame has fewer lines
		// than the one before, and a cursor in the last column stands on its cell.
		last := len(lines) - 1
		lines[last] = text.Cell(text.Cut(lines[last], 0, m.width-1), m.width, "")
		return strings.Join(lines, "\n")
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
	room := m.width
	keep := make([]bool, len(shown))
	for rank := range ranks {
		for i, one := range shown {
			// The two blanks behind the last hint may be cut.
			if w := m.hintWidth(one) + 2; rankOf(one) == rank && w <= room {
				keep[i] = true
				room -= w
			}
		}
	}
	var b strings.Builder
	b.WriteString(" ")
	for i, one := range shown {
		if keep[i] {
			b.WriteString(st.Key.On(m.keyName(one)) + " " + st.Dim.On(one.Does) + "  ")
		}
	}
	return b.String()
}

// ranks is the number of ranks of hints.
const ranks = 4

// rankOf orders hints by how long they stay while the footer gets narrower: the
// way back longest, then what Enter does and how else to answer, then help and quit.
func rankOf(b intent.Binding) int {
	switch {
	case b.Action == intent.Close || b.Action == intent.Cancel:
		return 0
	case slices.Contains(b.Keys(), "enter"), b.Action == intent.Guess:
		return 1
	case b.Action == intent.Help || b.Action == intent.Quit:
		return 2
	}
	return 3
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
