package cluster

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"authlab/sim/browser"
	"authlab/sim/event"
)

func itoa(n int) string { return strconv.Itoa(n) }

// headerOrder is the order in which header lines are written; what is not listed
// follows in alphabetical order. net/http's map has no order of its own.
var headerOrder = []string{"Origin", "Sec-Fetch-Site", "Authorization", "Cookie", csrfLine, "X-Forwarded-Proto", "X-Served-By", challengeLine, "Set-Cookie",
	"Retry-After", "Cache-Control", "Content-Type", "Content-Length"}

// csrfLine is X-CSRF-Token as net/http's map spells it.
const csrfLine = "X-Csrf-Token"

// challengeLine is WWW-Authenticate as net/http's map spells it.
const challengeLine = "Www-Authenticate"

func headerLines(h http.Header) []string {
	var out []string
	add := func(name string) {
		for _, v := range h[name] {
			out = append(out, spelled(name)+": "+v)
		}
	}
	for _, name := range headerOrder {
		add(name)
	}
	var rest []string
	for name := range h {
		if !slices.Contains(headerOrder, name) {
			rest = append(rest, name)
		}
	}
	slices.Sort(rest)
	for _, name := range rest {
		add(name)
	}
	return out
}

// spelled is the usual spelling of a name that net/http's map has another for.
func spelled(name string) string {
	switch name {
	case challengeLine:
		return "WWW-Authenticate"
	case csrfLine:
		return "X-CSRF-Token"
	}
	return name
}

// lineBytes is the size of header lines on the wire, line ends included.
func lineBytes(name string, values []string) int {
	n := 0
	for _, v := range values {
		n += len(name) + len(": ") + len(v) + len("\r\n")
	}
	return n
}

func headerBytes(h http.Header) int {
	n := 0
	for name, values := range h {
		n += lineBytes(name, values)
	}
	return n
}

// onlyBetweenServers are header lines the balancer adds; a client does not send them.
const onlyBetweenServers = "X-Forwarded-Proto"

// requestBytes is the size of the request as its client sends it.
func requestBytes(r *http.Request, body int) int {
	start := len(r.Method) + len(" ") + len(r.URL.RequestURI()) + len(" HTTP/1.1\r\n")
	n := start + lineBytes("Host", []string{r.Host}) + headerBytes(r.Header) + len("\r\n") + body
	return n - lineBytes(onlyBetweenServers, r.Header[onlyBetweenServers])
}

func responseBytes(r *response) int {
	return len("HTTP/1.1 200 ") + len(http.StatusText(r.status)) + len("\r\n") + headerBytes(r.header) + len("\r\n") + len(r.body)
}

// requestMessage is the request as text between two nodes.
func (p *passage) requestMessage(from, to string) *event.Message {
	r := &p.request
	m := &event.Message{From: from, To: to, StartLine: r.Method + " " + r.URL.RequestURI() + " HTTP/1.1", Body: string(p.form())}
	m.Header = append([]string{"Host: " + r.Host}, headerLines(r.Header)...)
	m.Bytes = requestBytes(r, len(m.Body))
	if from == p.client.name {
		m.Header = slices.DeleteFunc(m.Header, func(l string) bool { return strings.HasPrefix(l, onlyBetweenServers) })
		return m
	}
	m.Bytes += lineBytes(onlyBetweenServers, r.Header[onlyBetweenServers])
	return m
}

func (p *passage) responseMessage(from, to string) *event.Message {
	r := &p.response
	return &event.Message{From: from, To: to, StartLine: "HTTP/1.1 " + itoa(r.status) + " " + http.StatusText(r.status),
		Header: headerLines(r.header), Body: string(r.body), Status: r.status, Bytes: responseBytes(r), Cut: p.cut}
}

// balancerBody is the page HAProxy answers with in the servers' place.
func balancerBody(status int) string {
	what := map[int]string{
		http.StatusBadGateway:         "The server returned an invalid or incomplete response.",
		http.StatusServiceUnavailable: "No server is available to handle this request.",
		http.StatusGatewayTimeout:     "The server didn't respond in time.",
	}[status]
	return "<html><body><h1>" + itoa(status) + " " + http.StatusText(status) + "</h1>\n" + what + "\n</body></html>\n"
}

// label is a request in few characters.
func label(ex *Exchange) string { return ex.Spec.Method + " " + ex.Spec.Path }

// What a passage has to say.

func (p *passage) noteSent() {
	spec, tag := &p.exchange.Spec, p.tag()
	e := event.Event{Kind: event.RequestSent, Node: p.client.name, Peer: balancerName, Message: p.requestMessage(p.client.name, balancerName),
		Attrs: []event.Attr{event.Of("method", spec.Method), event.Of("path", spec.Path)}}
	carrier := "none"
	switch {
	case len(p.request.Header["Authorization"]) > 0 && strings.HasPrefix(p.request.Header["Authorization"][0], basicScheme):
		carrier = "basic"
	case len(p.request.Header["Authorization"]) > 0:
		carrier = "header"
	case tag != "":
		carrier = "cookie"
	}
	e.Attrs = append(e.Attrs, event.Of("carrier", carrier))
	if tag != "" {
		e.Attrs = append(e.Attrs, event.Of("tag", tag))
		e.Artifacts = []string{"cred:" + tag}
	}
	if refresh := p.refreshTag(); refresh != "" {
		e.Attrs = append(e.Attrs, event.Of("refresh", refresh))
		e.Artifacts = append(e.Artifacts, "cred:"+refresh)
	}
	if spec.Tamper != "" {
		e.Attrs = append(e.Attrs, event.Of("tamper", spec.Tamper))
	}
	if spec.With != "" {
		e.Attrs = append(e.Attrs, event.Of("with", spec.With))
	}
	if spec.From != browser.OwnPage {
		e.Attrs = append(e.Attrs, event.Of("from", string(spec.From)))
	}
	if spec.Script {
		e.Attrs = append(e.Attrs, event.Of("from", "script"))
	}
	p.world.note(p.exchange.Flight, e)
}

func (p *passage) noteAnswered() {
	e := event.Event{Kind: event.ResponseSent, Node: p.server.name, Peer: balancerName, Message: p.responseMessage(p.server.name, balancerName),
		Attrs: append([]event.Attr{event.Of("status", itoa(p.response.status))}, p.aboutToken()...)}
	p.server.state = nil
	for _, line := range p.response.header["Set-Cookie"] {
		name, value, _ := strings.Cut(line, "=")
		if name != p.world.config.Session.CookieName {
			continue
		}
		what := cookieTag(value)
		if what == "" {
			what = "cleared"
		} else {
			e.Artifacts = append(e.Artifacts, "cred:"+what)
		}
		e.Attrs = append(e.Attrs, event.Of("set-cookie", what))
	}
	p.world.note(p.exchange.Flight, e)
}

// aboutToken marks a 403 that stands for a token that is not good, where the program
// has that convention: nobody is known then, which would be a 401 elsewhere.
func (p *passage) aboutToken() []event.Attr {
	if p.response.status != http.StatusForbidden || !p.badToken {
		return nil
	}
	return []event.Attr{event.Of("why", "token")}
}

func (p *passage) noteReceived() {
	ex := p.exchange
	e := event.Event{Kind: event.ResponseReceived, Node: p.client.name, Peer: balancerName, Message: p.responseMessage(balancerName, p.client.name),
		Attrs: []event.Attr{event.Of("status", itoa(ex.Status)), event.Of("path", ex.Spec.Path), event.Of("server", ex.Server)}}
	e.Attrs = append(e.Attrs, p.aboutToken()...)
	if p.cut {
		e.Attrs = append(e.Attrs, event.Of("cut", "true"))
	}
	p.world.note(ex.Flight, e)
}

// noteCookie records what a Set-Cookie line did to the jar.
func (p *passage) noteCookie(line string, change browser.Change) {
	c, tag := p.client, cookieTag(change.Cookie.Value)
	e := event.Event{Node: c.name, Attrs: []event.Attr{event.Of("name", change.Cookie.Name), event.Of("tag", tag)}}
	switch change.Kind {
	case browser.Stored, browser.Replaced:
		c.changes++
		e.Kind, e.Artifacts = event.CookieStored, []string{"cred:" + tag}
		if change.Was != "" {
			e.Attrs = append(e.Attrs, event.Of("was", cookieTag(change.Was)))
		}
		if other := c.own.jar.Beside(change.Cookie); other != nil {
			e.Attrs = append(e.Attrs, event.Of("beside", cookieTag(other.Value)))
		}
		if !change.Cookie.Expires.IsZero() {
			e.Attrs = append(e.Attrs, event.Of("expires", change.Cookie.Expires.UTC().Format("2006-01-02T15:04:05Z")))
		}
	case browser.Deleted:
		c.changes++
		was := cookieTag(change.Was)
		e.Kind, e.Artifacts = event.CookieDropped, []string{"cred:" + was}
		why := "cleared"
		if change.Cookie.Value != "" {
			why = "expired"
		}
		e.Attrs = []event.Attr{event.Of("name", change.Cookie.Name), event.Of("tag", was), event.Of("why", why)}
	case browser.Refused:
		e.Kind = event.CookieRefused
		e.Attrs = []event.Attr{event.Of("name", change.Cookie.Name), event.Of("why", change.Why)}
	default:
		return
	}
	p.world.note(p.exchange.Flight, e)
}

// reason names why the request was refused, "" if it was not.
func (p *passage) reason() string {
	switch {
	case p.cut:
		return string(event.ResponseCut)
	case p.response.status < http.StatusBadRequest:
		return ""
	case p.own:
		return map[int]string{502: string(event.BadGateway), 503: string(event.NoServer), 504: string(event.GatewayTimeout)}[p.response.status]
	case p.refusal != "":
		return p.refusal
	case p.response.status == http.StatusNotFound:
		return "not-found"
	}
	return "refused"
}
