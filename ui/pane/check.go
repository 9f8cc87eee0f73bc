package pane

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"authlab/sim/event"
	"authlab/sim/lifetime"
	"authlab/sim/snapshot"
	"authlab/sim/token"
)

// check is one question a server asked about a credential, and the answer.
type check struct {
	name  string // "signature", "exp", "row"; "" where the answer speaks for itself
	glyph string
	tone  tone
}

func passedCheck(name string) check { return check{name, "✓", toneGood} }
func failedCheck(name string) check { return check{name, "✗", toneBad} }
func openCheck(name string) check   { return check{name, "?", toneUnknown} }

func (c check) runs() []run {
	if c.name == "" {
		return words(c.glyph, c.tone)
	}
	return []run{{c.name + " ", toneText}, {c.glyph, c.tone}}
}

// finding is what a server found out about a credential: the checks it made in
// their order, the last of which decided, and what that one says.
type finding struct {
	tag    []run
	only   []run // a shorter tag, or nil
	lead   []run // what the checks before the last were about, nil if it is the tag
	passed []check
	last   check
	stress bool // the last check is worth more than the tag
	words  string
	brief  string // what it comes to where there is no room for the checks, or ""
	short  string // the same in at most a word or two
}

// oneRow writes a finding into w columns. What failed is worth more than the tag.
func (f finding) oneRow(w int) []run {
	alternatives := [][]run{f.whole()}
	if f.brief != "" {
		alternatives = append(alternatives, joined(f.tag, f.sign(), spacedWords(f.brief)))
	}
	alternatives = append(alternatives, joined(f.tag, f.last.runs(), spacedWords(f.words)))
	if f.stress || f.last.name != "" && f.last.glyph != "✓" {
		alternatives = append(alternatives,
			joined(f.last.runs(), spacedWords(f.words)),
			joined(f.last.runs(), spacedWords(f.short)),
			f.last.runs())
	}
	for _, tag := range [][]run{f.tag, f.only} {
		if tag != nil {
			alternatives = append(alternatives, joined(tag, f.sign(), spacedWords(f.short)), joined(tag, f.sign()))
		}
	}
	alternatives = append(alternatives, joined(f.sign(), spacedWords(f.short)), f.sign())
	return fit(w, alternatives...)
}

// whole writes a finding with all its checks.
func (f finding) whole() []run {
	if f.lead == nil {
		return joined(f.tag, chainOf(f.passed), f.last.runs(), spacedWords(f.words))
	}
	return joined(f.lead, chainOf(f.passed), f.tag, f.last.runs(), spacedWords(f.words))
}

// brieflyIn tells that a finding needs only one row of w columns.
func (f finding) brieflyIn(w int) bool {
	return width(f.whole()) <= w || f.brief != "" && width(joined(f.tag, f.sign(), spacedWords(f.brief))) <= w
}

// chainOf writes checks in their order, each with a blank behind it.
func chainOf(checks []check) []run {
	var out []run
	for _, c := range checks {
		out = append(joined(out, c.runs()), run{" ", toneText})
	}
	return out
}

// sign is the last answer without its question.
func (f finding) sign() []run { return words(f.last.glyph, f.last.tone) }

func spacedWords(s string) []run {
	if s == "" {
		return nil
	}
	return words(" "+s, toneText)
}

// rows writes a finding into at most n rows of w columns.
func (f finding) rows(w, n int) [][]run {
	if n < 2 || width(f.whole()) <= w {
		return [][]run{f.oneRow(w)}
	}
	if len(f.passed) > 0 {
		before, tag := f.lead, f.tag
		if before == nil {
			before, tag = f.tag, nil
		}
		signs := words(strings.Repeat("✓", len(f.passed)), toneGood)
		first := fit(w, joined(before, chainOf(f.passed)), chainOf(f.passed), joined(before, signs), before)
		if width(first) <= w {
			f.tag = tag
			return [][]run{first, f.decision(w)}
		}
	}
	if f.last.name != "" {
		tag := f.tag
		f.tag = nil
		return [][]run{tag, f.decision(w)}
	}
	if one := f.oneRow(w); ansi.StringWidth(f.words) > w && width(one) > width(f.tag)+1 {
		return [][]run{one}
	}
	return [][]run{joined(f.tag, f.sign()), fit(w, words(f.words, toneText), words(firstOf(f.brief, f.short), toneText), words(f.short, toneText))}
}

// decision writes the last check in w columns.
func (f finding) decision(w int) []run {
	alternatives := [][]run{
		joined(f.tag, f.last.runs(), spacedWords(f.words)),
		joined(f.last.runs(), spacedWords(f.words)),
		joined(f.last.runs(), spacedWords(f.short)),
	}
	if f.last.glyph == "✓" && !f.stress {
		alternatives = append(alternatives, joined(f.sign(), spacedWords(f.short)))
	}
	return fit(w, append(alternatives, f.last.runs(), f.sign())...)
}

// after puts the checks of an earlier finding in front.
func (f finding) after(earlier finding) finding {
	before := append([]check(nil), earlier.passed...)
	if earlier.last.name != "" && earlier.last.glyph == "✓" {
		before = append(before, earlier.last)
	}
	f.passed = append(before, f.passed...)
	switch {
	case f.tag == nil:
		f.tag, f.lead = earlier.tag, earlier.lead
	case earlier.lead != nil:
		f.lead = earlier.lead
	default:
		f.lead = earlier.tag
	}
	return f
}

// follows tells that an event adds a check to those made before in its request.
func follows(kind event.Kind) bool {
	switch kind {
	case event.StateChecked, event.StateRefused, event.StateCached, event.StateSkipped, event.RoleRefused, event.CSRFRefused,
		event.StoreRefused, event.StoreHung, event.StoreTimeout:
		return true
	}
	return false
}

// refusedToken says which check of a token failed, and what came before it. why is
// jsonwebtoken's message; server judges times by its own clock.
func (s *stage) refusedToken(e *event.Event, server *snapshot.Server) finding {
	why := e.Get("why")
	signature := []check{passedCheck("signature")}
	has := func(part string) bool { return strings.Contains(why, part) }
	switch {
	case has("expired"):
		ago := "over"
		if exp, ok := s.claim(e.Flight, "exp"); ok {
			ago = "expired " + span(e.At+server.Clock-exp) + " ago"
		}
		return finding{passed: signature, last: failedCheck("exp"), words: ago, short: strings.TrimPrefix(ago, "expired ")}
	case has("not active"):
		in := "not yet valid"
		if nbf, ok := s.claim(e.Flight, "nbf"); ok {
			// Whole seconds, as verifiers count them.
			in = "valid in " + span(nbf-time.Duration(lifetime.Seconds(e.At+server.Clock))*time.Second)
		}
		return finding{passed: signature, last: failedCheck("nbf"), words: in, short: "too early"}
	case has("is out of range"):
		return finding{passed: signature, last: failedCheck(strings.Fields(why)[0]), words: "out of range", short: "too far"}
	case has("exp claim is required"):
		return finding{passed: signature, last: failedCheck("exp"), words: "missing", short: "missing"}
	case has("exp value"), has("nbf value"):
		return finding{passed: signature, last: failedCheck(strings.Fields(why)[1]), words: "not a number", short: "no number"}
	case has("audience"), has("aud is"):
		return finding{passed: signature, last: failedCheck("aud"), words: "for somebody else", short: "not here"}
	case has("issuer"):
		return finding{passed: signature, last: failedCheck("iss"), words: "another issuer", short: "unknown"}
	case has("kid"), has("another key"), has("no key"), strings.Contains(e.Get("go"), "another key"):
		kid := s.headerOf(e.Flight, "kid")
		if kid == "" {
			kid = e.Get("key")
		}
		return finding{last: failedCheck("key"), words: strings.TrimSpace("unknown kid " + kid), short: "unknown"}
	case has("signature is required"):
		return finding{last: failedCheck("signature"), words: "missing", short: "missing"}
	case has("signature"):
		return finding{last: failedCheck("signature"), words: "does not fit", short: "wrong"}
	case has("algorithm"):
		return finding{last: failedCheck("alg"), words: strings.TrimSpace(s.headerOf(e.Flight, "alg") + " not allowed"), short: "not allowed"}
	case has("malformed"), has("must be provided"), has("invalid token"), has("JSON"):
		return finding{last: failedCheck("form"), words: "not a token", short: "broken"}
	}
	return finding{last: failedCheck(""), words: why, short: "refused"}
}

// presented is the token a request carries, "" for none.
func (s *stage) presented(flight int) string {
	for i := range s.in.Events {
		e := &s.in.Events[i]
		if e.Flight != flight || e.Kind != event.RequestSent || e.Message == nil {
			continue
		}
		for _, line := range e.Message.Header {
			name, value, _ := strings.Cut(line, ": ")
			switch strings.ToLower(name) {
			case "authorization":
				_, raw, _ := strings.Cut(value, " ")
				return raw
			case "cookie":
				for pair := range strings.SplitSeq(value, "; ") {
					if _, v, _ := strings.Cut(pair, "="); isToken(v) {
						return v
					}
				}
			}
		}
	}
	return ""
}

// claim is a time in the payload of a request's token, since Epoch.
func (s *stage) claim(flight int, name string) (time.Duration, bool) {
	value, ok := token.Decode(s.presented(flight)).Payload.Get(name)
	if !ok {
		return 0, false
	}
	return sinceEpoch(value)
}

// headerOf is a text in the header of a request's token, "" for none.
func (s *stage) headerOf(flight int, name string) string {
	value, _ := token.Decode(s.presented(flight)).Header.Text(name)
	return safe(value)
}
