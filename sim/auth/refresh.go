package auth

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"time"

	"authlab/sim/event"
	"authlab/sim/store"
	"authlab/sim/token"
)

// refreshDesign is a short stateless access token beside a long opaque refresh
// token, which is kept in the store and changes with each use (RFC 6749 §6,
// RFC 9700 §4.14.2). Only a login makes a family: a refresh must not bring a
// revoked one back.
type refreshDesign struct {
	*bearer
	refreshOptions *RefreshOptions
	// absolute bounds the life of a family; 0 for none.
	absolute time.Duration
}

// NewRefresh makes the handler of auth=refresh.
func NewRefresh(env *Env, tokens *token.Options, refresh *RefreshOptions, absolute time.Duration, cookie CookieAttributes) http.Handler {
	return routes(env, &refreshDesign{newBearer(env, tokens, cookie), refresh, absolute})
}

// The keys of the rows.
func refreshKey(raw string) string   { return "rt:" + raw }
func usedKey(raw string) string      { return "used:" + raw }
func familyKey(id string) string     { return "fam:" + id }
func familiesKey(user string) string { return "fams:" + user }

// refreshRow stands behind a refresh token.
type refreshRow struct {
	User   string `json:"user"`
	Family string `json:"family"`
	born   time.Duration
}

// familyRow stands for one login: without it no token of the family refreshes.
type familyRow struct {
	User   string `json:"user"`
	Device string `json:"device,omitempty"`
	born   time.Duration
}

// usedRow marks a refresh token that has been exchanged.
type usedRow struct {
	user, family string
	at           time.Duration
}

// namesRow is a list of names under a user: Redis would keep it as a set.
type namesRow struct {
	user  string
	names []string
	born  time.Duration
}

// JSON is the record as it is stored; so for the other rows.
func (r *refreshRow) JSON() string { return asJSON(r) }

// JSON is the record as it is stored.
func (r *familyRow) JSON() string { return asJSON(r) }

// JSON is the record as it is stored.
func (r *usedRow) JSON() string { return "1" }

// JSON is the record as it is stored.
func (r *namesRow) JSON() string { return asJSON(r.names) }

// Owner is the user.
func (r *refreshRow) Owner() string { return r.User }

// Owner is the user.
func (r *familyRow) Owner() string { return r.User }

// Owner is the user.
func (r *usedRow) Owner() string { return r.user }

// Owner is the user.
func (r *namesRow) Owner() string { return r.user }

// Born is when the token was issued.
func (r *refreshRow) Born() time.Duration { return r.born }

// Born is when the user logged in.
func (r *familyRow) Born() time.Duration { return r.born }

// Born is when the token was used.
func (r *usedRow) Born() time.Duration { return r.at }

// Born is when the first name was added.
func (r *namesRow) Born() time.Duration { return r.born }

// Sessions is 0: the family stands for the login. So for the other rows beside it.
func (r *refreshRow) Sessions() int { return 0 }

// Sessions is 0.
func (r *usedRow) Sessions() int { return 0 }

// Sessions is 0.
func (r *namesRow) Sessions() int { return 0 }

func asJSON(v any) string {
	// Records of strings and numbers always marshal.
	text, _ := json.Marshal(v)
	return string(text)
}

// opaque draws a token that means nothing: 256 bits.
func (e *Env) opaque() string {
	var b [32]byte
	// The server's stream never ends and never fails.
	_, _ = io.ReadFull(e.Random, b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

func (d *refreshDesign) identify(w http.ResponseWriter, r *http.Request) (caller, bool) {
	claims, _, ok := d.accept(w, r)
	if !ok {
		return caller{}, false
	}
	return callerOf(claims), true
}

// remaining is the life of a row of a family born then.
func (d *refreshDesign) remaining(born, span time.Duration) store.Lifetime {
	life := store.Lifetime{Span: span, Limit: "refresh-ttl"}
	if d.absolute > 0 {
		if left := born + d.absolute - d.env.Keeper(); left < span || span == 0 {
			life = store.Lifetime{Span: max(left, 1), Limit: "absolute"}
		}
	}
	return life
}

func (d *refreshDesign) login(w http.ResponseWriter, r *http.Request, user, device string) {
	ctx, now := r.Context(), d.env.Keeper()
	id := d.env.opaque()[:22]
	family := &familyRow{User: user, Device: device, born: now}
	if d.env.Rows.Set(ctx, familyKey(id), family, d.remaining(now, 0)) != nil {
		d.env.storeFailed(w)
		return
	}
	access, refresh, ok := d.pair(w, r, id, family, "")
	if !ok {
		return
	}
	err := d.env.Rows.Update(ctx, familiesKey(user), func(old *store.Row) (store.Value, store.Lifetime) {
		return withName(old, user, id, now), store.Lifetime{}
	})
	if err != nil {
		d.env.storeFailed(w)
		return
	}
	d.hand(w, user, access, refresh, d.remaining(now, d.refreshOptions.TTL).Span)
}

// withName is a list with one more name.
func withName(old *store.Row, user, name string, now time.Duration) *namesRow {
	fresh := &namesRow{user: user, born: now}
	if old != nil {
		was := old.Value.(*namesRow)
		fresh.born, fresh.names = was.born, slices.Clone(was.names)
	}
	if !slices.Contains(fresh.names, name) {
		fresh.names = append(fresh.names, name)
	}
	return fresh
}

// pair makes an access token and a refresh token with its row. was is the refresh
// token that is exchanged for it, "" at login.
func (d *refreshDesign) pair(w http.ResponseWriter, r *http.Request, id string, family *familyRow, was string) (access, refresh string, ok bool) {
	refresh = d.env.opaque()
	row := &refreshRow{User: family.User, Family: id, born: d.env.Keeper()}
	if d.env.Rows.Set(r.Context(), refreshKey(refresh), row, d.remaining(family.born, d.refreshOptions.TTL)) != nil {
		d.env.storeFailed(w)
		return "", "", false
	}
	attrs := []event.Attr{event.Of("tag", event.Tag(refresh)), event.Of("family", event.Tag(id)), event.Of("user", family.User), event.Of("where", d.env.Where)}
	artifacts := []string{rowName(refreshKey(refresh)), "cred:" + event.Tag(refresh)}
	if was != "" {
		attrs = append(attrs, event.Of("was", event.Tag(was)))
		artifacts = append(artifacts, "cred:"+event.Tag(was))
	} else {
		artifacts = append(artifacts, rowName(familyKey(id)))
	}
	d.env.note(r, event.RefreshIssued, artifacts, attrs...)
	access, ok = d.issue(w, r, family.User)
	return access, refresh, ok
}

// presented is the refresh token of a request: in its body or in a cookie.
func (d *refreshDesign) presented(r *http.Request) string {
	if d.options.Carrier == "cookie" {
		raw, _ := cookieValue(r.Header["Cookie"], RefreshCookie)
		return raw
	}
	return form(r).RefreshToken
}

// The sentences of a refusal, as the reference server words them.
const (
	refreshMissing = "no refresh token"
	refreshUnknown = "unknown or expired refresh token"
	refreshRevoked = "refresh token family revoked"
	refreshReused  = "refresh token reused; family revoked"
)

func (d *refreshDesign) refresh(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	raw := d.presented(r)
	if raw == "" {
		d.rejectRefresh(w, r, "", refreshMissing, nil)
		return
	}
	found, result, err := d.env.Rows.Get(ctx, refreshKey(raw))
	if err != nil {
		d.env.storeFailed(w)
		return
	}
	if result != store.Found {
		looked := []event.Attr{event.Of("where", d.env.Where)}
		if result == store.Expired {
			looked = append(looked, event.Of("limit", found.Limit))
		}
		d.rejectRefresh(w, r, raw, refreshUnknown, []string{rowName(refreshKey(raw))}, looked...)
		return
	}
	row := found.Value.(*refreshRow)
	behind, result, err := d.env.Rows.Get(ctx, familyKey(row.Family))
	if err != nil {
		d.env.storeFailed(w)
		return
	}
	if result != store.Found {
		d.rejectRefresh(w, r, raw, refreshRevoked, []string{rowName(familyKey(row.Family))})
		return
	}
	family := behind.Value.(*familyRow)
	if !d.use(w, r, raw, found) {
		return
	}
	if access, refresh, ok := d.pair(w, r, row.Family, family, raw); ok {
		d.hand(w, row.User, access, refresh, d.remaining(family.born, d.refreshOptions.TTL).Span)
	}
}

// use marks a refresh token as used, in one atomic step: of two requests at once
// one is first. The second is an alarm, or within the grace a race.
func (d *refreshDesign) use(w http.ResponseWriter, r *http.Request, raw string, found *store.Row) bool {
	now, row := d.env.Keeper(), found.Value.(*refreshRow)
	var before *usedRow
	err := d.env.Rows.Update(r.Context(), usedKey(raw), func(old *store.Row) (store.Value, store.Lifetime) {
		if old != nil {
			before = old.Value.(*usedRow)
			return nil, store.Lifetime{}
		}
		return &usedRow{row.User, row.Family, now}, asLongAs(found, now)
	})
	if err != nil {
		d.env.storeFailed(w)
		return false
	}
	if before == nil {
		return true
	}
	attrs := []event.Attr{event.Of("tag", event.Tag(raw)), event.Of("family", event.Tag(row.Family)), event.Of("where", d.env.Where)}
	artifacts := []string{"cred:" + event.Tag(raw)}
	// A clock that was put back must not make a grace of a use that lies ahead.
	if age := now - before.at; age >= 0 && age < d.refreshOptions.Grace {
		d.env.note(r, event.RefreshReused, artifacts, append(attrs, event.Of("grace", d.refreshOptions.Grace.String()))...)
		return true
	}
	d.env.note(r, event.RefreshReused, artifacts, attrs...)
	if !d.end(w, r, row, "reuse", familyKey(row.Family)) {
		return false
	}
	d.env.Tally.ReuseAlarms++
	d.rejectRefresh(w, r, raw, refreshReused, nil)
	return false
}

// asLongAs is the lifetime of a row that must not go before another, whatever
// refresh-ttl says by now: a token whose mark is gone would pass a second time.
func asLongAs(other *store.Row, now time.Duration) store.Lifetime {
	if other.Expires == 0 {
		return store.Lifetime{}
	}
	return store.Lifetime{Span: max(other.Expires-now, 1), Limit: other.Limit}
}

// end deletes the rows under keys, the family's among them.
func (d *refreshDesign) end(w http.ResponseWriter, r *http.Request, row *refreshRow, why string, keys ...string) bool {
	gone, err := d.env.Rows.DeleteMany(r.Context(), keys)
	if err != nil {
		d.env.storeFailed(w)
		return false
	}
	if gone < len(keys) {
		return true // it had ended before
	}
	var artifacts []string
	for _, key := range keys {
		artifacts = append(artifacts, rowName(key))
	}
	d.env.note(r, event.FamilyRevoked, artifacts, event.Of("family", event.Tag(row.Family)),
		event.Of("user", row.User), event.Of("where", d.env.Where), event.Of("why", why))
	return true
}

// rejectRefresh answers a refresh token that is not good (RFC 6749 §5.2).
func (d *refreshDesign) rejectRefresh(w http.ResponseWriter, r *http.Request, raw, why string, artifacts []string, more ...event.Attr) {
	if raw != "" {
		artifacts = append(artifacts, "cred:"+event.Tag(raw))
	}
	d.env.note(r, event.RefreshRejected, artifacts, append([]event.Attr{event.Of("tag", event.Tag(raw)), event.Of("why", why)}, more...)...)
	code := "invalid_grant"
	if raw == "" {
		code = "invalid_request"
	}
	reply(w, http.StatusBadRequest, oauthProblem{code, why})
}

// oauthProblem is an error answer of RFC 6749 §5.2.
type oauthProblem struct {
	Error       string `json:"error"`
	Description string `json:"error_description"`
}

func (d *refreshDesign) logout(w http.ResponseWriter, r *http.Request) {
	raw := d.presented(r)
	if raw == "" {
		d.take(w)
		return
	}
	found, result, err := d.env.Rows.Get(r.Context(), refreshKey(raw))
	if err != nil {
		d.env.storeFailed(w)
		return
	}
	if result == store.Found {
		row := found.Value.(*refreshRow)
		if !d.end(w, r, row, "logout", refreshKey(raw), familyKey(row.Family)) {
			return
		}
	}
	d.take(w)
}

func (d *refreshDesign) revoke(w http.ResponseWriter, r *http.Request, user, device string) {
	v := Revocation{User: user, Device: device}
	done, err := v.families(r.Context(), d.env.Rows)
	if err != nil {
		d.env.storeFailed(w)
		return
	}
	if done.Logins > 0 {
		e := v.Note(done, d.env.Where)
		d.env.note(r, e.Kind, e.Artifacts, e.Attrs...)
	}
	reply(w, http.StatusOK, revoked{user, done.Logins})
}
