package page

import (
	"unicode/utf8"

	"authlab/sim/token/inspect"
	"authlab/ui/intent"
	"authlab/ui/pane"
)

// moves are the bindings that move the cursor of the part with the focus.
func (p *Tokens) moves() []intent.Binding {
	start, end, up, down := "", "", "", ""
	across := p.focus != panelStages
	at, last := p.cursors[p.focus], max(len(p.text(p.focus))-1, 0)
	if !across {
		last = p.lastStage()
	}
	if at <= 0 {
		start, up = "this is the start", "this is the start"
	}
	if at >= last {
		end, down = "this is the end", "this is the end"
	}
	if across {
		rows := p.rows(p.focus)
		if pane.RowOf(rows, at) == 0 {
			up = "this is the first row"
		}
		if pane.RowOf(rows, at) == len(rows)-1 {
			down = "this is the last row"
		}
	}
	all := []intent.Binding{
		{Action: intent.Up, Does: "up", Off: up, Quiet: true},
		{Action: intent.Down, Does: "down", Off: down, Quiet: true},
		{Action: intent.First, Does: "to the start", Off: start, Quiet: true},
		{Action: intent.Last, Does: "to the end", Off: end, Quiet: true},
	}
	if across {
		all = append(all,
			intent.Binding{Action: intent.Next, Does: "right", Off: end, Quiet: true},
			intent.Binding{Action: intent.Previous, Does: "left", Off: start, Quiet: true})
	}
	return all
}

// rows are those that a part is drawn in.
func (p *Tokens) rows(panel tokenPanel) []pane.Row {
	decoded, verified := p.columns()
	l := p.look()
	switch {
	case panel == panelRaw:
		rows, _ := l.rawRows(decoded)
		return rows
	case panel == panelHeader && !p.editing:
		return l.decodedRows(pane.HeaderSegment, decoded)
	case panel == panelPayload && !p.editing:
		return l.decodedRows(pane.PayloadSegment, decoded)
	case panel == panelKey:
		return pane.Rows(p.key, 0, len(p.key), verified-1, true)
	}
	s := p.text(panel)
	return pane.Rows(s, 0, len(s), decoded-1, true)
}

// lastStage is the last place of the stages' cursor: behind them it scrolls what follows.
func (p *Tokens) lastStage() int {
	l := p.look()
	_, width := p.columns()
	return max(len(l.report.Stages)-1, 0) + len(p.afterStages(width))
}

// move carries out a key that moves the focus or a cursor.
func (p *Tokens) move(in intent.Intent) (Result, bool) {
	switch in.Action {
	case intent.Focus:
		p.turn(+1)
	case intent.FocusBack:
		p.turn(-1)
	case intent.Up, intent.Down, intent.First, intent.Last, intent.Next, intent.Previous:
		p.pause()
		if p.focus == panelStages {
			p.moveStage(in.Action)
		} else {
			p.moveCursor(in.Action)
		}
	default:
		return Result{}, false
	}
	return Result{}, true
}

func (p *Tokens) moveStage(a intent.Action) {
	at := &p.cursors[panelStages]
	switch a {
	case intent.Up:
		*at--
	case intent.Down:
		*at++
	case intent.First:
		*at = 0
	case intent.Last:
		*at = p.lastStage()
	}
	*at = max(min(*at, p.lastStage()), 0)
}

// moveCursor moves the cursor in a text. While it is edited the cursor may stand behind
// the end.
func (p *Tokens) moveCursor(a intent.Action) {
	s, at := p.text(p.focus), &p.cursors[p.focus]
	switch a {
	case intent.Previous, intent.CursorLeft:
		_, size := utf8.DecodeLastRuneInString(s[:*at])
		*at -= size
	case intent.Next, intent.CursorRight:
		_, size := utf8.DecodeRuneInString(s[*at:])
		*at += size
	case intent.First, intent.CursorHome:
		*at = 0
	case intent.Last, intent.CursorEnd:
		*at = len(s)
	case intent.Up, intent.Recall:
		*at = p.rowAway(*at, -1)
	case intent.Down, intent.RecallNewer:
		*at = p.rowAway(*at, +1)
	}
	if !p.editing {
		p.onText(p.focus)
	}
}

// onText keeps the cursor on a character where it does not edit.
func (p *Tokens) onText(panel tokenPanel) {
	if s := p.text(panel); panel != panelStages && s != "" && p.cursors[panel] >= len(s) {
		_, size := utf8.DecodeLastRuneInString(s)
		p.cursors[panel] = len(s) - size
	}
}

// rowAway is the offset in the same column of a row above or below.
func (p *Tokens) rowAway(at, by int) int {
	rows := p.rows(p.focus)
	from := pane.RowOf(rows, at)
	to := max(min(from+by, len(rows)-1), 0)
	return rows[to].At(rows[from].Column(at))
}

// place is the byte that the stage with the cursor is about.
func (p *Tokens) place() (inspect.Stage, bool) {
	stages := p.look().report.Stages
	if at := p.cursors[panelStages]; at < len(stages) {
		s := stages[at]
		return s, s.Offset >= 0 && s.Offset < len(p.raw)
	}
	return inspect.Stage{}, false
}

func (p *Tokens) noPlace() string {
	if _, ok := p.place(); !ok {
		return "this is about no place in the token"
	}
	return ""
}

// showPlace puts the cursor where the stage points.
func (p *Tokens) showPlace() Result {
	s, _ := p.place()
	p.focus, p.cursors[panelRaw] = panelRaw, s.Offset
	return Result{}
}
