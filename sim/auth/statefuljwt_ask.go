package auth

import (
	"net/http"

	"authlab/sim/event"
	"authlab/sim/store"
)

// answer is what came of asking about a token.
type answer int

const (
	refused answer = iota // the request has been answered
	vouched               // the store has nothing against it
	assumed               // the store was not asked, or did not answer
)

// ask finds out whether a token is still good: in this server's cache, or in the
// store in one call. It refuses the request if not.
func (d *statefulJWT) ask(w http.ResponseWriter, r *http.Request, raw string, about verdict) answer {
	if d.state.Cache > 0 {
		if age, ok := d.env.Verdicts.age(about, d.env.Clock(), d.state.Cache); ok {
			if d.env.Recording {
				d.env.note(r, event.StateCached, d.artifacts(raw, about), event.Of("tag", event.Tag(about.id)), event.Of("age", age.String()))
			}
			return assumed
		}
	}
	var buffer [3]string
	keys := d.asked(buffer[:0], about)
	rows, err := d.env.Rows.GetMany(r.Context(), keys)
	if err != nil {
		if d.state.Fail == "open" {
			d.env.note(r, event.StateSkipped, d.artifacts(raw, about), event.Of("tag", event.Tag(about.id)))
			return assumed
		}
		d.env.storeFailed(w)
		return refused
	}
	if check, problem := d.judge(rows, about); check != "" {
		owner := ""
		if check == CheckRow && rows[0] != nil {
			owner = rows[0].Value.Owner()
		}
		d.deny(w, r, raw, about, check, owner, problem)
		return refused
	}
	if d.env.Recording {
		d.env.note(r, event.StateChecked, d.artifacts(raw, about), event.Of("tag", event.Tag(about.id)), event.Of("where", d.env.Where),
			event.Of("checks", d.state.Check), event.Of("user", about.user))
	}
	return vouched
}

// asked are the keys of the rows that the checks ask for, in the order of judge.
func (d *statefulJWT) asked(keys []string, about verdict) []string {
	if d.checks.row {
		keys = append(keys, tokenRowKey(about.id))
	}
	if d.checks.version {
		keys = append(keys, versionKey(about.user))
	}
	if d.checks.denylist {
		keys = append(keys, deniedKey(about.id))
	}
	return keys
}

// judge says which check fails, if one does, in the words of the reference server. A
// row must be the subject's: who holds a leaked key could name a live login of his own
// beside another's name.
func (d *statefulJWT) judge(rows []*store.Row, about verdict) (check string, p problem) {
	next := func() (row *store.Row) {
		row, rows = rows[0], rows[1:]
		return row
	}
	if d.checks.row {
		switch row := next(); {
		case row == nil:
			return CheckRow, problem{"revoked", "session_id unknown or revoked"}
		case row.Value.Owner() != about.user:
			return CheckRow, problem{"revoked", "session_id of another user"}
		}
	}
	if d.checks.version && versionOf(next()) != about.version {
		return CheckVersion, problem{"token_version", "token_version changed"}
	}
	if d.checks.denylist && next() != nil {
		return CheckDenylist, problem{"revoked", "session_id on the deny list"}
	}
	return "", problem{}
}

// deny answers a token that the store speaks against. owner is whose row was found
// where there was one.
func (d *statefulJWT) deny(w http.ResponseWriter, r *http.Request, raw string, about verdict, check, owner string, p problem) {
	attrs := []event.Attr{event.Of("tag", event.Tag(about.id)), event.Of("where", d.env.Where),
		event.Of("check", check), event.Of("user", about.user), event.Of("why", p.Message)}
	if owner != "" {
		attrs = append(attrs, event.Of("owner", owner))
	}
	d.env.note(r, event.StateRefused, d.artifacts(raw, about), attrs...)
	if check == CheckRow {
		d.env.Tally.Misses++
	}
	challenge(w, p.Message)
	reply(w, http.StatusUnauthorized, p)
}

// artifacts are what an answer about a token rests on: the token and the rows.
func (d *statefulJWT) artifacts(raw string, about verdict) []string {
	out := []string{"cred:" + tokenTag(raw)}
	for _, key := range d.asked(nil, about) {
		out = append(out, rowName(key))
	}
	return out
}
