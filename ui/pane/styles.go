package pane

import (
	"strings"

	"authlab/sim/event"
	"authlab/sim/snapshot"
	"authlab/ui/theme"
)

// palette answers how a tone looks. Behind the fixed tones it numbers the
// credentials of one drawing, so that each keeps a hue of its own.
type palette struct {
	styles *theme.Styles
	table  []theme.Ink
	tags   map[string]tone
	proofs map[string]bool // tags of tokens; others are what a server remembers
	forged map[string]bool // tags of tokens that the attacker made
	short  bool            // tokens are shortened on the wire
}

func newPalette(s *theme.Styles) *palette {
	p := &palette{styles: s, tags: map[string]tone{}, proofs: map[string]bool{}, forged: map[string]bool{}}
	p.table = make([]theme.Ink, toneCount, toneCount+8)
	for t, ink := range map[tone]theme.Ink{
		toneText: s.Text, toneDim: s.Dim, toneStrong: s.Strong, toneTitle: s.Title, toneHeading: s.Heading,
		toneBorder: s.Border, toneFocus: s.BorderFocus,
		toneRemember: s.Remember, toneProve: s.Prove, toneAttacker: s.Attacker,
		toneGood: s.Good, toneBad: s.Bad, toneUnknown: s.Unknown, toneChanged: s.Changed,
		toneSelected: s.Selected, toneKey: s.Key, toneCode: s.Code, toneLink: s.Link,
	} {
		p.table[t] = ink
	}
	return p
}

// learn finds out which tags are tokens, and which of them the attacker made.
func (p *palette) learn(now *snapshot.Snapshot, events []event.Event) {
	for i := range events {
		switch e := &events[i]; e.Kind {
		case event.TokenIssued, event.TokenAccepted, event.TokenRejected, event.TokenKept:
			p.proofs[e.Get("tag")] = true
		case event.RequestSent:
			if e.Get("carrier") == "header" || tokenCookie(e) {
				p.proofs[e.Get("tag")] = true
			}
		case event.CredentialRead:
			if e.Get("what") == "access" {
				p.proofs[e.Get("tag")] = true
			}
		case event.TokenForged:
			tag, kind := e.Get("tag"), e.Get("kind")
			switch {
			case kind == event.ByHand || kind == event.ForAnother: // genuine, as far as one can tell
				p.proofs[tag] = true
			case !p.proofs[tag]: // an edited payload may keep the signature of its victim
				p.forged[tag] = true
			}
		}
	}
	if now == nil {
		return
	}
	for _, client := range now.Clients {
		if client.Token != nil {
			p.proofs[client.Token.Tag] = true
		}
		for _, cookie := range client.Cookies {
			if isToken(cookie.Value) {
				p.proofs[cookie.Tag] = true
			}
		}
	}
}

// tokenCookie tells that a request carries a token in a cookie.
func tokenCookie(e *event.Event) bool {
	if e.Get("carrier") != "cookie" || e.Message == nil {
		return false
	}
	for _, line := range e.Message.Header {
		if strings.HasPrefix(line, "Cookie: ") && strings.Contains(line, "access_token=") {
			return true
		}
	}
	return false
}

// hue is the tone one credential has everywhere.
func (p *palette) hue(tag string) tone {
	if t, ok := p.tags[tag]; ok {
		return t
	}
	ink := p.styles.SessionTag(tag)
	switch {
	case p.forged[tag]:
		ink = p.styles.Attacker
	case p.proofs[tag]:
		ink = p.styles.TokenTag(tag)
	}
	t := tone(len(p.table))
	p.table = append(p.table, ink)
	p.tags[tag] = t
	return t
}

// ink writes text in a tone.
func (p *palette) ink(t tone, text string) string { return p.table[t].On(text) }
