package auth

import (
	"net/http"
	"strconv"
	"time"

	"authlab/sim/event"
	"authlab/sim/store"
)

// visit is one request's use of its session: express-session's req.session
// together with the hooks it puts on the response. The head and the body are
// held back until the route is done, because the cookie and the row are decided
// at the end.
type visit struct {
	http.ResponseWriter
	design  *sessionDesign
	request *http.Request

	cookieID string // named by a well-signed cookie, "" if none
	missed   bool   // the cookie named a row that is not there
	id       string // of the session at hand
	key      string // of its row
	session  *Session

	// What express-session keeps as hashes: the session as loaded or begun, and as last saved.
	originalID   string
	original     content
	saved        bool
	savedContent content

	// failed is set when the store could not be asked and the answer says so.
	failed bool
	status int
	body   []byte
}

// WriteHeader keeps the status for the end.
func (v *visit) WriteHeader(status int) { v.status = status }

// Write keeps the body for the end.
func (v *visit) Write(b []byte) (int, error) {
	if v.status == 0 {
		v.status = http.StatusOK
	}
	v.body = append(v.body, b...)
	return len(b), nil
}

// generate begins an empty session with a new ID. Nothing is stored yet.
func (v *visit) generate() {
	s := v.design
	v.id = s.newID()
	v.key = ""
	v.session = &Session{Created: s.env.Keeper(), cookie: s.options}
	v.originalID, v.original = v.id, content{}
	v.saved = false
}

// regenerate replaces the session by an empty one with a new ID; the old row is
// destroyed. If the store cannot be asked the request is answered and false returned;
// the new session stands even then, as in express-session.
func (v *visit) regenerate() bool {
	s := v.design
	before, wasID, was := v.id, v.originalID, v.original
	ok := v.destroy(before)
	v.generate()
	// express-session compares with the session the request came with.
	v.originalID, v.original = wasID, was
	if !ok {
		v.failed = s.env.StoreErrors == "503"
		s.env.storeFailed(v)
		return false
	}
	if v.cookieID == before {
		s.env.note(v.request, event.SessionRegenerated, []string{rowName(before), rowName(v.id)},
			event.Of("tag", event.Tag(v.id)), event.Of("was", event.Tag(before)))
	}
	return true
}

// enter puts a user who has just logged in into the session. If the store cannot be
// asked the request is answered and false returned.
func (v *visit) enter(user, device string, tokens *apiTokens) bool {
	s := v.design
	if s.options.Regenerate && !v.regenerate() {
		return false
	}
	changed := *v.session
	changed.User, changed.Device, changed.Created, changed.tokens = user, device, s.env.Keeper(), tokens
	v.session = &changed
	return true
}

func (v *visit) destroy(id string) bool {
	env := v.design.env
	existed, err := env.Rows.Delete(v.request.Context(), sessionKey(id))
	if err != nil {
		return false
	}
	if existed {
		env.note(v.request, event.SessionDestroyed, []string{rowName(id)},
			event.Of("tag", event.Tag(id)), event.Of("where", env.Where))
	}
	return true
}

// The questions express-session asks at the end of a request.

func (v *visit) modified() bool {
	return v.originalID != v.id || v.original != v.session.content()
}

func (v *visit) shouldSave() bool {
	if !v.design.options.SaveUninitialized && v.cookieID != v.id {
		return v.modified()
	}
	return !(v.saved && v.originalID == v.id && v.savedContent == v.session.content())
}

func (v *visit) shouldSetCookie() bool {
	o := v.design.options
	if v.cookieID != v.id {
		return o.SaveUninitialized || v.modified()
	}
	return o.Rolling || o.CookieMaxAge > 0 && v.modified()
}

// end sends the answer and saves or touches the session.
//
// With store-errors=503 the row is written first, so that a store that cannot be
// asked becomes a 503. Otherwise it is as in express-session: the head and all of
// the body but its last byte go out, then the row is written, and what becomes of
// that no longer changes the answer.
func (v *visit) end() {
	if v.status == 0 {
		v.status = http.StatusOK
	}
	if v.session == nil || v.failed {
		v.send(v.body)
		return
	}
	setCookie, save := v.shouldSetCookie(), v.shouldSave()
	touch := !save && v.cookieID == v.id
	if v.design.env.StoreErrors == "503" {
		if (save || touch) && !v.keep(save) {
			v.status, v.body = 0, nil
			v.Header().Del("Set-Cookie")
			v.design.env.storeFailed(v)
		} else if setCookie {
			v.setCookie()
		}
		v.send(v.body)
		return
	}
	if setCookie {
		v.setCookie()
	}
	if !save && !touch || len(v.body) == 0 {
		v.send(v.body)
		return
	}
	last := len(v.body) - 1
	v.send(v.body[:last])
	v.keep(save)
	// The transport keeps what is written; it cannot fail.
	_, _ = v.ResponseWriter.Write(v.body[last:])
}

func (v *visit) send(body []byte) {
	v.Header()["Content-Length"] = []string{strconv.Itoa(len(v.body))}
	v.ResponseWriter.WriteHeader(v.status)
	_, _ = v.ResponseWriter.Write(body)
}

// keep writes the row, or renews its lifetime. It answers false if the store
// could not be asked.
func (v *visit) keep(save bool) bool {
	s := v.design
	life := s.lifetime(v.session)
	ctx, key := v.request.Context(), v.key
	if key == "" {
		key = sessionKey(v.id)
	}
	if !save {
		if s.env.Rows.Touch(ctx, key, life) != nil {
			return false
		}
		if s.env.Recording && s.env.Where == "store" {
			s.env.note(v.request, event.SessionTouched, []string{rowName(v.id)},
				event.Of("tag", event.Tag(v.id)), event.Of("where", s.env.Where))
		}
		return true
	}
	record := *v.session
	if s.options.CookieMaxAge > 0 {
		record.expires = s.env.Clock() + s.options.CookieMaxAge
	}
	if s.env.Rows.Set(ctx, key, &record, life) != nil {
		return false
	}
	kind := event.SessionSaved
	if v.cookieID != v.id {
		kind = event.SessionCreated
	}
	s.env.note(v.request, kind, []string{rowName(v.id)}, event.Of("tag", event.Tag(v.id)),
		event.Of("where", s.env.Where), event.Of("user", v.session.User))
	return true
}

// setCookie adds the Set-Cookie line. A Secure cookie is not sent on a plain connection.
func (v *visit) setCookie() {
	o := v.design.options
	if o.Secure && v.request.Header.Get("X-Forwarded-Proto") != "https" {
		return
	}
	var expires time.Time
	if o.CookieMaxAge > 0 {
		expires = timestamp(v.design.env.Clock() + o.CookieMaxAge)
	}
	v.Header().Add("Set-Cookie", o.Attributes().line(o.CookieName, v.design.secret.Cookie(v.id), "/", expires))
}

func itoa(n int) string { return strconv.Itoa(n) }

var _ store.Value = (*Session)(nil)
