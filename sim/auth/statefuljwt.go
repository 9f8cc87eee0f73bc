package auth

import (
	"encoding/hex"
	"io"
	"net/http"
	"time"

	"authlab/sim/event"
	"authlab/sim/store"
	"authlab/sim/token"
)

// statefulJWT is a signed token that names something in the store: it is good only
// while the store says so. What the store is asked is one row of the login, the
// user's version, a denylist of logins, or several of them in one call.
type statefulJWT struct {
	*bearer
	state *StateOptions
	// rowLife is the life of the row of a login.
	rowLife time.Duration
	checks  struct{ row, version, denylist bool }
	routes  http.Handler
}

// NewStatefulJWT makes the handler of auth=stateful-jwt. The environment's Verdicts
// hold its cache.
func NewStatefulJWT(env *Env, tokens *token.Options, state *StateOptions, refresh *RefreshOptions, cookie CookieAttributes) http.Handler {
	d := &statefulJWT{bearer: newBearer(env, tokens, cookie), state: state, rowLife: refresh.TTL}
	d.checks.row, d.checks.version, d.checks.denylist = state.Checks(CheckRow), state.Checks(CheckVersion), state.Checks(CheckDenylist)
	d.routes = routes(env, d)
	return d
}

// asking is one request: the writer of its answer, and the proven token it came with.
type asking struct {
	http.ResponseWriter
	claims *token.Claims
	about  verdict
}

// ServeHTTP answers a request.
func (d *statefulJWT) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.routes.ServeHTTP(&asking{ResponseWriter: w}, r)
}

// The claims of a token beside the registered ones.
const (
	sessionClaim = "sid"
	versionClaim = "ver"
)

// noVersion stands for a token without a version.
const noVersion = -1

func (d *statefulJWT) identify(w http.ResponseWriter, r *http.Request) (caller, bool) {
	raw, found := d.shown(r)
	if !found {
		d.missing(w, r)
		return caller{}, false
	}
	var asked verdict
	var answer answer
	if d.state.Order == "lookup-first" {
		asked = unproven(raw)
		if asked != (verdict{}) {
			if answer = d.ask(w, r, raw, asked); answer == refused {
				return caller{}, false
			}
		}
	}
	claims, ok := d.verify(w, r, raw)
	if !ok {
		return caller{}, false
	}
	about := aboutClaims(claims)
	if asked != about {
		if answer = d.ask(w, r, raw, about); answer == refused {
			return caller{}, false
		}
	}
	if answer == vouched && d.state.Cache > 0 {
		d.env.Verdicts.keep(about, d.env.Clock(), d.state.Cache)
	}
	if a, ok := w.(*asking); ok {
		a.claims, a.about = claims, about
	}
	return d.env.known(claims.Subject), true
}

func aboutClaims(claims *token.Claims) verdict {
	about := verdict{user: claims.Subject, version: noVersion}
	about.id, _ = claims.Text(sessionClaim)
	if version, ok := claims.Number(versionClaim); ok && version == float64(int64(version)) {
		about.version = int64(version)
	}
	return about
}

// unproven reads, without checking the signature, what a token wants to be asked
// about; the zero verdict where it does not say.
func unproven(raw string) verdict {
	var claims token.Claims
	payload := token.Decode(raw).Payload.Bytes
	if payload == nil || claims.UnmarshalJSON(payload) != nil || claims.Subject == "" {
		return verdict{}
	}
	return aboutClaims(&claims)
}

// login gives a token and writes down what it will be asked for.
func (d *statefulJWT) login(w http.ResponseWriter, r *http.Request, user, device string) {
	ctx, now := r.Context(), d.env.Keeper()
	about := verdict{user: user, id: d.env.uuid()}
	if d.checks.version {
		row, _, err := d.env.Rows.Get(ctx, versionKey(user))
		if err != nil {
			d.env.storeFailed(w)
			return
		}
		about.version = versionOf(row)
	}
	if d.checks.row {
		row := &tokenRow{User: user, born: now}
		if d.env.Rows.Set(ctx, tokenRowKey(about.id), row, store.Lifetime{Span: d.rowLife, Limit: "refresh-ttl"}) != nil {
			d.env.storeFailed(w)
			return
		}
		d.noteWritten(r, CheckRow, about, tokenRowKey(about.id))
	}
	entry := loginEntry{ID: about.id, Device: device, IP: r.RemoteAddr, Version: about.version, At: now}
	if d.list(r, user, entry) != nil {
		d.env.storeFailed(w)
		return
	}
	raw, ok := d.sign(w, r, about)
	if !ok {
		return
	}
	if d.env.audit(r, auditEntry{What: "login", User: user, Session: event.Tag(about.id), Device: device}) != nil {
		d.env.storeFailed(w)
		return
	}
	d.hand(w, user, raw, "", 0)
}

// list puts a login into the list of its user, with a token issued now.
func (d *statefulJWT) list(r *http.Request, user string, l loginEntry) error {
	now := d.env.Keeper()
	// Who issues by a clock that is ahead makes a token that the others take for longer.
	l.Seen, l.Until = now, max(now, d.env.Clock())+d.options.AccessTTL+d.options.Leeway
	return d.env.Rows.Update(r.Context(), sessionsKey(user), func(old *store.Row) (store.Value, store.Lifetime) {
		for _, other := range loginsOf(old) {
			if other.ID == l.ID {
				l.Device, l.IP, l.At = other.Device, other.IP, other.At
			}
		}
		return withLogin(old, user, l, now), store.Lifetime{}
	})
}

// sign issues a token that names what it will be asked about.
func (d *statefulJWT) sign(w http.ResponseWriter, r *http.Request, about verdict) (string, bool) {
	return d.issue(w, r, about.user, token.Claim{Name: sessionClaim, Value: about.id}, token.Claim{Name: versionClaim, Value: about.version})
}

// refresh gives a new token for one that is still good. Nothing else changes: the
// row of the login keeps its end.
func (d *statefulJWT) refresh(w http.ResponseWriter, r *http.Request) {
	if _, ok := d.identify(w, r); !ok {
		return
	}
	about := w.(*asking).about
	raw, ok := d.sign(w, r, about)
	if !ok {
		return
	}
	err := d.list(r, about.user, loginEntry{ID: about.id, IP: r.RemoteAddr, Version: about.version, At: d.env.Keeper()})
	if err == nil {
		err = d.env.audit(r, auditEntry{What: "refresh", User: about.user, Session: event.Tag(about.id)})
	}
	if err != nil && d.state.Fail != "open" {
		d.env.storeFailed(w)
		return
	}
	d.hand(w, about.user, raw, "", 0)
}

// logout ends the login behind the token, as far as the checks ask for it. With
// check=version alone it ends nothing: the version is shared by all of the user's devices.
func (d *statefulJWT) logout(w http.ResponseWriter, r *http.Request) {
	if _, ok := d.identify(w, r); !ok {
		return
	}
	a := w.(*asking)
	if d.logOut(r, a) != nil {
		d.env.storeFailed(w)
		return
	}
	d.env.Verdicts.forget(a.about.user)
	d.take(w)
}

func (d *statefulJWT) logOut(r *http.Request, a *asking) error {
	ctx, id := r.Context(), a.about.id
	if d.checks.row {
		existed, err := d.env.Rows.Delete(ctx, tokenRowKey(id))
		if err != nil {
			return err
		}
		if existed {
			d.env.note(r, event.SessionDestroyed, []string{rowName(tokenRowKey(id))}, event.Of("tag", event.Tag(id)),
				event.Of("where", d.env.Where), event.Of("what", "token"))
		}
	}
	if d.checks.denylist {
		life := store.Lifetime{Span: d.remaining(a.claims), Limit: "access-ttl"}
		if err := d.env.Rows.Set(ctx, deniedKey(id), &deniedRow{a.about.user, d.env.Keeper()}, life); err != nil {
			return err
		}
		d.noteWritten(r, CheckDenylist, a.about, deniedKey(id))
	}
	return d.env.audit(r, auditEntry{What: "logout", User: a.about.user, Session: event.Tag(id)})
}

// remaining is how long a token can still be accepted, by this server's clock or the
// keeper's: an entry on the denylist is of no use after that. A token without an end is
// denied for ever.
func (d *statefulJWT) remaining(claims *token.Claims) time.Duration {
	if claims.ExpiresAt.IsZero() {
		return 0
	}
	now := timestamp(min(d.env.Clock(), d.env.Keeper()))
	return max(claims.ExpiresAt.Sub(now)+d.options.Leeway, 1)
}

func (d *statefulJWT) noteWritten(r *http.Request, what string, about verdict, key string) {
	d.env.note(r, event.StateWritten, []string{rowName(key)}, event.Of("tag", event.Tag(about.id)),
		event.Of("where", d.env.Where), event.Of("what", what), event.Of("user", about.user))
}

// uuid draws a random id: 122 bits (RFC 9562 §5.4).
func (e *Env) uuid() string {
	var b [16]byte
	// The server's stream never ends and never fails.
	_, _ = io.ReadFull(e.Random, b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}
