package page

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"authlab/ui/intent"
	"authlab/ui/pane"
)

// name is how a panel is spoken of.
func (t tokenPanel) name() string {
	return [...]string{"token", "header", "payload", "key", "stages"}[t]
}

// fieldBindings are the keys while a field is edited: letters are its text.
func (p *Tokens) fieldBindings() []intent.Binding {
	nothing := ""
	if p.text(p.focus) == "" {
		nothing = "the field is empty"
	}
	does := "done"
	if p.focus == panelKey && strings.HasPrefix(p.key, "@") {
		does = "read the file"
	}
	return []intent.Binding{
		{Action: intent.LeaveField, Does: "leave the field"},
		{Action: intent.Submit, Does: does},
		{Action: intent.NextField, Does: "next field"},
		{Action: intent.PreviousField, Does: "field before", Quiet: true},
		{Action: intent.Erase, Does: "erase", Off: nothing, Quiet: true},
		{Action: intent.EraseWord, Does: "erase the word", Off: nothing, Quiet: true},
		{Action: intent.EraseLine, Does: "erase to the start", Off: nothing, Quiet: true},
		{Action: intent.EraseAhead, Does: "erase to the end", Off: nothing, Quiet: true},
		{Action: intent.CursorLeft, Does: "left", Off: nothing, Quiet: true},
		{Action: intent.CursorRight, Does: "right", Off: nothing, Quiet: true},
		{Action: intent.CursorHome, Does: "start", Off: nothing, Quiet: true},
		{Action: intent.CursorEnd, Does: "end", Off: nothing, Quiet: true},
		{Action: intent.Recall, Does: "row above", Off: nothing, Quiet: true},
		{Action: intent.RecallNewer, Does: "row below", Off: nothing, Quiet: true},
		{Action: intent.Insert, Does: "type", Quiet: true},
	}
}

// enter starts to edit the part with the focus, or shows what a stage is about.
func (p *Tokens) enter() Result {
	if p.focus == panelStages {
		return p.showPlace()
	}
	p.pause()
	p.editing = true
	if p.focus == panelKey {
		// A key is seldom changed in its middle.
		p.cursors[panelKey] = len(p.key)
	}
	return Result{}
}

// leave ends the editing of a field.
func (p *Tokens) leave() {
	p.pause()
	p.editing = false
	p.onText(p.focus)
}

// turn gives the focus to the part by so many on.
func (p *Tokens) turn(by tokenPanel) {
	p.leave()
	p.focus = (p.focus + by + panels) % panels
	if p.focus == panelStages && p.bare() {
		// There is nothing to judge yet.
		p.focus = (p.focus + by + panels) % panels
	}
	if p.focus == panelStages {
		p.cursors[panelStages] = p.firstFailure()
	}
}

// edit carries out a key in a field.
func (p *Tokens) edit(in intent.Intent) Result {
	s := p.text(p.focus)
	at := min(p.cursors[p.focus], len(s))
	switch in.Action {
	case intent.LeaveField:
		p.leave()
	case intent.Submit:
		if p.focus == panelKey && strings.HasPrefix(p.key, "@") {
			return p.readKeyFile()
		}
		p.leave()
	case intent.NextField:
		return p.nextField(+1)
	case intent.PreviousField:
		return p.nextField(-1)
	case intent.Insert:
		return p.insert(in.Text)
	case intent.Erase:
		_, size := utf8.DecodeLastRuneInString(s[:at])
		p.cut("erase", at-size, at)
	case intent.EraseWord:
		p.cut("", wordBefore(s[:at]), at)
	case intent.EraseLine:
		p.cut("", 0, at)
	case intent.EraseAhead:
		p.cut("", at, len(s))
	default:
		p.pause()
		p.moveCursor(in.Action)
	}
	return Result{}
}

// nextField goes on editing in the part by so many on; the stages cannot be edited.
func (p *Tokens) nextField(by tokenPanel) Result {
	p.turn(by)
	if p.focus == panelStages {
		return Result{}
	}
	return p.enter()
}

// wordBefore is where the word at the end of a text begins: letters and digits, with what
// stands behind them.
func wordBefore(s string) int {
	partOfWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '-' }
	last := strings.LastIndexFunc(s, partOfWord)
	if last < 0 {
		return 0
	}
	before := strings.LastIndexFunc(s[:last], func(r rune) bool { return !partOfWord(r) })
	if before < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[before:])
	return before + size
}

// cut removes bytes of the field.
func (p *Tokens) cut(kind string, from, to int) {
	s := p.text(p.focus)
	if from >= to {
		return
	}
	p.write(kind, s[:from]+s[to:], from)
}

// insert types text at the cursor, as much of it as there is room for.
func (p *Tokens) insert(typed string) Result {
	s := p.text(p.focus)
	at := min(p.cursors[p.focus], len(s))
	next, cut := bounded(s[:at] + typed + s[at:])
	if cut {
		return note(fmt.Sprintf("a field takes %d bytes: this is too much", len(next)))
	}
	kind := "type"
	if utf8.RuneCountInString(typed) > 1 {
		kind = ""
	}
	p.write(kind, next, at+len(typed))
	return Result{}
}

// write makes s the text of the part with the focus, with the cursor at an offset. The
// whole draft follows at once.
func (p *Tokens) write(kind, s string, cursor int) {
	if kind != "" {
		kind += " " + p.focus.name()
	}
	p.made = ""
	p.change(kind, p.with(p.focus, s))
	p.look()
	p.cursors[p.focus] = min(cursor, len(p.text(p.focus)))
}

// with is the draft with another text of a part.
func (p *Tokens) with(panel tokenPanel, s string) tokenDraft {
	next := p.tokenDraft
	switch panel {
	case panelRaw:
		next.raw = s
	case panelHeader:
		return next.withPart(pane.HeaderSegment, s, p.look().segments)
	case panelPayload:
		return next.withPart(pane.PayloadSegment, s, p.look().segments)
	case panelKey:
		// What was chosen and read was for the key before.
		next.key, next.read, next.algorithm = s, "", ""
	}
	return next
}
