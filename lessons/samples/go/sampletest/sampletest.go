// Package sampletest calls the handlers of the samples in tests.
package sampletest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"authlab/lessons/samples/go/users"
)

// Jar is a browser that keeps the cookies it gets, or a client with a token.
type Jar struct {
	Handler http.Handler
	Cookies map[string]string
	Header  map[string]string
	Seen    *http.Response // the last answer
	Body    string
}

// New is a browser that has been nowhere.
func New(h http.Handler) *Jar {
	return &Jar{Handler: h, Cookies: map[string]string{}, Header: map[string]string{}}
}

// Copy is another browser with the same credentials: a thief's.
func (j *Jar) Copy() *Jar {
	other := New(j.Handler)
	for k, v := range j.Cookies {
		other.Cookies[k] = v
	}
	for k, v := range j.Header {
		other.Header[k] = v
	}
	return other
}

// Do makes a request with a JSON body, or none, and answers its status.
func (j *Jar) Do(method, path, body string) int {
	r := httptest.NewRequest(method, "https://app.example"+path, strings.NewReader(body))
	for k, v := range j.Header {
		r.Header.Set(k, v)
	}
	for k, v := range j.Cookies {
		r.AddCookie(&http.Cookie{Name: k, Value: v})
	}
	w := httptest.NewRecorder()
	j.Handler.ServeHTTP(w, r)
	j.Seen, j.Body = w.Result(), w.Body.String()
	for _, c := range j.Seen.Cookies() {
		if c.MaxAge < 0 {
			delete(j.Cookies, c.Name)
			continue
		}
		j.Cookies[c.Name] = c.Value
	}
	return j.Seen.StatusCode
}

// Get asks for a page and answers the status.
func (j *Jar) Get(path string) int { return j.Do("GET", path, "") }

// Post sends nothing to a path and answers the status.
func (j *Jar) Post(path string) int { return j.Do("POST", path, "") }

// Login logs a user in at a path and answers the status.
func (j *Jar) Login(path, user string) int {
	return j.Do("POST", path, fmt.Sprintf(`{"user":%q,"password":%q}`, user, users.Password))
}
