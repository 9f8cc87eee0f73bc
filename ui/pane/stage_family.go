package pane

import (
	"encoding/json"
	"fmt"
	"strings"

	"authlab/sim/snapshot"
)

// family is a chain of refresh tokens, oldest first.
type family struct {
	id, user string
	keys     []string
	members  []member
	alive    bool // its own row is there
	told     bool
}

type member struct {
	tag  string
	used bool
}

// said tells why a member is struck out.
func (m member) said() string {
	if m.used {
		return " used"
	}
	return ""
}

type families struct {
	of []*family // by row, nil for rows of other kinds
}

// record is what is read in the text of a row.
type record struct {
	User    string          `json:"user"`
	Family  string          `json:"family"`
	Device  string          `json:"device"`
	Used    json.RawMessage `json:"used"`
	Version json.RawMessage `json:"version"`
}

func read(row *snapshot.Row) record {
	var r record
	// A row that is no object has none of these.
	_ = json.Unmarshal([]byte(row.Text), &r)
	return r
}

// foldFamilies finds the rows that belong to one refresh family.
func foldFamilies(rows []snapshot.Row) families {
	f := families{of: make([]*family, len(rows))}
	byID := map[string]*family{}
	get := func(id string) *family {
		if byID[id] == nil {
			byID[id] = &family{id: id}
		}
		return byID[id]
	}
	byToken := map[string]*family{}
	used := map[string]bool{}
	for i := range rows {
		if rows[i].Kind == kindUsed {
			used[afterColon(rows[i].Key)] = true
		}
	}
	for i := range rows {
		row := &rows[i]
		switch r := read(row); row.Kind {
		case kindFamily:
			g := get(afterColon(row.Key))
			g.alive, g.user, f.of[i] = true, firstOf(row.User, r.User, g.user), g
		case kindRefresh:
			g := get(r.Family)
			id := afterColon(row.Key)
			byToken[id], f.of[i] = g, g
			g.user = firstOf(g.user, row.User, r.User)
			g.members = append(g.members, member{row.Tag, used[id] || truth(r.Used)})
		}
	}
	for i := range rows {
		if rows[i].Kind == kindUsed {
			f.of[i] = byToken[afterColon(rows[i].Key)]
		}
		if f.of[i] != nil {
			f.of[i].keys = append(f.of[i].keys, rows[i].Key)
		}
	}
	return f
}

// truth tells that a member of a record is there and says yes.
func truth(value json.RawMessage) bool {
	switch string(value) {
	case "", "null", "false", "0", `""`:
		return false
	}
	return true
}

func afterColon(key string) string { return key[strings.IndexByte(key, ':')+1:] }

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// familyEntry words a family: "family 3c1f… alice: 9f3a… ✗ → b2c1… ✓". A used token
// and one of a family that has ended are struck out.
func (s *stage) familyEntry(f *family) entry {
	e := entry{keys: f.keys}
	var chain []run
	for i, m := range f.members {
		e.tags = append(e.tags, m.tag)
		if i > 0 {
			chain = append(chain, run{" → ", toneDim})
		}
		chain = append(chain, s.memberRuns(m, f.alive)...)
	}
	user := firstOf(f.user, "nobody")
	id := f.id
	if len(id) > 4 {
		id = id[:4] + ellipsis
	}
	state := ": "
	if !f.alive {
		state = " ended: "
	}
	var ended []run
	if !f.alive {
		ended = words(" ended", toneBad)
	}
	e.long = [][][]run{{joined(words("family "+id+" "+user, toneText), ended), joined(words("family "+user, toneText), ended), joined(words(user, toneText), ended)}}
	for _, m := range f.members {
		row := s.memberRuns(m, f.alive)
		e.long = append(e.long, [][]run{joined(words("  ", toneText), row, words(m.said(), toneDim)), joined(words("  ", toneText), row), row})
	}
	if len(f.members) == 0 {
		e.long = nil
		e.wordings = [][]run{words("family "+id+" "+user, toneRemember), words("fam "+id+" "+user, toneRemember), words("fam "+id, toneRemember)}
		return e
	}
	last := f.members[len(f.members)-1]
	newest := s.memberRuns(last, f.alive)
	short := newest
	if n := len(f.members); n > 1 {
		short = joined(words(fmt.Sprintf("%d ✗ → ", n-1), toneDim), newest)
	}
	e.wordings = [][]run{
		joined(words("family "+id+" "+user+state, toneText), chain),
		joined(words("family "+user+state, toneText), chain),
		joined(words(user+state, toneText), chain),
		joined(words(user+state, toneText), short),
		joined(words(user+" ", toneText), newest),
		newest,
		words(last.tag, s.hue(last.tag)),
	}
	return e
}

func (s *stage) memberRuns(m member, alive bool) []run {
	mark := run{" ✓", toneGood}
	if m.used || !alive {
		mark = run{" ✗", toneBad}
	}
	return []run{{m.tag + ellipsis, s.hue(m.tag)}, mark}
}
