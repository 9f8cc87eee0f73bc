package page

import (
	"strings"

	"authlab/ui/intent"
)

// line is a line of text being typed, with those typed before.
type line struct {
	text   []rune
	cursor int
	// past holds the submitted lines, oldest first; recalled points into it, and
	// equals its length while a new line is typed, which draft keeps meanwhile.
	past     []string
	recalled int
	draft    string
}

const longestLine = 400

func (l *line) String() string { return string(l.text) }

func (l *line) set(s string) {
	l.text = []rune(s)
	l.cursor = len(l.text)
}

// submit empties the line, remembers what it held and answers it.
func (l *line) submit() string {
	s := strings.TrimSpace(l.String())
	if s != "" && (len(l.past) == 0 || l.past[len(l.past)-1] != s) {
		l.past = append(l.past, s)
	}
	l.clear()
	return s
}

func (l *line) clear() {
	l.set("")
	l.recalled, l.draft = len(l.past), ""
}

// edit carries out one of the editing actions and tells whether it was one.
func (l *line) edit(in intent.Intent) bool {
	switch in.Action {
	case intent.Insert:
		l.insert(in.Text)
	case intent.Erase:
		l.cut(l.cursor-1, l.cursor)
	case intent.EraseWord:
		l.cut(l.wordStart(), l.cursor)
	case intent.EraseLine:
		l.cut(0, l.cursor)
	case intent.EraseAhead:
		l.cut(l.cursor, len(l.text))
	case intent.CursorLeft:
		l.cursor = max(l.cursor-1, 0)
	case intent.CursorRight:
		l.cursor = min(l.cursor+1, len(l.text))
	case intent.CursorHome:
		l.cursor = 0
	case intent.CursorEnd:
		l.cursor = len(l.text)
	case intent.Recall:
		l.recall(-1)
	case intent.RecallNewer:
		l.recall(+1)
	default:
		return false
	}
	return true
}

// insert types text; control characters in what was pasted become blanks.
func (l *line) insert(s string) {
	var typed []rune
	for _, r := range s {
		if r < ' ' || r == 0x7f {
			r = ' '
		}
		typed = append(typed, r)
	}
	typed = typed[:min(len(typed), longestLine-len(l.text))]
	rest := append(typed, l.text[l.cursor:]...)
	l.text = append(l.text[:l.cursor:l.cursor], rest...)
	l.cursor += len(typed)
}

func (l *line) cut(from, to int) {
	from = max(from, 0)
	l.text = append(l.text[:from:from], l.text[to:]...)
	l.cursor = from
}

func (l *line) wordStart() int {
	at := l.cursor
	for at > 0 && l.text[at-1] == ' ' {
		at--
	}
	for at > 0 && l.text[at-1] != ' ' {
		at--
	}
	return at
}

func (l *line) recall(by int) {
	to := l.recalled + by
	if to < 0 || to > len(l.past) {
		return
	}
	if l.recalled == len(l.past) {
		l.draft = l.String()
	}
	l.recalled = to
	if to == len(l.past) {
		l.set(l.draft)
		return
	}
	l.set(l.past[to])
}

// bindings are the keys of a line; what Tab does is for the caller to say.
func (l *line) bindings(submit string) []intent.Binding {
	nothing, none := "", ""
	if len(l.text) == 0 {
		nothing = "nothing is typed"
	}
	if len(l.past) == 0 {
		none = "nothing was typed before"
	}
	return []intent.Binding{
		{Action: intent.Submit, Does: submit, Off: nothing},
		{Action: intent.Cancel, Does: "leave the line"},
		{Action: intent.Recall, Does: "earlier line", Off: none},
		{Action: intent.RecallNewer, Does: "later line", Off: none, Quiet: true},
		{Action: intent.Erase, Does: "erase", Off: nothing, Quiet: true},
		{Action: intent.EraseWord, Does: "erase the word", Off: nothing, Quiet: true},
		{Action: intent.EraseLine, Does: "erase to the start", Off: nothing, Quiet: true},
		{Action: intent.EraseAhead, Does: "erase to the end", Off: nothing, Quiet: true},
		{Action: intent.CursorLeft, Does: "left", Quiet: true},
		{Action: intent.CursorRight, Does: "right", Quiet: true},
		{Action: intent.CursorHome, Does: "start of the line", Quiet: true},
		{Action: intent.CursorEnd, Does: "end of the line", Quiet: true},
		{Action: intent.Insert, Does: "type", Quiet: true},
	}
}

// searching are the keys of a list while the line above it is typed. none, up and down say
// why nothing can be taken and why the mark cannot move, or "".
func searching(take, none, up, down, cancel string) []intent.Binding {
	return []intent.Binding{
		{Action: intent.Submit, Does: take, Off: none},
		{Action: intent.Recall, Does: "up", Off: up},
		{Action: intent.RecallNewer, Does: "down", Off: down},
		{Action: intent.Cancel, Does: cancel},
		{Action: intent.Erase, Does: "erase", Quiet: true},
		{Action: intent.EraseWord, Does: "erase the word", Quiet: true},
		{Action: intent.EraseLine, Does: "erase all", Quiet: true},
		{Action: intent.CursorLeft, Does: "left", Quiet: true},
		{Action: intent.CursorRight, Does: "right", Quiet: true},
		{Action: intent.Insert, Does: "search", Quiet: true},
	}
}
