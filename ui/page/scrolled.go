package page

import (
	"authlab/ui/intent"
	"authlab/ui/theme"
)

// scrolled is a column of lines that may be longer than the page.
type scrolled struct{ top, length, height int }

func (s *scrolled) bindings() []intent.Binding {
	up, down := "", ""
	if s.top == 0 {
		up = "this is the top"
	}
	if s.top+s.height >= s.length {
		down = "this is the end"
	}
	short := s.length <= s.height
	return []intent.Binding{
		{Action: intent.Down, Does: "scroll", Off: down, Quiet: short},
		{Action: intent.Up, Does: "scroll back", Off: up, Quiet: true},
		{Action: intent.PageDown, Does: "screen down", Off: down, Quiet: true},
		{Action: intent.PageUp, Does: "screen up", Off: up, Quiet: true},
		{Action: intent.Top, Does: "top", Off: up, Quiet: true},
		{Action: intent.Bottom, Does: "end", Off: down, Quiet: true},
	}
}

func (s *scrolled) do(in intent.Intent) {
	switch in.Action {
	case intent.Down:
		s.top++
	case intent.Up:
		s.top--
	case intent.PageDown:
		s.top += max(s.height-1, 1)
	case intent.PageUp:
		s.top -= max(s.height-1, 1)
	case intent.Top:
		s.top = 0
	case intent.Bottom:
		s.top = s.length
	}
	s.top = max(min(s.top, s.length-s.height), 0)
}

func (s *scrolled) draw(st *theme.Styles, lines []string, width, height, column int) []string {
	s.length, s.height = len(lines), height
	s.top = max(min(s.top, s.length-s.height), 0)
	shown := append([]string{}, lines[s.top:min(s.top+height, len(lines))]...)
	if s.top+height < len(lines) && len(shown) > 0 {
		shown[len(shown)-1] = st.Dim.On(st.Glyphs.Down + " more")
	}
	return centred(shown, width, height, column)
}
