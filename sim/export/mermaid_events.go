package export

import (
	"net/http"
	"strings"

	"authlab/sim/event"
)

// undrawn events are seen in the arrows beside them, or decide nothing.
func undrawn(k event.Kind) bool {
	switch k {
	case event.CookieStored, event.TokenKept, event.CookieAccepted, event.UserKnown:
		return true
	}
	return false
}

// draw adds what one event puts into the diagram.
func (d *diagram) draw(i int) {
	e := &d.steps[i].Event
	switch e.Kind {
	case event.RequestSent:
		d.arrow(e.Node, asks, balancerNode, d.request(e))
	case event.ServerChosen:
		if n := d.next[i]; n == 0 || d.steps[n].Kind != event.ConnectFailed {
			d.arrow(balancerNode, asks, e.Get("server"), d.requestLine(e))
		}
	case event.ConnectFailed:
		d.arrow(balancerNode, asksNobody, e.Get("server"), "connection refused, attempt "+e.Get("attempt"))
	case event.ResponseSent:
		d.arrow(e.Node, answers, balancerNode, d.answer(e))
	case event.ResponseReceived:
		arrow := answers
		if e.Get("cut") != "" {
			arrow = breaksOff
		}
		d.arrow(balancerNode, arrow, e.Node, d.answer(e))
	case event.ResponseDropped:
		d.arrow(balancerNode, breaksOff, e.Node, "answer "+e.Get("status")+" lost on its way")
	case event.RequestAborted:
		if d.gone[e.Flight] {
			d.note(e.Node, d.redactor.fact(e))
			return
		}
		d.arrow(e.Node, breaksOff, balancerNode, d.redactor.fact(e))
	case event.NoServer, event.GatewayTimeout, event.BadGateway, event.ResponseCut:
		d.gone[e.Flight] = true
		d.note(e.Node, d.redactor.fact(e))
	case event.Replicated:
		d.arrow(storeNode, asks, replicaNode, called(e.Get("op"), e))
	default:
		d.state(e)
	}
}

// state draws what touches a store, and notes the rest.
func (d *diagram) state(e *event.Event) {
	switch e.Kind {
	case event.StoreRefused:
		d.arrow(e.Node, asksNobody, storeNode, called(e.Get("op"), e))
		return
	case event.StoreHung:
		d.arrow(e.Node, waits, storeNode, called(e.Get("op"), e))
		d.hung[e.Flight] = e.Get("op")
		return
	case event.StoreTimeout:
		delete(d.hung, e.Flight)
	}
	op := storeCall(e)
	if op == "" {
		if !undrawn(e.Kind) {
			d.note(e.Node, d.redactor.fact(e))
		}
		return
	}
	if d.hung[e.Flight] != op {
		d.arrow(e.Node, asks, storeNode, called(op, e))
	}
	delete(d.hung, e.Flight)
	if reply := d.storeReply(e); reply != "" {
		d.arrow(storeNode, answers, e.Node, reply)
	}
}

// storeCall is the call to the shared store that an event at a server tells of, or "".
func storeCall(e *event.Event) string {
	if e.Get("where") != storeNode || e.Flight == 0 || !serverName.MatchString(e.Node) {
		return ""
	}
	switch e.Kind {
	case event.SessionHit, event.SessionMiss, event.SessionExpired, event.StateChecked, event.StateRefused, event.RefreshReused:
		return "get"
	case event.SessionCreated, event.SessionSaved, event.StateWritten, event.RefreshIssued, event.FamilyRevoked:
		return "set"
	case event.SessionTouched:
		return "touch"
	case event.SessionDestroyed, event.SessionsRevoked:
		return "delete"
	}
	return ""
}

// tagged is a tag as the start of something longer.
func tagged(tag string) string { return tag + "…" }

// called words a store call.
func called(op string, e *event.Event) string {
	switch {
	case e.Get("tag") != "":
		return op + " " + tagged(e.Get("tag"))
	case e.Get("family") != "":
		return op + " family " + e.Get("family")
	case e.Get("user") != "":
		return op + " rows of " + e.Get("user")
	}
	return op
}

// storeReply is what the store answered where that decides something.
func (d *diagram) storeReply(e *event.Event) string {
	switch e.Kind {
	case event.SessionHit:
		if e.Get("user") == "" {
			return "a row without a user"
		}
		return "row of " + e.Get("user")
	case event.SessionMiss:
		return "no such row"
	case event.SessionExpired, event.SessionsRevoked, event.StateChecked, event.StateRefused, event.RefreshReused, event.FamilyRevoked:
		return d.redactor.fact(e)
	}
	return ""
}

// requestLine is the method and the path of a request.
func (d *diagram) requestLine(e *event.Event) string {
	if e.Message == nil {
		return e.Get("method") + " " + e.Get("path")
	}
	return d.redactor.text(strings.TrimSuffix(e.Message.StartLine, " HTTP/1.1"))
}

// request is what a client sends: method, path, and the credential by its tag.
func (d *diagram) request(e *event.Event) string {
	text := d.requestLine(e)
	if x := d.exchanges[e.Flight]; x != nil && x.Spec.Plain {
		text += " over plain http"
	}
	switch tag := e.Get("tag"); {
	case d.options.IncludeSecrets:
		text += credentialLines(e.Message)
	case e.Get("carrier") == "basic":
		text += ", name and password"
	case e.Get("carrier") == "header":
		if tag == "" {
			text += ", a token without signature"
		} else {
			text += ", token " + tagged(tag)
		}
	case tag != "":
		text += ", cookie " + tagged(tag)
	}
	for _, key := range []string{"tamper", "with"} {
		if value := e.Get(key); value != "" {
			text += ", " + key + "=" + value
		}
	}
	return text
}

// credentialLines are the header lines of a message that carry a credential.
func credentialLines(m *event.Message) string {
	text := ""
	if m != nil {
		for _, line := range m.Header {
			if name, _, _ := strings.Cut(line, ":"); name == "Cookie" || name == "Authorization" || name == "Set-Cookie" {
				text += ", " + line
			}
		}
	}
	return text
}

// answer is a status with its reason and the credential that comes with it.
func (d *diagram) answer(e *event.Event) string {
	text := e.Get("status")
	if e.Message != nil {
		text += " " + http.StatusText(e.Message.Status)
	}
	if x := d.exchanges[e.Flight]; x != nil && x.Error != "" {
		text += " (" + d.redactor.text(x.Error) + ")"
	}
	if d.options.IncludeSecrets {
		return text + credentialLines(e.Message)
	}
	switch set := e.Get("set-cookie"); set {
	case "":
		return text
	case "cleared":
		return text + ", clears the cookie"
	default:
		return text + ", sets cookie " + tagged(set)
	}
}
