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

// named is one key that people read as the terminal names it.
func named(key string) keys { return keys{[]string{key}, key, ""} }

// keysOf is the table of keys. Actions that share a key are never offered by
// one view at the same time.
func keysOf(a Action) keys {
	switch a {
	case Quit:
		return named("q")
	case Interrupt:
		return named("ctrl+c")
	case Help:
		return named("?")
	case Glossary:
		return named("g")
	case Redraw:
		return named("ctrl+l")
	case Mouse:
		return named("m")
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
		return named("/")
	case ReadBack:
		return keys{[]string{"left", "h"}, "←", "left"}
	case Continue:
		return keys{[]string{"right", "l", " ", "enter"}, "→", "right"}
	case NextPage:
		return named("n")
	case PreviousPage:
		return named("p")
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
		return named("L"), true
	case Knobs:
		return named("o"), true
	case Actions:
		return named("a"), true
	case Copy:
		return named("y"), true
	case Compare:
		return named("c"), true
	case Ledger:
		return named("v"), true
	case Save:
		return named("s"), true
	case OpenFile:
		return named("O"), true
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
		return named("]"), true
	case PreviousRequest:
		return named("["), true
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
		return named("w"), true
	case Sequence:
		return named("d"), true
	case Fork:
		return named("f"), true
	case Undo:
		return named("u"), true
	case Redo:
		return named("ctrl+r"), true
	case Branch:
		return named("b"), true
	case Prompt:
		return named(":"), true
	case Again:
		return named("a"), true
	case TestOut:
		return named("t"), true
	case ShowRun:
		return named("r"), true
	case Hint:
		return named("H"), true
	case Reset:
		return named("x"), true
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
		return named("ctrl+u")
	case EraseAhead:
		return named("ctrl+k")
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
