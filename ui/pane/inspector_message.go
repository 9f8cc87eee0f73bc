package pane

import (
	"encoding/json"
	"strings"

	"authlab/sim/event"
	"authlab/sim/lifetime"
)

// message explains the message at hand: its lines, then every credential in it.
func (i *inspector) message() {
	m, at := i.in.message()
	if m == nil {
		i.say("No message belongs to this step.", toneDim)
		return
	}
	i.rows = append(i.rows, i.messageRows(m, i.in.messageBefore(m, at), i.w)...)
	i.rows = append(i.rows, nil)
	i.say(event.Explain(&i.in.Events[at], i.in.bySeq), toneText)
	i.judge = i.receiver(i.in.Events[at].Flight)
	if judged := lifetime.LastJudgement(i.in.Events); m.Status != 0 && judged != nil && judged.Flight == i.in.Events[at].Flight {
		i.clocks("")
	}
	for _, line := range m.Header {
		name, value, _ := strings.Cut(line, ": ")
		switch strings.ToLower(name) {
		case "set-cookie":
			i.setCookie(value)
		case "cookie":
			for pair := range strings.SplitSeq(value, "; ") {
				if cookie, v, ok := strings.Cut(pair, "="); ok {
					i.cookieValue(cookie, v)
				}
			}
		case "authorization":
			i.authorization(value)
		case "www-authenticate":
			i.challenge(value)
		case "origin":
			i.note("Origin", value, "which page caused the request; the browser writes it, no page can change it (RFC 6454 §7)")
		case "sec-fetch-site":
			i.note("Sec-Fetch-Site", value, "how the causing page is related to this host; written by the browser (Fetch Metadata)")
		case "x-csrf-token":
			i.note("X-CSRF-Token", value, "what only the site's own page knows; another site's form cannot add it")
		}
	}
	i.body(m.Body)
}

// note explains a header line that is no credential.
func (i *inspector) note(name, value, meaning string) {
	i.heading(name)
	i.put(2, run{safe(value), toneStrong})
	i.say("  "+meaning, toneDim)
}

// receiver is the server that a request was sent to, "" before one was chosen.
func (i *inspector) receiver(flight int) string {
	server := ""
	for n := range i.in.Events {
		if e := &i.in.Events[n]; e.Flight == flight && flight != 0 && e.Kind == event.ServerChosen {
			server = e.Get("server")
		}
	}
	return server
}

// authorization explains what a request shows in its header.
func (i *inspector) authorization(value string) {
	scheme, raw, _ := strings.Cut(value, " ")
	switch {
	case strings.EqualFold(scheme, "bearer"):
		i.say("  Bearer: whoever holds it may use it, no further proof is asked for (RFC 6750 §1.2).", toneDim)
		i.token(raw)
	case strings.EqualFold(scheme, "basic"):
		i.heading("Authorization Basic")
		i.say("  Name and password in base64, with every request (RFC 7617). Anyone on the way can read them where the line is not encrypted.", toneDim)
	}
}

// challenge explains a WWW-Authenticate line.
func (i *inspector) challenge(value string) {
	i.heading("WWW-Authenticate")
	scheme, _, _ := strings.Cut(value, " ")
	if !strings.EqualFold(scheme, "bearer") {
		i.say("  What a caller has to show to be let in (RFC 9110 §11.6.1).", toneDim)
		return
	}
	i.say("  The caller has to show a bearer token (RFC 6750 §3).", toneDim)
	for _, p := range []struct{ name, meaning string }{
		{"realm", "the name of what is guarded (RFC 9110 §11.5)"},
		{"error", challengeMeaning(parameter(value, "error"))},
		{"error_description", "the reason for a developer to read (RFC 6750 §3)"},
		{"scope", "what the token would have to allow (RFC 6750 §3)"},
	} {
		if v := parameter(value, p.name); v != "" {
			i.fact(p.name, v, p.meaning, toneBad)
		}
	}
	if parameter(value, "error") == "" {
		i.say("  No error is named: no credential came at all (RFC 6750 §3.1).", toneDim)
	}
}

// challengeMeaning words an error code of RFC 6750 §3.1.
func challengeMeaning(code string) string {
	switch code {
	case "invalid_token":
		return "the token is expired, revoked, malformed or not genuine (RFC 6750 §3.1)"
	case "insufficient_scope":
		return "the token is good and does not allow this (RFC 6750 §3.1)"
	case "invalid_request":
		return "the request is malformed (RFC 6750 §3.1)"
	}
	return "what was wrong (RFC 6750 §3.1)"
}

// parameter is a quoted parameter of a challenge, "" where it has none of that name.
func parameter(challenge, name string) string {
	rest := challenge
	for {
		at := strings.Index(rest, name+`="`)
		if at < 0 {
			return ""
		}
		whole := at == 0 || rest[at-1] == ' ' || rest[at-1] == ','
		rest = rest[at+len(name)+2:]
		if whole {
			value, _, _ := strings.Cut(rest, `"`)
			return value
		}
	}
}

// body explains the tokens and errors in a JSON body.
func (i *inspector) body(text string) {
	var b struct {
		Access      string `json:"access_token"`
		Refresh     string `json:"refresh_token"`
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	if json.Unmarshal([]byte(text), &b) != nil {
		return
	}
	if b.Access != "" {
		i.heading("access_token")
		i.say("  Shown with every request until it expires (RFC 6749 §1.4).", toneDim)
		i.token(b.Access)
	}
	if b.Refresh != "" {
		i.heading("refresh_token")
		i.put(2, run{safe(b.Refresh), i.hue(event.Tag(b.Refresh))})
		i.say("  Shown to the issuer alone, for a new access token (RFC 6749 §1.5). It says nothing; what it stands for is a row.", toneDim)
	}
	if b.Error == "invalid_grant" {
		i.heading("error invalid_grant")
		i.say("  The refresh token is expired, revoked, used before or not known (RFC 6749 §5.2). The client has to log in again.", toneDim)
	}
}

// setCookie explains a Set-Cookie line attribute by attribute. Of one that deletes
// a cookie only what tells which cookie, and since when.
func (i *inspector) setCookie(line string) {
	parts := strings.Split(line, "; ")
	name, value, _ := strings.Cut(parts[0], "=")
	i.heading("Set-Cookie " + name)
	gone := value == ""
	if gone {
		i.say("  The value is empty: with an end in the past, the browser deletes the cookie.", toneDim)
	} else {
		i.put(2, run{safe(value), i.hue(cookieTag(value))})
		i.say("  "+valueMeaning(name, value), toneDim)
	}
	set := map[string]string{}
	for _, part := range parts[1:] {
		key, v, _ := strings.Cut(part, "=")
		set[strings.ToLower(key)] = v
		switch strings.ToLower(key) {
		case "path":
			meaning := "sent with requests for this path and what lies below (§5.2.4)"
			if gone {
				meaning = "only the cookie of this name and path is deleted (§5.3)"
			}
			i.fact("Path", v, meaning, toneText)
		case "domain":
			if !gone {
				i.fact("Domain", v, "sent to this host and those below it (RFC 6265 §5.2.3)", toneText)
			}
		case "expires":
			if gone {
				i.fact("Expires", v, "in the past: the browser deletes it at once (§5.3)", toneText)
				continue
			}
			i.fact("Expires", v, "then the browser deletes it (§5.2.1)", toneText)
		case "max-age":
			i.fact("Max-Age", v+" s", "after these seconds the browser deletes it (§5.2.2)", toneText)
		}
	}
	if gone {
		return
	}
	_, secure := set["secure"]
	_, httpOnly := set["httponly"]
	i.flag("Secure", secure, "only sent over https (§5.2.5)", "also sent over plain http, where anyone on the way can read it (§5.2.5)")
	i.flag("HttpOnly", httpOnly, "no script can read it (§5.2.6)", "every script in the page can read it (§5.2.6)")
	i.sameSite(set["samesite"])
}

// cookieValue explains a cookie of a request: the browser sends no attributes.
func (i *inspector) cookieValue(name, value string) {
	i.heading("Cookie " + name)
	i.put(2, run{safe(value), i.hue(cookieTag(value))})
	i.say("  "+valueMeaning(name, value), toneDim)
	i.say("  A request carries names and values only. The attributes stay in the browser.", toneDim)
}
