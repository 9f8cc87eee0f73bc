package auth

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"authlab/sim/event"
	"authlab/sim/store"
)

// Revocation says whose access an administrator ends, and on which device; "" is all.
type Revocation struct {
	User, Device string
}

// Revoked is what came of a revocation.
type Revoked struct {
	// Logins are those ended, Rows the rows of theirs that were there, Denied the ids
	// put on the denylist.
	Logins, Rows, Denied int
	// Version is the user's new token_version, 0 if it was not raised.
	Version int64
	// Artifacts name the rows.
	Artifacts []string
}

// Revoke ends what stateful tokens of a user rest on: it deletes the rows of the
// logins, denies their ids as long as their tokens can live, and, unless only one
// device is meant, raises the user's version. It does so whatever is checked, for
// what is checked can change. now is the keeper's clock.
func (v Revocation) Revoke(ctx context.Context, rows store.Store, now time.Duration) (Revoked, error) {
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
	return event.Event{Kind: event.AccessRevoked, Attrs: append(attrs, event.Of("denied", itoa(done.Denied))), Artifacts: done.Artifacts}
}

func (d *statefulJWT) revoke(w http.ResponseWriter, r *http.Request, user, device string) {
	v := Revocation{user, device}
	done, err := v.Revoke(r.Context(), d.env.Rows, d.env.Keeper())
	if err == nil {
		e := v.Note(done, d.env.Where)
		d.env.note(r, e.Kind, e.Artifacts, e.Attrs...)
		d.env.Verdicts.forget(user)
		err = d.env.audit(r, auditEntry{What: "revoke", User: user, Device: device, By: w.(*asking).about.user})
	}
	if err != nil {
		d.env.storeFailed(w)
		return
	}
	reply(w, http.StatusOK, struct {
		User    string `json:"user"`
		Killed  int    `json:"killed"`
		Version int64  `json:"version,omitempty"`
	}{user, done.Logins, done.Version})
}

// sessionEntry is one line of GET /sessions.
type sessionEntry struct {
	Session string `json:"session"`
	User    string `json:"user"`
	Device  string `json:"device,omitempty"`
	IP      string `json:"ip"`
	Login   string `json:"login"`
	// Seen is when the newest token was issued: who writes down every request gives away
	// what the token saves.
	Seen    string `json:"last_seen"`
	Current bool   `json:"current"`
}

// sessionList is what GET /sessions answers.
type sessionList struct {
	Sessions []sessionEntry `json:"sessions"`
	// Audit is the audit trail, for administrators.
	Audit []auditEntry `json:"audit,omitempty"`
}

// AuditShown is how many entries of the audit trail an administrator is shown.
const AuditShown = 100

// sessions lists the caller's live logins; an administrator sees everybody's and the audit trail.
func (d *statefulJWT) sessions(w http.ResponseWriter, r *http.Request, user string) {
	ctx := r.Context()
	all := d.env.Roles(user) == RoleAdmin
	rows := map[string]*store.Row{}
	var lists []*store.Row
	if all {
		list, err := d.env.Rows.All(ctx)
		if err != nil {
			d.env.storeFailed(w)
			return
		}
		for _, row := range list {
			rows[row.Key] = row
			if _, ok := row.Value.(*loginsRow); ok {
				lists = append(lists, row)
			}
		}
	} else {
		list, _, err := d.env.Rows.Get(ctx, sessionsKey(user))
		if err == nil {
			lists = append(lists, list)
			err = d.fetch(ctx, rows, user, loginsOf(list))
		}
		if err != nil {
			d.env.storeFailed(w)
			return
		}
	}
	out := sessionList{Sessions: []sessionEntry{}}
	for _, list := range lists {
		out.Sessions = append(out.Sessions, d.live(rows, list, w.(*asking).about.id)...)
	}
	if all {
		out.Audit = valueOr[*auditRow](rows[auditKey], nil).newest(AuditShown)
	}
	reply(w, http.StatusOK, out)
}

// fetch reads the rows behind logins in one call.
func (d *statefulJWT) fetch(ctx context.Context, into map[string]*store.Row, user string, logins []loginEntry) error {
	var keys []string
	for _, l := range logins {
		keys = append(keys, d.asked(nil, verdict{user: user, id: l.ID})...)
	}
	if len(keys) == 0 {
		return nil
	}
	found, err := d.env.Rows.GetMany(ctx, keys)
	for i, row := range found {
		into[keys[i]] = row
	}
	return err
}

// live are the logins of a list that the checks do not speak against.
func (d *statefulJWT) live(rows map[string]*store.Row, list *store.Row, current string) (out []sessionEntry) {
	now := d.env.Keeper()
	for _, l := range loginsOf(list) {
		about := verdict{user: list.Value.Owner(), id: l.ID, version: l.Version}
		var behind []*store.Row
		for _, key := range d.asked(nil, about) {
			behind = append(behind, rows[key])
		}
		if check, _ := d.judge(behind, about); check != "" || now >= l.Until {
			continue
		}
		out = append(out, sessionEntry{event.Tag(l.ID), about.user, l.Device, l.IP, d.env.moment(l.At), d.env.moment(l.Seen), l.ID == current})
	}
	return out
}
