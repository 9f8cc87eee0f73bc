package auth

import (
	"net/http"

	"authlab/sim/event"
)

// password is the design without any credential but the password: every request
// proves the identity anew (HTTP Basic, RFC 7617).
type password struct{ env *Env }

// NewPassword makes the handler of auth=password.
func NewPassword(env *Env) http.Handler { return routes(env, password{env}) }

func (p password) identify(w http.ResponseWriter, r *http.Request) (caller, bool) {
	user, secret, ok := r.BasicAuth()
	if !ok {
		p.env.note(r, event.CredentialMissing, nil, event.Of("carrier", "password"))
		w.Header().Set("WWW-Authenticate", basicChallenge)
		reply(w, http.StatusUnauthorized, problem{"no_password", "no password presented"})
		return caller{}, false
	}
	if !p.env.checkPassword(r, user, secret) {
		w.Header().Set("WWW-Authenticate", basicChallenge)
		reply(w, http.StatusUnauthorized, problem{"wrong_password", "wrong user or password"})
		return caller{}, false
	}
	return p.env.known(user), true
}

func (p password) login(w http.ResponseWriter, _ *http.Request, user, _ string) {
	reply(w, http.StatusOK, greeting{user, p.env.Server})
}

func (p password) logout(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, done{true})
}

func (p password) revoke(w http.ResponseWriter, _ *http.Request, user, _ string) {
	reply(w, http.StatusOK, revoked{User: user})
}
