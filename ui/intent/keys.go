package intent

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// keys are the keys of one action: as the terminal names them, and as people
// read them.
type keys struct {
	keys         []string
	shown, ascii string
}

// keysOf is the table of keys. Actions that share a key are never offered by
// one view at the same time.
func keysOf(a Action) keys {
	switch a {
	case Quit:
		return keys{[]string{"q"}, "q", ""}
	case Interrupt:
		return keys{[]string{"ctrl+c"}, "ctrl+c", ""}
	case Help:
		return keys{[]string{"?"}, "?", ""}
	case Glossary:
		return keys{[]string{"g"}, "g", ""}
	case Redraw:
		return keys{[]string{"ctrl+l"}, "ctrl+l", ""}
	case Mouse:
		return keys{[]string{"m"}, "m", ""}
	case Close:
		return keys{[]string{"esc", "backspace"}, "Esc", ""}
	case Up:
		return keys{[]string{"up", "k"}, "↑", "up"}
	case Down:
		return keys{[]string{"down", "j"}, "↓", "down"}
	case Choose:
		return keys{[]string{"1", "2", "3", "4", "5", "6"}, "1-4", ""}
	case Focus:
		return keys{[]string{"tab"}, "Tab", ""}
	case FocusBack:
		return keys{[]string{"shift+tab"}, "shift+Tab", ""}
	case PageUp:
		return keys{[]string{"pgup", "ctrl+u"}, "PgUp", ""}
	case PageDown:
		return keys{[]string{"pgdown", "ctrl+d"}, "PgDn", ""}
	case Find:
		return keys{[]string{"/"}, "/", ""}
	case ReadBack:
		return keys{[]string{"left", "h"}, "←", "left"}
	case Continue:
		return keys{[]string{"right", "l", " ", "enter"}, "→", "right"}
	case NextPage:
		return keys{[]string{"n"}, "n", ""}
	case PreviousPage:
		return keys{[]string{"p"}, "p", ""}
	}
	if k, found := stageKeys(a); found {
		return k
	}
	if k, found := labKeys(a); found {
		return k
	}
	if k, found := tokenKeys(a); found {
		return k
	}
	return editKeys(a)
}

func labKeys(a Action) (keys, bool) {
	switch a {
	case Lab:
		return keys{[]string{"L"}, "L", ""}, true
	case Knobs:
		return keys{[]string{"o"}, "o", ""}, true
	case Actions:
		return keys{[]string{"a"}, "a", ""}, true
	case Copy:
		return keys{[]string{"y"}, "y", ""}, true
	case Compare:
		return keys{[]string{"c"}, "c", ""}, true
	case Ledger:
		return keys{[]string{"v"}, "v", ""}, true
	case Save:
		return keys{[]string{"s"}, "s", ""}, true
	case OpenFile:
		return keys{[]string{"O"}, "O", ""}, true
	case Lower:
		return keys{[]string{"left", "h", "-"}, "←", "left"}, true
	case Raise:
		return keys{[]string{"right", "l", "+"}, "→", "right"}, true
	}
	return keys{}, false
}

func stageKeys(a Action) (keys, bool) {
	switch a {
	case Next, Skip, Onward:
		return keys{[]string{"right", "l"}, "→", "right"}, true
	case Previous:
		return keys{[]string{"left", "h"}, "←", "left"}, true
	case NextRequest:
		return keys{[]string{"]"}, "]", ""}, true
	case PreviousRequest:
		return keys{[]string{"["}, "[", ""}, true
	case First, Top:
		return keys{[]string{"home"}, "Home", ""}, true
	case Last, Bottom:
		return keys{[]string{"end"}, "End", ""}, true
	case Play, Guess:
		return keys{[]string{" "}, "space", ""}, true
	case Faster:
		return keys{[]string{"+", "="}, "+", ""}, true
	case Slower:
		return keys{[]string{"-", "_"}, "-", ""}, true
	case Open, Inspect, Sure:
		return keys{[]string{"enter"}, "Enter", ""}, true
	case Why:
		return keys{[]string{"w"}, "w", ""}, true
	case Sequence:
		return keys{[]string{"d"}, "d", ""}, true
	case Fork:
		return keys{[]string{"f"}, "f", ""}, true
	case Undo:
		return keys{[]string{"u"}, "u", ""}, true
	case Redo:
		return keys{[]string{"ctrl+r"}, "ctrl+r", ""}, true
	case Branch:
		return keys{[]string{"b"}, "b", ""}, true
	case Prompt:
		return keys{[]string{":"}, ":", ""}, true
	case Again:
		return keys{[]string{"a"}, "a", ""}, true
	case TestOut:
		return keys{[]string{"t"}, "t", ""}, true
	case ShowRun:
		return keys{[]string{"r"}, "r", ""}, true
	case Hint:
		return keys{[]string{"H"}, "H", ""}, true
	case Reset:
		return keys{[]string{"x"}, "x", ""}, true
	}
	return keys{}, false
}

func editKeys(a Action) keys {
	switch a {
	case Submit:
		return keys{[]string{"enter"}, "Enter", ""}
	case Cancel:
		return keys{[]string{"esc"}, "Esc", ""}
	case Complete:
		return keys{[]string{"tab"}, "Tab", ""}
	case Erase:
		return keys{[]string{"backspace", "ctrl+h"}, "backspace", ""}
	case EraseWord:
		return keys{[]string{"ctrl+w", "alt+backspace"}, "ctrl+w", ""}
	case EraseLine:
		return keys{[]string{"ctrl+u"}, "ctrl+u", ""}
	case EraseAhead:
		return keys{[]string{"ctrl+k"}, "ctrl+k", ""}
	case CursorLeft:
		return keys{[]string{"left", "ctrl+b"}, "←", "left"}
	case CursorRight:
		return keys{[]string{"right", "ctrl+f"}, "→", "right"}
	case CursorHome:
		return keys{[]string{"home", "ctrl+a"}, "Home", ""}
	case CursorEnd:
		return keys{[]string{"end", "ctrl+e"}, "End", ""}
	case Recall:
		return keys{[]string{"up", "ctrl+p"}, "↑", "up"}
	case RecallNewer:
		return keys{[]string{"down", "ctrl+n"}, "↓", "down"}
	}
	return keys{}
}

// Clear drops the bindings whose shown key belongs to one before them, so that
// what is left can be listed without lying.
func Clear(bindings []Binding) []Binding {
	taken := map[string]bool{}
	out := make([]Binding, 0, len(bindings))
	for _, b := range bindings {
		all := b.Keys()
		if len(all) > 0 && taken[all[0]] {
			continue
		}
		for _, key := range all {
			taken[key] = true
		}
		out = append(out, b)
	}
	return out
}

// Names writes all keys of a binding for people.
func Names(b Binding, ascii bool) string {
	first := b.Key()
	if ascii {
		first = b.ASCIIKey()
	}
	names := []string{first}
	if b.Action == Choose {
		return first
	}
	for _, key := range b.Keys()[min(1, len(b.Keys())):] {
		if key == " " {
			key = "space"
		}
		names = append(names, key)
	}
	return strings.Join(names, " ")
}

// Of finds the binding that a key belongs to. Typing keys that belong to none
// are an Insert where the view offers that, and what was pasted is a Paste where it
// offers that.
func Of(msg tea.KeyMsg, bindings []Binding) (Intent, Binding, bool) {
	name := msg.String()
	if !msg.Paste {
		for _, b := range bindings {
			for i, key := range b.Keys() {
				if key != name {
					continue
				}
				in := Intent{Action: b.Action}
				if b.Action == Choose {
					in.Number = i + 1
				}
				return in, b, true
			}
		}
	}
	if msg.Type != tea.KeyRunes && msg.Type != tea.KeySpace || msg.Alt {
		return Intent{}, Binding{}, false
	}
	for _, b := range bindings {
		if b.Action == Paste && msg.Paste {
			return Intent{Action: Paste, Text: string(msg.Runes)}, b, true
		}
	}
	for _, b := range bindings {
		if b.Action == Insert {
			return Intent{Action: Insert, Text: string(msg.Runes)}, b, true
		}
	}
	return Intent{}, Binding{}, false
}

// Split takes apart keys that came in one read, as they do when somebody types
// fast or over a slow line. What was pasted stays one.
func Split(msg tea.KeyMsg) []tea.KeyMsg {
	if msg.Type != tea.KeyRunes || len(msg.Runes) < 2 || msg.Paste || msg.Alt {
		return []tea.KeyMsg{msg}
	}
	all := make([]tea.KeyMsg, len(msg.Runes))
	for i, r := range msg.Runes {
		all[i] = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
		if r == ' ' {
			all[i].Type = tea.KeySpace
		}
	}
	return all
}

// Wheel answers what a turn of the wheel may mean, the likeliest first: to
// scroll, or to step where nothing scrolls.
func Wheel(msg tea.MouseMsg) []Action {
	if msg.Action != tea.MouseActionPress {
		return nil
	}
	switch msg.Button {
	case tea.MouseButtonWheelUp:
		return []Action{Up, Previous}
	case tea.MouseButtonWheelDown:
		return []Action{Down, Next}
	}
	return nil
}

// Click answers where the left button was pressed.
func Click(msg tea.MouseMsg) (x, y int, clicked bool) {
	if msg.Action != tea.MouseActionPress || msg.Button != tea.MouseButtonLeft {
		return 0, 0, false
	}
	return msg.X, msg.Y, true
}
