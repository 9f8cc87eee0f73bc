package auth

import (
	"net/http"
	"time"

	"authlab/sim/cookiesignature"
	"authlab/sim/event"
	"authlab/sim/store"
)

// sessionDesign is express-session's middleware around the routes: a signed
// cookie holds an ID, the row behind it holds the user.
type sessionDesign struct {
	env     *Env
	options *SessionOptions
	secret  *cookiesignature.Signer
	routes  http.Handler
}

// NewSession makes the handler of auth=session.
func NewSession(env *Env, options *SessionOptions) http.Handler {
	s := newSession(env, options)
	s.routes = routes(env, s)
	return s
}

func newSession(env *Env, options *SessionOptions) *sessionDesign {
	return &sessionDesign{env: env, options: options, secret: cookiesignature.New([]byte(options.Secret))}
}

// ServeHTTP loads the session, lets the route work on it, and saves or touches it
// at the end of the answer.
func (s *sessionDesign) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	v := &visit{ResponseWriter: w, design: s, request: r}
	if !v.load() {
		return
	}
	s.routes.ServeHTTP(v, r)
	v.end()
}

// load finds the session the cookie names, or begins an empty one. It answers
// false if the store could not be asked: the request is refused then, whatever
// it is for.
func (v *visit) load() bool {
	s := v.design
	v.cookieID = s.readCookie(v.request)
	if v.cookieID == "" {
		v.generate()
		return true
	}
	key := sessionKey(v.cookieID)
	row, result, err := s.env.Rows.Get(v.request.Context(), key)
	if err != nil {
		s.env.storeFailed(v.ResponseWriter)
		return false
	}
	if result == store.Found {
		v.session = row.Value.(*Session)
		v.id, v.originalID, v.key = v.cookieID, v.cookieID, key
		v.original = v.session.content()
		if !s.options.Resave {
			v.saved, v.savedContent = true, v.session.content()
		}
		if s.env.Recording {
			s.env.note(v.request, event.SessionHit, []string{rowName(v.cookieID)}, event.Of("tag", event.Tag(v.cookieID)),
				event.Of("where", s.env.Where), event.Of("user", v.session.User))
		}
		return true
	}
	name := []string{rowName(v.cookieID)}
	tag, where := event.Of("tag", event.Tag(v.cookieID)), event.Of("where", s.env.Where)
	if result == store.Expired {
		s.env.note(v.request, event.SessionExpired, name, tag, where, event.Of("limit", row.Limit))
	} else {
		s.env.note(v.request, event.SessionMiss, name, tag, where)
	}
	s.env.Tally.Misses++
	v.missed = true
	v.generate()
	return true
}

// readCookie answers the ID of a well-signed cookie. A bad cookie is treated as none.
func (s *sessionDesign) readCookie(r *http.Request) string {
	raw, ok := cookieValue(r.Header["Cookie"], s.options.CookieName)
	if !ok {
		return ""
	}
	id, why := openCookie(s.secret, raw)
	if why != "" {
		s.env.note(r, event.CookieRejected, nil, event.Of("tag", tagOf(raw)), event.Of("why", why))
		return ""
	}
	if s.env.Recording {
		s.env.note(r, event.CookieAccepted, []string{"cred:" + event.Tag(id)}, event.Of("tag", event.Tag(id)))
	}
	return id
}

func sessionKey(id string) string { return "sess:" + id }

func rowName(id string) string { return "row:" + id }

func timestamp(sinceEpoch time.Duration) time.Time { return event.Epoch.Add(sinceEpoch) }

// lifetime is the time a row may live from now on: the nearest of the three limits.
func (s *sessionDesign) lifetime(session *Session) store.Lifetime {
	life := store.Lifetime{Span: s.options.Idle, Limit: "idle"}
	bound := func(span time.Duration, limit string) {
		if life.Span == 0 || span < life.Span {
			life = store.Lifetime{Span: max(span, 1), Limit: limit}
		}
	}
	if s.options.Absolute > 0 {
		bound(session.Created+s.options.Absolute-s.env.Keeper(), "absolute")
	}
	if s.options.CookieMaxAge > 0 {
		bound(s.options.CookieMaxAge, "cookie-max-age")
	}
	return life
}

// storeFailed answers a request whose store call failed.
func (e *Env) storeFailed(w http.ResponseWriter) {
	if e.StoreErrors == "503" {
		w.Header().Set("Retry-After", "1")
		reply(w, http.StatusServiceUnavailable, problem{"store_unavailable", "the shared store does not answer"})
		return
	}
	reply(w, http.StatusInternalServerError, problem{"Error", "The client is offline"})
}

// The routes.

func (s *sessionDesign) identify(w http.ResponseWriter, r *http.Request) (caller, bool) {
	v := w.(*visit)
	if v.session != nil && v.session.User != "" {
		return s.env.known(v.session.User), true
	}
	if !v.missed {
		if _, sent := cookieValue(r.Header["Cookie"], s.options.CookieName); !sent {
			s.env.note(r, event.CredentialMissing, nil, event.Of("carrier", "cookie"))
		}
	}
	reply(w, http.StatusUnauthorized, problem{"no_session", "not logged in"})
	return caller{}, false
}

func (s *sessionDesign) login(w http.ResponseWriter, r *http.Request, user, device string) {
	if w.(*visit).enter(user, device, nil) {
		reply(w, http.StatusOK, greeting{user, s.env.Server})
	}
}

func (s *sessionDesign) logout(w http.ResponseWriter, r *http.Request) {
	v := w.(*visit)
	if s.options.Logout != "clear" {
		id := v.id
		v.session = nil
		if !v.destroy(id) {
			s.env.storeFailed(w)
			return
		}
	}
	if s.options.Logout != "destroy" {
		w.Header().Add("Set-Cookie", s.options.Attributes().cleared(s.options.CookieName))
	}
	reply(w, http.StatusOK, done{true})
}

func (s *sessionDesign) refresh(w http.ResponseWriter, r *http.Request) {
	if c, ok := s.identify(w, r); ok {
		reply(w, http.StatusOK, greeting{c.user, s.env.Server})
	}
}

func (s *sessionDesign) revoke(w http.ResponseWriter, r *http.Request, user, device string) {
	done, err := Revocation{User: user, Device: device}.sessions(r.Context(), s.env.Rows)
	if err != nil {
		s.env.storeFailed(w)
		return
	}
	s.env.note(r, event.SessionsRevoked, done.Artifacts, event.Of("user", user), event.Of("rows", itoa(done.Rows)), event.Of("where", s.env.Where))
	reply(w, http.StatusOK, revoked{user, done.Rows})
}

// sessions lists the caller's own sessions, for administrators everybody's: where,
// since when, last used.
func (s *sessionDesign) sessions(w http.ResponseWriter, r *http.Request, user string) {
	rows, err := s.env.Rows.All(r.Context())
	if err != nil {
		s.env.storeFailed(w)
		return
	}
	all := s.env.Roles(user) == RoleAdmin
	type entry struct {
		Session string `json:"session"`
		User    string `json:"user,omitempty"`
		Device  string `json:"device,omitempty"`
		Login   string `json:"login"`
		Seen    string `json:"last_seen"`
		Current bool   `json:"current"`
	}
	list := []entry{}
	for _, row := range rows {
		session, ok := row.Value.(*Session)
		if !ok || session.User == "" || session.User != user && !all {
			continue
		}
		owner := ""
		if all {
			owner = session.User
		}
		list = append(list, entry{event.Tag(row.Key), owner, session.Device,
			timestamp(session.Created).Format(time.RFC3339), timestamp(row.Seen).Format(time.RFC3339),
			row.Key == sessionKey(w.(*visit).id)})
	}
	reply(w, http.StatusOK, list)
}
