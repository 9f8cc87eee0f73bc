package auth

import (
	"net/http"

	"authlab/sim/token"
)

// jwtDesign is the stateless one: the caller shows a signed token with every
// request, and the server asks nobody.
type jwtDesign struct{ *bearer }

// NewJWT makes the handler of auth=jwt. It signs with the environment's Signer.
func NewJWT(env *Env, options *token.Options, cookie CookieAttributes) http.Handler {
	return routes(env, jwtDesign{newBearer(env, options, cookie)})
}

func (j jwtDesign) identify(w http.ResponseWriter, r *http.Request) (caller, bool) {
	claims, _, ok := j.accept(w, r)
	if !ok {
		return caller{}, false
	}
	return callerOf(claims), true
}

func (j jwtDesign) login(w http.ResponseWriter, r *http.Request, user, _ string) {
	if raw, ok := j.issue(w, r, user); ok {
		j.hand(w, user, raw, "", 0)
	}
}

// logout can only ask the client to forget: the server has nothing to end.
func (j jwtDesign) logout(w http.ResponseWriter, _ *http.Request) { j.take(w) }

func (j jwtDesign) revoke(w http.ResponseWriter, _ *http.Request, user, _ string) {
	reply(w, http.StatusOK, revoked{User: user})
}
