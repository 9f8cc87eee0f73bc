package cluster

import (
	"bytes"
	"encoding/json"
	"net/http"

	"authlab/sim/auth"
	"authlab/sim/browser"
)

// attest writes the lines by which a server can tell the site's own page from others:
// what browsers say of themselves, and the token that only the page has. They are left
// out where nobody looks at them and no foreign page is at work, to keep messages short.
func (p *passage) attest() {
	spec, header := &p.exchange.Spec, p.request.Header
	mode := p.world.config.CSRF.Mode
	if spec.From != browser.OwnPage && spec.Method == http.MethodPost {
		header["Content-Type"] = []string{formType(p.request.ContentLength)}
	}
	if mode == auth.CSRFOff && spec.From == browser.OwnPage && !spec.Script {
		return
	}
	if origin := spec.From.Origin(spec.Method, host, !spec.Plain); origin != "" {
		header["Origin"] = []string{origin}
	}
	if site := spec.From.FetchSite(!spec.Plain); site != "" {
		header["Sec-Fetch-Site"] = []string{site}
	}
	if mode == auth.CSRFToken && spec.Method == http.MethodPost && p.jar.csrf != "" {
		header[csrfLine] = []string{p.jar.csrf}
	}
}

// formType is how a form's body is sent. A body that the server is to read as JSON can
// come out of a form only as text/plain.
func formType(length int64) string {
	if length > 0 {
		return "text/plain"
	}
	return "application/x-www-form-urlencoded"
}

var csrfTokenName = []byte(`"csrf_token"`)

// keepCSRF lets the page keep the token that an answer brings.
func (p *passage) keepCSRF() {
	if p.cut || !bytes.Contains(p.response.body, csrfTokenName) {
		return
	}
	var answer struct {
		Token string `json:"csrf_token"`
	}
	if json.Unmarshal(p.response.body, &answer) == nil && answer.Token != "" {
		p.client.own.csrf = answer.Token
	}
}

// place puts the page's tokens where its code keeps them. A cookie that the page sets
// itself is one that scripts read.
func (p *passage) place() {
	c := p.client
	c.kept = p.world.config.Browser.Keep
	if c.kept != browser.KeepCookie {
		return
	}
	for _, k := range []browser.Cookie{{Name: auth.AccessCookie, Value: c.own.tokens.Access}, {Name: auth.RefreshCookie, Value: c.own.tokens.Refresh}} {
		if k.Value != "" {
			c.own.jar.Store(p.world.page(), k.Name+"="+k.Value+"; Path=/; Secure; SameSite=Lax")
			c.changes++
		}
	}
}

// displace takes the tokens out of the cookies the page has set.
func (c *client) displace() {
	if c.kept == browser.KeepCookie {
		c.own.jar.Forget(auth.AccessCookie)
		c.own.jar.Forget(auth.RefreshCookie)
		c.changes++
	}
}
