package cluster

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"authlab/sim/auth"
	"authlab/sim/browser"
	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// host is the one site of the cluster.
const host = "app.example"

// credentials are what a caller can present.
type credentials struct {
	jar    *browser.Jar
	tokens browser.Tokens
	// csrf is the token that the site's page has been given against forged requests.
	csrf string
	// stolen credentials are sent whatever their expiry says.
	stolen bool
}

func (c credentials) copied() credentials {
	c.jar, c.stolen = c.jar.Clone(), true
	return c
}

// ambient are the credentials that a browser sends along whoever asks it to: what the
// site's own code would add is missing.
func (c credentials) ambient() credentials { return credentials{jar: c.jar} }

// client is a browser or another caller.
type client struct {
	world   *World
	name    string
	ip      netip.Addr
	ipText  string
	own     credentials
	waiting *Exchange       // the request under way, or nil
	last    snapshot.Answer // Status 0: none yet
	// answers are how its requests ended, oldest first.
	answers  []answered
	setCount int // Set-Cookie lines received
	changes  int // of the cookie jar
	credit   int // bytes of the credential line last sent
	guesses  int
	hits     int
	// kept is where the page has put its tokens.
	kept string
	// sniffed tells that the attacker listens to its plain http.
	sniffed bool
	// planted is the session cookie that the attacker has put into the jar, "" for none.
	planted string
	// stolen counts its credentials that the attacker has come by.
	stolen int
	// forged is the newest token the client has made itself, by a kind of forgery, genuine
	// the newest it has not;
	// forgeries counts those made, forgedHits the answers 200 they got.
	forged, forgedKind    string
	genuine               string
	forgeries, forgedHits int
	// leeway is the largest that let a token of the client's in, outside of its dates.
	leeway time.Duration
	// logins counts those answered 200. loggedIn is when the newest of them was answered,
	// lasted how long after that its own credential last got an answer 200.
	logins           int
	loggedIn, lasted time.Duration
	// deathsBefore counts the deaths of machines up to that login; outlived names the
	// machines that have died since, and after whose death it last did.
	deathsBefore int
	outlived     map[string]bool
	state        *snapshot.Client
}

// Attacker is the client who works with other people's credentials.
const Attacker = "mallory"

// client finds a client by name; one not seen before appears, the k-th at 127.0.1.k.
func (w *World) client(name string) *client {
	if c := w.byName[name]; c != nil {
		return c
	}
	k := len(w.clients) + 1
	c := &client{world: w, name: name, own: credentials{jar: &browser.Jar{}}, kept: browser.KeepMemory, outlived: map[string]bool{},
		ip: netip.AddrFrom4([4]byte{127, 0, byte(1 + k/256), byte(k % 256)})}
	c.ipText = c.ip.String()
	w.clients = append(w.clients, c)
	w.byName[name] = c
	return c
}

// address is where the request seems to come from.
func (c *client) address(given string) netip.Addr {
	if given != "" {
		if ip, err := netip.ParseAddr(given); err == nil {
			return ip
		}
	}
	return c.ip
}

// presents answers what the request shows at the moment it is sent.
func (p *passage) presents() credentials {
	with := p.exchange.Spec.With
	switch {
	case p.exchange.Spec.From != browser.OwnPage:
		return p.client.own.ambient()
	case with == "":
		return p.client.own
	}
	if copied, ok := p.world.copies[with]; ok {
		return copied
	}
	return p.world.byName[with].own.copied()
}

// form is the body of the request, or nil.
func (p *passage) form() []byte {
	spec := &p.exchange.Spec
	if spec.Method != http.MethodPost {
		return nil
	}
	var f auth.Form
	switch {
	case auth.IsLogin(spec.Path):
		f = auth.Form{User: spec.User, Password: presented(spec.User, spec.Password, "right"), Device: spec.Device}
	case spec.Path == "/revoke":
		f = auth.Form{User: spec.User, Device: spec.Device}
	case spec.Path == "/refresh" || spec.Path == "/logout":
		if p.jar.tokens.Refresh == "" {
			return nil
		}
		f = auth.Form{RefreshToken: p.jar.tokens.Refresh}
	default:
		return nil
	}
	// A struct of strings always marshals.
	text, _ := json.Marshal(f)
	return text
}

// presented is the password a user types.
func presented(user, given, usual string) string {
	if given == "" {
		given = usual
	}
	switch given {
	case "right":
		return auth.Password(user)
	case "wrong":
		return "not-" + auth.Password(user)
	}
	return given
}

// build makes the HTTP request, credentials and all.
func (p *passage) build() {
	w, spec := p.world, &p.exchange.Spec
	path, query, _ := strings.Cut(spec.Path, "?")
	if spec.MS != "" {
		query = "ms=" + url.QueryEscape(spec.MS)
	}
	if spec.Audience != "" {
		query = "audience=" + url.QueryEscape(spec.Audience)
	}
	r := &p.request
	r.Method, r.URL, r.Host, r.RemoteAddr = spec.Method, w.url(path, query), host, spec.IP
	r.Proto, r.ProtoMajor, r.ProtoMinor = "HTTP/1.1", 1, 1
	r.Header, r.Body, r.ContentLength = headerMap(r.Header), http.NoBody, 0
	if body := p.form(); body != nil {
		r.Header["Content-Type"] = []string{"application/json"}
		r.Header["Content-Length"] = []string{itoa(len(body))}
		r.ContentLength = int64(len(body))
		r.Body = readCloser{strings.NewReader(string(body))}
	}
	p.attach(path)
	p.attest()
	if !spec.Plain {
		r.Header["X-Forwarded-Proto"] = overTLS
	}
	if spec.IP == "" {
		r.RemoteAddr = p.client.ipText
	}
	if w.config.Auth == "password" && spec.Password != "" && !auth.IsLogin(path) {
		user := spec.User
		if path == "/revoke" {
			// There user= is whose access is to end.
			user = spec.Client
		}
		pair := user + ":" + presented(user, spec.Password, "right")
		r.Header["Authorization"] = []string{basicScheme + base64.StdEncoding.EncodeToString([]byte(pair))}
	}
	p.exchange.CredentialBytes = lineBytes("Cookie", r.Header["Cookie"]) + lineBytes("Authorization", r.Header["Authorization"])
	p.client.credit = p.exchange.CredentialBytes
}

// headerMap is used again if there is one.
func headerMap(used http.Header) http.Header {
	if used != nil {
		return used
	}
	return make(http.Header, 4)
}

// overTLS is the balancer's word that the client spoke TLS.
var overTLS = []string{"https"}

// url is shared by all requests for a path: nobody changes it.
func (w *World) url(path, query string) *url.URL {
	if u := w.urls[path]; u != nil && query == "" {
		return u
	}
	u := &url.URL{Path: path, RawQuery: query}
	if query == "" {
		w.urls[path] = u
	}
	return u
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

// deliver is the answer's arrival: the browser keeps cookies and tokens, and the exchange is over.
func (p *passage) deliver() {
	w, ex, c := p.world, p.exchange, p.client
	if w.losing > 0 {
		p.lose()
		return
	}
	ex.AnsweredAt = w.scheduler.Now()
	ex.Status, ex.Cut = p.response.status, p.cut
	if !p.own {
		ex.Server = p.server.name
	}
	ex.SetCookie = p.response.header["Set-Cookie"]
	if challenge := p.response.header[challengeLine]; len(challenge) > 0 {
		ex.WWWAuthenticate = challenge[0]
	}
	ex.Body = string(p.response.body)
	ex.ResponseBytes = responseBytes(&p.response)
	ex.Error = p.reason()
	p.takeCounts()
	w.totals.ResponseBytes += ex.ResponseBytes
	w.totals.Requests++
	w.totals.status[ex.Status]++
	c.remember(ex)
	w.still(p)
	if w.recording {
		p.noteReceived()
	}
	c.setCount += len(ex.SetCookie)
	if !p.foreign() {
		p.keepCookies()
		if ex.Spec.From == browser.OwnPage {
			p.keepToken()
			p.keepCSRF()
		}
	}
	p.overhearAnswer()
	p.settlePlanted()
	p.refused()
	p.expose()
	if raw := c.forged; raw != "" && ex.Status == http.StatusOK && p.jar.access() == raw && !openToAll(ex.Spec.Path) {
		c.forgedHits++
	}
	p.finish()
}

// takeCounts notes what the request has cost the server.
func (p *passage) takeCounts() {
	if f, ex := p.flight, p.exchange; f != nil {
		ex.StoreReads, ex.StoreWrites = f.StoreReads, f.StoreWrites
		ex.Signatures, ex.Verifications = f.Signatures, f.Verifications
		ex.forgiven = f.Forgiven
	}
}

// finish ends the exchange.
func (p *passage) finish() {
	if p.world.recording {
		p.exchange.Memory = p.world.held()
	}
	p.exchange.Done = true
	p.world.outstanding--
	p.world.release(p)
}

// lose is the end of an answer that does not reach its client. The server has done
// its work; the client knows nothing of it, keeps nothing, and gives up at once.
func (p *passage) lose() {
	w, ex := p.world, p.exchange
	w.losing--
	ex.AnsweredAt = w.scheduler.Now()
	ex.Error = string(event.ResponseDropped)
	p.takeCounts()
	p.client.remember(ex)
	w.still(p)
	w.note(ex.Flight, event.Event{Kind: event.ResponseDropped, Node: p.client.name, Peer: balancerName,
		Attrs: []event.Attr{event.Of("path", ex.Spec.Path), event.Of("status", itoa(p.response.status))}})
	p.finish()
}

// foreign tells that the credentials were somebody else's: what comes back is not kept.
func (p *passage) foreign() bool { return p.exchange.Spec.With != "" }

func (p *passage) keepToken() {
	c, ex := p.client, p.exchange
	if got := tokensIn(p.response.body); got.Access != "" && !p.cut {
		c.own.tokens.Access = got.Access
		if got.Refresh != "" {
			c.own.tokens.Refresh = got.Refresh
		}
		c.state = nil
		tag := tokenTag(got.Access)
		p.place()
		e := event.Event{Kind: event.TokenKept, Node: c.name, Artifacts: []string{"cred:" + tag},
			Attrs: []event.Attr{event.Of("tag", tag), event.Of("where", c.kept)}}
		if got.Refresh != "" {
			e.Attrs = append(e.Attrs, event.Of("refresh", event.Tag(got.Refresh)))
			e.Artifacts = append(e.Artifacts, "cred:"+event.Tag(got.Refresh))
		}
		p.world.note(ex.Flight, e)
	}
	if ex.Spec.Path == "/logout" && ex.Status == http.StatusOK && c.own.tokens != (browser.Tokens{}) {
		tag := tokenTag(c.own.tokens.Access)
		c.own.tokens = browser.Tokens{}
		c.displace()
		c.state = nil
		p.world.note(ex.Flight, event.Event{Kind: event.TokenDropped, Node: c.name, Artifacts: []string{"cred:" + tag},
			Attrs: []event.Attr{event.Of("tag", tag)}})
	}
}

var accessTokenName = []byte(`"access_token"`)

// tokensIn reads the tokens out of an answer's body (RFC 6749 §5.1); "" stands for one it does not bring.
func tokensIn(body []byte) browser.Tokens {
	if !bytes.Contains(body, accessTokenName) {
		return browser.Tokens{}
	}
	var answer struct {
		Access  string `json:"access_token"`
		Refresh string `json:"refresh_token"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return browser.Tokens{}
	}
	return browser.Tokens{Access: answer.Access, Refresh: answer.Refresh}
}

func timeOf(sinceEpoch time.Duration) time.Time { return event.Epoch.Add(sinceEpoch) }
