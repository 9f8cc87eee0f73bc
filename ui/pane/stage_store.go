package pane

import (
	"fmt"
	"strconv"

	"authlab/sim/snapshot"
)

// drawStore draws the shared store as a cylinder, with its rows and the number
// of times it was asked.
func (s *stage) drawStore() {
	now := s.now.Store
	t := s.border("store", toneRemember)
	title := words("store ("+now.Kind+")", toneStrong)
	if now.Kind == "" || width(title)+width(s.storeState(now))+5 > s.store.w-2 {
		title = words("store", toneStrong)
	}
	s.cylinder(s.store, t, now.Up && !now.Paused, title, s.storeState(now))
	rows := s.storeRows(now, room(s.store.w), s.cylinderRows(s.store))
	s.mark("store", s.store)
	s.c.inside(s.store, s.store.h-2-s.cylinderRows(s.store), rows)
	if now.Replica != nil && s.replica.h >= 3 {
		s.drawReplica(now.Replica)
	}
}

// cylinderRows is the number of content rows in a cylinder.
func (s *stage) cylinderRows(b box) int {
	if b.h >= 5 {
		return b.h - 3
	}
	return b.h - 2
}

// cylinder is a box with round corners and, where there is room, a lid.
func (s *stage) cylinder(b box, t tone, alive bool, title, remark []run) {
	s.c.frame(b, shapeBrowser, t, title, remark)
	if b.h >= 5 {
		s.c.set(b.x+1, b.y+1, "╰", t)
		for x := b.x + 2; x < b.right()-2; x++ {
			s.c.set(x, b.y+1, "─", t)
		}
		s.c.set(b.right()-2, b.y+1, "╯", t)
	}
	if alive {
		return
	}
	for y := b.y; y < b.bottom(); y++ {
		for x := b.x; x < b.right(); x++ {
			s.dash(x, y)
		}
	}
}

// dash breaks a line of a box.
func (s *stage) dash(x, y int) {
	if x < 0 || y < 0 || x >= s.c.w || y >= s.c.h {
		return
	}
	at := &s.c.cells[y*s.c.w+x]
	switch at.text {
	case "─":
		at.text = "╌"
	case "│":
		at.text = "┆"
	}
}

func (s *stage) storeState(now *snapshot.Store) []run {
	switch {
	case !now.Up:
		return words("✗ down", toneBad)
	case now.Paused:
		return words("? paused", toneUnknown)
	}
	return words("up", toneDim)
}

// storeRows are the rows of the store and its counter.
func (s *stage) storeRows(now *snapshot.Store, w, n int) [][]run {
	var rows [][]run
	switch {
	case !now.Up:
		rows = append(rows, fit(w, words("refuses every call", toneDim), words("refuses calls", toneDim)))
	case now.Paused:
		rows = append(rows, fit(w, words("answers nobody", toneDim), words("? silent", toneUnknown)))
	}
	if now.Waiting > 0 {
		rows = append(rows, fit(w, words(count(now.Waiting, "call")+" waiting", toneUnknown), words(count(now.Waiting, "call"), toneUnknown)))
	}
	var before []snapshot.Row
	if s.in.Was != nil && s.in.Was.Store != nil {
		before = s.in.Was.Store.Rows
	}
	room := n - len(rows)
	counter := s.counterRows(now, w, room)
	room -= len(counter)
	if now.Up || now.Persist {
		if now.Total == 0 && room > 0 {
			rows = append(rows, words("no rows", toneDim))
		}
		rows = append(rows, s.table(now.Rows, before, now.Total, w, room)...)
	}
	return append(rows, counter...)
}

// counterRows tells how often the store was asked, in two rows if one is too
// narrow and there is room, and not at all in a store of one row.
func (s *stage) counterRows(now *snapshot.Store, w, room int) [][]run {
	if room < 2 {
		return nil
	}
	t := toneDim
	if was := s.in.Was; was != nil && was.Store != nil && (was.Store.Reads != now.Reads || was.Store.Writes != now.Writes) {
		t = toneChanged
	}
	reads, writes := words(count(now.Reads, "read"), t), words(count(now.Writes, "write"), t)
	if both := width(reads) + 1 + width(writes); both > w && room >= 3 {
		return [][]run{reads, writes}
	}
	return [][]run{fit(w,
		words(count(now.Reads, "read")+", "+count(now.Writes, "write"), t),
		words(count(now.Reads, "read")+" "+count(now.Writes, "write"), t),
		words(fmt.Sprintf("%dr %dw", now.Reads, now.Writes), t))}
}

func (s *stage) drawReplica(now *snapshot.Replica) {
	middle := s.replica.x + s.replica.w/2
	for y := s.store.bottom(); y < s.replica.y; y++ {
		s.c.set(middle, y, "│", toneBorder)
	}
	remark := words("lag "+span(now.Lag), toneDim)
	s.cylinder(s.replica, s.border("replica", toneBorder), true,
		words("replica", toneStrong), remark)
	s.mark("replica", s.replica)
	w, n := room(s.replica.w), s.cylinderRows(s.replica)
	var rows [][]run
	if now.Pending > 0 {
		rows = append(rows, fit(w, words(count(now.Pending, "write")+" not copied yet", toneUnknown), words(count(now.Pending, "write")+" behind", toneUnknown), words(strconv.Itoa(now.Pending)+" behind", toneUnknown)))
	}
	if now.Total == 0 {
		rows = append(rows, words("no rows", toneDim))
	}
	rows = append(rows, s.table(now.Rows, now.Rows, now.Total, w, n-len(rows))...)
	s.c.inside(s.replica, s.replica.h-2-n, rows)
}
