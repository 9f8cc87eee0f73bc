package auth

import (
	"context"
	"net/http"

	"authlab/sim/event"
	"authlab/sim/store"
)

func (d *statefulJWT) revoke(w http.ResponseWriter, r *http.Request, user, device string) {
	v := Revocation{user, device, w.(*asking).about.user}
	done, err := v.tokens(r.Context(), d.env.Rows, d.env.Keeper())
	if err == nil {
		e := v.Note(done, d.env.Where)
		d.env.note(r, e.Kind, e.Artifacts, e.Attrs...)
		d.env.Verdicts.forget(user)
		err = d.env.audit(r, auditEntry{What: "revoke", User: user, Device: device, By: v.By})
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
		out = append(out, sessionEntry{event.Tag(l.ID), about.user, l.Device, l.IP, moment(l.At), moment(l.Seen), l.ID == current})
	}
	return out
}
