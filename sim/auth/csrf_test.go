package auth

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

func guard(mode string) *CSRF { return &CSRF{Mode: mode, Cookie: "sid", Key: []byte("key")} }

func post(path string, header ...string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "https://app.example"+path, http.NoBody)
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return r
}

func TestForged(t *testing.T) {
	token := guard(CSRFToken).token("abc")
	cases := []struct {
		name string
		mode string
		r    *http.Request
		want string
	}{
		{"off", CSRFOff, post("/transfer", "Cookie", "sid=abc", "Origin", "https://evil.example"), ""},
		{"no token", CSRFToken, post("/transfer", "Cookie", "sid=abc"), CSRFToken},
		{"the token", CSRFToken, post("/transfer", "Cookie", "a=b; sid=abc", CSRFHeader, token), ""},
		{"another session's token", CSRFToken, post("/transfer", "Cookie", "sid=abd", CSRFHeader, token), CSRFToken},
		{"no ambient credential", CSRFToken, post("/transfer", "Authorization", "Bearer x"), ""},
		{"a GET", CSRFToken, httptest.NewRequest(http.MethodGet, "/profile", http.NoBody), ""},
		{"another site", CSRFOrigin, post("/transfer", "Sec-Fetch-Site", "cross-site"), CSRFOrigin},
		{"a sibling", CSRFOrigin, post("/transfer", "Sec-Fetch-Site", "same-site"), CSRFOrigin},
		{"the own page", CSRFOrigin, post("/transfer", "Sec-Fetch-Site", "same-origin"), ""},
		{"an old browser elsewhere", CSRFOrigin, post("/transfer", "Origin", "https://evil.app.example"), CSRFOrigin},
		{"an old browser here", CSRFOrigin, post("/transfer", "Origin", "https://app.example"), ""},
		{"no browser", CSRFOrigin, post("/transfer"), ""},
	}
	for _, c := range cases {
		if got := guard(c.mode).forged(c.r); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	var none *CSRF
	if none.forged(cases[1].r) != "" || none.foreign(cases[6].r) != "" {
		t.Error("nil guards something")
	}
	if got := guard(CSRFToken).foreign(post("/login", "Sec-Fetch-Site", "cross-site")); got != CSRFOrigin {
		t.Errorf("a forged login: %q", got)
	}
}

// The token comes with the credential that the client will hold, the length is right,
// and what is no answer of the kind is left alone.
func TestTokenInAnswers(t *testing.T) {
	g := guard(CSRFToken)
	cases := []struct {
		name, path, cookie, setCookie, body string
		status                              int
		want                                string
	}{
		{"login", "/login", "", "sid=new; Path=/", `{"user":"alice"}`, 200, g.token("new")},
		{"login over a session", "/login", "sid=old", "sid=new; Path=/", `{"user":"alice"}`, 200, g.token("new")},
		{"profile", "/profile", "sid=old", "", `{"user":"alice"}`, 200, g.token("old")},
		{"refusal", "/profile", "sid=old", "", `{"error":"no_session"}`, 401, ""},
		{"nobody", "/profile", "", "", `{"user":""}`, 200, ""},
		{"another path", "/public", "sid=old", "", `{"ok":true}`, 200, ""},
	}
	for _, c := range cases {
		for _, parts := range []int{1, 2} {
			handler := g.Guard(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if c.setCookie != "" {
					w.Header().Add("Set-Cookie", c.setCookie)
				}
				w.Header().Set("Content-Length", strconv.Itoa(len(c.body)))
				w.WriteHeader(c.status)
				cut := len(c.body) / parts
				for _, part := range []string{c.body[:cut], c.body[cut:]} {
					if _, err := io.WriteString(w, part); err != nil {
						t.Error(err)
					}
				}
			}))
			r := httptest.NewRequest(http.MethodGet, c.path, http.NoBody)
			if c.cookie != "" {
				r.Header.Set("Cookie", c.cookie)
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			var answer struct {
				Token string `json:"csrf_token"`
			}
			if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || answer.Token != c.want {
				t.Errorf("%s: %s %v", c.name, w.Body, err)
			}
			if w.Header().Get("Content-Length") != strconv.Itoa(w.Body.Len()) || !strings.HasSuffix(w.Body.String(), c.body[1:]) {
				t.Errorf("%s: %s bytes of %s", c.name, w.Header().Get("Content-Length"), w.Body)
			}
		}
	}
}
