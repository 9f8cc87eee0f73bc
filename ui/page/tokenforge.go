package page

import (
	"strings"
	"time"

	"authlab/sim/token"
	"authlab/sim/token/inspect"
	"authlab/ui/intent"
	"authlab/ui/pane"
	"authlab/ui/text"
)

// forger lists the ways to forge a token or to spoil it.
type forger struct {
	page     *Tokens
	ways     []way
	selected int
	top      int
	// tried are the ways that were gone already: one of them guesses a secret.
	tried map[int]attempt
}

// attempt is what came of a way: a token, or why there is none.
type attempt struct{ raw, wrong string }

// way is one line of the list.
type way struct {
	name, about, source string
	forgery             bool // made from nothing, as an attacker does; otherwise the token spoiled
	key                 token.KeyNeed
}

func newForger(p *Tokens) *forger {
	f := &forger{page: p, tried: map[int]attempt{}}
	for _, k := range token.ForgeKinds() {
		f.ways = append(f.ways, way{name: k.Name, about: k.Doc, source: k.Source, forgery: true})
	}
	for _, k := range token.TamperKinds() {
		f.ways = append(f.ways, way{name: k.Name, about: k.Doc, key: k.Key})
	}
	return f
}

func (f *forger) title() string { return "forge" }

func (f *forger) bindings() []intent.Binding {
	up, down := "", ""
	if f.selected == 0 {
		up = "this is the first one"
	}
	if f.selected == len(f.ways)-1 {
		down = "this is the last one"
	}
	wrong := f.attempt(f.selected).wrong
	return []intent.Binding{
		{Action: intent.Open, Does: "make it", Off: wrong},
		{Action: intent.Down, Does: "next", Off: down},
		{Action: intent.Up, Does: "before", Off: up, Quiet: true},
		{Action: intent.PageDown, Does: "further down", Off: down, Quiet: true},
		{Action: intent.PageUp, Does: "further up", Off: up, Quiet: true},
		{Action: intent.Close, Does: "close"},
		{Action: intent.Forgeries, Does: "close", Quiet: true},
	}
}

// forgerScreen is how far a page key goes.
const forgerScreen = 8

func (f *forger) do(in intent.Intent) (Result, bool) {
	last := len(f.ways) - 1
	switch in.Action {
	case intent.Down:
		f.selected++
	case intent.Up:
		f.selected--
	case intent.PageDown:
		f.selected = min(f.selected+forgerScreen, last)
	case intent.PageUp:
		f.selected = max(f.selected-forgerScreen, 0)
	case intent.Open:
		p, w := f.page, f.ways[f.selected]
		next := p.tokenDraft
		next.raw = f.attempt(f.selected).raw
		if next == p.tokenDraft {
			return note(w.name + " leaves this token as it is"), true
		}
		p.replace(next)
		p.made = w.name
		p.focus = panelStages
		p.cursors[panelStages] = p.firstFailure()
		return note(p.wouldAnswer(w)), true
	default:
		return Result{}, true
	}
	return Result{}, false
}

// firstFailure is the stage that refuses the token, or the first.
func (p *Tokens) firstFailure() int {
	r := &p.look().report
	for i := range r.Stages {
		if &r.Stages[i] == r.Failure() {
			return i
		}
	}
	return 0
}

// attackerWants is whom a forged token says that it is.
const attackerWants = "admin"

// attempt goes one of the ways, once while the list is open.
func (f *forger) attempt(i int) attempt {
	a, known := f.tried[i]
	if !known {
		a.raw, a.wrong = f.make(i)
		f.tried[i] = a
	}
	return a
}

// make forges by one of the ways, or says why that cannot be done.
func (f *forger) make(i int) (raw, wrong string) {
	p, w := f.page, f.ways[i]
	l := p.look()
	compact := l.report.Token
	key, signs := l.signer()
	if !w.forgery {
		switch {
		case w.key == token.SigningKey && !signs:
			return "", "this one is well signed, which takes a key that signs"
		case w.key == token.AnyKey && len(l.keys.Keys) == 0:
			return "", "this one takes the key that the servers verify with"
		case !signs && len(l.keys.Keys) > 0:
			key = l.keys.Keys[0]
		}
		raw, _ = token.Tamper(w.name, compact, key, p.at())
		return raw, ""
	}
	m := &token.Material{Captured: compact, Subject: attackerWants, Now: p.at(), Words: token.CommonSecrets()}
	if len(l.keys.Keys) > 0 {
		m.Public = l.keys.Keys[0].Public()
	}
	if signs {
		m.Leaked = &key
		// The same issuer meant it for a service of another name.
		claims := []token.Claim{{Name: "aud", Value: "another.example"}}
		if p.want.issuer != "" {
			claims = append(claims, token.Claim{Name: "iss", Value: p.want.issuer})
		}
		m.Foreign, _ = token.Issuer{Key: key, TTL: time.Hour, Type: p.want.typ}.Issue(p.at(), attackerWants, claims...)
	}
	raw, err := token.Forge(w.name, m)
	if err != nil {
		return "", err.Error()
	}
	return raw, ""
}

// wouldAnswer says what a server with the flaw that was attacked would do.
func (p *Tokens) wouldAnswer(w way) string {
	l := p.look()
	switch {
	case len(l.keys.Keys) == 0:
		return "made; a key would show how it is refused"
	case l.report.Outcome == inspect.Verified && w.name == token.LeakedKey:
		return "no verifier can tell: it is signed with the key itself"
	case l.report.Outcome == inspect.Verified && w.name == token.NoAudience:
		return "accepted, as nobody asked for an audience: p asks for the one of a token"
	case l.report.Outcome == inspect.Verified:
		return "a strict verifier takes this one"
	}
	for _, one := range l.falls {
		if one.flaw == w.name || !w.forgery {
			return one.words()
		}
	}
	if len(l.falls) > 0 {
		return l.falls[0].words()
	}
	return "none of the broken verifiers here falls for it"
}

// words say how a server with the flaw answers.
func (f fall) words() string { return fallsWords([]fall{f}) }

// fallsWords say how servers with these flaws answer.
func fallsWords(all []fall) string {
	var flaws []string
	as := ""
	for _, f := range all {
		flaws = append(flaws, f.flaw)
		if f.subject != "" {
			as = " as " + text.Truncate(text.SafeLine(f.subject), 24, "..")
		}
	}
	return "a server that falls for " + strings.Join(flaws, " or ") + " would answer: accepted" + as
}

func (f *forger) draw(width, rows int) []string {
	st := f.page.env.Styles
	w := f.ways[f.selected]
	about := w.about
	if w.source != "" {
		about += " How to refuse it: " + w.source + "."
	}
	below := inked(st.Text, flow(about, width))
	room := max(rows-len(below)-1, 3)
	f.top = max(min(f.top, f.selected, len(f.ways)-room), f.selected-room+1, 0)
	var lines []string
	for i := f.top; i < min(f.top+room, len(f.ways)); i++ {
		lines = append(lines, f.drawWay(i, width))
	}
	return append(append(lines, ""), below...)
}

// wayColumn is where begins what is said of a way beside its name.
const wayColumn = 36

// leastSaid is the room from which on something is said there.
const leastSaid = 32

func (f *forger) drawWay(i, width int) string {
	st, w := f.page.env.Styles, &f.ways[i]
	kind, lead, ink := "spoiled  ", "  ", st.Text
	if w.forgery {
		kind = "forged   "
	}
	if i == f.selected {
		lead, ink = st.Key.On(st.Glyphs.Pointer)+" ", st.Selected
	}
	row := lead + st.Dim.On(kind) + ink.On(w.name)
	if says := pane.Clause(w.about, width-wayColumn); says != "" && i != f.selected && width >= wayColumn+leastSaid {
		row = text.Pad(row, wayColumn) + st.Dim.On(says)
	}
	return row
}
