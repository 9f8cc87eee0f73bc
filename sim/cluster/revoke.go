package cluster

import (
	"context"
	"fmt"
	"time"

	"authlab/sim/auth"
	"authlab/sim/event"
	"authlab/sim/store"
)

// operator is who stands in the audit trail for what is done by hand.
const operator = "operator"

// Revoke does by hand, wherever rows are kept, what POST /revoke does at one server:
// it ends a user's sessions, families of refresh tokens and stateful tokens, those of
// one device or, with device "", all. A signed token that nobody asks about lives on,
// and so does what a server holds in its cache. A shared store that does not answer is an error.
func (w *World) Revoke(user, device string) error {
	if w.shared != nil && w.config.Store.Store != "memory" {
		if !w.shared.Up() || w.shared.Paused() {
			return fmt.Errorf("the store does not answer: nothing can be revoked there")
		}
		w.expire()
	}
	v := auth.Revocation{User: user, Device: device, By: operator}
	ended := false
	revoke := func(where string, rows store.Store, now time.Duration, kept bool) error {
		done, err := v.Everything(context.Background(), rows, now, kept && w.config.Auth == "stateful-jwt")
		if err != nil {
			return err
		}
		if done.Logins == 0 && done.Version == 0 {
			return nil
		}
		ended = true
		e := v.Note(done, where)
		e.Node = labName
		w.note(0, e)
		return nil
	}
	for _, s := range w.servers {
		if !s.up {
			continue
		}
		s.state = nil
		if err := revoke(s.name, &store.Memory{Table: s.memory, Now: s.now}, s.now(), w.config.Store.Store == "memory"); err != nil {
			return err
		}
	}
	if w.shared != nil {
		w.storeState = nil
		if err := revoke(storeName, &store.Console{Shared: w.shared}, w.scheduler.Now(), w.config.Store.Store != "memory"); err != nil {
			return err
		}
	}
	if !ended {
		e := v.Note(auth.Revoked{}, "")
		e.Node = labName
		w.note(0, e)
	}
	return nil
}

// Demote takes the administrator's role from a user. The directory says so at once; a
// token signed before says otherwise until it expires. Somebody who is no
// administrator is an error.
func (w *World) Demote(user string) error {
	if w.role(user) != auth.RoleAdmin {
		return fmt.Errorf("%s is no administrator", user)
	}
	w.demoted[user] = true
	w.note(0, event.Event{Kind: event.UserDemoted, Node: labName, Artifacts: []string{"user:" + user}, Attrs: []event.Attr{event.Of("user", user)}})
	return nil
}
