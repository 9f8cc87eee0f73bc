package page

import (
	"strings"

	"authlab/sim/token/inspect"
	"authlab/ui/intent"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// verdict is what is always seen, in so many rows: the outcome and why, then what follows
// from it.
func (p *Tokens) verdict(rows int) []string {
	st := p.env.Styles
	width := max(p.width-2, 1)
	var lines []string
	if rows > 2 && p.raw != "" {
		lines = append(lines, p.rule(&section{title: "verdict", panel: panels}, "", width))
	}
	rows -= len(lines)
	switch {
	case p.notice != "":
		lines = append(lines, st.Bad.On("! "+text.Truncate(p.notice, width-2, st.Glyphs.Ellipsis)))
	case p.raw == "":
		lines = append(lines, st.Dim.On("Nothing that is pasted is stored, logged or sent."))
	default:
		lines = append(lines, p.outcome(width, rows)...)
	}
	return indented(lines)
}

// outcome is the verdict on the token. A reason that is longer than a row goes on in the
// next one, if nothing else has to be said there.
func (p *Tokens) outcome(width, rows int) []string {
	st, l := p.env.Styles, p.look()
	ink, words := pane.Verdict(st, &l.report)
	if l.keyError != "" && l.report.Outcome == inspect.Unverified {
		ink, words = st.Bad, st.Glyphs.Question+" not verified: this is no key: "+text.SafeLine(l.keyError)
	}
	next := ""
	if rows > 1 {
		next = p.following(width)
	}
	if whole := text.Wrap(words, width); next == "" && rows > 1 && len(whole) <= rows {
		return inked(ink, whole)
	}
	lines := []string{ink.On(clipped(words, width, st.Glyphs.Ellipsis))}
	if next != "" {
		lines = append(lines, next)
	}
	return lines
}

// following is what a verdict leads to: how it gets a key, what libraries say, what
// nobody has asked for.
func (p *Tokens) following(width int) string {
	st, r := p.env.Styles, &p.look().report
	switch r.Outcome {
	case inspect.Unverified:
		if p.key == "" && !p.still {
			return p.wantsKey(width)
		}
	case inspect.Refused:
		return pane.LibrariesBriefly(st, r, width)
	case inspect.Verified:
		if r.Library.GoSentinel != "" || r.Library.NodeName != "" {
			return pane.LibrariesBriefly(st, r, width)
		}
		if k := r.Key; k >= 0 && k < len(p.look().keys.Keys) && p.look().keys.Keys[k].Weakness() != "" {
			return st.Unknown.On(pane.Clause("! The key is too short, which was allowed: whoever has a token can guess it", width))
		}
		var open []string
		for _, s := range r.Stages {
			if s.Status == inspect.NotAsked {
				open = append(open, string(s.Name))
			}
		}
		if len(open) > 0 {
			return st.Dim.On(text.Truncate("not asked for: "+strings.Join(open, ", "), width, st.Glyphs.Ellipsis))
		}
	}
	return ""
}

// wantsKey says how the token gets what it is verified with.
func (p *Tokens) wantsKey(width int) string {
	st := p.env.Styles
	const kinds = "a secret, hex: or base64:, a PEM block, a JWK, @ and the path of a file"
	switch {
	case p.editing && p.focus == panelKey:
		return st.Dim.On(pane.Clause("Type or paste it: "+kinds, width))
	case p.editing:
		return st.Dim.On(pane.Clause("To verify it, leave the field and give it a key", width))
	}
	return st.Key.On(intent.Binding{Action: intent.GiveKey}.Key()) + st.Text.On(pane.Clause(" gives it a key: "+kinds, width-1))
}
