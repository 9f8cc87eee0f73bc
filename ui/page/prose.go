package page

import (
	"slices"
	"strings"

	"authlab/lessons"
	"authlab/ui/text"
	"authlab/ui/theme"
)

// widestProse is where lines of prose are wrapped at the latest.
const widestProse = 72

// prose is a part of a page's text, wrapped once per width, and how far it is
// scrolled.
type prose struct {
	styles *theme.Styles
	parts  []lessons.Prose
	fill   func(string) string
	width  int
	code   int      // columns of the widest line of code, with its edge
	filled []string // the parts as last wrapped
	lines  []string
	stale  bool
	top    int
	height int
}

// newProse makes prose of the parts on one side of the active thing. fill puts
// values of the page's run into its template fields.
func newProse(st *theme.Styles, page *lessons.Page, after bool, fill func(string) string) *prose {
	p := &prose{styles: st, fill: fill}
	for _, part := range page.Prose {
		if part.AfterScene == after {
			p.parts = append(p.parts, part)
			p.code = max(p.code, codeWidth(part))
		}
	}
	return p
}

// codeWidth is the width at which no line of a sample is wrapped, 0 for what is no code.
func codeWidth(part lessons.Prose) int {
	widest := 0
	if part.Language != "" {
		for line := range strings.SplitSeq(text.Safe(part.Text), "\n") {
			widest = max(widest, text.Width(line)+text.CodeEdge)
		}
	}
	return min(widest, widestProse)
}

func (p *prose) empty() bool { return len(p.parts) == 0 }

// refill draws the text afresh before the next look at it: a run went on.
func (p *prose) refill() { p.stale = true }

// resize wraps the text for a width and a height.
func (p *prose) resize(width, height int) {
	width = proseColumns(width)
	if width != p.width || p.stale {
		p.wrap(width)
		p.width, p.stale = width, false
	}
	p.height = height
	p.scroll(0)
}

// proseColumns is the width at which text is set in a place of so many columns.
func proseColumns(width int) int { return max(min(width, widestProse), 1) }

// wrap sets the text, unless it is set already as it would be.
func (p *prose) wrap(width int) {
	filled := make([]string, len(p.parts))
	for i, part := range p.parts {
		filled[i] = p.fill(part.Text)
	}
	if width == p.width && slices.Equal(filled, p.filled) {
		return
	}
	p.filled, p.lines = filled, nil
	for i, part := range p.parts {
		if len(p.lines) > 0 {
			p.lines = append(p.lines, "")
		}
		if part.Language != "" {
			p.lines = append(p.lines, text.Sample(part.Caption(), part.Language, filled[i], width, p.styles)...)
			continue
		}
		p.lines = append(p.lines, text.Markdown(filled[i], width, p.styles)...)
	}
}

// fresh wraps the text anew where a run went on since it was drawn, for its height may
// have changed with the values in it.
func (p *prose) fresh(width int) {
	if p.stale || p.width != proseColumns(width) {
		p.resize(width, p.height)
	}
}

func (p *prose) scroll(by int) {
	p.top = max(min(p.top+by, len(p.lines)-p.height), 0)
}

// screen is how far a screenful goes; two lines are seen again.
func (p *prose) screen() int { return max(p.height-2, 1) }

func (p *prose) atEnd() bool   { return p.top+p.height >= len(p.lines) }
func (p *prose) atStart() bool { return p.top == 0 }

// draw answers exactly the size given; the last line says that there is more.
func (p *prose) draw(width, height int) []string {
	if p.stale || p.height != height || p.width != proseColumns(width) {
		p.resize(width, height)
	}
	end := min(p.top+height, len(p.lines))
	shown := text.FitLines(p.lines[p.top:end], width, height)
	return shown
}
