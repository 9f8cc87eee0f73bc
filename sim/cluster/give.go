package cluster

import (
	"errors"

	"authlab/sim/event"
	"authlab/sim/token"
)

// Give makes any text the attacker's own token, as it stands: one that was made at the
// token bench or anywhere else. A cluster that signs nothing, and no text at all, are errors.
func (w *World) Give(raw string) error {
	if err := w.needKeys(); err != nil {
		return err
	}
	if raw == "" {
		return errors.New("there is no token to give")
	}
	c := w.client(Attacker)
	w.takeForged(c, event.ByHand, raw)
	tag := tokenTag(raw)
	user, _ := token.Decode(raw).Payload.Text("sub")
	w.note(0, event.Event{Kind: event.TokenForged, Node: Attacker, Artifacts: []string{"cred:" + tag},
		Attrs: []event.Attr{event.Of("kind", event.ByHand), event.Of("tag", tag), event.Of("user", user)}})
	return nil
}
