package page

import (
	"fmt"
	"strings"

	"authlab/sim/token"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// keyLines draw the key and what it is.
func (p *Tokens) keyLines(width int) (lines []string, at int) {
	st := p.env.Styles
	switch {
	case p.key == "" && p.still:
		return inked(st.Dim, flow("None is given here, so nothing is verified.", width)), -1
	case p.key == "" && !(p.editing && p.focus == panelKey):
		return inked(st.Dim, flow("None yet. A secret as text, hex: or base64:, a PEM block, a JWK, or @ and a path.", width)), -1
	case p.hidden:
		dots := strings.Repeat(st.Glyphs.Bullet, min(len([]rune(p.key)), width-2))
		lines = []string{st.Code.On(dots)}
		at = 0
	default:
		here := pane.Nowhere
		if p.focus == panelKey {
			here.At = p.cursors[panelKey]
		}
		lines, at = pane.Field(st, p.key, here, width)
	}
	about := p.keyAbout(width)
	if len(lines) <= shortKey {
		return append(lines, about...), at
	}
	// What it is matters more than how it is spelled. Where a row of it counts, it is only
	// spelled out to be edited.
	if p.focus != panelKey || p.low() && !p.editing {
		first, _ := pane.Field(st, p.key, pane.Nowhere, width)
		lines, at = append(first[:1:1], st.Dim.On(fmt.Sprintf("and %d more rows", len(first)-1))), 0
	}
	return append(about, lines...), at + len(about)
}

// shortKey is the number of rows of a key that stand before what it is.
const shortKey = 3

// keyAbout says what the key is, or why it is none.
func (p *Tokens) keyAbout(width int) []string {
	st, l := p.env.Styles, p.look()
	switch {
	case l.keyError != "":
		return inked(st.Bad, flow("! "+text.SafeLine(l.keyError), width))
	case len(l.keys.Keys) == 0:
		return nil
	}
	lines := inked(st.Text, flow(keyWords(&l.keys.Keys[0], len(l.keys.Keys)), width))
	if weakness := l.keys.Keys[0].Weakness(); weakness != "" {
		ink, says := st.Bad, "too short: "+weakness
		if !p.still {
			says += ". w allows it"
		}
		if p.weak {
			ink, says = st.Unknown, "allowed, though too short: "+weakness
		}
		lines = append(lines, inked(ink, flow("! "+says, width))...)
	}
	for _, n := range l.keys.Notes {
		lines = append(lines, inked(st.Dim, flow(text.SafeLine(n), width))...)
	}
	return lines
}

// keyWords say what the key is and what it can do.
func keyWords(k *token.Key, n int) string {
	words := fmt.Sprintf("for %s alone, %d bits", k.Algorithm, k.Bits())
	if k.CanSign() {
		words += "; signs and verifies"
	} else {
		words += "; verifies, cannot sign"
	}
	if n > 1 {
		words += fmt.Sprintf("; %d keys in all", n)
	}
	return words
}
