package pane

import (
	"fmt"
	"slices"
	"strings"

	"authlab/sim/compare"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// ComparisonInput is what a comparison is drawn from.
type ComparisonInput struct {
	Comparison *compare.Comparison
	// Shown is the number of rows that have been carried out; the rest keep their answers hidden.
	Shown int
	// Lane is the design whose explanation is shown where there is no room for all.
	Lane int
	// Ledger is nil as long as it is hidden; Figures is how many lines it will have.
	Ledger  []compare.Figure
	Figures int
	// LedgerFirst gives the ledger the room where not everything fits; LedgerTop is its first line then.
	LedgerFirst bool
	LedgerTop   int
	Styles      *theme.Styles
}

// The columns of a comparison.
const (
	shortestAnswer = 8 // "✗ 401 s3"
	longestWord    = 14
	widestCommand  = 44
	usualCommand   = 20 // "  alice GET /profile"
	widestLane     = 18
)

// longestHead are the lines that the titles of designs take at the most, where nothing
// has to fit on a screen.
const longestHead = 40

// ledgerGap is the heading of the ledger and the blank line before it.
const ledgerGap = 2

// leastWhy are the lines kept for the explanation, leastLedger those of the ledger that are
// worth to be shown without the rest.
const (
	leastWhy    = 3
	leastLedger = 4
)

// Comparison draws the commands with the answers of all designs side by side, why the
// newest answers are what they are, and the ledger, in exactly w×h.
func Comparison(in ComparisonInput, w, h int) []string {
	t := newComparisonTable(in, w)
	t.arrange(h)
	head := t.head(max(h/6, 2))
	ledger := t.ledger()
	if in.LedgerFirst && len(ledger) > 0 && t.height(h, false, false) > h {
		t.wholeFigures = true
		if whole := t.ledger(); len(head)+1+len(whole) <= h {
			ledger = whole
		}
		top := max(min(in.LedgerTop, len(ledger)-(h-len(head)-1)), 0)
		return text.FitLines(append(append(head, t.rule("ledger")), ledger[top:]...), w, h)
	}
	below := 0
	if len(ledger) > 0 {
		below = len(ledger) + ledgerGap
	}
	left := h - len(head) - t.commandRows()
	why := t.why(max(left-below-1, min(left-1, leastWhy+1), leastWhy))
	title := "ledger"
	if left -= len(why) + 1; below > left {
		below = 0
		if left >= leastLedger+ledgerGap {
			below, ledger = left, ledger[:left-ledgerGap]
			title = fmt.Sprintf("ledger, %d of %d lines", len(ledger), len(t.ledger()))
		}
	}
	rows := t.rows(max(h-len(head)-len(why)-1-below, 1))
	lines := append(append(head, rows...), t.rule(t.whyTitle()))
	lines = append(lines, why...)
	if below > 0 {
		lines = append(append(append(lines, ""), t.rule(title)), ledger...)
	}
	return text.FitLines(lines, w, h)
}

// ComparisonText is the whole of a comparison in w columns and as many lines as it takes:
// the answers, what the designs say where they part, and the ledger.
func ComparisonText(in ComparisonInput, w int) []string {
	t := newComparisonTable(in, w)
	t.whole, t.wholeFigures = true, true
	lines := append(t.head(longestHead), t.rows(t.commandRows())...)
	if at := in.Comparison.Divergence; at >= 0 {
		t.in.Shown = at + 1
		lines = append(append(lines, "", t.rule("where they part: "+text.SafeLine(in.Comparison.Rows[at].Text))), t.why(maxWhy)...)
	}
	return append(append(lines, "", t.rule("ledger")), t.ledger()...)
}

// maxWhy are the lines that four explanations take at the most.
const maxWhy = 40

// LedgerFits tells whether rows, explanation and ledger can all be seen at once.
func LedgerFits(in ComparisonInput, w, h int) bool {
	return newComparisonTable(in, w).height(h, false, false) <= h
}

type comparisonTable struct {
	in            ComparisonInput
	st            *theme.Styles
	width         int
	command, lane int // columns
	// whole writes commands on as many lines as they take, instead of cutting them;
	// wholeFigures does so with the titles of the ledger.
	whole, wholeFigures bool
}

func newComparisonTable(in ComparisonInput, w int) *comparisonTable {
	t := &comparisonTable{in: in, st: in.Styles, width: w}
	lanes := len(in.Comparison.Lanes)
	longest, narrowest := 0, shortestAnswer
	for _, row := range in.Comparison.Rows {
		longest = max(longest, text.Width(text.SafeLine(row.Text))+2)
	}
	for _, f := range in.Ledger {
		longest = max(longest, text.Width(figureTitle(f))+1)
	}
	for _, lane := range in.Comparison.Lanes {
		for _, word := range strings.Fields(text.SafeLine(lane.Design.Title)) {
			narrowest = max(narrowest, min(text.Width(word), longestWord))
		}
	}
	// A title is broken inside a word only where the commands would be lost else.
	if w-lanes*(narrowest+1)-1 < usualCommand {
		narrowest = shortestAnswer
	}
	t.command = max(min(longest, widestCommand, w-lanes*(narrowest+1)-1), 8)
	t.lane = max(min((w-t.command-1)/lanes, widestLane), 4)
	return t
}

// arrange decides what is written whole on a screen of h lines. A ledger that does not
// fit anyway takes no line from the commands.
func (t *comparisonTable) arrange(h int) {
	room := h
	if t.height(h, false, false) > h {
		room += t.figures() + ledgerGap
	}
	t.whole = t.height(h, true, false) <= room
	t.wholeFigures = t.height(h, t.whole, true) <= h
}

// figures is how many lines the ledger has or will have.
func (t *comparisonTable) figures() int {
	if n := len(t.ledger()); n > 0 {
		return n
	}
	return t.in.Figures
}

// height is what all of it takes on a screen of h lines, with commands and titles of the
// ledger whole or cut, and the ledger that is there or will be.
func (t *comparisonTable) height(h int, whole, wholeFigures bool) int {
	wanted := *t
	wanted.whole, wanted.wholeFigures = whole, wholeFigures
	return len(t.head(max(h/6, 2))) + wanted.commandRows() + 1 + leastWhy + ledgerGap + wanted.figures()
}

// commandRows are the lines that the commands take.
func (t *comparisonTable) commandRows() int {
	n := 0
	for _, row := range t.in.Comparison.Rows {
		n += len(t.first(text.SafeLine(row.Text), 2, t.whole))
	}
	return n
}

// first are the lines of what stands in the first column behind a mark of so
// many columns.
func (t *comparisonTable) first(words string, mark int, whole bool) []string {
	room := t.command - mark
	if !whole {
		return []string{text.Truncate(words, room, t.st.Glyphs.Ellipsis)}
	}
	lines := text.Wrap(words, room)
	if len(lines) > 1 {
		rest := text.Wrap(strings.Join(lines[1:], " "), max(room-2, 1))
		lines = append(lines[:1:1], rest...)
		for i := range lines[1:] {
			lines[i+1] = "  " + lines[i+1]
		}
	}
	return lines
}

// cells writes a row of the table; what is too long for its column is cut.
func (t *comparisonTable) cells(first string, lanes []string) string {
	line := text.Cell(first, t.command, t.st.Glyphs.Ellipsis)
	for _, lane := range lanes {
		line += " " + text.Cell(lane, t.lane-1, t.st.Glyphs.Ellipsis)
	}
	return line
}

// head are the titles of the designs, on as many lines as they need and at most so many.
func (t *comparisonTable) head(room int) []string {
	var wrapped [][]string
	most := 1
	for _, lane := range t.in.Comparison.Lanes {
		rows := text.Wrap(text.SafeLine(lane.Design.Title), t.lane-1)
		if len(rows) > room {
			rows = rows[:room]
			last := text.Truncate(rows[room-1], t.lane-1-text.Width(t.st.Glyphs.Ellipsis), "")
			rows[room-1] = last + t.st.Glyphs.Ellipsis
		}
		wrapped, most = append(wrapped, rows), max(most, len(rows))
	}
	var lines []string
	for i := range most {
		var cells []string
		for n, rows := range wrapped {
			title := ""
			if at := i - (most - len(rows)); at >= 0 {
				title = rows[at]
			}
			ink := t.st.Strong
			if n == t.in.Lane {
				ink = t.st.Selected
			}
			if title != "" {
				title = ink.On(title)
			}
			cells = append(cells, title)
		}
		lines = append(lines, t.cells("", cells))
	}
	return lines
}

// rows are the commands, scrolled so that the newest is seen.
func (t *comparisonTable) rows(room int) []string {
	c, st := t.in.Comparison, t.st
	newest := t.in.Shown - 1
	top, end := 0, len(c.Rows)
	if t.commandRows() > room {
		top = max(min(newest-room+2, end-room), 0)
		end = min(top+room, end)
	}
	var lines []string
	for i := top; i < end; i++ {
		row := c.Rows[i]
		mark, ink := "  ", st.Text
		switch {
		case i == newest && i == c.Divergence:
			mark, ink = st.Bad.On("!")+" ", st.Strong
		case i == newest:
			mark, ink = st.Key.On(st.Glyphs.Pointer)+" ", st.Strong
		case i == c.Divergence && i < newest:
			mark = st.Bad.On("!") + " "
		case i > newest:
			ink = st.Dim
		}
		var cells []string
		for _, cell := range row.Cells {
			cells = append(cells, t.answer(cell, i <= newest))
		}
		for n, words := range t.first(text.SafeLine(row.Text), 2, t.whole) {
			if n == 0 {
				lines = append(lines, t.cells(mark+ink.On(words), cells))
				continue
			}
			lines = append(lines, t.cells("  "+ink.On(words), nil))
		}
	}
	return lines
}

// answer is what a design answered: a sign, the status and the server.
func (t *comparisonTable) answer(c compare.Cell, shown bool) string {
	st := t.st
	switch {
	case !shown:
		return st.Dim.On(st.Glyphs.Open)
	case c.Refused != "":
		return st.Dim.On("cannot")
	case c.Exchange == nil && c.Failed != "":
		return st.Bad.On(st.Glyphs.Cross + " fails")
	case c.Exchange == nil:
		return st.Dim.On("done")
	}
	status := fmt.Sprint(c.Exchange.Status)
	if c.Exchange.Status == 0 {
		status = "no answer"
	}
	mark, ink := st.Glyphs.Cross, st.Bad
	switch {
	case c.Exchange.Status >= 200 && c.Exchange.Status < 400:
		mark, ink = st.Glyphs.Check, st.Good
	case c.Exchange.Status == 503 || c.Exchange.Status == 0:
		mark, ink = st.Glyphs.Question, st.Unknown
	}
	return ink.On(mark+" "+status) + st.Dim.On(" "+c.Exchange.Server)
}

// rule is a line with a word in it.
func (t *comparisonTable) rule(word string) string {
	st := t.st
	line := strings.Repeat(st.Glyphs.Horizontal, 2) + " " + word + " "
	return st.Border.On(line + strings.Repeat(st.Glyphs.Horizontal, max(t.width-text.Width(line), 0)))
}

func (t *comparisonTable) whyTitle() string {
	if at := t.in.Comparison.Divergence; at >= 0 && at == t.in.Shown-1 {
		return "why · here the designs part for the first time"
	}
	return "why"
}

// why explains the newest answers in at most so many rows: all designs, or the chosen
// one where they do not fit.
func (t *comparisonTable) why(room int) []string {
	c, st := t.in.Comparison, t.st
	if t.in.Shown == 0 {
		return inkedRows(st.Dim, text.Wrap("Nothing has been sent yet. All designs get the same commands.", t.width-1))
	}
	row := c.Rows[t.in.Shown-1]
	if !slices.ContainsFunc(row.Cells, func(cell compare.Cell) bool { return cell.Exchange != nil || cell.Refused != "" }) {
		return inkedRows(st.Dim, text.Wrap("Done in all designs. This is no request, so nobody answers.", t.width-1))
	}
	var all, chosen []string
	for i, lane := range c.Lanes {
		says := lane.Explain(row.Cells[i])
		if says == "" {
			says = "Done."
		}
		title := text.SafeLine(lane.Design.Title) + ": "
		lines := text.Wrap(title+text.SafeLine(says), t.width-1)
		for n := range lines {
			if n == 0 && strings.HasPrefix(lines[0], title) {
				lines[0] = st.Strong.On(title) + st.Text.On(strings.TrimPrefix(lines[0], title))
				continue
			}
			lines[n] = st.Text.On(lines[n])
		}
		all = append(all, lines...)
		if i == t.in.Lane {
			chosen = lines
		}
	}
	if len(all) <= room {
		return all
	}
	return chosen[:min(len(chosen), max(room, 1))]
}

func inkedRows(ink theme.Ink, rows []string) []string {
	for i := range rows {
		rows[i] = ink.On(rows[i])
	}
	return rows
}

func figureTitle(f compare.Figure) string {
	if f.Unit == "" || f.Unit == "status" || f.Unit == "users" {
		return f.Title
	}
	return f.Title + ", " + f.Unit
}

// ledger are its lines, one a figure where no title is too long.
func (t *comparisonTable) ledger() []string {
	var lines []string
	for _, f := range t.in.Ledger {
		var cells []string
		for _, v := range f.Values {
			cells = append(cells, t.st.Strong.On(v.Text))
		}
		for n, words := range t.first(figureTitle(f), 0, t.wholeFigures) {
			if n > 0 {
				cells = nil
			}
			lines = append(lines, t.cells(t.st.Text.On(words), cells))
		}
	}
	return lines
}
