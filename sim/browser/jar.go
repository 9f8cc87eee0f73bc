package browser

import (
	"slices"
	"strings"
	"time"
)

// Jar is one browser's cookies. The zero Jar is empty and ready to use.
type Jar struct {
	// cookies are in the order they are sent (RFC 6265 §5.4): longer paths first,
	// then older ones first.
	cookies []Cookie
}

// ChangeKind says what a Set-Cookie line did to a jar.
type ChangeKind int

// What a Set-Cookie line can do.
const (
	Refused  ChangeKind = iota // nothing; Why says the reason
	Stored                     // a new cookie
	Replaced                   // another value for a cookie that was there
	Renewed                    // the same value again, perhaps with another expiry
	Deleted                    // a cookie that was there is gone
	Ignored                    // a deletion of a cookie that was not there
)

// Change is what a Set-Cookie line did.
type Change struct {
	Kind ChangeKind
	// Cookie is the one the line describes.
	Cookie Cookie
	// Was is the value before, for Replaced and Deleted.
	Was string
	// Why is the reason of a refusal, in words.
	Why string
}

// Store obeys one Set-Cookie value that came in the answer to a request for path
// at host (RFC 6265 §5.3). A line whose expiry is not after now deletes.
func (j *Jar) Store(now time.Time, https bool, host, path, setCookie string) Change {
	c, err := parse(now, host, path, setCookie)
	if err == nil && c.Secure && !https {
		err = errSecureOverHTTP
	}
	i := j.find(&c)
	if err == nil && i >= 0 && j.cookies[i].Secure && !https {
		err = errWeakOverSecure
	}
	if err != nil {
		return Change{Kind: Refused, Cookie: c, Why: err.Error()}
	}
	change := Change{Kind: Stored, Cookie: c}
	if i >= 0 {
		change.Was = j.cookies[i].Value
	}
	switch {
	case c.Expired(now) && i < 0:
		change.Kind = Ignored
	case c.Expired(now):
		change.Kind = Deleted
		j.cookies = slices.Delete(j.cookies, i, i+1)
	case i >= 0:
		change.Kind = Replaced
		if c.Value == change.Was {
			change.Kind = Renewed
		}
		change.Cookie.Created = j.cookies[i].Created
		j.cookies[i] = change.Cookie
	default:
		j.insert(c)
	}
	return change
}

// Cookies are those a request carries, in the order they are sent. Cookies whose
// time is over leave the jar and are reported.
func (j *Jar) Cookies(now time.Time, https bool, host, path string) (send, expired []Cookie) {
	for i := 0; i < len(j.cookies); {
		c := &j.cookies[i]
		if c.Expired(now) {
			expired = append(expired, *c)
			j.cookies = slices.Delete(j.cookies, i, i+1)
			continue
		}
		if c.fits(https, host, path) {
			send = append(send, *c)
		}
		i++
	}
	return send, expired
}

// fits tells whether a cookie goes with a request (RFC 6265 §5.4).
func (c *Cookie) fits(https bool, host, path string) bool {
	if c.Secure && !https || !pathMatch(path, c.Path) {
		return false
	}
	return strings.EqualFold(host, c.Domain) || !c.HostOnly && domainMatch(strings.ToLower(host), c.Domain)
}

// All lists every cookie, expired ones too: what somebody with a copy sends.
func (j *Jar) All() []Cookie { return slices.Clone(j.cookies) }

// Get finds a cookie by name, whatever its path; nil if there is none.
func (j *Jar) Get(name string) *Cookie {
	for i := range j.cookies {
		if j.cookies[i].Name == name {
			c := j.cookies[i]
			return &c
		}
	}
	return nil
}

// Clone is an independent copy.
func (j *Jar) Clone() *Jar { return &Jar{slices.Clone(j.cookies)} }

func (j *Jar) find(c *Cookie) int {
	return slices.IndexFunc(j.cookies, func(o Cookie) bool {
		return o.Name == c.Name && o.Domain == c.Domain && o.Path == c.Path
	})
}

func (j *Jar) insert(c Cookie) {
	i := slices.IndexFunc(j.cookies, func(o Cookie) bool { return len(o.Path) < len(c.Path) })
	if i < 0 {
		i = len(j.cookies)
	}
	j.cookies = slices.Insert(j.cookies, i, c)
}

// Tokens are the bearer tokens a client holds; "" for one it does not have.
type Tokens struct {
	Access, Refresh string
}
