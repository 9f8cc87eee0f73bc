package pane

import (
	"strconv"
	"strings"

	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// held is something a client holds: its row in wordings from long to short, and
// what more there is to say where there is room.
type held struct {
	wordings [][]run
	details  [][]run
	isNew    bool
}

func (h *held) row(w int) []run {
	row := fit(w, h.wordings...)
	if h.isNew {
		return joined([]run{fresh}, row)
	}
	return row
}

// credentials lists what a client holds in at most n rows of w columns, most
// telling first. Every thing has its row before one of them gets a second.
func (s *stage) credentials(client *snapshot.Client, w, n int) [][]run {
	was := s.clientBefore(client.Name)
	things := s.things(client, was, w)
	if len(things) == 0 {
		return [][]run{joined(s.dropped(was), words("nothing", toneDim))}
	}
	if len(things) > n && n > 0 {
		things = s.fewer(things, w, n)
	}
	spare := n - len(things)
	if n < 3 {
		spare = 0
	}
	var rows [][]run
	for i := range things {
		rows = append(rows, things[i].row(w))
		more := min(len(things[i].details), max(spare, 0))
		rows = append(rows, things[i].details[:more]...)
		spare -= more
	}
	return rows
}

// fewer keeps n things; the last of them says how many more there are, if it has room.
func (s *stage) fewer(things []held, w, n int) []held {
	more := words(" +"+strconv.Itoa(len(things)-n), toneDim)
	last := &things[n-1]
	for _, wording := range last.wordings {
		if counted := joined(wording, more); width(counted) <= w {
			last.wordings = [][]run{counted}
			break
		}
	}
	return things[:n]
}

// things lists what a client holds, most telling first: what it borrows, what says
// who it is, what it took from others, and the rest of its cookies.
func (s *stage) things(client, was *snapshot.Client, w int) []held {
	var first, rest []held
	lent, idle := s.borrowed(client)
	first = append(first, lent...)
	if t := client.Token; t != nil && !inCookie(client, t.Tag) {
		var before *snapshot.Token
		if was != nil {
			before = was.Token
		}
		first = append(first, s.heldToken("access token", "token", client, t, before, was != nil, w))
	}
	if t := client.Refresh; t != nil && !inCookie(client, t.Tag) {
		var before *snapshot.Token
		if was != nil {
			before = was.Refresh
		}
		first = append(first, s.heldToken("refresh token", "refresh", client, t, before, was != nil, w))
	}
	for i := range client.Cookies {
		cookie := &client.Cookies[i]
		if s.isServer(cookie.Value) || cookie.Name == "csrf" {
			rest = append(rest, s.heldCookie(client, cookie, was, w))
		} else {
			first = append(first, s.heldCookie(client, cookie, was, w))
		}
	}
	first = append(first, idle...)
	first = append(first, s.loot(client)...)
	return append(first, rest...)
}

// inCookie tells that a token of that tag is shown as a cookie already.
func inCookie(client *snapshot.Client, tag string) bool {
	for _, cookie := range client.Cookies {
		if cookie.Tag == tag && isToken(cookie.Value) {
			return true
		}
	}
	return false
}

func (s *stage) heldToken(name, short string, client *snapshot.Client, t, before *snapshot.Token, known bool, w int) held {
	tag := words(t.Tag+"…", s.hue(t.Tag))
	if known && before != nil && before.Tag != t.Tag {
		tag = joined(words(before.Tag+" → ", toneChanged), tag)
	}
	place := keptIn(t.Keep)
	h := held{isNew: known && before == nil, wordings: [][]run{
		joined(words(name+" ", toneText), tag), joined(words(short+" ", toneText), tag), tag}}
	h.details = [][]run{words("  "+place, toneDim)}
	if from := s.origin(client, t.Tag); from != "" {
		h.attribute(from)
		return h
	}
	if as := s.copiedAs(client.Name, t.Tag); as != "" {
		h.copied(as)
		return h
	}
	h.details = nil
	if whole := joined(words(name+" ", toneText), tag, words(" "+place, toneDim)); place != "" && width(whole) <= w {
		h.wordings = [][]run{whole}
	} else if place != "" {
		h.details = [][]run{words("  "+place, toneDim)}
	}
	return h
}

// attribute says how an attacker came to a thing.
func (h *held) attribute(from string) {
	h.details = append([][]run{words("  "+from, toneAttacker)}, h.details...)
	short := h.wordings[min(1, len(h.wordings)-1)]
	tag := h.wordings[len(h.wordings)-1]
	h.wordings = append([][]run{joined(short, words(" "+from, toneAttacker)), joined(tag, words(" "+from, toneAttacker)), joined(tag, words(" "+loot(from), toneAttacker))}, h.wordings...)
}

// loot says in a word how an attacker came to a thing.
func loot(from string) string {
	if strings.HasPrefix(from, "from ") {
		return "stolen"
	}
	return from
}

// keptIn says where in the browser a token lies.
func keptIn(keep string) string {
	switch keep {
	case "memory":
		return "in memory"
	case "local-storage":
		return "in localStorage"
	case "session-storage":
		return "in sessionStorage"
	case "cookie":
		return "in a cookie"
	case "":
		return ""
	}
	return "in " + keep
}

func (s *stage) heldCookie(client *snapshot.Client, cookie *snapshot.Cookie, was *snapshot.Client, w int) held {
	value := cookie.Tag + "…"
	if cookie.Tag == "" || cookie.Tag == cookie.Value {
		value = cookie.Value
	}
	t := s.hue(cookie.Tag)
	if s.isServer(cookie.Value) {
		t = toneText
	}
	mark, isNew := s.cookieChange(*cookie, was)
	h := held{isNew: isNew, wordings: [][]run{
		joined(words(cookie.Name+" ", toneText), mark, words(value, t)),
		joined(words(shortCookie(cookie.Name)+" ", toneText), mark, words(value, t)),
		joined(mark, words(value, t)),
		words(value, t)}}
	for _, a := range cookieAttributes(*cookie, w-2) {
		h.details = append(h.details, words("  "+a, toneDim))
	}
	if from := s.origin(client, cookie.Tag); from != "" {
		h.attribute(from)
	}
	if as := s.copiedAs(client.Name, cookie.Tag); as != "" {
		h.copied(as)
	}
	if s.planted(client.Name, cookie.Tag) {
		h.attribute("planted")
	}
	if s.heldBack(client.Name, cookie.Name) {
		bare := words(value, t)
		h.wordings = [][]run{
			joined(words(cookie.Name+" ", toneText), bare, words(" ✗ not sent", toneBad)),
			joined(bare, words(" ✗ not sent", toneBad)),
			joined(bare, words(" unsent", toneBad)),
			joined(bare, words(" ✗", toneBad))}
	}
	return h
}

// planted tells that somebody else has put a cookie into a client's browser.
func (s *stage) planted(client, tag string) bool {
	for i := range s.in.Events {
		if e := &s.in.Events[i]; e.Kind == event.CookiePlanted && e.Node == client && e.Get("tag") == tag {
			return true
		}
	}
	return false
}

// shortCookie names a cookie where there is no room for its name.
func shortCookie(name string) string {
	if short, ok := strings.CutSuffix(name, "_token"); ok {
		return short
	}
	return "cookie"
}

// heldBack tells that a browser does not send a cookie with the request at hand.
func (s *stage) heldBack(client, cookie string) bool {
	for i := range s.in.Events {
		e := &s.in.Events[i]
		if e.Kind == event.CookieWithheld && e.Flight == s.flight && e.Flight != 0 && e.Node == client && e.Get("name") == cookie {
			return true
		}
	}
	return false
}

// origin says how an attacker came to a credential, "" where it is its own.
func (s *stage) origin(client *snapshot.Client, tag string) string {
	if !client.Attacker || tag == "" {
		return ""
	}
	out := ""
	for i := range s.in.Events {
		e := &s.in.Events[i]
		if e.Get("tag") != tag {
			continue
		}
		switch e.Kind {
		case event.CredentialRead:
			out = "from " + e.Get("from")
		case event.TokenForged, event.ForgeriesSent:
			switch out = "forged"; e.Get("kind") {
			case event.ForAnother:
				out = "genuine"
			case event.ByHand:
				out = "given"
			}
		case event.GuessesMade:
			out = "guessed"
		case event.CookiePlanted:
			out = "planted"
		}
	}
	return out
}

// loot lists what an attacker holds besides credentials: keys.
func (s *stage) loot(client *snapshot.Client) []held {
	var out []held
	if e := s.scriptIn(client.Name); e != nil {
		out = append(out, held{wordings: [][]run{words("! a script runs here", toneAttacker), words("! script", toneAttacker)}})
	}
	if e := s.in.Current(); e != nil && e.Get("from") == client.Name {
		switch e.Kind {
		case event.CredentialRead:
			out = append(out, held{wordings: [][]run{words("! read by "+e.Node, toneAttacker), words("! read", toneAttacker)}})
		case event.ReadFailed:
			out = append(out, held{wordings: [][]run{words("✓ "+e.Node+" reads nothing", toneGood), words("✓ not read", toneGood)}})
		}
	}
	if !client.Attacker {
		return out
	}
	for i := range s.in.Events {
		switch e := &s.in.Events[i]; e.Kind {
		case event.KeyLeaked:
			use := " checks only"
			if e.Get("mint") == "true" {
				use = " signs"
			}
			key := joined(words("key ", toneText), words(e.Get("key"), toneAttacker))
			out = append(out, held{wordings: [][]run{joined(key, words(use, toneText)), key}})
		case event.SecretCracked:
			secret := words("the signing secret", toneAttacker)
			out = append(out, held{wordings: [][]run{joined(words("found ", toneText), secret), secret, words("the secret", toneAttacker)}})
		}
	}
	return out
}

// scriptIn answers the event that put the attacker's script into a client's page,
// as long as what it set off is under way.
func (s *stage) scriptIn(client string) *event.Event {
	now := s.in.Current()
	if now == nil {
		return nil
	}
	for i := len(s.in.Events) - 1; i >= 0 && s.in.Events[i].Command == now.Command; i-- {
		if e := &s.in.Events[i]; e.Kind == event.ScriptInjected && e.Node == client {
			return e
		}
	}
	return nil
}
