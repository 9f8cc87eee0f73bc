package page

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"authlab/sim/token"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// looksLikeToken tells whether text is a token, or was one: three parts or more, the
// first of which begins like a header. Quotes and a scheme may stand before it, and it
// may have been wrapped.
func looksLikeToken(s string) bool {
	return tokenForm.MatchString(wrapping.ReplaceAllString(strings.TrimSpace(s), ""))
}

var (
	wrapping  = regexp.MustCompile(`[ \t]*[\r\n]+[ \t]*`)
	tokenForm = regexp.MustCompile(`^["'\x60]?(?i:(authorization: *)?bearer\s*)?["']?(ey[A-Za-z0-9_-]+=*|[A-Za-z0-9_-]{8,}=*)(\.|%2[eE])[A-Za-z0-9_\-]*=*(\.|%2[eE])[A-Za-z0-9_\-=.%\s]*["'\x60]?,?;?$`)
)

// looksLikeKey tells whether text is a PEM block or a JWK.
func looksLikeKey(s string) bool {
	s = strings.TrimSpace(s)
	return looksLikePEM(s) || strings.HasPrefix(s, "{") && (strings.Contains(s, `"kty"`) || strings.Contains(s, `"keys"`))
}

func looksLikePEM(s string) bool { return strings.HasPrefix(strings.TrimSpace(s), "-----BEGIN ") }

// paste takes what was pasted to where it belongs: a token to the token, wherever the
// focus is, a key to the key, anything else to the part with the focus.
func (p *Tokens) paste(pasted string) Result {
	// Terminals send the line breaks of what is pasted as returns.
	all := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(pasted)
	kept, cut := bounded(all)
	said := ""
	if cut {
		said = wasCut(len(kept), len(all))
	}
	isToken := looksLikeToken(kept)
	if p.focus == panelKey && !isToken && kept != "" {
		// What is copied as a line brings its end along, which is no part of a secret.
		if whole := strings.TrimRight(kept, "\n"); whole != kept && whole != "" {
			kept, said = whole, cmp.Or(said, "the line break at the end was left out")
		}
	}
	switch {
	case kept == "":
		return note("nothing was pasted")
	case looksLikePEM(kept) || p.focus == panelKey && looksLikeKey(kept):
		// As a whole: it belongs into no JSON, and not into another key.
		p.focus = panelKey
		p.takeText(panelKey, kept)
	case p.editing && !isToken:
		if r := p.insert(kept); r.Note != "" {
			return r
		}
	case isToken || p.focus == panelRaw && !looksLikeKey(kept):
		p.takeToken(kept)
	case looksLikeKey(kept) || p.focus == panelKey:
		p.focus = panelKey
		p.takeText(panelKey, kept)
	case p.focus != panelStages && strings.HasPrefix(strings.TrimSpace(kept), "{"):
		p.takeText(p.focus, kept)
	default:
		return note("this looks like no token and no key: Tab to the part it belongs to")
	}
	return note(said)
}

// wasCut says that a text was longer than is looked at.
func wasCut(kept, all int) string {
	return fmt.Sprintf("cut: %d of %d bytes kept, more than %d KiB no server reads", kept, all, token.MaxSize>>10)
}

// takeToken replaces the token.
func (p *Tokens) takeToken(raw string) {
	p.drawer = nil
	p.leave()
	next := p.tokenDraft
	next.raw = raw
	p.replace(next)
	p.focus, p.cursors[panelRaw] = panelRaw, min(p.look().report.Offset, max(len(raw)-1, 0))
	p.goal.pasted(p)
}

// takeText replaces the text of a part.
func (p *Tokens) takeText(panel tokenPanel, s string) {
	p.drawer = nil
	p.leave()
	p.replace(p.with(panel, s))
	p.cursors[panel] = 0
}

// readKeyFile reads the file that the key field names.
func (p *Tokens) readKeyFile() Result {
	path := strings.TrimSpace(strings.TrimPrefix(p.key, "@"))
	if path == "" {
		return note("type the path of a file behind the @")
	}
	asked := p.key
	command := func() tea.Msg {
		data, err := readFile(path)
		return Done{func() Result { return p.keyWasRead(asked, path, data, err) }}
	}
	return Result{Command: tea.Cmd(command)}
}

// keyWasRead takes over what stood in the file, if it is still the one asked for.
func (p *Tokens) keyWasRead(asked, path string, data []byte, err error) Result {
	path = text.SafeLine(path)
	switch {
	case p.key != asked:
		return Result{}
	case err != nil:
		return note(path + ": " + text.SafeLine(plainError(err)))
	case len(data) == 0:
		return note(path + " is empty")
	}
	next := p.tokenDraft
	next.read = string(data)
	p.leave()
	p.replace(next)
	p.goal.notice(p)
	if wrong := p.look().keyError; wrong != "" {
		return note(path + ": " + wrong)
	}
	return note(fmt.Sprintf("read from %s", path))
}

// pointing answers what the cursor marks: in the part with the focus the byte under it,
// in the other text what belongs to that.
func (p *Tokens) pointing() (raw, header, payload pane.Pointing) {
	raw, header, payload = pane.Nowhere, pane.Nowhere, pane.Nowhere
	decoded := []*pane.Pointing{pane.HeaderSegment: &header, pane.PayloadSegment: &payload}
	at := p.cursors[min(p.focus, panelStages)]
	switch p.focus {
	case panelRaw:
		raw.At = at
		for _, s := range p.look().segments {
			if s.From <= at && at < s.To && (s.Kind == pane.HeaderSegment || s.Kind == pane.PayloadSegment) {
				decoded[s.Kind].Linked = pane.DecodedBytes(pane.WithoutDot(p.raw[s.From:s.To]), at-s.From)
			}
		}
	case panelStages:
		if stage, ok := p.place(); ok {
			_, size := utf8.DecodeRuneInString(p.raw[stage.Offset:])
			raw.Linked = pane.Span{From: stage.Offset, To: stage.Offset + size}
		}
	case panelHeader, panelPayload:
		kind := int(p.focus - panelHeader)
		decoded[kind].At = at
		s := p.look().segment(kind)
		if at >= len(p.text(p.focus)) {
			break
		}
		linked := pane.EncodedCharacters(pane.WithoutDot(p.raw[s.From:s.To]), at)
		if !linked.Empty() {
			raw.Linked = pane.Span{From: linked.From + s.From, To: linked.To + s.From}
		}
	}
	return raw, header, payload
}
