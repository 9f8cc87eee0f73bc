package cluster

import (
	"net/http"
	"time"

	"authlab/sim/balance"
	"authlab/sim/event"
	"authlab/sim/flight"
	"authlab/sim/snapshot"
)

// stage is where a request is on its way.
type stage int

const (
	leaving      stage = iota // the client is about to send it
	atBalancer                // it has reached the balancer
	connecting                // the balancer tries a server
	atServer                  // a server works on it
	returning                 // the answer has left the server
	backAtClient              // the answer is about to reach the client
)

// passage is one request on its way through the cluster and its answer on the way back.
type passage struct {
	world    *World
	exchange *Exchange
	client   *client
	jar      credentials // what is sent: the client's own, or a stolen set
	request  http.Request
	stage    stage

	choice  balance.Choice
	server  *server // that it was given to last
	attempt int
	active  string // counted at this server by the balancer
	flight  *flight.Flight
	limit   flight.Timer
	// step is the next stage in the queue; an answer in the server's place stops it.
	step flight.Timer
	// settled tells that the balancer has an answer, the server's or its own;
	// what a late handler still does is not heard.
	settled  bool
	cut      bool
	own      bool       // the balancer's own answer
	trouble  event.Kind // what the store did to it last
	refusal  string     // the newest fact that speaks against the caller
	badToken bool       // it is about a token
	response response
}

// response is the http.ResponseWriter a handler writes to. The head leaves with
// the first byte.
type response struct {
	passage *passage
	header  http.Header
	status  int
	body    []byte
}

// Header is the head under construction.
func (r *response) Header() http.Header { return r.header }

// WriteHeader sends the head.
func (r *response) WriteHeader(status int) {
	if r.status != 0 {
		return
	}
	r.status = status
	r.passage.headSent()
}

// Write sends a part of the body, and the head before it.
func (r *response) Write(b []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	r.body = append(r.body, b...)
	return len(b), nil
}

// headSent starts the balancer's patience anew: it counts from the last byte seen.
func (p *passage) headSent() {
	if p.settled {
		return
	}
	w := p.world
	w.scheduler.Stop(p.limit)
	p.limit = w.scheduler.After(w.config.Balance.Timeout, (*impatience)(p))
}

// impatience is the passage as the Runner of its timeout.
type impatience passage

// Run ends the wait for a server.
func (i *impatience) Run() { (*passage)(i).timeOut() }

// requestContext is the passage as the context of its request: that of the flight
// it is worked on in.
type requestContext passage

// Deadline is none: a server does not know how long the balancer waits.
func (c *requestContext) Deadline() (time.Time, bool) { return time.Time{}, false }

// Done never happens: a server that dies unwinds its handlers itself.
func (c *requestContext) Done() <-chan struct{} { return nil }

// Err is nil.
func (c *requestContext) Err() error { return nil }

// Value is the flight's.
func (c *requestContext) Value(key any) any {
	if c.flight == nil {
		return nil
	}
	return c.flight.Value(key)
}

// Run takes the next stage; the queue calls it.
func (p *passage) Run() {
	switch p.stage {
	case leaving:
		p.send()
	case atBalancer:
		p.choose("")
	case connecting:
		p.connect()
	case atServer:
		p.arrive()
	case returning:
		p.forward()
	case backAtClient:
		p.deliver()
	}
}

// after queues the next stage.
func (p *passage) after(d time.Duration, next stage) {
	p.stage = next
	p.step = p.world.scheduler.After(d, p)
}

// send puts the request on the line.
func (p *passage) send() {
	w := p.world
	p.exchange.SentAt = w.scheduler.Now()
	p.jar = p.presents()
	p.build()
	p.exchange.RequestBytes = requestBytes(&p.request, len(p.form()))
	w.totals.RequestBytes += p.exchange.RequestBytes
	p.client.state = nil
	p.client.waiting = p.exchange
	w.moving = append(w.moving, p)
	p.prepare()
	if w.recording {
		p.noteSent()
	}
	p.overhear()
	p.after(w.config.ClientHop, atBalancer)
}

// choose asks the policy for a server; avoid is one that has just refused.
func (p *passage) choose(avoid string) {
	w := p.world
	policy := w.policy.Name()
	if w.services != nil {
		policy = "path"
		p.choice = w.byPath(p.request.URL.Path)
	} else {
		p.choice = w.policy.Choose(balance.Request{IP: p.client.address(p.exchange.Spec.IP), URI: p.request.URL.Path, Pin: p.pin()}, w.pool, avoid)
	}
	w.balancerState = nil
	if p.choice.Server == "" {
		p.refuse(http.StatusServiceUnavailable, event.Event{Kind: event.NoServer, Node: balancerName,
			Attrs: []event.Attr{event.Of("status", "503"), event.Of("why", p.choice.Why)}, Artifacts: w.deadNames()})
		return
	}
	p.server = w.server(p.choice.Server)
	p.begin(p.choice.Server)
	if w.recording {
		e := event.Event{Kind: event.ServerChosen, Node: balancerName, Peer: p.choice.Server,
			Attrs:     []event.Attr{event.Of("server", p.choice.Server), event.Of("policy", policy), event.Of("why", p.choice.Why)},
			Artifacts: []string{nodeName(p.choice.Server)}, Message: p.requestMessage(balancerName, p.choice.Server)}
		if !w.server(p.choice.Server).up {
			e.Artifacts = nil
		}
		w.note(p.exchange.Flight, e)
	}
	p.connect()
}

// begin moves the balancer's count of this request to a server.
func (p *passage) begin(server string) {
	p.world.pool.End(p.active)
	p.active = server
	p.world.pool.Begin(server)
}

// connect tries the chosen server. A dead one refuses at once; the balancer then
// does what HAProxy does with its retries and redispatch.
func (p *passage) connect() {
	w := p.world
	if p.server.up {
		p.limit = w.scheduler.After(w.config.Balance.Timeout, (*impatience)(p))
		p.after(w.config.ServerHop, atServer)
		return
	}
	p.attempt++
	w.note(p.exchange.Flight, event.Event{Kind: event.ConnectFailed, Node: balancerName, Peer: p.server.name,
		Attrs:     []event.Attr{event.Of("server", p.server.name), event.Of("attempt", itoa(p.attempt))},
		Artifacts: []string{nodeName(p.server.name)}})
	plan := w.config.Balance.Retry(p.attempt, len(w.pool.Alive()), p.choice.Fixed)
	switch {
	case plan.GiveUp:
		p.refuse(http.StatusServiceUnavailable, event.Event{Kind: event.NoServer, Node: balancerName,
			Attrs:     []event.Attr{event.Of("status", "503"), event.Of("why", p.server.name+" refused "+itoa(p.attempt)+" connections")},
			Artifacts: []string{nodeName(p.server.name)}})
	case plan.Redispatch:
		p.choose(p.server.name)
	default:
		p.after(plan.Wait, connecting)
	}
}

// arrive hands the request to the server's handler, in a coroutine of its own.
func (p *passage) arrive() {
	s := p.server
	if !s.up {
		p.world.scheduler.Stop(p.limit)
		p.connect()
		return
	}
	s.inside = append(s.inside, p)
	s.state, s.lookup = nil, nil
	p.response = response{passage: p, header: headerMap(p.response.header)}
	p.world.scheduler.Go(p, p)
}

// Fly is the server's work on the request.
func (p *passage) Fly(f *flight.Flight) {
	p.flight = f
	s := p.server
	p.response.header["X-Served-By"] = s.servedBy
	s.handler.ServeHTTP(&p.response, &p.request)
	s.leave(p)
	p.response.WriteHeader(http.StatusOK)
	if p.settled {
		return
	}
	p.settle()
	s.served++
	if p.world.recording {
		p.noteAnswered()
	}
	p.after(p.world.config.ServerHop, returning)
}

// settle ends the balancer's wait for the server, also where the request is still
// on its way to it.
func (p *passage) settle() {
	p.settled = true
	p.world.scheduler.Stop(p.limit)
	p.world.scheduler.Stop(p.step)
}

// timeOut is the end of the balancer's patience: a 504 in the handler's place, or
// a cut answer where the head has left already. The handler stays parked and may
// finish later, unheard.
func (p *passage) timeOut() {
	if p.settled {
		return
	}
	after := event.Of("after", p.world.config.Balance.Timeout.String())
	if p.response.status == 0 {
		p.refuse(http.StatusGatewayTimeout, event.Event{Kind: event.GatewayTimeout, Node: balancerName, Peer: p.server.name,
			Attrs: []event.Attr{event.Of("status", "504"), event.Of("server", p.server.name), after}})
		return
	}
	p.cutShort(event.Event{Kind: event.ResponseCut, Node: balancerName, Peer: p.server.name,
		Attrs: []event.Attr{event.Of("server", p.server.name), after}})
}

// broken is what the balancer makes of a connection that ended in the middle: no
// retry, a 502, or a cut answer where the head has left already.
func (p *passage) broken() {
	if p.settled {
		return
	}
	if p.response.status == 0 {
		p.refuse(http.StatusBadGateway, event.Event{Kind: event.BadGateway, Node: balancerName, Peer: p.server.name,
			Attrs:     []event.Attr{event.Of("status", "502"), event.Of("server", p.server.name)},
			Artifacts: []string{nodeName(p.server.name)}})
		return
	}
	p.cutShort(event.Event{Kind: event.ResponseCut, Node: balancerName, Peer: p.server.name,
		Attrs:     []event.Attr{event.Of("server", p.server.name)},
		Artifacts: []string{nodeName(p.server.name)}})
}

// refuse answers in the servers' place.
func (p *passage) refuse(status int, e event.Event) {
	p.settle()
	p.own = true
	body := balancerBody(status)
	p.response = response{passage: p, status: status, body: []byte(body), header: http.Header{
		"Content-Type": {"text/html"}, "Content-Length": {itoa(len(body))}, "Cache-Control": {"no-cache"}}}
	if e.Kind != event.GatewayTimeout && e.Kind != event.BadGateway {
		p.server = nil
	}
	p.world.note(p.exchange.Flight, e)
	p.forward()
}

// cutShort passes on what there is of an answer.
func (p *passage) cutShort(e event.Event) {
	p.settle()
	p.cut = true
	p.world.note(p.exchange.Flight, e)
	p.forward()
}

// forward is the answer's passing through the balancer, which adds its own cookie.
func (p *passage) forward() {
	p.begin("")
	p.world.balancerState = nil
	if p.choice.Pin && !p.own {
		line := balance.PinValue(p.server.name)
		p.response.header.Add("Set-Cookie", line)
		p.world.note(p.exchange.Flight, event.Event{Kind: event.PinSet, Node: balancerName, Peer: p.client.name,
			Attrs: []event.Attr{event.Of("server", p.server.name), event.Of("was", p.pin())}})
	}
	p.after(p.world.config.ClientHop, backAtClient)
}

// line is the message under way, for the picture.
func (p *passage) line(now *event.Event) (snapshot.Line, bool) {
	l := snapshot.Line{Flight: p.exchange.Flight, From: p.client.name, To: balancerName, Label: label(p.exchange), Tag: p.tag()}
	switch p.stage {
	case leaving:
		return l, true
	case atBalancer, connecting:
		if now != nil && now.Kind == event.ServerChosen && now.Flight == p.exchange.Flight {
			l.From, l.To = balancerName, p.choice.Server
		}
		return l, true
	case atServer:
		l.From, l.To = balancerName, p.server.name
		if p.trouble == event.StoreHung && !p.settled {
			return snapshot.Line{Flight: l.Flight, From: p.server.name, To: storeName, Label: "waiting", Hung: true, Tag: l.Tag}, true
		}
		return l, true
	case returning:
		return snapshot.Line{Flight: l.Flight, From: p.server.name, To: balancerName, Response: true,
			Status: p.response.status, Label: itoa(p.response.status), Tag: p.issued()}, true
	case backAtClient:
		return snapshot.Line{Flight: l.Flight, From: balancerName, To: p.client.name, Response: true,
			Status: p.response.status, Label: itoa(p.response.status), Tag: p.issued()}, true
	}
	return l, false
}
