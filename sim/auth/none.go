package auth

import (
	"net/http"

	"authlab/sim/event"
)

// none is a server that checks a password at login and remembers nothing: nobody
// is ever known afterwards.
type none struct{ env *Env }

// NewNone makes the handler of auth=none.
func NewNone(env *Env) http.Handler { return routes(env, none{env}) }

func (n none) identify(w http.ResponseWriter, r *http.Request) (caller, bool) {
	n.env.note(r, event.CredentialMissing, nil, event.Of("carrier", "none"))
	reply(w, http.StatusUnauthorized, problem{"unknown_caller", "this server has no way to know who calls"})
	return caller{}, false
}

func (n none) login(w http.ResponseWriter, _ *http.Request, user, _ string) {
	reply(w, http.StatusOK, greeting{user, n.env.Server})
}

func (n none) logout(w http.ResponseWriter, _ *http.Request) { reply(w, http.StatusOK, done{true}) }

func (n none) revoke(w http.ResponseWriter, _ *http.Request, user, _ string) {
	reply(w, http.StatusOK, revoked{User: user})
}
