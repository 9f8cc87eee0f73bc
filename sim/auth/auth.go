// Package auth holds the designs: one http.Handler each, written as ordinary
// server code. A handler sees its own options, its server's clock, memory and
// randomness, and nothing else of the cluster.
//
// All designs answer the same paths, which routes lays out; a scheme is what differs:
// how it logs in, who a request is from, and how that ends. What a handler learns it
// notes as an event, by Env.
package auth

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"authlab/sim/event"
	"authlab/sim/flight"
	"authlab/sim/store"
	"authlab/sim/token"
)

// Env is what a server gives its handlers.
type Env struct {
	Server string
	// Clock is this server's own clock, since event.Epoch.
	Clock func() time.Duration
	// Random is this server's own source of identifiers.
	Random io.Reader
	// Keeper is the clock of whoever keeps the rows: limits counted from a row's birth
	// are measured on it, so that servers with different clocks agree.
	Keeper func() time.Duration
	// Rows is where sessions are kept, and Where its name: the server's, or "store".
	Rows  store.Store
	Where string
	// StoreErrors is the value of store-errors.
	StoreErrors string
	// Recording tells whether Note is worth calling for what refuses nobody.
	Recording bool
	Note      func(context.Context, event.Event)
	Tally     *Tally
	// Roles is the directory of users: RoleAdmin or RoleUser.
	Roles func(user string) string
	// Signer signs tokens; it cannot sign where the server is no issuer. Verifier checks
	// them. Both are for designs with tokens only.
	Signer   token.Key
	Verifier TokenVerifier
	// Conventions are how the design answers a token that is not good.
	Conventions Conventions
	// Issuer and Audience stand in new tokens as iss and aud; "" and nil for neither.
	Issuer   string
	Audience []string
	// Verdicts are what this server remembers of the store's answers about tokens.
	Verdicts *Verdicts
	// CSRF guards the POSTs of callers who are known by a cookie; nil does not.
	CSRF *CSRF
}

// TokenVerifier checks the signature and the claims of a token, and nothing else.
type TokenVerifier interface {
	Verify(raw string) (*token.Claims, error)
}

// The roles of the user directory.
const (
	RoleAdmin = "admin"
	RoleUser  = "user"
)

// IsLogin tells whether a path takes a user and a password and gives a credential.
func IsLogin(path string) bool {
	return path == "/login" || path == sessionLogin || path == tokenLogin
}

// signed counts a signature made for a request; verified counts one checked.
func (e *Env) signed(r *http.Request) {
	e.Tally.Signatures++
	if f := flight.From(r.Context()); f != nil {
		f.Signatures++
	}
}

func (e *Env) verified(r *http.Request) {
	e.Tally.Verifications++
	if f := flight.From(r.Context()); f != nil {
		f.Verifications++
	}
}

// taken notes whether a token that was let in is outside of its dates, by this server's
// clock: then the leeway has let it in.
func (e *Env) taken(r *http.Request, claims *token.Claims) {
	now := timestamp(e.Clock())
	late := !claims.ExpiresAt.IsZero() && !now.Before(claims.ExpiresAt)
	early := !claims.NotBefore.IsZero() && now.Before(claims.NotBefore)
	if f := flight.From(r.Context()); f != nil && (late || early) {
		f.Forgiven = true
	}
}

// Tally counts what the designs do, for the whole run.
type Tally struct {
	Logins, PasswordChecks    int
	Signatures, Verifications int
	Misses, Transfers         int
	// ReuseAlarms are families of refresh tokens ended because a used one came back.
	ReuseAlarms int
}

// Administrator is the one user who may enter /admin and revoke others.
const Administrator = "root"

// scheme is how a design knows who calls.
type scheme interface {
	// identify answers who calls, or refuses the request itself.
	identify(w http.ResponseWriter, r *http.Request) (caller, bool)
	// login has been given a user whose password was right.
	login(w http.ResponseWriter, r *http.Request, user, device string)
	logout(w http.ResponseWriter, r *http.Request)
	// revoke ends a user's credentials, all or those of one device, as far as the design can.
	revoke(w http.ResponseWriter, r *http.Request, user, device string)
}

// caller is somebody whose identity is proven.
type caller struct {
	user string
	// role is what speaks for the caller: the directory of users, or a token's claim.
	role string
}

// known is a caller whose role the directory of users tells at this moment.
func (e *Env) known(user string) caller { return caller{user, e.Roles(user)} }

// refresher is a scheme that can renew a credential.
type refresher interface {
	refresh(w http.ResponseWriter, r *http.Request)
}

// lister is a scheme that knows the sessions of a user.
type lister interface {
	sessions(w http.ResponseWriter, r *http.Request, user string)
}

// routes are the same for every design; only the way of knowing the caller differs.
func routes(env *Env, s scheme) http.Handler {
	mux := http.NewServeMux()
	who := func(then func(http.ResponseWriter, *http.Request, caller)) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if c, ok := s.identify(w, r); ok && env.passes(w, r, env.CSRF.forged(r)) {
				then(w, r, c)
			}
		}
	}
	need := func(then func(http.ResponseWriter, *http.Request, string)) http.HandlerFunc {
		return who(func(w http.ResponseWriter, r *http.Request, c caller) { then(w, r, c.user) })
	}
	admin := func(then func(http.ResponseWriter, *http.Request, string)) http.HandlerFunc {
		return who(func(w http.ResponseWriter, r *http.Request, c caller) {
			if c.role != RoleAdmin {
				env.note(r, event.RoleRefused, []string{"user:" + c.user}, event.Of("user", c.user), event.Of("need", RoleAdmin))
				reply(w, http.StatusForbidden, problem{"forbidden", "administrators only"})
				return
			}
			then(w, r, c.user)
		})
	}
	greet := func(w http.ResponseWriter, _ *http.Request, user string) {
		reply(w, http.StatusOK, greeting{user, env.Server})
	}
	mux.HandleFunc("GET /public", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, http.StatusOK, public{true, env.Server})
	})
	mux.HandleFunc("POST /login", env.guarded(env.CSRF.foreign, func(w http.ResponseWriter, r *http.Request) { env.login(w, r, s.login) }))
	mux.HandleFunc("GET /profile", need(greet))
	mux.HandleFunc("GET /slow", need(func(w http.ResponseWriter, r *http.Request, user string) {
		env.sleep(r)
		greet(w, r, user)
	}))
	mux.HandleFunc("GET /admin", admin(greet))
	mux.HandleFunc("POST /transfer", need(func(w http.ResponseWriter, r *http.Request, user string) {
		env.Tally.Transfers++
		greet(w, r, user)
	}))
	mux.HandleFunc("POST /logout", env.guarded(env.CSRF.forged, s.logout))
	mux.HandleFunc("POST /revoke", admin(func(w http.ResponseWriter, r *http.Request, _ string) {
		f := form(r)
		s.revoke(w, r, f.User, f.Device)
	}))
	if f, ok := s.(refresher); ok {
		mux.HandleFunc("POST /refresh", env.guarded(env.CSRF.foreign, f.refresh))
	}
	if l, ok := s.(lister); ok {
		mux.HandleFunc("GET /sessions", need(l.sessions))
	}
	return mux
}

// Form is the JSON body of a POST.
type Form struct {
	User     string `json:"user,omitempty"`
	Password string `json:"password,omitempty"`
	Device   string `json:"device,omitempty"`
	// RefreshToken is what /refresh and /logout take (RFC 6749 §6).
	RefreshToken string `json:"refresh_token,omitempty"`
}

// MaxForm bounds the body a server reads, in bytes.
const MaxForm = 64 << 10

func form(r *http.Request) Form {
	var f Form
	if r.Body != nil {
		// An unreadable body is an empty one: the fields are then missing, and the route says so.
		_ = json.NewDecoder(io.LimitReader(r.Body, MaxForm)).Decode(&f)
	}
	return f
}

// login checks the password, which is the same in every design; what the user gets for it is not.
func (e *Env) login(w http.ResponseWriter, r *http.Request, then func(w http.ResponseWriter, r *http.Request, user, device string)) {
	f := form(r)
	if f.User == "" {
		reply(w, http.StatusBadRequest, problem{"invalid_request", "no user given"})
		return
	}
	if !e.checkPassword(r, f.User, f.Password) {
		reply(w, http.StatusUnauthorized, problem{"wrong_password", "wrong user or password"})
		return
	}
	e.Tally.Logins++
	then(w, r, f.User, f.Device)
}

// Password is the one right password of a user.
func Password(user string) string { return "password-of-" + user }

func (e *Env) checkPassword(r *http.Request, user, password string) bool {
	e.Tally.PasswordChecks++
	if password != Password(user) {
		e.note(r, event.PasswordRejected, nil, event.Of("user", user))
		return false
	}
	e.note(r, event.PasswordAccepted, nil, event.Of("user", user))
	return true
}

// sleep is what /slow does between reading and answering: the time of its ms parameter, at most 10 s.
func (e *Env) sleep(r *http.Request) {
	span, err := time.ParseDuration(r.URL.Query().Get("ms") + "ms")
	if err != nil || span < 0 {
		span = 300 * time.Millisecond
	}
	if f := flight.From(r.Context()); f != nil {
		f.Sleep(min(span, 10*time.Second))
	}
}

func (e *Env) note(r *http.Request, kind event.Kind, artifacts []string, attrs ...event.Attr) {
	if e.Recording || kind.Refuses() {
		e.Note(r.Context(), event.Event{Kind: kind, Node: e.Server, Attrs: attrs, Artifacts: artifacts})
	}
}

// The bodies of the answers.
type (
	problem struct {
		Error   string `json:"error"`
		Message string `json:"message"`
	}
	greeting struct {
		User   string `json:"user"`
		Server string `json:"server"`
	}
	public struct {
		OK     bool   `json:"ok"`
		Server string `json:"server"`
	}
	done struct {
		OK bool `json:"ok"`
	}
	revoked struct {
		User   string `json:"user"`
		Killed int    `json:"killed"`
	}
)

var jsonType = []string{"application/json; charset=utf-8"}

func reply(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte(`{"error":"internal"}`)
	}
	w.Header()["Content-Type"] = jsonType
	w.WriteHeader(status)
	// The transport keeps what is written; it cannot fail.
	_, _ = w.Write(text)
}

// basicChallenge is the WWW-Authenticate line of a design that wants the password itself (RFC 7617 §2).
const basicChallenge = `Basic realm="authlab", charset="UTF-8"`
