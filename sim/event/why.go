package event

import (
	"slices"
	"sort"
	"strconv"
)

// Link is one step of the chain behind an outcome.
type Link struct {
	Seq  int // the event to jump to
	Text string
}

// A chain has at most linksShown links. A longer one keeps its roots, linksKept
// of them, and its beginning; a link in between counts those left out.
const (
	linksShown = 10
	linksKept  = 5
)

// BySeq answers the event numbered seq in a run's events, which are in order of
// Seq, or nil.
func BySeq(events []Event, seq int) *Event {
	if i, found := index(events, seq); found {
		return &events[i]
	}
	return nil
}

func index(events []Event, seq int) (int, bool) {
	at := sort.Search(len(events), func(i int) bool { return events[i].Seq >= seq })
	return at, at < len(events) && events[at].Seq == seq
}

// Why answers the chain of events behind the one numbered seq, backwards: the
// outcome, the fact that decided it, the balancer's choice, the birth of what was
// found or missed, and how that came to be where it is. It follows Causes, which
// point backwards only, so it ends; no event is named twice. The middle of a long
// chain is left out: its ends are the outcome and the root.
func Why(events []Event, seq int) []Link {
	outcome := BySeq(events, seq)
	if outcome == nil {
		return nil
	}
	c := chain{events: events, seen: map[int]bool{}}
	c.add(outcome, outcomeText(outcome))
	if outcome.Flight != 0 {
		c.flight(outcome)
	} else {
		c.behind(outcome)
	}
	return shortened(c.links)
}

// Deciding answers the event that decided the outcome of a request: that a row was found
// or missed, a token taken or refused. It is nil where nothing had to be decided.
func Deciding(events []Event, outcome *Event) *Event {
	c := chain{events: events, seen: map[int]bool{}}
	return c.deciding(outcome)
}

func shortened(links []Link) []Link {
	if len(links) <= linksShown {
		return links
	}
	head, root := linksShown-1-linksKept, len(links)-linksKept
	out := append([]Link{}, links[:head]...)
	out = append(out, Link{links[head].Seq, "… " + strconv.Itoa(root-head) + " more"})
	return append(out, links[root:]...)
}

type chain struct {
	events []Event
	links  []Link
	seen   map[int]bool
}

func (c *chain) add(e *Event, text string) {
	if e == nil || c.seen[e.Seq] {
		return
	}
	c.seen[e.Seq] = true
	c.links = append(c.links, Link{e.Seq, text})
}

// flight adds what decided a request's outcome: the fact, the balancer's choice,
// then what stands behind the fact.
func (c *chain) flight(outcome *Event) {
	fact := c.deciding(outcome)
	if fact != nil {
		c.add(fact, Short(fact))
	}
	if chosen := c.before(outcome, ServerChosen); chosen != nil {
		c.add(chosen, Short(chosen))
	}
	if sent := c.before(outcome, RequestSent); sent != nil && (fact == nil || fact.Kind == CredentialMissing || sent.Get("from") != "") {
		c.add(sent, Short(sent))
	}
	if fact != nil && fact.Kind == CredentialMissing {
		if held := c.before(outcome, CookieWithheld); held != nil {
			c.add(held, Short(held))
		}
	}
	if fact != nil {
		c.circumstance(fact)
		c.behind(fact)
	}
	c.theft(outcome)
	slices.SortStableFunc(c.links, func(a, b Link) int { return b.Seq - a.Seq })
}

// theft adds how the sender came to a credential that is not its own.
func (c *chain) theft(outcome *Event) {
	sent := c.before(outcome, RequestSent)
	if sent == nil {
		return
	}
	for _, seq := range sent.Causes {
		if cause := BySeq(c.events, seq); cause != nil && seq < sent.Seq && taken(cause, sent) && !c.seen[seq] {
			c.add(cause, Short(cause)+" at step "+strconv.Itoa(seq))
			c.injection(cause)
			if cause.Kind != CredentialCopied { // a copy may hold more than what was shown of it
				c.behind(cause)
			}
		}
	}
	if sent.Get("from") == "script" {
		c.injection(sent)
	}
}

// newest adds the newest event before another that fits.
func (c *chain) newest(before *Event, fits func(*Event) bool) {
	for i := len(c.events) - 1; i >= 0; i-- {
		if e := &c.events[i]; e.Seq < before.Seq && fits(e) {
			c.add(e, Short(e)+" at step "+strconv.Itoa(e.Seq))
			return
		}
	}
}

// injection adds how a script came into the page that an event needed it in.
func (c *chain) injection(e *Event) {
	victim := spaced(e.Get("from"), e.Node)
	if e.Kind == RequestSent {
		victim = e.Node
	}
	if e.Kind == CredentialRead && e.Get("by") != "script" {
		return
	}
	c.newest(e, func(s *Event) bool { return s.Kind == ScriptInjected && s.Node == victim })
}

// taken tells that a cause of a request is how its sender came to the credential shown.
func taken(cause, sent *Event) bool {
	switch cause.Kind {
	case CredentialRead, TokenForged, ForgeriesSent, GuessesMade:
		return cause.Node == sent.Node
	case CookiePlanted:
		return cause.Node == sent.Node || cause.Get("by") == sent.Node
	case CredentialCopied:
		return sent.Get("with") != ""
	}
	return false
}

// behind adds the causes of a fact that lie outside of its request, and theirs.
func (c *chain) behind(fact *Event) { c.follow(fact, nil) }

// follow adds the causes of a fact. What strikes many things at once has a cause for
// each of them: about, if there is any, are the artifacts that matter here.
func (c *chain) follow(fact *Event, about []string) {
	for _, seq := range fact.Causes {
		cause := BySeq(c.events, seq)
		if cause == nil || cause.Seq >= fact.Seq || c.seen[cause.Seq] || (cause.Flight == fact.Flight && cause.Flight != 0) {
			continue
		}
		if len(about) > 0 && !slices.ContainsFunc(cause.Artifacts, func(a string) bool { return slices.Contains(about, a) }) {
			continue
		}
		if issued := c.before(cause, issuedFor(fact.Kind)); cause.Kind == TokenKept && issued != nil {
			cause = issued
		}
		c.add(cause, Short(cause)+" at step "+strconv.Itoa(cause.Seq))
		if cause.Flight != 0 {
			c.landing(cause)
		}
		if cause.Kind == CredentialRead {
			c.injection(cause)
		}
		var only []string
		if strikesMany(cause.Kind) {
			if only = about; len(only) == 0 {
				only = fact.Artifacts
			}
		}
		c.follow(cause, only)
	}
}

// strikesMany tells whether an event of this kind ends things that have nothing else
// to do with each other.
func strikesMany(k Kind) bool {
	switch k {
	case NodeKilled, NodeRemoved, StoreWiped, Promoted, SessionsRevoked, AccessRevoked:
		return true
	}
	return false
}

// issuedFor is how what a client keeps began: the token that a fact is about.
func issuedFor(fact Kind) Kind {
	switch fact {
	case RefreshIssued, RefreshReused, RefreshRejected:
		return RefreshIssued
	}
	return TokenIssued
}

// landing adds how a request of the past came to the server where it left
// something behind.
func (c *chain) landing(left *Event) {
	chosen, sent := c.before(left, ServerChosen), c.before(left, RequestSent)
	if chosen == nil || sent == nil {
		return
	}
	what := sent.Get("method") + " " + sent.Get("path")
	if isLogin(sent) {
		what = "login"
	}
	fact := c.deciding(left)
	refused := fact != nil && refusal(fact)
	if refused {
		c.add(fact, Short(fact))
	}
	c.add(chosen, what+" landed on "+chosen.Get("server"))
	if refused {
		c.behind(fact)
	}
}

// before answers the newest event of a kind in the same flight, not after e.
func (c *chain) before(e *Event, kind Kind) *Event {
	flight := c.flightUpTo(e)
	for i := len(flight) - 1; i >= 0; i-- {
		if flight[i].Kind == kind {
			return flight[i]
		}
	}
	return nil
}

// flightUpTo answers the events of e's flight, from the first to e. A request begins
// with what its browser leaves out and what it sends; nothing earlier is looked at, so
// that a chain costs no more in a long run.
func (c *chain) flightUpTo(e *Event) []*Event {
	var out []*Event
	sent := false
	at, found := index(c.events, e.Seq)
	if !found {
		return nil
	}
	for i := at; i >= 0; i-- {
		have := &c.events[i]
		if have.Flight != e.Flight {
			if sent {
				break
			}
			continue
		}
		out = append(out, have)
		sent = sent || have.Kind == RequestSent && have.Flight != 0
	}
	slices.Reverse(out)
	return out
}

// deciding answers the fact of a request that decided its outcome: the first
// reason to refuse, else the newest reason to accept.
func (c *chain) deciding(outcome *Event) *Event {
	var found *Event
	best := 0
	flight := c.flightUpTo(outcome)
	for _, e := range flight[:max(len(flight)-1, 0)] {
		if e.Kind == ServerChosen && found != nil && found.Kind == ConnectFailed {
			found, best = nil, 0 // another server took the request after all
		}
		if w := weight(e); w > best || (w == best && w == weightYes) {
			found, best = e, w
		}
	}
	return found
}

const weightYes = 1

// weight ranks facts by how much they decide: a request that met a dead store
// failed for that, whatever else it lacked.
func weight(e *Event) int {
	switch e.Kind {
	case SessionHit, TokenAccepted, PasswordAccepted, UserKnown, StateChecked, StateCached, RefreshIssued:
		return weightYes
	case CredentialMissing, GatewayTimeout:
		return 2
	case SessionMiss, SessionExpired, CookieRejected, TokenRejected, PasswordRejected, StateRefused, RefreshRejected:
		return 3
	case RefreshReused:
		if e.Get("grace") != "" {
			return 0 // it passed as a race
		}
		return 4
	case RoleRefused, CSRFRefused:
		return 4
	case StoreRefused, StoreHung, StoreTimeout, RequestAborted:
		return 5
	case StateSkipped:
		return 6 // the store could not be asked, and that decided nothing
	case NoServer, ConnectFailed:
		return 6
	}
	return 0
}

func refusal(e *Event) bool { return e.Kind != StateSkipped && weight(e) > weightYes }

func outcomeText(e *Event) string {
	if e.Kind != ResponseReceived && e.Kind != ResponseSent {
		return Short(e)
	}
	text := spaced(e.Get("status"), "no status")
	if path := e.Get("path"); path != "" {
		text += " for " + path
	}
	return text
}
