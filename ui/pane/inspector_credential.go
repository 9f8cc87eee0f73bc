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
