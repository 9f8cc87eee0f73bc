package pane

import (
	"slices"
	"strconv"
	"strings"

	"authlab/sim/event"
)

// Wire shows the HTTP message of the event under the cursor, or the newest one
// of its request: who sends it to whom, its lines as they are sent, and its size.
// At an event outside of requests it is the newest of one that waits for its answer.
// Header lines that the message of the same kind before did not have are marked.
func Wire(in Input, w, h int) []string {
	p := newPalette(in.Styles)
	p.learn(in.Now, in.Events)
	m, at := in.message()
	if m == nil {
		return p.exact([][]run{words("Nothing is on the wire.", toneDim)}, w, h)
	}
	before := in.messageBefore(m, at)
	rows := p.messageRows(m, before, w)
	if len(rows) > h {
		p.short = true
		rows = p.messageRows(m, before, w)
	}
	if len(rows) > h {
		short, plain := withoutPlain(m)
		rows = p.messageRows(short, before, w)
		if len(plain) > 0 {
			rows = append(rows, flow(words(" and "+strings.Join(plain, ", "), toneDim), w, 1)...)
		}
	}
	return p.exact(rows, w, h)
}

// WireHeight is the number of rows that Wire takes at a width where there is room for
// the whole message.
func WireHeight(in Input, w int) int {
	p := newPalette(in.Styles)
	m, at := in.message()
	if m == nil {
		return 1
	}
	return len(p.messageRows(m, in.messageBefore(m, at), w))
}

// withoutPlain answers a message without the header lines that say nothing about
// who is calling, and the names of those.
func withoutPlain(m *event.Message) (*event.Message, []string) {
	short := *m
	short.Header = nil
	var plain []string
	for _, line := range m.Header {
		name, _, _ := strings.Cut(line, ":")
		switch strings.ToLower(name) {
		case "host", "content-type", "content-length", "cache-control", "x-forwarded-proto":
			plain = append(plain, name)
		default:
			short.Header = append(short.Header, line)
		}
	}
	return &short, plain
}

// message answers the HTTP message at hand and the index of its event.
func (in *Input) message() (*event.Message, int) {
	now := in.Current()
	if now == nil {
		return nil, -1
	}
	answered := map[int]bool{}
	for i := len(in.Events) - 1; i >= 0; i-- {
		e := &in.Events[i]
		if now.Flight == 0 && (e.Kind == event.ResponseReceived || e.Kind == event.ResponseDropped) {
			answered[e.Flight] = true
		}
		if e.Message != nil && (e.Flight == now.Flight || now.Flight == 0 && !answered[e.Flight]) {
			return e.Message, i
		}
	}
	return nil, -1
}

// messageBefore answers the last message between the same two before event at.
func (in *Input) messageBefore(m *event.Message, at int) *event.Message {
	for i := at - 1; i >= 0; i-- {
		b := in.Events[i].Message
		if b != nil && b.From == m.From && (b.Status == 0) == (m.Status == 0) && in.Events[i].Flight != in.Events[at].Flight {
			return b
		}
	}
	return nil
}

// messageRows writes a message in rows of w columns.
func (p *palette) messageRows(m, before *event.Message, w int) [][]run {
	size := strconv.Itoa(m.Bytes) + " bytes"
	if m.Cut {
		size += ", cut off"
	}
	gutter := words(" ", toneText) // where a header line that is new has its mark
	rows := [][]run{fit(w, words(m.From+" → "+m.To+" · "+size, toneDim), words(m.From+" → "+m.To, toneDim))}
	start := toneStrong
	if m.Status > 0 {
		start = statusTone(m.Status)
	}
	rows = append(rows, flow(joined(gutter, words(safe(m.StartLine), start)), w, 3)...)
	for _, line := range m.Header {
		margin := gutter
		if before != nil && !slices.Contains(before.Header, line) && !strings.HasPrefix(line, "Content-Length") {
			margin = []run{fresh}
		}
		rows = append(rows, flow(joined(margin, p.headerRow(safe(line))), w, 3)...)
	}
	if m.Body != "" {
		rows = append(rows, nil)
		for _, line := range strings.Split(strings.TrimRight(m.Body, "\n"), "\n") {
			rows = append(rows, flow(joined(gutter, p.bodyRow(safe(line))), w, 1)...)
		}
	}
	return rows
}

// headerRow styles a header line; the credential in it has its own hue.
func (p *palette) headerRow(line string) []run {
	name, value, ok := strings.Cut(line, ": ")
	if !ok {
		return words(line, toneText)
	}
	head := words(name+": ", toneDim)
	switch strings.ToLower(name) {
	case "cookie":
		for i, pair := range strings.Split(value, "; ") {
			if i > 0 {
				head = append(head, run{"; ", toneDim})
			}
			head = append(head, p.cookiePair(pair)...)
		}
		return head
	case "set-cookie":
		pair, attributes, more := strings.Cut(value, "; ")
		head = append(head, p.cookiePair(pair)...)
		if more {
			head = append(head, run{"; " + attributes, toneText})
		}
		return head
	case "authorization":
		scheme, token, _ := strings.Cut(value, " ")
		if tag := tokenTag(token); tag != "" {
			p.proofs[tag] = true
			return append(head, run{scheme + " ", toneText}, run{p.tokenText(token), p.hue(tag)})
		}
		return append(head, run{scheme + " ", toneText}, run{token, toneRemember})
	case "www-authenticate":
		return append(head, run{value, toneBad})
	}
	return append(head, run{value, toneText})
}

// cookiePair styles name=value.
func (p *palette) cookiePair(pair string) []run {
	name, value, ok := strings.Cut(pair, "=")
	if !ok || value == "" {
		return words(pair, toneText)
	}
	shown := p.tokenText(value)
	if p.short && name == "refresh_token" && event.Tag(value) != value {
		shown = event.Tag(value) + ellipsis
	}
	return []run{{name + "=", toneText}, {shown, p.hue(cookieTag(value))}}
}

// segmentShown is what is left of a token's header and payload where it is shortened.
const segmentShown = 6

// tokenText writes a token whole, or, where there is no room for it, the beginning of
// each part: that of the signature is its tag.
func (p *palette) tokenText(raw string) string {
	if !p.short || !isToken(raw) {
		return raw
	}
	parts := strings.Split(raw, ".")
	for i, part := range parts[:2] {
		if len(part) > segmentShown {
			parts[i] = part[:segmentShown] + ellipsis
		}
	}
	if tag := event.Tag(parts[2]); tag != parts[2] {
		parts[2] = tag + ellipsis
	}
	return strings.Join(parts, ".")
}

// cookieTag is the tag of a cookie's value: that of the session ID inside a
// signed one.
func cookieTag(value string) string {
	for _, prefix := range []string{"s%3A", "s:"} {
		if rest, ok := strings.CutPrefix(value, prefix); ok {
			return event.Tag(rest)
		}
	}
	if isToken(value) {
		return tokenTag(value)
	}
	return event.Tag(value)
}

// isToken tells that a value looks like a JWT: three parts, the first a JSON object.
func isToken(value string) bool {
	return strings.Count(value, ".") == 2 && strings.HasPrefix(value, "eyJ")
}

// tokenTag is the tag of a JWT, taken from its signature, or "".
func tokenTag(raw string) string {
	if strings.Count(raw, ".") != 2 {
		return ""
	}
	return event.Tag(raw[strings.LastIndexByte(raw, '.')+1:])
}

// opaqueMembers stand before the value of a token that says nothing by itself.
var opaqueMembers = []string{`"refresh_token":"`}

// bodyRow gives a token inside a body its hue.
func (p *palette) bodyRow(line string) []run {
	var out []run
	for {
		at, end := nextToken(line)
		if at < 0 {
			return append(out, run{line, toneText})
		}
		raw := line[at:end]
		t, shown := toneText, p.tokenText(raw)
		if isToken(raw) {
			p.proofs[tokenTag(raw)] = true
			t = p.hue(tokenTag(raw))
		} else if !strings.HasPrefix(raw, "eyJ") {
			t = p.hue(event.Tag(raw))
			if p.short && event.Tag(raw) != raw {
				shown = event.Tag(raw) + ellipsis
			}
		}
		out = append(out, run{line[:at], toneText}, run{shown, t})
		line = line[end:]
	}
}

// nextToken finds the first token in a line: a JWT, or the value of an opaque one.
func nextToken(line string) (at, end int) {
	at = strings.Index(line, "eyJ")
	for _, member := range opaqueMembers {
		if i := strings.Index(line, member); i >= 0 && (at < 0 || i < at) {
			at = i + len(member)
		}
	}
	if at < 0 {
		return -1, -1
	}
	end = at
	for end < len(line) && tokenCharacter(line[end]) {
		end++
	}
	return at, end
}

// refreshTag is the tag of the refresh token that a request shows, "" for none.
func refreshTag(e *event.Event) string {
	m := e.Message
	if m == nil || !strings.HasSuffix(e.Get("path"), "/refresh") {
		return ""
	}
	if _, rest, ok := strings.Cut(m.Body, opaqueMembers[0]); ok {
		raw, _, _ := strings.Cut(rest, `"`)
		return event.Tag(raw)
	}
	for _, line := range m.Header {
		if _, rest, ok := strings.Cut(line, "refresh_token="); ok && strings.HasPrefix(line, "Cookie: ") {
			raw, _, _ := strings.Cut(rest, ";")
			return event.Tag(raw)
		}
	}
	return ""
}

func tokenCharacter(b byte) bool {
	return b == '.' || b == '-' || b == '_' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}
