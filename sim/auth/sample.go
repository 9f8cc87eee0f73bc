package auth

import (
	"net/http"

	"authlab/sim/token"
)

// The four routes of the sample program.
const (
	sessionLogin   = "/session-login"
	sessionProfile = "/session-profile"
	tokenLogin     = "/token-login"
	tokenProfile   = "/token-profile"
)

// sample is a program that has both: a login with a session, a login with a token,
// and a profile page for each. Express-session surrounds all of it. It keeps the ID
// of a session at login, and has no logout. Its ways with tokens are conventions.
type sample struct {
	session *sessionDesign
	tokens  *bearer
}

// NewSample makes the handler of auth=sample.
func NewSample(env *Env, session *SessionOptions, tokens *token.Options) http.Handler {
	own := *session
	own.Regenerate = false
	s := sample{newSession(env, &own), newBearer(env, tokens, session.Attributes())}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+sessionLogin, func(w http.ResponseWriter, r *http.Request) { env.login(w, r, s.loginSession) })
	mux.HandleFunc("GET "+sessionProfile, s.profileBySession)
	mux.HandleFunc("POST "+tokenLogin, func(w http.ResponseWriter, r *http.Request) { env.login(w, r, s.loginToken) })
	mux.HandleFunc("GET "+tokenProfile, s.profileByToken)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		replyText(w, http.StatusNotFound, "Cannot "+r.Method+" "+r.URL.Path)
	})
	s.session.routes = mux
	return s.session
}

func (s sample) loginSession(w http.ResponseWriter, _ *http.Request, user, device string) {
	v := w.(*visit)
	changed := *v.session
	changed.User, changed.Device, changed.Created = user, device, s.session.env.Keeper()
	v.session = &changed
	reply(w, http.StatusOK, struct {
		Message string `json:"message"`
		Server  string `json:"server"`
	}{"logged in", s.session.env.Server})
}

func (s sample) profileBySession(w http.ResponseWriter, r *http.Request) {
	if c, ok := s.session.identify(w, r); ok {
		reply(w, http.StatusOK, greeting{c.user, s.session.env.Server})
	}
}

func (s sample) loginToken(w http.ResponseWriter, r *http.Request, user, _ string) {
	raw, ok := s.tokens.issue(w, r, user)
	switch {
	case !ok:
	case s.tokens.options.Carrier == "cookie":
		s.tokens.hand(w, user, raw, "", 0)
	default:
		reply(w, http.StatusOK, struct {
			Access string `json:"access_token"`
			Server string `json:"server"`
		}{raw, s.tokens.env.Server})
	}
}

func (s sample) profileByToken(w http.ResponseWriter, r *http.Request) {
	if claims, _, ok := s.tokens.accept(w, r); ok {
		reply(w, http.StatusOK, greeting{claims.Subject, s.tokens.env.Server})
	}
}

func replyText(w http.ResponseWriter, status int, text string) {
	w.Header()["Content-Type"] = []string{"text/plain; charset=utf-8"}
	w.WriteHeader(status)
	// The transport keeps what is written; it cannot fail.
	_, _ = w.Write([]byte(text))
}
