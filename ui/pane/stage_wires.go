package pane

import (
	"strconv"
	"strings"

	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// ports answers where the wires touch a node; false for a node not drawn.
func (s *stage) clientPort(name string) (point, bool) {
	for i, client := range s.clients {
		if client.Name == name {
			b := s.browsers.boxes[i]
			return point{b.right(), clientRow(b)}, true
		}
	}
	return point{}, false
}

func (s *stage) serverBox(name string) (box, bool) {
	for i, server := range s.now.Servers {
		if server.Name == name && i < len(s.rack.boxes) {
			return s.rack.boxes[i], true
		}
	}
	return box{}, false
}

// clientPath is the wire from a client to the balancer.
func (s *stage) clientPath(name string) []step {
	from, ok := s.clientPort(name)
	if !ok {
		return nil
	}
	y := s.balancer.middle()
	turn := s.balancer.x - 2
	return trace(from, point{turn, from.y}, point{turn, y}, point{s.balancer.x - 1, y})
}

// serverPath is the wire from the balancer to a server.
func (s *stage) serverPath(name string) []step {
	b, ok := s.serverBox(name)
	if !ok {
		return nil
	}
	from := point{s.balancer.right(), s.balancer.middle()}
	turn := s.balancer.right() + 1
	return trace(from, point{turn, from.y}, point{turn, b.middle()}, point{b.x - 1, b.middle()})
}

// storePath is the wire from a server to the store.
func (s *stage) storePath(name string) []step {
	b, ok := s.serverBox(name)
	if !ok || s.store.w == 0 {
		return nil
	}
	from := point{b.right(), b.middle()}
	if s.below {
		lane := b.right() + 1
		return trace(from, point{lane, from.y}, point{lane, s.store.y - 1})
	}
	turn := s.store.x - 2
	return trace(from, point{turn, from.y}, point{turn, s.store.middle()}, point{s.store.x - 1, s.store.middle()})
}

func (s *stage) drawWires() *wiring {
	w := newWiring(s.c.w, s.c.h)
	for _, client := range s.clients {
		w.thin(s.clientPath(client.Name), toneBorder, false)
	}
	for _, server := range s.now.Servers {
		w.thin(s.serverPath(server.Name), toneBorder, !server.Up)
		if s.now.Store != nil && server.Up {
			w.thin(s.storePath(server.Name), toneBorder, false)
		}
	}
	var labels []label
	lines := s.lines()
	for i := range lines {
		labels = append(labels, s.drawLine(w, &lines[i])...)
	}
	if len(lines) == 0 {
		s.drawOpen(w)
	}
	w.draw(s.c)
	for _, l := range labels {
		s.drawLabel(w, l)
	}
	return w
}

// lines are the messages under way. An answer is shown where the event under
// the cursor sends it off or takes it in.
func (s *stage) lines() []snapshot.Line {
	e := s.in.Current()
	if e == nil || (e.Kind != event.ResponseSent && e.Kind != event.ResponseReceived && e.Kind != event.ResponseDropped) {
		return s.now.Lines
	}
	status, _ := strconv.Atoi(e.Get("status"))
	answer := snapshot.Line{Flight: e.Flight, From: e.Node, To: "balancer", Response: true, Status: status, Tag: s.handedOut(e.Flight)}
	if e.Kind != event.ResponseSent {
		answer.From, answer.To = "balancer", e.Node
	}
	out := []snapshot.Line{}
	for _, l := range s.now.Lines {
		if l.Flight != e.Flight {
			out = append(out, l)
		}
	}
	return append(out, answer)
}

// handedOut is the credential that an answer sets, or "".
func (s *stage) handedOut(flight int) string {
	tag := ""
	for i := range s.in.Events {
		if e := &s.in.Events[i]; e.Flight == flight {
			switch e.Kind {
			case event.ResponseSent:
				if t := e.Get("set-cookie"); t != "" && t != "cleared" {
					tag = t
				}
			case event.TokenIssued:
				// A backend for a frontend keeps its tokens to itself.
				if s.now.Design != "bff" {
					tag = e.Get("tag")
				}
			}
		}
	}
	return tag
}

// drawOpen shows how far the request under the cursor has come while nothing of
// it is on a line: it is inside a node.
func (s *stage) drawOpen(w *wiring) {
	r := s.routes[s.flight]
	if r == nil || r.answered || r.client == "" {
		return
	}
	t := s.lineTone(r.client, r.tag, 0)
	if r.from != "" {
		t = toneAttacker
	}
	w.bold(s.clientPath(r.client), t, 1, true)
	if r.server != "" && s.focus == r.server {
		w.bold(s.serverPath(r.server), t, 1, true)
	}
}

// hop is a piece of the way between two neighbours.
type hop int

const (
	hopClient hop = iota // between a client and the balancer
	hopServer            // between the balancer and a server
	hopStore             // between a server and the store
)

// drawLine lays the way of one message and answers its labels.
func (s *stage) drawLine(w *wiring, l *snapshot.Line) []label {
	client, server, hops := s.follow(l)
	var labels []label
	for i, hp := range hops {
		t := s.lineTone(client, l.Tag, l.Status)
		if r := s.routes[l.Flight]; r != nil && l.Status == 0 {
			switch {
			case r.from != "":
				t = toneAttacker
			case asked(l) && hp != hopStore:
				t = s.lineTone(client, r.tag, 0)
			}
		}
		path := s.hopPath(hp, client, server)
		if len(path) == 0 {
			continue
		}
		if l.Response {
			path = reversed(path)
		}
		last := i == len(hops)-1
		phase := 1.0
		if last {
			phase = s.in.Phase
		}
		if last && s.lost(l) {
			w.broken(path, t, phase)
		} else {
			w.bold(path, t, phase, last)
		}
		labels = append(labels, s.labelOf(l, hp, path, client, last))
	}
	return labels
}

// lost tells that a line is that of an answer which does not arrive.
func (s *stage) lost(l *snapshot.Line) bool {
	e := s.in.Current()
	return e != nil && e.Kind == event.ResponseDropped && e.Flight == l.Flight && l.Response
}

// follow answers whose message a line carries, and the hops it has covered; the
// last is the one it is on now.
func (s *stage) follow(l *snapshot.Line) (client, server string, hops []hop) {
	if r := s.routes[l.Flight]; r != nil {
		client, server = r.client, r.server
	}
	from, to := l.From, l.To
	if l.Response {
		from, to = to, from
	}
	if s.isClient(from) {
		client = from
	}
	if strings.HasPrefix(to, "s") && s.isServer(to) {
		server = to
	}
	if s.isServer(from) {
		server = from
	}
	switch {
	case to == "store" || to == "replica":
		hops = []hop{hopClient, hopServer, hopStore}
	case s.isServer(to):
		hops = []hop{hopClient, hopServer}
	default:
		hops = []hop{hopClient}
	}
	if l.Response {
		switch {
		case to == "store" || to == "replica":
			hops = []hop{hopStore}
		case s.isServer(to) && s.isClient(from):
			hops = []hop{hopServer, hopClient}
		case s.isServer(to):
			hops = []hop{hopServer}
		}
	}
	return client, server, hops
}

func (s *stage) hopPath(hp hop, client, server string) []step {
	switch hp {
	case hopClient:
		return s.clientPath(client)
	case hopServer:
		return s.serverPath(server)
	}
	return s.storePath(server)
}

func (s *stage) isClient(name string) bool {
	for _, client := range s.now.Clients {
		if client.Name == name {
			return true
		}
	}
	return false
}

func (s *stage) isServer(name string) bool {
	for _, server := range s.now.Servers {
		if server.Name == name {
			return true
		}
	}
	return false
}

// lineTone is the hue of a message: the attacker's, the answer's, or the credential's.
func (s *stage) lineTone(client, tag string, status int) tone {
	if status > 0 {
		return statusTone(status)
	}
	for _, c := range s.now.Clients {
		if c.Name == client && c.Attacker {
			return toneAttacker
		}
	}
	if tag == "" {
		return toneStrong
	}
	return s.hue(tag)
}
