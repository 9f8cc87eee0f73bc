package browser

import "slices"

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

// Store obeys one Set-Cookie value that came in the answer to a request (RFC 6265bis
// §5.7). A line whose expiry is not after now deletes.
func (j *Jar) Store(r Request, setCookie string) Change {
	now := r.Now
	c, err := parse(now, r.Host, r.Path, setCookie)
	if err == nil && c.Secure && !r.HTTPS {
		err = errSecureOverHTTP
	}
	if err == nil && !r.From.sameSite() && !r.From.navigates(r.Method) && c.SameSite != "None" {
		err = errCrossSite
	}
	i := j.find(&c)
	if err == nil && i >= 0 && j.cookies[i].Secure && !r.HTTPS {
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
func (j *Jar) Cookies(r Request) (send, expired []Cookie) {
	for i := 0; i < len(j.cookies); {
		c := &j.cookies[i]
		if c.Expired(r.Now) {
			expired = append(expired, *c)
			j.cookies = slices.Delete(j.cookies, i, i+1)
			continue
		}
		if c.withholds(&r) == "" {
			send = append(send, *c)
		}
		i++
	}
	return send, expired
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

// Beside is another cookie of the same name that goes out before this one; servers
// commonly read the first. Nil if there is none.
func (j *Jar) Beside(c Cookie) *Cookie {
	for i := range j.cookies {
		o := j.cookies[i]
		if o.Name != c.Name {
			continue
		}
		if o.Domain == c.Domain && o.HostOnly == c.HostOnly && o.Path == c.Path {
			return nil
		}
		return &o
	}
	return nil
}

// Clone is an independent copy.
func (j *Jar) Clone() *Jar { return &Jar{slices.Clone(j.cookies)} }

// Forget drops all cookies of a name and tells whether there were any.
func (j *Jar) Forget(name string) bool {
	before := len(j.cookies)
	j.cookies = slices.DeleteFunc(j.cookies, func(c Cookie) bool { return c.Name == name })
	return len(j.cookies) < before
}

// find is the cookie that c would replace. A cookie for one host and one for a domain
// are two, even of one name (RFC 6265bis §5.7).
func (j *Jar) find(c *Cookie) int {
	return slices.IndexFunc(j.cookies, func(o Cookie) bool {
		return o.Name == c.Name && o.Domain == c.Domain && o.HostOnly == c.HostOnly && o.Path == c.Path
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
