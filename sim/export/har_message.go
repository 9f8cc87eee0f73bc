package export

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"
	"time"

	"authlab/sim/cluster"
	"authlab/sim/event"
)

func (a *archive) request(x *cluster.Exchange, m *event.Message) harRequest {
	method, rest, _ := strings.Cut(m.StartLine, " ")
	target, version, _ := strings.Cut(rest, " ")
	r := harRequest{Method: method, HTTPVersion: version, Headers: a.headers(m), Cookies: []harPair{}, QueryString: []harPair{},
		HeadersSize: m.Bytes - len(m.Body), BodySize: len(m.Body)}
	scheme := "https://"
	if x.Spec.Plain {
		scheme = "http://"
	}
	r.URL = scheme + headerOf(m, "Host") + a.redactor.text(target)
	if u, err := url.Parse(target); err == nil {
		r.QueryString = a.query(u.RawQuery)
	}
	for _, pair := range strings.Split(headerOf(m, "Cookie"), "; ") {
		if name, value, ok := strings.Cut(pair, "="); ok {
			r.Cookies = append(r.Cookies, harPair{name, a.redactor.cookie(name, value)})
		}
	}
	if m.Body != "" {
		r.PostData = &harPostData{MimeType: headerOf(m, "Content-Type"), Text: a.redactor.body(m.Body)}
	}
	return r
}

// query lists the parameters of a query in their order.
func (a *archive) query(raw string) []harPair {
	out := []harPair{}
	for raw != "" {
		var pair string
		pair, raw, _ = strings.Cut(raw, "&")
		name, value, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(value); err == nil {
			value = plain
		}
		out = append(out, harPair{name, a.redactor.text(value)})
	}
	return out
}

func (a *archive) response(m *event.Message) harResponse {
	r := harResponse{Cookies: []harCookie{}, Headers: []harPair{}, Content: harContent{MimeType: "x-unknown"}, HeadersSize: -1, BodySize: -1}
	if m == nil {
		return r
	}
	version, _, _ := strings.Cut(m.StartLine, " ")
	r.Status, r.StatusText, r.HTTPVersion = m.Status, http.StatusText(m.Status), version
	r.Headers = a.headers(m)
	r.HeadersSize, r.BodySize = m.Bytes-len(m.Body), len(m.Body)
	r.RedirectURL = a.redactor.text(headerOf(m, "Location"))
	r.Content = harContent{Size: len(m.Body), MimeType: cmp.Or(headerOf(m, "Content-Type"), "x-unknown"), Text: a.redactor.body(m.Body)}
	for _, line := range m.Header {
		if value, ok := strings.CutPrefix(line, "Set-Cookie: "); ok {
			r.Cookies = append(r.Cookies, a.setCookie(value))
		}
	}
	return r
}

func (a *archive) headers(m *event.Message) []harPair {
	out := []harPair{}
	for _, line := range m.Header {
		name, value, _ := strings.Cut(line, ": ")
		out = append(out, harPair{name, a.redactor.header(name, value)})
	}
	return out
}

// headerOf is the value of the first header line of a name, or "".
func headerOf(m *event.Message, name string) string {
	for _, line := range m.Header {
		if value, ok := strings.CutPrefix(line, name+": "); ok {
			return value
		}
	}
	return ""
}

// setCookie reads a Set-Cookie line (RFC 6265 §5.2).
func (a *archive) setCookie(line string) harCookie {
	pair, rest, _ := strings.Cut(line, ";")
	name, value, _ := strings.Cut(pair, "=")
	c := harCookie{Name: name, Value: a.redactor.cookie(name, value)}
	for rest != "" {
		var attribute string
		attribute, rest, _ = strings.Cut(rest, ";")
		key, value, _ := strings.Cut(strings.TrimSpace(attribute), "=")
		switch strings.ToLower(key) {
		case "path":
			c.Path = value
		case "domain":
			c.Domain = value
		case "expires":
			if at, err := http.ParseTime(value); err == nil {
				c.Expires = at.UTC().Format(time.RFC3339)
			}
		case "max-age":
			c.MaxAge = value
		case "samesite":
			c.SameSite = value
		case "httponly":
			c.HTTPOnly = true
		case "secure":
			c.Secure = true
		}
	}
	return c
}
