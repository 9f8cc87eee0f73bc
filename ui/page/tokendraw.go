package page

import (
	"fmt"

	"authlab/ui/layout"
	"authlab/ui/pane"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// section is a part of the page as it is drawn: a heading and lines.
type section struct {
	title, remark string
	panel         tokenPanel // the focus it belongs to, panels for none
	lines         []string
	// at is the line that must be seen, -1 for none.
	at    int
	least int
	// yields tells that it takes a third at most where others need the room.
	yields bool
}

// columns are the widths in which decoding and verifying are drawn.
func (p *Tokens) columns() (decoded, verified int) {
	d, v, _ := layout.Token(p.width, p.height)
	return max(d.Dx()-2, 1), max(v.Dx()-2, 1)
}

// Body implements Page.
func (p *Tokens) Body() []string {
	decoded, verified, verdict := layout.Token(p.width, p.height)
	var lines []string
	beside := decoded.Max.X <= verified.Min.X
	switch {
	case p.bare():
		lines = p.empty(decoded.Dy())
	case beside:
		left := p.stack(p.decoded(decoded.Dx()-2, decoded.Dy()), decoded.Dx()-2, decoded.Dy())
		right := p.stack(p.verified(verified.Dx()-2, verified.Dy(), true), verified.Dx()-2, verified.Dy())
		edge := p.env.Styles.Border.On(p.env.Styles.Glyphs.Vertical)
		for i := range left {
			lines = append(lines, " "+left[i]+" "+edge+" "+right[i])
		}
	case p.focus == panelKey || p.focus == panelStages:
		width := decoded.Dx() - 2
		all := append(p.rawSection(width), p.verified(width, decoded.Dy(), false)...)
		if p.low() {
			for i := range all {
				if all[i].panel != p.focus && all[i].panel != panelRaw {
					all[i].least = 0
				}
			}
		}
		lines = indented(p.stack(all, width, decoded.Dy()))
	default:
		lines = indented(p.stack(p.decoded(decoded.Dx()-2, decoded.Dy()), decoded.Dx()-2, decoded.Dy()))
	}
	lines = append(text.FitLines(lines, p.width, decoded.Dy()), p.verdict(verdict.Dy())...)
	lines = text.FitLines(lines, p.width, verdict.Max.Y)
	if p.drawer != nil {
		lines = over(p.env, lines, p.drawer, p.width, p.height)
	}
	return text.FitLines(lines, p.width, p.height)
}

// rawSection is the token.
func (p *Tokens) rawSection(width int) []section {
	l := p.look()
	raw, _, _ := p.pointing()
	rows, of := l.rawRows(width)
	lines, at := pane.Raw(p.env.Styles, rows, of, l.segments, raw)
	if p.raw == "" && !(p.editing && p.focus == panelRaw) {
		lines = []string{p.env.Styles.Dim.On(text.Truncate("None yet. It comes to be with its payload, or is pasted.", width, p.env.Styles.Glyphs.Ellipsis))}
	}
	return []section{{title: p.headed(panelRaw, "token"), remark: p.whereabouts(), panel: panelRaw, lines: lines, at: at, least: 4, yields: true}}
}

// headed is the title of a part, which tells whether it is edited.
func (p *Tokens) headed(panel tokenPanel, title string) string {
	if p.editing && p.focus == panel {
		return title + ", editing"
	}
	return title
}

// whereabouts says in words what the cursor in the token stands for.
func (p *Tokens) whereabouts() string {
	raw, header, payload := p.pointing()
	name := func(s pane.Span, part string) string {
		if s.To == s.From+1 {
			return fmt.Sprintf("byte %d of the %s", s.From, part)
		}
		return fmt.Sprintf("bytes %d-%d of the %s", s.From, s.To-1, part)
	}
	switch {
	case !header.Linked.Empty():
		return name(header.Linked, "header")
	case !payload.Linked.Empty():
		return name(payload.Linked, "payload")
	case !raw.Linked.Empty():
		if raw.Linked.To == raw.Linked.From+1 {
			return fmt.Sprintf("character %d", raw.Linked.From)
		}
		return fmt.Sprintf("characters %d-%d", raw.Linked.From, raw.Linked.To-1)
	}
	return ""
}

// decoded are the sections of what anyone can read. Where there is no room for all of it,
// the meanings are brief.
func (p *Tokens) decoded(width, height int) []section {
	st, l := p.env.Styles, p.look()
	rows, _ := l.rawRows(width)
	full := len(rows) + len(l.stillLines(st, pane.HeaderSegment, width, false)) + len(l.stillLines(st, pane.PayloadSegment, width, false))
	brief := full+headings > height
	all := append(p.rawSection(width), section{title: "", panel: panels, at: -1, least: 1, lines: []string{
		st.Heading.On("Decoding") + st.Dim.On(", which anyone can do. It proves nothing.")}})
	_, header, payload := p.pointing()
	if !p.low() || p.focus == panelHeader {
		all = append(all, p.part(panelHeader, pane.HeaderSegment, header, width, brief))
	}
	if !p.low() || p.focus != panelHeader {
		all = append(all, p.part(panelPayload, pane.PayloadSegment, payload, width, brief))
	}
	proof := pane.Proof(st, &l.report, width)
	if full+len(proof)+headings+pane.BitsHeight+spare <= height {
		if bits := p.bits(width); bits != nil {
			all = append(all, section{title: "under the cursor", panel: panels, lines: bits, at: -1})
		}
	}
	return append(all, section{title: "signature", panel: panels, lines: proof, at: -1})
}

// headings are the rows beside the token, the header and the payload: their titles, what
// decoding is, and two marks below what they mark.
const headings = 6

// bits are how what the cursor marks is spelled in the token.
func (p *Tokens) bits(width int) []string {
	raw, header, payload := p.pointing()
	marked, bytes := raw.Marked(), header.Marked()
	if bytes.Empty() {
		bytes = payload.Marked()
	}
	for _, s := range p.look().segments {
		if s.From <= marked.From && marked.From < s.To && s.Kind != pane.Around {
			marked.From, marked.To = marked.From-s.From, marked.To-s.From
			return pane.Bits(p.env.Styles, pane.WithoutDot(p.raw[s.From:s.To]), marked, bytes, s.Kind, width)
		}
	}
	return nil
}

// low tells that there is room for the token and one other part only.
func (p *Tokens) low() bool { return p.height < lowBody }

const lowBody = 18

// The rows that a header and a payload get first, of which one is the title.
const (
	leastHeader  = 5
	leastPayload = 7
)

// part is the header or the payload, decoded or edited.
func (p *Tokens) part(panel tokenPanel, kind int, pointing pane.Pointing, width int, brief bool) section {
	st, part := p.env.Styles, p.look().part(kind)
	s := section{title: p.headed(panel, panel.name()), panel: panel, at: -1, least: leastHeader}
	if panel == panelPayload {
		s.least = leastPayload
	}
	switch {
	case p.editing && p.focus == panel:
		s.lines, s.at = pane.Field(st, string(part.Decoded), pointing, width)
	case p.raw == "" && panel == panelHeader:
		s.lines = []string{st.Dim.On(text.Truncate("Begins as "+firstHeader, width, st.Glyphs.Ellipsis))}
	case p.raw == "":
		s.lines = []string{st.Dim.On("None yet. Enter writes it.")}
	case len(part.Decoded) == 0:
		words := "Nothing that can be decoded."
		if !p.still {
			words += " Enter writes it afresh."
		}
		s.lines = []string{st.Dim.On(words)}
	default:
		s.lines, s.at = p.look().decodedLines(st, kind, pointing, width, brief)
	}
	return s
}

// verified are the sections of what takes a key.
func (p *Tokens) verified(width, height int, beside bool) []section {
	st, l := p.env.Styles, p.look()
	all := []section{{panel: panels, at: -1, least: 1, lines: []string{st.Heading.On("Verifying") + st.Dim.On(", which takes a key and a clock.")}}}
	lines, at := p.keyLines(width)
	all = append(all, section{title: p.headed(panelKey, "key"), panel: panelKey, lines: lines, at: at, least: 3})
	goal := p.goal.section(st, width)
	selected := -1
	if p.focus == panelStages {
		selected = p.cursors[panelStages]
	}
	after := p.afterStages(width)
	// Where there is room every stage is told in full.
	stages, at := pane.Stages(st, &l.report, selected, true, width)
	if len(lines)+len(stages)+len(after)+len(goal.lines)+spare > height {
		stages, at = pane.Stages(st, &l.report, selected, false, width)
	}
	if selected >= len(l.report.Stages) {
		at = len(stages) + selected - len(l.report.Stages)
	}
	stages = append(stages, after...)
	all = append(all, section{title: "stages", panel: panelStages, lines: stages, at: min(at, len(stages)-1), least: 5})
	if beside && p.goal.shown {
		all = append(all, goal)
	}
	return all
}

// spare are the rows of headings and of air between the sections.
const spare = 8

// afterStages is what is said below the stages: the libraries, the broken servers, and
// what else is to be known.
func (p *Tokens) afterStages(width int) []string {
	l := p.look()
	return l.after.of(width, func() []string { return l.drawAfter(p.env.Styles, width) })
}

func (l *looked) drawAfter(st *theme.Styles, width int) []string {
	lines := append([]string{""}, pane.Libraries(st, &l.report, width)...)
	if len(l.falls) > 0 {
		lines = append(lines, hung(st.Attacker, "! ", fallsWords(l.falls), width)...)
	}
	return append(lines, pane.Remarks(st, &l.report, width)...)
}

// hung wraps words behind a mark.
func hung(ink theme.Ink, mark, words string, width int) []string {
	var lines []string
	for i, row := range text.Wrap(words, max(width-4, 8)) {
		if i > 0 {
			mark = "  "
		}
		lines = append(lines, "  "+ink.On(mark+row))
	}
	return lines
}
