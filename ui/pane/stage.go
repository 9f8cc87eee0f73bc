package pane

import (
	"slices"

	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// Pictured tells that Stage has room for a picture, and does not list the nodes.
func Pictured(in Input, w, h int) bool {
	if in.Now == nil || in.Now.Balancer == nil {
		return false
	}
	s := &stage{in: &in, now: in.Now, c: newCanvas(w, h, in.Styles.Glyphs.ASCII), palette: newPalette(in.Styles)}
	s.read()
	return s.solve(w, h)
}

// Stage draws the cluster: clients at the left, the balancer in the middle,
// servers at the right, and the shared store beside or below them, with what is
// under way between them.
func Stage(in Input, w, h int) []string {
	c := newCanvas(w, h, in.Styles.Glyphs.ASCII)
	p := newPalette(in.Styles)
	if in.Now != nil && in.Now.Balancer != nil {
		s := &stage{in: &in, now: in.Now, c: c, palette: p}
		s.read()
		if s.solve(w, h) {
			s.draw()
		} else {
			s.list()
		}
	}
	return c.lines(p.ink)
}

// stage is one drawing of the picture.
type stage struct {
	in *Input
	*palette
	now *snapshot.Snapshot
	c   *canvas

	// What the events tell.
	focus  string         // the node of the cursor's event
	flight int            // the request the cursor is in, 0 for none
	routes map[int]*route // by flight

	// Where things stand.
	cols     columns
	below    bool // the store stands below the servers
	clients  []*snapshot.Client
	hidden   int // clients not drawn
	browsers stack
	balancer box
	rack     stack
	store    box
	replica  box
}

// route is the way of one request through the cluster.
type route struct {
	client, server string
	tag            string
	refresh        string // tag of the refresh token in it, or ""
	with           string // another's name, whose credential was sent
	from           string // who made the browser send it: "cross-site", "script"…, "" the site's own page
	answered       bool
}

// read gathers from the events who is talking to whom.
func (s *stage) read() {
	s.routes = map[int]*route{}
	s.learn(s.now, s.in.Events)
	for i := range s.in.Events {
		e := &s.in.Events[i]
		if e.Flight == 0 {
			continue
		}
		r := s.routes[e.Flight]
		if r == nil {
			r = &route{}
			s.routes[e.Flight] = r
		}
		switch e.Kind {
		case event.RequestSent:
			r.client, r.tag, r.with, r.refresh, r.from = e.Node, e.Get("tag"), e.Get("with"), refreshTag(e), e.Get("from")
		case event.CookieWithheld:
			r.client, r.from = e.Node, e.Get("from")
		case event.ServerChosen:
			r.server = e.Get("server")
		case event.ResponseReceived, event.ResponseDropped:
			r.answered = true
		}
	}
	if e := s.in.Current(); e != nil {
		s.focus, s.flight = e.Node, e.Flight
	}
}

// solve decides where everything stands; false if there is no room for a picture.
func (s *stage) solve(w, h int) bool {
	if h < 5 {
		return false
	}
	levels := levelsPlain
	hasStore := s.now.Store != nil
	s.below = hasStore && w < 74 && h >= 16
	lane := 0
	switch {
	case hasStore && !s.below:
		levels = levelsStore
		if s.keepsForTokens() {
			levels = levelsChecks
		}
	case s.below:
		lane = 3
	case s.memory():
		levels = levelsMemory
	}
	cols, ok := solveColumns(w-lane, levels)
	if !ok {
		return false
	}
	s.cols = cols
	x := (w - lane - cols.sum()) / 2
	serverHeight := h
	storeHeight := 0
	if s.below {
		storeHeight = min(6, max(h/4, 4))
		serverHeight = h - storeHeight - 1
	}
	left := x
	x += cols.client + cols.gap1 + cols.balancer + cols.gap2
	s.rack = pile(len(s.now.Servers), x, 0, cols.server, serverHeight, s.serverRows(serverHeight))
	s.placeBalancer(x-cols.gap2-cols.balancer, h, serverHeight)
	s.placeClients(left, h)
	if s.below {
		s.store = box{x, h - storeHeight, cols.server + lane, storeHeight}
		return true
	}
	if hasStore {
		s.placeStore(x+cols.server+cols.gap3, h)
	}
	return true
}

// keepsForTokens tells that something is kept for signed tokens: rows of several kinds.
func (s *stage) keepsForTokens() bool {
	switch s.now.Design {
	case "refresh", "stateful-jwt", "bff":
		return true
	}
	return false
}

func (s *stage) memory() bool {
	return slices.ContainsFunc(s.now.Servers, func(v *snapshot.Server) bool { return v.Memory })
}

// serverRows is the number of content rows a server may use. It depends on the
// size alone, so that the picture does not jump while one steps.
func (s *stage) serverRows(h int) int {
	switch {
	case h < 12:
		return 2
	case h < 24 || !s.memory():
		return 3
	case h < 34:
		return 4
	}
	return 5
}

func (s *stage) placeClients(x, h int) {
	rows := 2
	switch {
	case h >= 34:
		rows = 6
	case h >= 24:
		rows = 5
	case h >= 18:
		rows = 4
	}
	all := s.now.Clients
	room := max((h+1)/4, 1)
	if len(all) > room {
		room = max((h-1)/3, 1)
	}
	s.clients = s.mostActive(all, room)
	s.hidden = len(all) - len(s.clients)
	usable := h
	if s.hidden > 0 {
		usable = h - 1
	}
	if h >= 18 && s.now.Design == "refresh" {
		rows++ // an access token and a refresh token
	}
	n := len(s.clients)
	for rows > 1 && n*(rows+2)+max(n-1, 0) > usable {
		rows--
	}
	gap := 1
	if n*(rows+2)+max(n-1, 0) > usable {
		gap = 0
	} else if n > 1 {
		gap = min(5, 1+(usable-n*(rows+2)-(n-1))/(2*n))
	}
	s.browsers = pileBoxes(n, x, 0, s.cols.client, usable, rows, gap)
	s.levelClients(usable)
}

// levelClients moves the clients so that the wire of the middle one runs straight.
func (s *stage) levelClients(h int) {
	boxes := s.browsers.boxes
	if len(boxes)%2 == 0 {
		return
	}
	shift := s.balancer.middle() - clientRow(boxes[len(boxes)/2])
	shift = min(max(shift, -boxes[0].y), max(h-boxes[len(boxes)-1].bottom(), 0))
	for i := range boxes {
		boxes[i].y += shift
	}
}

// clientRow is the row at which a browser's wire begins: that of its credential.
func clientRow(b box) int {
	if b.h >= tabbed {
		return b.y + 4
	}
	return b.y + 1
}

// tabbed is the height from which on a browser has a tab and an address bar.
const tabbed = 6

// mostActive answers at most n clients, in order of appearance: those with a
// request under way first, then attackers, then those with an answer.
func (s *stage) mostActive(all []*snapshot.Client, n int) []*snapshot.Client {
	if len(all) <= n {
		return all
	}
	rank := func(c *snapshot.Client) int {
		switch {
		case c.Name == s.focus || (s.flight > 0 && s.routes[s.flight] != nil && s.routes[s.flight].client == c.Name):
			return 0
		case c.Waiting != "":
			return 1
		case c.Attacker:
			return 2
		case c.Last != nil:
			return 3
		}
		return 4
	}
	order := slices.Clone(all)
	slices.SortStableFunc(order, func(a, b *snapshot.Client) int { return rank(a) - rank(b) })
	chosen := order[:n]
	return slices.DeleteFunc(slices.Clone(all), func(c *snapshot.Client) bool { return !slices.Contains(chosen, c) })
}

func (s *stage) placeBalancer(x, h, serverHeight int) {
	rows := 2
	if s.cols.balancer < 13 {
		rows = 3
	}
	if h >= 18 {
		rows = 4
	}
	if h >= 30 {
		rows = 5
	}
	rows = min(rows, h-2)
	height := rows + 2
	top := (serverHeight - height) / 2
	if n := len(s.rack.boxes); n%2 == 1 { // the wire to the middle server runs straight
		top = s.rack.boxes[n/2].middle() - height/2
	}
	s.balancer = box{x, min(max(top, 0), max(h-height, 0)), s.cols.balancer, height}
}

func (s *stage) placeStore(x, h int) {
	rows := min(5, h-4)
	if h >= 12 && s.keepsForTokens() {
		rows = min(8, h-4) // rows of several kinds
	}
	switch {
	case h >= 38:
		rows = 9
	case h >= 26:
		rows = max(rows, 6)
	}
	replica := 0
	if s.now.Store.Replica != nil {
		replica = 3
		if h >= 26 {
			replica = 7
		}
		rows = min(rows, h-replica-1-4)
	}
	height := max(rows, 0) + 3
	top := max((h-height-replica-min(replica, 1))/2, 0)
	s.store = box{x, top, s.cols.store, height}
	if replica > 0 {
		s.replica = box{x, top + height + 1, s.cols.store, replica}
	}
}

func (s *stage) draw() {
	w := s.drawWires()
	s.drawClients()
	s.drawBalancer()
	s.drawServers()
	if s.now.Store != nil {
		s.drawStore()
	}
	w.dock(s.c)
}

// mark puts the sign that the cursor's event happened at this node into the top
// of its box.
func (s *stage) mark(node string, b box) {
	if node != s.focus {
		return
	}
	x := b.x + 1
	if b.w-2 < len(node)+2 {
		// The title fills the top; the corner is free.
		x = b.x
	}
	s.c.set(x, b.y, "◉", toneFocus)
}

func (s *stage) border(node string, otherwise tone) tone {
	if node == s.focus {
		return toneFocus
	}
	return otherwise
}
