package pane

import (
	"strings"

	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// findingOf answers what a server learnt by an event, if it did.
func (s *stage) findingOf(e *event.Event, server *snapshot.Server) (finding, bool) {
	var tag []run
	if t := e.Get("tag"); t != "" {
		tag = words(t+"… ", s.hue(t))
	}
	for _, group := range []func(*event.Event, *snapshot.Server) (finding, bool){s.findingOfCredential, s.findingOfToken, s.findingOfState} {
		if f, ok := group(e, server); ok {
			if f.tag == nil {
				f.tag = tag
			}
			return f, true
		}
	}
	return finding{}, false
}

func yes(words, short string) (finding, bool) {
	return finding{last: passedCheck(""), words: words, short: short}, true
}

func no(words, short string) (finding, bool) {
	return finding{last: failedCheck(""), words: words, short: short}, true
}

func cannotKnow(name, words, short string) (finding, bool) {
	return finding{last: openCheck(name), words: words, short: short}, true
}

// findingOfCredential words what was found out about a session or a password.
func (s *stage) findingOfCredential(e *event.Event, _ *snapshot.Server) (finding, bool) {
	user := e.Get("user")
	switch e.Kind {
	case event.SessionHit:
		return yes(eventOf(e, "user", "nobody logged in"), eventOf(e, "user", "found"))
	case event.CookieAccepted:
		return yes("signature fine", "signed")
	case event.SessionMiss:
		return no("not in "+place(e.Get("where")), "no row")
	case event.SessionExpired:
		return no("expired ("+e.Get("limit")+")", "expired")
	case event.CookieRejected:
		return no("bad cookie", "bad")
	case event.CredentialMissing:
		return no("no credential", "nothing")
	case event.PasswordAccepted:
		return yes(user+"'s password", user)
	case event.PasswordRejected:
		return no("wrong password", "wrong")
	case event.RoleRefused:
		return finding{last: failedCheck("role"), words: user + " may not", short: "not allowed"}, true
	case event.CSRFRefused:
		if e.Get("why") == "token" {
			return finding{last: failedCheck("csrf"), words: "token missing", short: "missing"}, true
		}
		return finding{last: failedCheck("origin"), words: "foreign page", short: "foreign"}, true
	case event.StoreRefused:
		return cannotKnow("", "store refused", "refused")
	case event.StoreHung, event.StoreTimeout:
		return cannotKnow("", "store is silent", "silent")
	}
	return finding{}, false
}

// findingOfToken words what was found out about a signed token.
func (s *stage) findingOfToken(e *event.Event, server *snapshot.Server) (finding, bool) {
	user := e.Get("user")
	switch e.Kind {
	case event.TokenIssued:
		if key := e.Get("key"); key != "" {
			return yes("signed with "+key, "signed")
		}
		return yes("signed for "+user, "signed")
	case event.TokenAccepted:
		if kind := s.forgery(e); kind != "" {
			return finding{last: check{"", "!", toneAttacker}, words: "falls for " + kind + ": " + user, brief: "fooled: " + user, short: "fooled"}, true
		}
		f := finding{passed: []check{passedCheck("signature")}, last: passedCheck("exp"), words: user, brief: "signed, " + user, short: user}
		switch left := e.Get("remaining"); {
		case left == "": // it has no end
			f.passed, f.last = nil, passedCheck("signature")
		case strings.HasPrefix(left, "-"):
			f.words = "by leeway: " + user
		}
		return f, true
	case event.TokenRejected:
		return s.refusedToken(e, server), true
	}
	return finding{}, false
}

// forgery is how the token that a server takes was forged, "" for a genuine one and for one from
// outside, which may be genuine.
func (s *stage) forgery(e *event.Event) string {
	r := s.routes[e.Flight]
	kind := ""
	for i := range s.in.Events {
		f := &s.in.Events[i]
		if f.Kind == event.TokenForged && f.Get("tag") == e.Get("tag") && r != nil && f.Node == r.client && f.Seq < e.Seq {
			kind = f.Get("kind")
		}
	}
	if kind == event.ByHand {
		return ""
	}
	return kind
}

// findingOfState words what was found out where something is kept for a token.
func (s *stage) findingOfState(e *event.Event, _ *snapshot.Server) (finding, bool) {
	user := e.Get("user")
	switch e.Kind {
	case event.StateChecked:
		var f finding
		for name := range strings.SplitSeq(eventOf(e, "checks", "row"), ",") {
			f.passed = append(f.passed, passedCheck(name))
		}
		f.last = f.passed[len(f.passed)-1]
		f.passed = f.passed[:len(f.passed)-1]
		f.words, f.short = user, user
		return f, true
	case event.StateRefused:
		return stateRefused(e.Get("check")), true
	case event.StateCached:
		return finding{last: passedCheck("cached"), stress: true, words: e.Get("age") + " old", short: e.Get("age")}, true
	case event.StateSkipped:
		return cannotKnow("store", "let pass", "let pass")
	case event.RefreshIssued:
		if was := e.Get("was"); was != "" {
			f, _ := yes("exchanged", "new")
			tag := e.Get("tag")
			f.tag = []run{{was + ellipsis, s.hue(was)}, {" → ", toneDim}, {tag + ellipsis + " ", s.hue(tag)}}
			f.only = f.tag[2:]
			return f, true
		}
		return yes("first of family "+e.Get("family"), "new")
	case event.RefreshReused:
		if e.Get("grace") != "" {
			return cannotKnow("", "used twice, in grace", "in grace")
		}
		return no("used before", "used")
	case event.RefreshRejected:
		return refreshRejected(e.Get("why"))
	case event.FamilyRevoked:
		if e.Get("why") == "reuse" {
			return no("used before: family ended", "used before")
		}
		return yes("family "+e.Get("family")+" ended", "ended")
	case event.AccessRevoked:
		return yes("ended for "+user, "ended")
	}
	return finding{}, false
}

// refreshRejected words the sentence by which a refresh token is refused.
func refreshRejected(why string) (finding, bool) {
	switch {
	case strings.Contains(why, "reused"):
		return no("used before", "used")
	case strings.Contains(why, "revoked"):
		return no("its family has ended", "ended")
	case strings.Contains(why, "unknown"):
		return no("unknown or expired", "unknown")
	case strings.HasPrefix(why, "no "):
		return no(why, "nothing")
	}
	return no(why, "refused")
}

// stateRefused words a token whose signature is good and which is refused all the same.
func stateRefused(name string) finding {
	f := finding{last: failedCheck(eventName(name, "row")), words: "gone: revoked", short: "gone"}
	switch name {
	case "version":
		f.words = "older than the user's"
		f.short = "old"
	case "denylist":
		f.words, f.short = "it is listed", "listed"
	}
	return f
}

func eventName(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return name
}

// findingOfKey words what an event outside of all requests did to a server's keys.
func (s *stage) findingOfKey(e *event.Event) (finding, bool) {
	key := words(e.Get("key")+" ", toneProve)
	f := finding{tag: key, last: passedCheck("")}
	switch e.Kind {
	case event.KeyPublished:
		f.words, f.short = "published", "published"
	case event.KeySigning:
		f.words, f.short = "signs from now on", "signs"
	case event.KeyDropped:
		f.last, f.words, f.short = failedCheck(""), "dropped", "dropped"
	case event.KeyLeaked:
		f.last, f.words, f.short = check{"", "!", toneAttacker}, "leaked", "leaked"
	case event.KeysFetched:
		f.tag, f.words, f.short = nil, "fetched "+e.Get("keys"), "fetched"
	default:
		return finding{}, false
	}
	return f, true
}
