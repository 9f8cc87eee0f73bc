package event

import (
	"slices"
	"strconv"
	"strings"
)

// circumstance adds what changed the ground on which a request was judged: a clock, keys,
// a key of the cluster line, or what became of the credential that is not there.
func (c *chain) circumstance(fact *Event) {
	switch fact.Kind {
	case TokenRejected:
		c.groundOfToken(fact)
	case CookieRejected:
		c.newestOption(fact, "session-secret")
	case CSRFRefused:
		c.newestOption(fact, "csrf")
	case StateRefused:
		c.newestOption(fact, "check")
	case CredentialMissing:
		c.absence(fact)
	}
}

func (c *chain) groundOfToken(fact *Event) {
	switch why := fact.Get("why"); {
	case strings.Contains(why, "expired") || strings.Contains(why, "not active"):
		issuer := ""
		for _, seq := range fact.Causes {
			if issued := BySeq(c.events, seq); issued != nil {
				if issued = c.before(issued, TokenIssued); issued != nil {
					issuer = issued.Node
				}
			}
		}
		c.newest(fact, func(e *Event) bool { return e.Kind == ClockSet && (e.Node == fact.Node || e.Node == issuer) })
	case strings.Contains(why, "audience"):
		c.newestOption(fact, "aud")
	case strings.Contains(why, "issuer"):
		c.newestOption(fact, "iss")
	case strings.Contains(why, "exp claim"):
		c.newestOption(fact, "require-exp")
	case strings.Contains(why, "signature") || strings.Contains(why, "key") || strings.Contains(why, "kid"):
		c.newest(fact, changesKeys)
	}
}

func changesKeys(e *Event) bool {
	switch e.Kind {
	case KeySigning, KeyDropped:
		return true
	case OptionSet:
		return strings.HasSuffix(e.Get("key"), "jwt-secret") || strings.HasSuffix(e.Get("key"), "jwt-old-secrets") || e.Get("key") == "alg"
	}
	return false
}

// newestOption adds the newest change of a key, for all servers or for the one that the
// fact is about.
func (c *chain) newestOption(fact *Event, key string) {
	c.newest(fact, func(e *Event) bool {
		return e.Kind == OptionSet && (e.Get("key") == key || e.Get("key") == fact.Node+"."+key)
	})
}

// absence adds why a request had no credential that the server looks for: its client has
// lost it or never got it, or credentials travel in another way by now.
func (c *chain) absence(fact *Event) {
	sent := c.before(fact, RequestSent)
	if sent == nil || sent.Get("with") != "" || c.before(fact, CookieWithheld) != nil {
		return
	}
	var changed *Event
	at, _ := index(c.events, sent.Seq)
	for i := at - 1; i >= 0; i-- {
		e := &c.events[i]
		switch {
		case changed == nil && e.Kind == OptionSet && slices.Contains([]string{"auth", "carrier", "cookie-name"}, e.Get("key")):
			changed = e
		case e.Node != sent.Node || e.Get("name") == "SRV" || e.Get("name") == "refresh_token":
		case e.Kind == CookieStored || e.Kind == TokenKept:
			if changed != nil {
				c.add(changed, Short(changed)+" at step "+strconv.Itoa(changed.Seq))
			}
			return
		case e.Kind == CookieDropped || e.Kind == TokenDropped,
			e.Kind == CookieRefused && e.Get("by") == "",
			e.Kind == ResponseDropped && strings.HasSuffix(e.Get("path"), "login"):
			c.add(e, Short(e)+" at step "+strconv.Itoa(e.Seq))
			return
		}
	}
}
