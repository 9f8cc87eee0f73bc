package pane

import (
	"fmt"

	"authlab/sim/event"
	"authlab/sim/snapshot"
)

func (s *stage) drawServers() {
	switch s.rack.form {
	case formBoxes:
		for i, b := range s.rack.boxes {
			s.drawServer(s.now.Servers[i], b)
		}
	case formRack:
		s.drawRack()
	case formList:
		s.drawServerList()
	}
}

func (s *stage) drawServer(server *snapshot.Server, b box) {
	look, edge := shapeServer, toneBorder
	if !server.Up {
		look = shapeDead
	}
	s.c.frame(b, look, s.border(server.Name, edge), s.serverName(server), s.serverState(server, b.w-5-width(s.serverName(server))))
	s.mark(server.Name, b)
	s.c.inside(b, 0, s.serverContent(server, room(b.w), b.h-2))
}

func (s *stage) serverName(server *snapshot.Server) []run {
	name := words(server.Name, toneStrong)
	if server.Service != "" {
		name = append(name, run{" " + server.Service, toneText})
	}
	return name
}

// serverState is the remark of a server's title in w columns: up or down, and its
// clock if that deviates.
func (s *stage) serverState(server *snapshot.Server, w int) []run {
	if was := s.serverBefore(server.Name); was != nil && was.Up != server.Up {
		if server.Up {
			return words("down → up", toneChanged)
		}
		return words("up → down", toneChanged)
	}
	state := words("up", toneDim)
	if !server.Up {
		state = words("✗ down", toneBad)
	}
	if server.Clock == 0 {
		return state
	}
	clock := words("clock "+offset(server.Clock), toneUnknown)
	if was := s.serverBefore(server.Name); was != nil && was.Clock != server.Clock {
		clock[0].tone = toneChanged
	}
	return fit(w, joined(clock, words(" ", toneText), state), clock, words(offset(server.Clock), clock[0].tone), state)
}

func (s *stage) serverBefore(name string) *snapshot.Server {
	if s.in.Was == nil {
		return nil
	}
	for _, server := range s.in.Was.Servers {
		if server.Name == name {
			return server
		}
	}
	return nil
}

// drawRack draws the servers with shared borders.
func (s *stage) drawRack() {
	for i, b := range s.rack.boxes {
		server := s.now.Servers[i]
		s.drawServer(server, b)
	}
	for i, b := range s.rack.boxes[1:] {
		s.c.set(b.x, b.y, "├", s.border(s.now.Servers[i+1].Name, toneBorder))
		s.c.set(b.right()-1, b.y, "┤", s.border(s.now.Servers[i+1].Name, toneBorder))
	}
}

// drawServerList draws one border around all servers and a row for each.
func (s *stage) drawServerList() {
	if len(s.rack.boxes) == 0 {
		return
	}
	first, last := s.rack.boxes[0], s.rack.boxes[len(s.rack.boxes)-1]
	hidden := len(s.now.Servers) - s.rack.shown
	all := box{first.x, first.y, first.w, last.y - first.y + 3}
	if hidden > 0 {
		all.h++
	}
	s.c.frame(all, shapeServer, toneBorder, words("servers", toneStrong), nil)
	inner := all.w - 2
	for i, b := range s.rack.boxes {
		server := s.now.Servers[i]
		name := words(" "+server.Name+" ", toneStrong)
		if server.Name == s.focus {
			name = words("◉"+server.Name+" ", toneFocus)
		}
		content := words("✗ down", toneBad)
		if server.Up {
			content = s.serverContent(server, inner-width(name), 1)[0]
		}
		s.c.line(b.x+1, b.middle(), b.right()-1, joined(name, content))
	}
	if hidden > 0 {
		s.c.put(all.x+2, all.bottom()-2, all.right()-1, fmt.Sprintf("+%d more", hidden), toneDim)
	}
}

// serverContent is what a server has to say in n rows of w columns.
func (s *stage) serverContent(server *snapshot.Server, w, n int) [][]run {
	if !server.Up {
		return s.deadContent(server, w)
	}
	verdict, here := s.verdict(server)
	if n <= 1 {
		if here {
			return [][]run{verdict.oneRow(w)}
		}
		return [][]run{s.memoryRow(server, w)}
	}
	var after [][]run
	if here {
		after = verdict.rows(w, n-1)
		if n == 2 && !server.Memory && len(verdict.passed) > 0 && !verdict.brieflyIn(w) { // the keys can be read at the others
			after = verdict.rows(w, n)
		}
	}
	if len(after) == n {
		return after
	}
	rows := s.memoryRows(server, w, n-len(after))
	return append(rows, after...)
}

func (s *stage) deadContent(server *snapshot.Server, w int) [][]run {
	rows := [][]run{fit(w, words("answers nobody", toneDim), words("silent", toneDim))}
	if server.Memory {
		rows = [][]run{fit(w, words("its memory is gone", toneDim), words("memory gone", toneDim), words("empty", toneDim))}
	}
	if !server.Noticed {
		rows = append(rows, fit(w, words("balancer has not noticed", toneUnknown), words("? not noticed", toneUnknown), words("? unseen", toneUnknown)))
	}
	return rows
}

// memoryRow is a server's memory in one row.
func (s *stage) memoryRow(server *snapshot.Server, w int) []run {
	if !server.Memory {
		return s.keyRow(server, w)
	}
	total := s.totalRuns(server, w)
	if server.Total == 0 || len(server.Rows) == 0 {
		return total
	}
	entries := s.entries(server.Rows)
	if len(entries) == 0 {
		return total
	}
	wordings := entries[0].wordings
	brief := wordings[min(len(wordings)-1, 2)]
	return fit(w,
		joined(total, words("  ", toneText), brief),
		joined(total, words(" ", toneText), brief),
		joined(total, words(" ", toneText), wordings[len(wordings)-1]),
		brief,
		total)
}

// totalRuns counts what a server remembers, "0 → 1 session" where that changed.
func (s *stage) totalRuns(server *snapshot.Server, w int) []run {
	was := s.serverBefore(server.Name)
	what := s.noun()
	if was != nil && was.Up && was.Total != server.Total {
		return fit(w, words(fmt.Sprintf("%d → %s", was.Total, count(server.Total, what)), toneChanged),
			words(fmt.Sprintf("%d → %d", was.Total, server.Total), toneChanged))
	}
	if server.Total == 0 {
		return words("0 "+what+"s", toneDim)
	}
	return words(count(server.Total, what), toneText)
}

func userOf(row snapshot.Row) string {
	if row.User == "" {
		return "nobody"
	}
	return row.User
}

// memoryRows is what a server holds in at most n rows, its newest memory first.
func (s *stage) memoryRows(server *snapshot.Server, w, n int) [][]run {
	if !server.Memory {
		keys := s.keyRows(server, w, n)
		if keys == nil || n <= len(keys) {
			return [][]run{s.keyRow(server, w)}
		}
		long, short := s.ownMemory(server)
		keys = append(keys, fit(w, long, short))
		if n > len(keys) && copiesKeys(server) {
			age := span(s.now.At - server.KeysAt)
			keys = append(keys, fit(w, words("keys copied "+age+" ago", toneDim), words("keys "+age+" old", toneDim)))
		}
		return keys
	}
	if n <= 1 {
		return [][]run{s.memoryRow(server, w)}
	}
	var rows [][]run
	if keys := s.keyRows(server, w, 1); n >= 3 && keys != nil {
		rows = keys
	}
	rows = append(rows, s.totalRuns(server, w))
	var before []snapshot.Row
	if was := s.serverBefore(server.Name); was != nil {
		before = was.Rows
	}
	return append(rows, s.table(server.Rows, before, server.Total, w, n-len(rows))...)
}

func hasRow(rows []snapshot.Row, key string) bool {
	for _, row := range rows {
		if row.Key == key {
			return true
		}
	}
	return false
}

// verdict is what a server found out about the request under the cursor, or what
// an event outside of all requests did to its keys.
func (s *stage) verdict(server *snapshot.Server) (finding, bool) {
	if e := s.in.Current(); e != nil && e.Flight == 0 && (e.Node == server.Name || e.Get("from") == server.Name) {
		return s.findingOfKey(e)
	}
	var found finding
	ok, reused := false, false
	for i := range s.in.Events {
		e := &s.in.Events[i]
		if e.Flight != s.flight || e.Flight == 0 || e.Node != server.Name {
			continue
		}
		switch e.Kind {
		case event.SessionCreated, event.SessionSaved, event.SessionDestroyed:
			ok = false // the memory itself tells more
		case event.RefreshReused:
			reused = true
		case event.RefreshRejected:
			if reused { // why is known already
				continue
			}
		}
		f, is := s.findingOf(e, server)
		if e.Kind == event.KeysFetched {
			f, is = s.findingOfKey(e)
		}
		if is {
			if ok && (follows(e.Kind) || reused && e.Kind == event.FamilyRevoked) {
				f = f.after(found)
			}
			if ok && s.now.Design == "bff" && (e.Kind == event.TokenAccepted || e.Kind == event.TokenRejected) {
				found.last = passedCheck("row") // which holds the token
				f = f.after(found)
			}
			found, ok = f, true
		}
	}
	if !ok && len(s.in.Events) == 0 && server.Lookup != nil {
		return s.lookupFinding(server.Lookup), true
	}
	return found, ok
}

func (s *stage) lookupFinding(l *snapshot.Lookup) finding {
	f, _ := no("not in "+place(l.Where), "no row")
	switch {
	case l.Unknown:
		f, _ = cannotKnow("", "store is silent", "silent")
	case l.Found:
		f, _ = yes(l.User, "found")
	}
	f.tag = words(l.Tag+"… ", s.hue(l.Tag))
	return f
}

func place(where string) string {
	if where == "store" {
		return "store"
	}
	return "memory"
}

func eventOf(e *event.Event, key, otherwise string) string {
	if v := e.Get(key); v != "" {
		return v
	}
	return otherwise
}
