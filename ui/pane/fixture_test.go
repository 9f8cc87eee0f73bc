package pane

import (
	"time"

	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// situation is a hand-made moment of a run.
type situation struct {
	name string
	in   Input
}

const step5 = 5 * time.Millisecond

func aliceRow() snapshot.Row {
	return snapshot.Row{Key: "sess:9f3ab2c8", Tag: "9f3a", User: "alice", Created: 10 * time.Millisecond, Bytes: 71,
		Text: `{"cookie":{"path":"/"},"user":"alice"}`}
}

func aliceCookie() snapshot.Cookie {
	return snapshot.Cookie{Name: "connect.sid", Value: "s%3A9f3ab2c8.Kq81", Tag: "9f3a", Domain: "app.test", HostOnly: true, Path: "/",
		HTTPOnly: true, Secure: true, SameSite: "Lax"}
}

func servers(n int, memory bool) []*snapshot.Server {
	var out []*snapshot.Server
	for i := range n {
		out = append(out, &snapshot.Server{Name: "s" + string(rune('1'+i)), Up: true, Noticed: true, Memory: memory,
			Keys: []snapshot.Key{{ID: "session-secret", Alg: "HS256", Tag: "77aa", Mint: true}}})
	}
	return out
}

// numbered gives events their Seq and the causes a straight run has.
func numbered(events ...event.Event) []event.Event {
	for i := range events {
		events[i].Seq = i + 1
		events[i].At = time.Duration(i) * step5
		if i > 0 && events[i].Causes == nil && events[i].Flight == events[i-1].Flight {
			events[i].Causes = []int{i}
		}
	}
	return events
}

func of(kind event.Kind, node string, flight int, attrs ...string) event.Event {
	e := event.Event{Kind: kind, Node: node, Flight: flight, Command: flight - 1}
	for i := 0; i+1 < len(attrs); i += 2 {
		e.Attrs = append(e.Attrs, event.Of(attrs[i], attrs[i+1]))
	}
	return e
}

func withArtifacts(e event.Event, names ...string) event.Event {
	e.Artifacts = names
	return e
}

func withCauses(e event.Event, causes ...int) event.Event {
	e.Causes = causes
	return e
}

func withMessage(e event.Event, m *event.Message) event.Event {
	e.Message = m
	return e
}

// missEvents is a login at s1 and a profile request that s2 cannot answer.
func missEvents() []event.Event {
	get := &event.Message{From: "alice", To: "balancer", StartLine: "GET /profile HTTP/1.1", Bytes: 112,
		Header: []string{"Host: app.test", "Cookie: connect.sid=s%3A9f3ab2c8.Kq81"}}
	answer := &event.Message{From: "s2", To: "balancer", StartLine: "HTTP/1.1 401 Unauthorized", Status: 401, Bytes: 98,
		Header: []string{"Content-Type: application/json"}, Body: `{"error":"login first"}`}
	return numbered(
		of(event.RequestSent, "alice", 1, "method", "POST", "path", "/login", "carrier", "none"),
		of(event.ServerChosen, "balancer", 1, "server", "s1", "policy", "round-robin", "why", "head of the queue"),
		of(event.PasswordAccepted, "s1", 1, "user", "alice"),
		withArtifacts(of(event.SessionCreated, "s1", 1, "tag", "9f3a", "where", "s1", "user", "alice"), "row:9f3ab2c8"),
		of(event.ResponseSent, "s1", 1, "status", "200", "set-cookie", "9f3a"),
		of(event.CookieStored, "alice", 1, "name", "connect.sid", "tag", "9f3a"),
		of(event.ResponseReceived, "alice", 1, "status", "200", "path", "/login", "server", "s1"),
		withMessage(of(event.RequestSent, "alice", 2, "method", "GET", "path", "/profile", "tag", "9f3a", "carrier", "cookie"), get),
		of(event.ServerChosen, "balancer", 2, "server", "s2", "policy", "round-robin", "why", "head of the queue"),
		of(event.CookieAccepted, "s2", 2, "tag", "9f3a"),
		withCauses(withArtifacts(of(event.SessionMiss, "s2", 2, "tag", "9f3a", "where", "s2"), "row:9f3ab2c8"), 10, 4),
		withMessage(of(event.ResponseSent, "s2", 2, "status", "401"), answer),
		of(event.ResponseReceived, "alice", 2, "status", "401", "path", "/profile", "server", "s2"),
	)
}

// missMoment is the cluster after n events of missEvents.
func missMoment(n int, lines ...snapshot.Line) Input {
	s := servers(3, true)
	s[0].Rows, s[0].Total = []snapshot.Row{aliceRow()}, 1
	s[1].Lookup = &snapshot.Lookup{Tag: "9f3a", Where: "s2"}
	return Input{Phase: 1, Events: missEvents()[:n], Now: &snapshot.Snapshot{
		At: 1204 * time.Millisecond, Design: "session",
		Clients: []*snapshot.Client{
			{Name: "alice", IP: "127.0.1.1", Cookies: []snapshot.Cookie{aliceCookie()}, Waiting: "GET /profile",
				Last: &snapshot.Answer{Method: "POST", Path: "/login", Status: 200, Server: "s1"}},
			{Name: "mallory", IP: "127.0.1.2", Attacker: true},
		},
		Balancer: &snapshot.Balancer{Policy: "round-robin", Queue: []string{"s3", "s1", "s2"}, Next: "s3"},
		Servers:  s,
		Lines:    lines,
	}}
}

func missRequest() Input {
	return missMoment(9, snapshot.Line{Flight: 2, From: "balancer", To: "s2", Tag: "9f3a", Label: "GET /profile"})
}

func missLooked() Input { return missMoment(11) }

func missAnswer() Input {
	in := missMoment(12, snapshot.Line{Flight: 2, From: "s2", To: "balancer", Response: true, Status: 401, Label: "401"})
	return in
}

func deadServer() Input {
	in := missMoment(7)
	s := servers(3, true)
	s[0] = &snapshot.Server{Name: "s1", Memory: true, Noticed: true}
	in.Now.Clients[0].Waiting = ""
	in.Now.Balancer.Down = []string{"s1"}
	was := *in.Now
	was.Servers = servers(3, true)
	was.Servers[0].Total, was.Servers[0].Rows = 1, []snapshot.Row{aliceRow()}
	in.Was = &was
	now := *in.Now
	now.Servers = s
	in.Now = &now
	in.Events = append(in.Events, event.Event{Seq: 8, Kind: event.NodeKilled, Node: "s1", Attrs: []event.Attr{event.Of("rows", "1")}})
	return in
}

func storePaused() Input {
	in := missMoment(10, snapshot.Line{Flight: 2, From: "s2", To: "store", Tag: "9f3a", Label: "get 9f3a", Hung: true})
	in.Now.Servers = servers(3, false)
	in.Now.Clients = in.Now.Clients[:1]
	in.Now.Store = &snapshot.Store{Kind: "redis", Up: true, Paused: true, Rows: []snapshot.Row{aliceRow()}, Total: 1, Reads: 3, Writes: 1, Waiting: 1}
	return in
}

func tokenAccepted() Input {
	events := numbered(
		of(event.RequestSent, "alice", 1, "method", "GET", "path", "/profile", "tag", "dXr9", "carrier", "header"),
		of(event.ServerChosen, "balancer", 1, "server", "s2", "policy", "round-robin", "why", "head of the queue"),
		of(event.TokenAccepted, "s2", 1, "tag", "dXr9", "user", "alice", "key", "k1", "remaining", "14m"),
	)
	s := servers(3, false)
	for _, server := range s {
		server.Keys = append(server.Keys, snapshot.Key{ID: "k1", Alg: "HS256", Tag: "51c0", Mint: true})
	}
	s[2].Clock = 2 * time.Minute
	return Input{Phase: 1, Events: events, Now: &snapshot.Snapshot{
		At: 2 * time.Second, Design: "jwt",
		Clients: []*snapshot.Client{
			{Name: "alice", Token: &snapshot.Token{Tag: "dXr9", Keep: "memory"}, Waiting: "GET /profile"},
			{Name: "bob"},
		},
		Balancer: &snapshot.Balancer{Policy: "least-connections"},
		Servers:  s,
	}}
}

func crowd() Input {
	in := missMoment(13)
	for i := range 28 {
		in.Now.Clients = append(in.Now.Clients, &snapshot.Client{Name: "user" + string(rune('a'+i%26)), Last: &snapshot.Answer{Status: 503}})
	}
	in.Now.Servers = servers(8, true)
	for i := range 20 {
		row := aliceRow()
		row.Key += string(rune('a' + i))
		in.Now.Servers[0].Rows = append(in.Now.Servers[0].Rows, row)
	}
	in.Now.Servers[0].Total = 35
	in.Now.Servers[4].Up = false
	return in
}

func replicated() Input {
	in := missMoment(13)
	in.Now.Servers = servers(3, false)
	in.Now.Store = &snapshot.Store{Kind: "redis", Up: true, Rows: []snapshot.Row{aliceRow()}, Total: 1, Reads: 1, Writes: 1,
		Replica: &snapshot.Replica{Lag: time.Second, Pending: 1}}
	in.Now.Clients[1].Cookies = []snapshot.Cookie{aliceCookie()}
	return in
}

func situations() []situation {
	return []situation{
		{"miss-request", missRequest()},
		{"miss-looked", missLooked()},
		{"miss-answer", missAnswer()},
		{"dead-server", deadServer()},
		{"store-paused", storePaused()},
		{"token", tokenAccepted()},
		{"crowd", crowd()},
		{"replica", replicated()},
	}
}
