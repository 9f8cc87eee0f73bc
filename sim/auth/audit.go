package auth

import (
	"net/http"
	"time"

	"authlab/sim/event"
	"authlab/sim/store"
)

// auditKey is the one row of the audit trail.
const auditKey = "audit:all"

// auditEntry says who did what, when, and from where.
type auditEntry struct {
	At   string `json:"at"`
	What string `json:"what"` // login, refresh, logout or revoke
	User string `json:"user"`
	// Session is the tag of the login it is about.
	Session string `json:"session,omitempty"`
	Device  string `json:"device,omitempty"`
	IP      string `json:"ip,omitempty"`
	// By is who did it, where that is not the user.
	By string `json:"by,omitempty"`
}

// auditRow is the trail up to an entry. A longer one holds on to the shorter one, so
// that adding an entry costs the same whatever the length.
type auditRow struct {
	last   auditEntry
	before *auditRow
	length int
	born   time.Duration
}

// withEntry is the trail of old with one entry more.
func withEntry(old *store.Row, e auditEntry, now time.Duration) *auditRow {
	before := valueOr[*auditRow](old, nil)
	if before == nil {
		return &auditRow{last: e, length: 1, born: now}
	}
	return &auditRow{e, before, before.length + 1, before.born}
}

// newest are at most n entries, oldest first.
func (r *auditRow) newest(n int) []auditEntry {
	if r == nil {
		return []auditEntry{}
	}
	out := make([]auditEntry, min(n, r.length))
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = r.last
		r = r.before
	}
	return out
}

// JSON is the record as it is stored.
func (r *auditRow) JSON() string { return asJSON(r.newest(r.length)) }

// Owner is nobody: the trail is about all users.
func (r *auditRow) Owner() string { return "" }

// Born is when the first entry was written.
func (r *auditRow) Born() time.Duration { return r.born }

// audit adds an entry to the trail. The error is the store's.
func (e *Env) audit(r *http.Request, entry auditEntry) error {
	entry.At, entry.IP = moment(e.Keeper()), r.RemoteAddr
	err := e.Rows.Update(r.Context(), auditKey, func(old *store.Row) (store.Value, store.Lifetime) {
		return withEntry(old, entry, e.Keeper()), store.Lifetime{}
	})
	if err != nil {
		return err
	}
	attrs := []event.Attr{event.Of("what", entry.What), event.Of("user", entry.User)}
	if entry.Device != "" {
		attrs = append(attrs, event.Of("device", entry.Device))
	}
	if entry.By != "" {
		attrs = append(attrs, event.Of("by", entry.By))
	}
	e.note(r, event.AuditNoted, nil, append(attrs, event.Of("where", e.Where))...)
	return nil
}

// moment is a time as a record or an answer has it.
func moment(sinceEpoch time.Duration) string {
	return timestamp(sinceEpoch).Format("2006-01-02T15:04:05.000Z")
}
