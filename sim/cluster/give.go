package cluster

import (
	"errors"

	"authlab/sim/event"
	"authlab/sim/token"
)

// CanBeSent tells whether text can stand behind Bearer: visible ASCII characters alone
// (RFC 9110 §5.5 has servers take others for anything or nothing).
func CanBeSent(raw string) bool {
	for i := range len(raw) {
		if raw[i] <= ' ' || raw[i] > '~' {
			return false
		}
	}
	return raw != ""
}

// Give makes any text the attacker's own token, as it stands: one that was made at the
// token bench or anywhere else. A cluster that signs nothing and text that cannot be sent
// are errors.
func (w *World) Give(raw string) error {
	if err := w.needKeys(); err != nil {
		return err
	}
	if !CanBeSent(raw) {
		return errors.New("a token is visible ASCII characters, one at least")
	}
	c := w.client(Attacker)
	w.takeForged(c, event.ByHand, raw)
	tag := tokenTag(raw)
	user, _ := token.Decode(raw).Payload.Text("sub")
	w.note(0, event.Event{Kind: event.TokenForged, Node: Attacker, Artifacts: []string{"cred:" + tag},
		Attrs: []event.Attr{event.Of("kind", event.ByHand), event.Of("tag", tag), event.Of("user", user)}})
	return nil
}
