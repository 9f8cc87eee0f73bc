package auth

import (
	"context"
	"strconv"
	"strings"
	"time"

	"authlab/sim/event"
	"authlab/sim/store"
)

// Revocation says whose access ends, on which device ("" is all of them), and at whose word.
type Revocation struct {
	User, Device, By string
}

// Revoked is what came of a revocation at a place where rows are kept.
type Revoked struct {
	// Logins are those ended, Rows the rows of theirs that were there, Denied the ids
	// put on the denylist.
	Logins, Rows, Denied int
	// Version is the user's new token_version, 0 if it was not raised.
	Version int64
	// Artifacts name the rows.
	Artifacts []string
}

// Everything ends all that a user's access rests on at a place, whatever the design:
// sessions, families of refresh tokens, and what stateful tokens are asked for. now
// is the clock of the place. It is what an operator does by hand.
func (v Revocation) Everything(ctx context.Context, rows store.Store, now time.Duration, stateful bool) (Revoked, error) {
	sessions, err := v.sessions(ctx, rows)
	if err != nil {
		return sessions, err
	}
	families, err := v.families(ctx, rows)
	if err != nil {
		return families, err
	}
	var tokens Revoked
	if stateful {
		if tokens, err = v.tokens(ctx, rows, now); err != nil {
			return tokens, err
		}
		if err := v.write(ctx, rows, now); err != nil {
			return tokens, err
		}
	}
	tokens.Logins += sessions.Logins + families.Logins
	tokens.Rows += sessions.Rows + families.Rows
	tokens.Artifacts = append(append(sessions.Artifacts, families.Artifacts...), tokens.Artifacts...)
	return tokens, nil
}

// write adds the revocation to the audit trail.
func (v Revocation) write(ctx context.Context, rows store.Store, now time.Duration) error {
	entry := auditEntry{At: moment(now), What: "revoke", User: v.User, Device: v.Device, By: v.By}
	return rows.Update(ctx, auditKey, func(old *store.Row) (store.Value, store.Lifetime) {
		return withEntry(old, entry, now), store.Lifetime{}
	})
}

// sessions deletes the user's sessions.
func (v Revocation) sessions(ctx context.Context, rows store.Store) (out Revoked, err error) {
	all, err := rows.All(ctx)
	if err != nil {
		return out, err
	}
	for _, row := range all {
		session, ok := row.Value.(*Session)
		if !ok || session.User != v.User || v.Device != "" && session.Device != v.Device {
			continue
		}
		if _, err := rows.Delete(ctx, row.Key); err != nil {
			return out, err
		}
		out.Logins++
		out.Rows++
		out.Artifacts = append(out.Artifacts, rowName(strings.TrimPrefix(row.Key, "sess:")))
	}
	return out, nil
}

// families deletes the families of the user's refresh tokens.
func (v Revocation) families(ctx context.Context, rows store.Store) (out Revoked, err error) {
	found, result, err := rows.Get(ctx, familiesKey(v.User))
	if err != nil || result != store.Found {
		return out, err
	}
	var keys []string
	for _, id := range found.Value.(*namesRow).names {
		keys = append(keys, familyKey(id))
	}
	if v.Device != "" {
		if keys, err = familiesOn(ctx, rows, keys, v.Device); err != nil || len(keys) == 0 {
			return out, err
		}
	}
	out.Logins, out.Rows = len(keys), len(keys)
	for _, key := range keys {
		out.Artifacts = append(out.Artifacts, rowName(key))
	}
	if v.Device == "" {
		keys = append(keys, familiesKey(v.User))
	}
	_, err = rows.DeleteMany(ctx, keys)
	return out, err
}

// familiesOn are those of the keys whose families began on a device.
func familiesOn(ctx context.Context, rows store.Store, keys []string, device string) (on []string, err error) {
	found, err := rows.GetMany(ctx, keys)
	for i, row := range found {
		if valueOr(row, &familyRow{}).Device == device {
			on = append(on, keys[i])
		}
	}
	return on, err
}

// tokens ends what stateful tokens of a user rest on: it deletes the rows of the
// logins, denies their ids as long as their tokens can live, and, unless only one
// device is meant, raises the user's version. It does so whatever is checked, for
// what is checked can change. now is the keeper's clock.
func (v Revocation) tokens(ctx context.Context, rows store.Store, now time.Duration) (Revoked, error) {
	var out Revoked
	list, _, err := rows.Get(ctx, sessionsKey(v.User))
	if err != nil {
		return out, err
	}
	var keys []string
	var ended []loginEntry
	for _, l := range loginsOf(list) {
		if l.on(v.Device) {
			keys = append(keys, tokenRowKey(l.ID))
			ended = append(ended, l)
		}
	}
	out.Logins = len(ended)
	if len(keys) > 0 {
		if out.Rows, err = rows.DeleteMany(ctx, keys); err != nil {
			return out, err
		}
	}
	for _, l := range ended {
		out.Artifacts = append(out.Artifacts, rowName(tokenRowKey(l.ID)), rowName(deniedKey(l.ID)))
		if now >= l.Until {
			continue
		}
		if err := rows.Set(ctx, deniedKey(l.ID), &deniedRow{v.User, now}, store.Lifetime{Span: l.Until - now, Limit: "access-ttl"}); err != nil {
			return out, err
		}
		out.Denied++
	}
	if v.Device != "" {
		return out, nil
	}
	out.Artifacts = append(out.Artifacts, rowName(versionKey(v.User)))
	return out, rows.Update(ctx, versionKey(v.User), func(old *store.Row) (store.Value, store.Lifetime) {
		out.Version = versionOf(old) + 1
		return &versionRow{out.Version, v.User, valueOr(old, &versionRow{born: now}).born}, store.Lifetime{}
	})
}

// Note is the event of a revocation at a place where rows are kept.
func (v Revocation) Note(done Revoked, where string) event.Event {
	attrs := []event.Attr{event.Of("user", v.User), event.Of("where", where)}
	if v.Device != "" {
		attrs = append(attrs, event.Of("device", v.Device))
	}
	attrs = append(attrs, event.Of("rows", itoa(done.Rows)))
	if done.Version > 0 {
		attrs = append(attrs, event.Of("version", strconv.FormatInt(done.Version, 10)))
	}
	if done.Denied > 0 {
		attrs = append(attrs, event.Of("denied", itoa(done.Denied)))
	}
	return event.Event{Kind: event.AccessRevoked, Attrs: attrs, Artifacts: done.Artifacts}
}
