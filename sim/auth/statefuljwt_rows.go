package auth

import (
	"slices"
	"strconv"
	"time"

	"authlab/sim/store"
)

// The keys of the rows behind stateful tokens.
func tokenRowKey(id string) string         { return "sj:" + id }
func versionKey(user string) string        { return "ver:" + user }
func deniedKey(id string) string           { return DeniedPrefix + id }
func sessionsKey(user string) string       { return "sids:" + user }
func versionOf(row *store.Row) int64       { return valueOr(row, &versionRow{}).Version }
func loginsOf(row *store.Row) []loginEntry { return valueOr(row, &loginsRow{}).Logins }

// DeniedPrefix begins the key of every entry of the denylist.
const DeniedPrefix = "deny:"

// valueOr is what a row holds, or otherwise where there is no such row.
func valueOr[T store.Value](row *store.Row, otherwise T) T {
	if row != nil {
		if v, ok := row.Value.(T); ok {
			return v
		}
	}
	return otherwise
}

// tokenRow stands behind the tokens of one login: without it they are worth nothing.
type tokenRow struct {
	User string `json:"user"`
	born time.Duration
}

// JSON is the record as it is stored.
func (r *tokenRow) JSON() string { return asJSON(r) }

// Owner is the user.
func (r *tokenRow) Owner() string { return r.User }

// Born is when the user logged in.
func (r *tokenRow) Born() time.Duration { return r.born }

// versionRow is the only version of a user's tokens that is good.
type versionRow struct {
	Version int64
	user    string
	born    time.Duration
}

// JSON is the record as it is stored.
func (r *versionRow) JSON() string { return strconv.FormatInt(r.Version, 10) }

// Owner is the user.
func (r *versionRow) Owner() string { return r.user }

// Born is when the version was first raised.
func (r *versionRow) Born() time.Duration { return r.born }

// Sessions is 0: a version is no session.
func (r *versionRow) Sessions() int { return 0 }

// deniedRow is an entry of the denylist.
type deniedRow struct {
	user string
	born time.Duration
}

// JSON is the record as it is stored.
func (r *deniedRow) JSON() string { return "1" }

// Owner is the user.
func (r *deniedRow) Owner() string { return r.user }

// Born is when the id was denied.
func (r *deniedRow) Born() time.Duration { return r.born }

// Sessions is 0: an entry of the denylist is the end of a session.
func (r *deniedRow) Sessions() int { return 0 }

// loginEntry is one login of a user, for the list of sessions and for revocation.
type loginEntry struct {
	ID      string `json:"sid"`
	Device  string `json:"device,omitempty"`
	IP      string `json:"ip"`
	Version int64  `json:"ver"`
	// At is when the user logged in, Seen when the newest token was issued, Until when
	// nobody accepts that token any more. All by the keeper's clock.
	At    time.Duration `json:"login"`
	Seen  time.Duration `json:"seen"`
	Until time.Duration `json:"until"`
}

// on tells whether the login was made on a device; "" is any.
func (l *loginEntry) on(device string) bool { return device == "" || l.Device == device }

// loginsRow lists a user's logins, oldest first.
type loginsRow struct {
	Logins []loginEntry
	user   string
	born   time.Duration
}

// JSON is the record as it is stored.
func (r *loginsRow) JSON() string { return asJSON(r.Logins) }

// Owner is the user.
func (r *loginsRow) Owner() string { return r.user }

// Born is when the user first logged in.
func (r *loginsRow) Born() time.Duration { return r.born }

// Sessions is 0: the list says which sessions there were, not which there are.
func (r *loginsRow) Sessions() int { return 0 }

// withLogin is the list of old with one login more, or with a newer token of one.
// Logins whose newest token is dead are left out.
func withLogin(old *store.Row, user string, l loginEntry, now time.Duration) *loginsRow {
	was := valueOr(old, &loginsRow{user: user, born: now})
	fresh := &loginsRow{user: user, born: was.born, Logins: make([]loginEntry, 0, len(was.Logins)+1)}
	for _, other := range was.Logins {
		if other.ID != l.ID && now < other.Until {
			fresh.Logins = append(fresh.Logins, other)
		}
	}
	fresh.Logins = append(fresh.Logins, l)
	slices.SortStableFunc(fresh.Logins, func(a, b loginEntry) int { return int(a.At - b.At) })
	return fresh
}
