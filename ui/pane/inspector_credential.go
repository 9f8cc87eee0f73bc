package pane

import (
	"strings"

	"authlab/sim/snapshot"
)

// cookie explains a cookie of a jar (RFC 6265 §5.3).
func (i *inspector) cookie(c *snapshot.Cookie) {
	i.heading("cookie " + c.Name)
	i.put(2, run{safe(c.Value), i.hue(c.Tag)})
	i.say("  "+valueMeaning(c.Name, c.Value), toneDim)
	switch {
	case c.HostOnly:
		i.fact("Domain", "not set", "sent to "+c.Domain+" only (RFC 6265 §5.3)", toneText)
	case c.Domain != "":
		i.fact("Domain", c.Domain, "sent to this host and those below it (RFC 6265 §5.2.3)", toneText)
	}
	i.fact("Path", c.Path, "sent with requests for this path and what lies below (§5.2.4)", toneText)
	if c.Expires > 0 {
		i.fact("Expires", i.moment(c.Expires), "then the browser deletes it (§5.2.1)", toneText)
	} else {
		i.fact("Expires", "not set", "it lives until the browser is closed (§5.3)", toneText)
	}
	i.flag("Secure", c.Secure, "only sent over https (§5.2.5)", "also sent over plain http, where anyone on the way can read it (§5.2.5)")
	i.flag("HttpOnly", c.HTTPOnly, "no script can read it (§5.2.6)", "every script in the page can read it (§5.2.6)")
	i.sameSite(c.SameSite)
}

func (i *inspector) flag(name string, set bool, yes, no string) {
	if set {
		i.fact(name, "✓ yes", yes, toneGood)
		return
	}
	i.fact(name, "✗ no", no, toneBad)
}

func (i *inspector) sameSite(value string) {
	meaning := map[string]string{
		"Strict": "not sent with any request that another site causes (RFC 6265bis)",
		"Lax":    "from other sites only sent when one follows a link, not with their forms (RFC 6265bis)",
		"None":   "sent with requests from any site (RFC 6265bis)",
	}[value]
	if meaning == "" {
		value, meaning = "not set", "the browser decides; most treat it as Lax (RFC 6265bis)"
	}
	i.fact("SameSite", value, meaning, toneText)
}

func valueMeaning(name, value string) string {
	switch {
	case strings.HasPrefix(value, "s%3A"), strings.HasPrefix(value, "s:"):
		return "A session ID, a dot, and the server's signature over it. The ID says nothing; what it stands for is a row at a server or in the store."
	case isToken(value):
		return "A signed token."
	}
	return "The value of " + name + " as the server set it."
}

// copiesHeld are the copies of other clients' credentials in a client's hands.
func (i *inspector) copiesHeld(c *snapshot.Client) []*snapshot.Copy {
	var held []*snapshot.Copy
	for _, one := range i.in.Now.Copies {
		if i.in.holder(one.Name) == c.Name {
			held = append(held, one)
		}
	}
	return held
}

// copied tells what is in a copy and whose it was.
func (i *inspector) copied(c *snapshot.Copy) {
	i.heading("copy " + c.Name)
	i.say("  What "+c.From+" held at "+i.moment(c.At)+". A server cannot tell it from the original; with="+c.Name+" sends it.", toneAttacker)
	if c.Token != nil {
		i.put(2, run{"access token ", toneText}, run{c.Token.Tag + "…", i.hue(c.Token.Tag)})
	}
	if c.Refresh != nil {
		i.put(2, run{"refresh token ", toneText}, run{c.Refresh.Tag + "…", i.hue(c.Refresh.Tag)})
	}
	for n := range c.Cookies {
		k := &c.Cookies[n]
		value := run{safe(k.Value), toneText}
		if k.Tag != k.Value {
			value = run{k.Tag + "…", i.hue(k.Tag)}
		}
		i.put(2, run{"cookie " + k.Name + " ", toneText}, value)
	}
	if c.Token == nil && c.Refresh == nil && len(c.Cookies) == 0 {
		i.say("  It is empty.", toneDim)
	}
}
