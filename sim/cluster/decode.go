package cluster

import (
	"fmt"

	"authlab/sim/auth"
	"authlab/sim/event"
	"authlab/sim/token"
)

// Decode lets the attacker read the payload of a client's token, or of a copy's. It
// takes no key, since nothing in a token is hidden (RFC 7515 §2). A holder without a
// token is an error.
func (w *World) Decode(name string) error {
	held, known := w.copies[name]
	if c := w.byName[name]; c != nil {
		held, known = c.own, true
	}
	if !known {
		return fmt.Errorf("nobody is called %s", name)
	}
	raw := held.access()
	if raw == "" {
		return fmt.Errorf("%s holds no token to be decoded", name)
	}
	w.client(Attacker)
	w.totals.decoded[name]++
	payload := token.Decode(raw).Payload
	user, _ := payload.Text("sub")
	tag := tokenTag(raw)
	w.note(0, event.Event{Kind: event.TokenDecoded, Node: Attacker, Artifacts: []string{"cred:" + tag}, Attrs: []event.Attr{
		event.Of("from", name), event.Of("tag", tag), event.Of("user", user), event.Of("payload", payload.JSON())}})
	return nil
}

// access is the access token among credentials, "" without one.
func (c credentials) access() string {
	if c.tokens.Access != "" {
		return c.tokens.Access
	}
	if k := c.jar.Get(auth.AccessCookie); k != nil {
		return k.Value
	}
	return ""
}
