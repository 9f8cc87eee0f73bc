package auth

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"time"

	"authlab/sim/balance"
	"authlab/sim/option"
)

// SessionOptions are the keys of the session design. They have express-session's
// meaning where it has them.
type SessionOptions struct {
	Secret            string
	CookieName        string
	CookieDomain      string
	Regenerate        bool
	SaveUninitialized bool
	Resave            bool
	Rolling           bool
	Idle, Absolute    time.Duration
	CookieMaxAge      time.Duration
	Logout            string
	HTTPOnly, Secure  bool
	SameSite          string
	IDBits            int
}

// Attributes are those of every cookie that carries a credential.
func (o *SessionOptions) Attributes() CookieAttributes {
	return CookieAttributes{HTTPOnly: o.HTTPOnly, Secure: o.Secure, SameSite: o.SameSite, Domain: o.CookieDomain}
}

// SessionKeys declares the session design's options.
var SessionKeys = sessionKeys()

func sessionKeys() *option.Table[SessionOptions] {
	never := map[string]time.Duration{"never": 0}
	t := &option.Table[SessionOptions]{Group: "session"}
	t.Duration("idle", "30m", "A session not used for this long is over.", never, func(o *SessionOptions) *time.Duration { return &o.Idle })
	t.Duration("absolute", "8h", "A session is over this long after login, used or not.", never, func(o *SessionOptions) *time.Duration { return &o.Absolute })
	t.Duration("cookie-max-age", "none", "Lifetime of the cookie and bound of the row; none: until the browser closes.", map[string]time.Duration{"none": 0}, func(o *SessionOptions) *time.Duration { return &o.CookieMaxAge })
	t.Bool("rolling", false, "Send the cookie again with every answer, its lifetime renewed.", func(o *SessionOptions) *bool { return &o.Rolling })
	t.Bool("regenerate", true, "Give the session a new ID at login; auth=sample keeps the one it has.", func(o *SessionOptions) *bool { return &o.Regenerate })
	t.Bool("save-uninitialized", false, "Store a session and send its cookie before anything is in it.", func(o *SessionOptions) *bool { return &o.SaveUninitialized })
	t.Bool("resave", false, "Write the row back at the end of every request, changed or not.", func(o *SessionOptions) *bool { return &o.Resave })
	t.Word("logout", "both", "What a logout does: destroy the row, clear the cookie, or both.", []string{"destroy", "clear", "both"}, func(o *SessionOptions) *string { return &o.Logout })
	t.Int("id-bits", 128, 8, 128, "Random bits in a session ID; it is 32 characters long whatever they are.", func(o *SessionOptions) *int { return &o.IDBits })
	t.Text("session-secret", "", "The HMAC key of the cookie's signature; drawn from the seed if not given.", nil, func(o *SessionOptions) *string { return &o.Secret }, option.PerServer)
	t.Text("cookie-name", "connect.sid", "Name of the session cookie. Browsers take __Host-sid only with Secure and without Domain, and __Secure-sid only with Secure.", checkCookieName, func(o *SessionOptions) *string { return &o.CookieName })
	t.Text("cookie-domain", "", "Domain of the credential cookies, such as app.example: hosts below it get them and can set them too. Without it they belong to the one host.",
		checkCookieDomain, func(o *SessionOptions) *string { return &o.CookieDomain })
	t.Bool("http-only", true, "Hide the cookie from scripts.", func(o *SessionOptions) *bool { return &o.HTTPOnly })
	t.Bool("secure", true, "Send the cookie over https only.", func(o *SessionOptions) *bool { return &o.Secure })
	t.Word("same-site", "lax", "Which requests of other sites' pages carry the cookie: none (strict), followed links (lax), or all (none, which needs Secure). Browsers take unset for lax.", []string{"strict", "lax", "none", "unset"}, func(o *SessionOptions) *string { return &o.SameSite })
	return t
}

// checkCookieName admits a token of RFC 6265 §4.1.1.
func checkCookieName(name string) string {
	if name == "" || strings.ContainsFunc(name, func(r rune) bool {
		return r <= ' ' || r > '~' || strings.ContainsRune(`()<>@,;:\"/[]?={}`, r)
	}) {
		return "a name of letters, digits, dots and dashes"
	}
	if name == balance.PinCookie {
		return "a name other than " + balance.PinCookie + ", which is the balancer's cookie"
	}
	return ""
}

// checkCookieDomain admits host names (RFC 1123 §2.1). Whether one is this site's the browser decides.
func checkCookieDomain(name string) string {
	if len(name) > 253 || name != "" && !hostName.MatchString(name) {
		return "a host name, such as app.example"
	}
	return ""
}

var hostName = regexp.MustCompile(`^\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$`)

// Session is the stored record.
type Session struct {
	User    string
	Device  string
	Created time.Duration
	cookie  *SessionOptions
	expires time.Duration // of the cookie, by the server's clock; 0: none
	// tokens are kept for the browser by a server that speaks to an API in its place.
	tokens *apiTokens
}

// content is what a change of makes a session worth saving.
type content struct {
	user   string
	tokens *apiTokens
}

func (s *Session) content() content { return content{s.User, s.tokens} }

// Owner is the user, "" before login.
func (s *Session) Owner() string { return s.User }

// Born is when the session was made.
func (s *Session) Born() time.Duration { return s.Created }

// JSON is the record in express-session's form.
func (s *Session) JSON() string {
	type cookie struct {
		OriginalMaxAge *int64  `json:"originalMaxAge"`
		Expires        *string `json:"expires"`
		Secure         bool    `json:"secure,omitempty"`
		HTTPOnly       bool    `json:"httpOnly"`
		Path           string  `json:"path"`
		SameSite       string  `json:"sameSite,omitempty"`
	}
	record := struct {
		Cookie cookie `json:"cookie"`
		User   string `json:"user,omitempty"`
		Device string `json:"device,omitempty"`
		*apiTokens
	}{cookie{Secure: s.cookie.Secure, HTTPOnly: s.cookie.HTTPOnly, Path: "/"}, s.User, s.Device, s.tokens}
	if s.cookie.SameSite != "unset" {
		record.Cookie.SameSite = s.cookie.SameSite
	}
	if s.expires != 0 {
		age := s.cookie.CookieMaxAge.Milliseconds()
		at := timestamp(s.expires).Format("2006-01-02T15:04:05.000Z")
		record.Cookie.OriginalMaxAge, record.Cookie.Expires = &age, &at
	}
	// A record of strings and numbers always marshals.
	text, _ := json.Marshal(record)
	return string(text)
}

// SessionIDLength is the number of characters of a session ID, as uid-safe makes it.
const SessionIDLength = 32

// SessionID is the ID a server makes of a drawn number. An ID looks the same
// whatever its randomness: an attacker who knows the method needs to try only as
// many as there are numbers.
func SessionID(number [16]byte, bits int) string {
	for i := range number {
		if low := 128 - 8*(i+1); low >= bits {
			number[i] = 0
		} else if low+8 > bits {
			number[i] &= 1<<(bits-low) - 1
		}
	}
	sum := sha256.Sum256(append([]byte("authlab session id "), number[:]...))
	return base64.RawURLEncoding.EncodeToString(sum[:24])
}

func (s *sessionDesign) newID() string {
	var number [16]byte
	// The server's stream never ends and never fails.
	_, _ = io.ReadFull(s.env.Random, number[:])
	return SessionID(number, s.options.IDBits)
}
