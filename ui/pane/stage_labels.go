package pane

import (
	"slices"
	"strconv"
	"strings"

	"authlab/sim/event"
	"authlab/sim/snapshot"
)

// label is a text beside a wire.
type label struct {
	path []step
	hop  hop
	text [][]run // what travels, longest wording first
	tag  [][]run // the credentials, most of them first
}

// labelOf answers what is written at one hop of a message: the newest hop says
// what travels, the ones behind it what the client asked for.
func (s *stage) labelOf(l *snapshot.Line, hp hop, path []step, client string, last bool) label {
	out := label{path: path, hop: hp}
	switch {
	case l.Status > 0:
		out.text = [][]run{statusRuns(l.Status), words(strconv.Itoa(l.Status), statusTone(l.Status))}
	case !last && hp == hopClient:
		out.text = requestLabel(s.waiting(client), toneText)
	case last && l.Hung:
		out.text = [][]run{words("? "+l.Label, toneUnknown), words("?", toneUnknown)}
	case last:
		out.text = requestLabel(l.Label, toneText)
	}
	if r := s.routes[l.Flight]; r != nil && r.from != "" && hp == hopClient && l.Status == 0 {
		out.text = originLabel(r.from, s.waiting(client))
	}
	tags := s.labelTags(l, hp, client)
	if hp == hopStore && len(tags) > 0 && strings.Contains(l.Label, tags[0]) {
		return out
	}
	for i := range tags { // all of them, or the last ones
		var row []run
		for _, tag := range tags[i:] {
			row = joined(row, words(tag+"… ", s.hue(tag)))
		}
		row[len(row)-1].text = strings.TrimSuffix(row[len(row)-1].text, " ")
		out.tag = append(out.tag, row)
	}
	return out
}

// originLabel says which page made a browser send a request that its user did not ask for.
func originLabel(from, request string) [][]run {
	long, short := originWords(from)
	method, path, _ := strings.Cut(request, " ")
	out := [][]run{words(long+": "+method+" "+path, toneAttacker), words(long, toneAttacker), words(short+" "+path, toneAttacker), words(short, toneAttacker), words("forged", toneAttacker)}
	return out
}

func originWords(from string) (long, short string) {
	switch from {
	case "script":
		return "script in the page", "script"
	case "cross-site":
		return "form on evil site", "evil form"
	case "same-site":
		return "form on sibling site", "sibling form"
	case "link":
		return "link on evil site", "evil link"
	case "plain-page":
		return "page made up on the line", "fake page"
	}
	return "from " + from, from
}

// labelTags are the credentials on a line, the most telling last.
func (s *stage) labelTags(l *snapshot.Line, hp hop, client string) []string {
	r := s.routes[l.Flight]
	tag := l.Tag
	if asked(l) && r != nil && hp != hopStore {
		tag = r.tag // the request's, not the row's
	}
	if tag == "" && !l.Response && r != nil && r.client == client {
		tag = r.tag
	}
	other := ""
	switch {
	case r == nil || hp == hopStore:
	case l.Response:
		other = s.handedRefresh(l.Flight)
	case r.client == client:
		other = r.refresh
	}
	var out []string
	for _, t := range []string{tag, other} {
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// asked tells that a line goes on to the store behind a request.
func asked(l *snapshot.Line) bool { return !l.Response && (l.To == "store" || l.To == "replica") }

// handedRefresh is the refresh token that an answer brings, or "".
func (s *stage) handedRefresh(flight int) string {
	tag := ""
	for i := range s.in.Events {
		if e := &s.in.Events[i]; e.Flight == flight && e.Kind == event.RefreshIssued {
			tag = e.Get("tag")
		}
	}
	return tag
}

func (s *stage) waiting(client string) string {
	for _, c := range s.now.Clients {
		if c.Name == client {
			return c.Waiting
		}
	}
	return ""
}

// requestLabel answers a label and its shorter forms.
func requestLabel(text string, t tone) [][]run {
	out := [][]run{words(text, t)}
	if _, rest, ok := strings.Cut(text, " "); ok {
		out = append(out, words(rest, t))
	}
	return out
}

// drawLabel writes what travels on one side of its wire and the credential on
// the other: above and below, unless the wire turns upwards.
func (s *stage) drawLabel(w *wiring, l label) {
	from, y := s.labelStart(l)
	above, below := y-1, y+1
	if l.hop == hopClient && y > s.balancer.middle() {
		above, below = below, above
	}
	s.drawLabelRow(w, l, from, above, l.text)
	s.drawLabelRow(w, l, from, below, l.tag)
}

// drawLabelRow writes the first alternative for which the row has room, with air at
// both ends where there is any.
func (s *stage) drawLabelRow(w *wiring, l label, from, y int, alternatives [][]run) {
	limit := from
	for j := w.at(limit, y); j != nil && j.thin == 0 && j.bold == 0 && limit < s.labelEnd(l, y); j = w.at(limit, y) {
		limit++
	}
	for _, text := range alternatives {
		if room := limit - from; width(text) > 0 && (width(text) < room || l.hop == hopClient && width(text) == room) {
			air := room - width(text)
			if l.hop == hopClient { // it stands over the gap as long as it fits there
				air = max(min(limit, s.balancer.x)-from-width(text), min(2, air))
			}
			s.c.line(from+air/2, y, limit, text)
			return
		}
	}
}

// labelStart is the first column of a wire's free stretch, and its row.
func (s *stage) labelStart(l label) (x, y int) {
	first, last := l.path[0], l.path[len(l.path)-1]
	if first.x > last.x {
		first, last = last, first
	}
	switch l.hop {
	case hopClient:
		return first.x, first.y
	case hopServer:
		return first.x + 2, last.y
	}
	return first.x, first.y
}

// labelEnd is the column that ends the gap a hop crosses. Above and below the balancer
// there is nothing but air.
func (s *stage) labelEnd(l label, y int) int {
	switch l.hop {
	case hopClient:
		if y < s.balancer.y || y >= s.balancer.bottom() {
			return s.balancer.right()
		}
		return s.balancer.x
	case hopServer:
		return s.balancer.right() + s.cols.gap2
	}
	if s.below {
		return s.c.w
	}
	return s.store.x
}
