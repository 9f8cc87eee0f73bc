package auth

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"

	"authlab/sim/event"
	"authlab/sim/option"
)

// CSRFOptions are the keys of the protection against requests that another site's
// page makes a browser send.
type CSRFOptions struct {
	// Mode is CSRFOff, CSRFToken or CSRFOrigin.
	Mode string
}

// The ways to tell a forged request from the page's own.
const (
	CSRFOff    = "off"
	CSRFToken  = "token"
	CSRFOrigin = "origin"
)

// CSRFKeys declares the protection's options.
func CSRFKeys() *option.Table[CSRFOptions] {
	t := &option.Table[CSRFOptions]{Group: "csrf"}
	t.Switch("csrf", "How a POST that carries a credential cookie must show that the site's own page made it: by a token that login and profile put into their answers, "+
		"or by the browser's word for where it comes from; on means by token. Bearer tokens in a header need neither.",
		[]string{CSRFOff, CSRFToken, CSRFOrigin}, func(o *CSRFOptions) *string { return &o.Mode })
	return t
}

// CSRFHeader is the line that brings the token.
const CSRFHeader = "X-CSRF-Token"

// CSRF guards the POSTs of a design whose credential is a cookie. The zero value and
// nil guard nothing.
//
// With CSRFToken it is a token per session, derived from the credential by HMAC (the
// signed variant of the OWASP cheat sheet), so that every server knows it without
// keeping it. A login and a renewal have no session yet that a token could belong to;
// they go by the origin in both modes.
type CSRF struct {
	Mode string
	// Cookie is the name of the cookie that identifies the user.
	Cookie string
	Key    []byte
}

// Guard adds the token to the answers that bring it. The checks are made by the
// routes, since only they know whether the cookie names a user.
func (c *CSRF) Guard(next http.Handler) http.Handler {
	if c == nil || c.Mode != CSRFToken {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/login", "/refresh", "/profile":
			w = &tokenGiver{ResponseWriter: w, guard: c, request: r}
		}
		next.ServeHTTP(w, r)
	})
}

// token is what belongs to a credential.
func (c *CSRF) token(credential string) string {
	mac := hmac.New(sha256.New, c.Key)
	mac.Write([]byte(credential))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}

// forged tells that a request of a known caller is not the own page's: why is "token"
// or "origin", and "" for a good one.
func (c *CSRF) forged(r *http.Request) (why string) {
	switch {
	case c == nil || c.Mode == CSRFOff || r.Method != http.MethodPost:
		return ""
	case c.Mode == CSRFOrigin:
		return c.foreign(r)
	}
	credential, sent := cookieValue(r.Header["Cookie"], c.Cookie)
	if !sent || hmac.Equal([]byte(r.Header.Get(CSRFHeader)), []byte(c.token(credential))) {
		return ""
	}
	return CSRFToken
}

// foreign is forged for requests that go by the origin. A request that says nothing
// of its origin comes from no browser.
func (c *CSRF) foreign(r *http.Request) (why string) {
	if c == nil || c.Mode == CSRFOff || new(http.CrossOriginProtection).Check(r) == nil {
		return ""
	}
	return CSRFOrigin
}

// passes refuses a request that is forged, and tells whether it is not. why is a
// guard's answer.
func (e *Env) passes(w http.ResponseWriter, r *http.Request, why string) bool {
	if why == "" {
		return true
	}
	e.note(r, event.CSRFRefused, nil, event.Of("why", why), event.Of("from", origin(r)))
	reply(w, http.StatusForbidden, problem{"csrf", map[string]string{
		CSRFToken: "the request does not carry the page's token", CSRFOrigin: "the request comes from another origin"}[why]})
	return false
}

// guarded lets only those requests through that pass a check.
func (e *Env) guarded(check func(*http.Request) string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if e.passes(w, r, check(r)) {
			next(w, r)
		}
	}
}

// origin is what the browser says about where a request comes from.
func origin(r *http.Request) string {
	if o := r.Header.Get("Origin"); o != "" {
		return o
	}
	return r.Header.Get("Sec-Fetch-Site")
}

// tokenGiver puts the token in front of the other fields of a JSON answer. It goes
// with the credential that the answer brings or, without one, that of the request.
type tokenGiver struct {
	http.ResponseWriter
	guard   *CSRF
	request *http.Request
	field   string // to be put behind the opening brace
}

// WriteHeader sends the head, with the length the body will have.
func (t *tokenGiver) WriteHeader(status int) {
	header := t.Header()
	if credential := t.credential(); status == http.StatusOK && credential != "" {
		t.field = `"csrf_token":"` + t.guard.token(credential) + `",`
		if n, err := strconv.Atoi(header.Get("Content-Length")); err == nil {
			header["Content-Length"] = []string{strconv.Itoa(n + len(t.field))}
		}
	}
	t.ResponseWriter.WriteHeader(status)
}

// Write sends a part of the body.
func (t *tokenGiver) Write(b []byte) (int, error) {
	rest, object := bytes.CutPrefix(b, []byte("{"))
	if t.field == "" || !object {
		return t.ResponseWriter.Write(b)
	}
	front := "{" + t.field
	t.field = ""
	if _, err := t.ResponseWriter.Write([]byte(front)); err != nil {
		return 0, err
	}
	_, err := t.ResponseWriter.Write(rest)
	return len(b), err
}

// credential is the value of the cookie the client will hold after this answer.
func (t *tokenGiver) credential() string {
	for _, line := range t.Header()["Set-Cookie"] {
		if value, ok := strings.CutPrefix(line, t.guard.Cookie+"="); ok {
			value, _, _ = strings.Cut(value, ";")
			return value
		}
	}
	value, _ := cookieValue(t.request.Header["Cookie"], t.guard.Cookie)
	return value
}
