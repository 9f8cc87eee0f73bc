package pane

import "authlab/sim/event"

// finding is one look at a credential: what was looked at, the answer, and why.
type finding struct {
	tag   []run
	glyph string
	tone  tone
	words string
	short string // the same in at most a word or two
}

// oneRow writes a finding into w columns.
func (f finding) oneRow(w int) []run {
	sign := words(f.glyph, f.tone)
	return fit(w,
		joined(f.tag, sign, words(" "+f.words, toneText)),
		joined(f.tag, sign, words(" "+f.short, toneText)),
		joined(f.tag, sign),
		sign)
}

// rows writes a finding into at most n rows of w columns.
func (f finding) rows(w, n int) [][]run {
	one := joined(f.tag, words(f.glyph, f.tone), words(" "+f.words, toneText))
	if n < 2 || width(one) <= w {
		return [][]run{f.oneRow(w)}
	}
	return [][]run{joined(f.tag, words(f.glyph, f.tone)), fit(w, words(f.words, toneText), words(f.short, toneText))}
}

// findingOf answers what a server learnt by an event, if it did.
func (s *stage) findingOf(e *event.Event) (finding, bool) {
	var tag []run
	if t := e.Get("tag"); t != "" {
		tag = words(t+"… ", s.hue(t))
	}
	f := finding{tag: tag, glyph: "✗", tone: toneBad}
	switch e.Kind {
	case event.SessionHit:
		f.glyph, f.tone = "✓", toneGood
		f.words = eventOf(e, "user", "nobody logged in")
		f.short = eventOf(e, "user", "found")
	case event.CookieAccepted:
		f.glyph, f.tone = "✓", toneGood
		f.words, f.short = "signature fine", "signed"
	case event.SessionMiss:
		f.words, f.short = "not in "+place(e.Get("where")), "no row"
	case event.SessionExpired:
		f.words, f.short = "expired ("+e.Get("limit")+")", "expired"
	case event.CookieRejected:
		f.words, f.short = "bad cookie", "bad"
	case event.CredentialMissing:
		f.words, f.short = "no credential", "nothing"
	case event.TokenAccepted:
		f.glyph, f.tone = "✓", toneGood
		f.words, f.short = "signed, "+e.Get("user"), e.Get("user")
	case event.TokenRejected:
		f.words, f.short = e.Get("why"), "refused"
	case event.PasswordAccepted:
		f.glyph, f.tone = "✓", toneGood
		f.words, f.short = e.Get("user")+"'s password", e.Get("user")
	case event.PasswordRejected:
		f.words, f.short = "wrong password", "wrong"
	case event.RoleRefused:
		f.words, f.short = e.Get("user")+" may not", "not allowed"
	case event.StoreRefused:
		f.glyph, f.tone = "?", toneUnknown
		f.words, f.short = "store refused", "refused"
	case event.StoreHung, event.StoreTimeout:
		f.glyph, f.tone = "?", toneUnknown
		f.words, f.short = "store is silent", "silent"
	default:
		return f, false
	}
	return f, true
}
