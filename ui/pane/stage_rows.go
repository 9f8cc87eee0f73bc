package pane

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"authlab/sim/snapshot"
)

// entry is one thing a table of rows tells: a row, or several that belong together.
type entry struct {
	keys     []string // of its rows
	tags     []string // of the credentials it is about
	wordings [][]run  // long to short
	// long is the same in several rows where there is room, each long to short.
	long [][][]run
}

// Kinds of rows, by what stands before the colon of their key.
const (
	kindSession  = "sess"
	kindRefresh  = "rt"
	kindFamily   = "fam"
	kindUsed     = "used"
	kindFamilies = "fams"
	kindToken    = "sj"
	kindTokens   = "sids"
	kindVersion  = "ver"
	kindDenied   = "deny"
	kindAudit    = "audit"
)

// index tells a kind of row that only helps to find others.
func index(kind string) bool { return kind == kindFamilies || kind == kindTokens }

// noun names what a server counts in its memory.
func (s *stage) noun() string {
	switch s.now.Design {
	case "session", "bff":
		return "session"
	}
	return "row"
}

// entries words rows for a table, newest first. Rows of one refresh family become
// one entry, as does the audit trail; index rows say nothing of their own.
func (s *stage) entries(rows []snapshot.Row) []entry {
	f := foldFamilies(rows)
	var out []entry
	audit := 0
	for i := len(rows) - 1; i >= 0; i-- {
		row := &rows[i]
		switch {
		case index(row.Kind):
		case row.Kind == kindAudit:
			audit += lines(row)
		case f.of[i] != nil:
			if family := f.of[i]; !family.told {
				family.told = true
				out = append(out, s.familyEntry(family))
			}
		default:
			out = append(out, s.rowEntry(row))
		}
	}
	if audit > 0 {
		text := words("audit trail, "+count(audit, "line"), toneDim)
		out = append(out, entry{keys: []string{kindAudit + strconv.Itoa(audit)}, wordings: [][]run{text, words("audit "+strconv.Itoa(audit), toneDim)}})
	}
	return out
}

// lines counts what an audit row holds: the members of a list, or one.
func lines(row *snapshot.Row) int {
	var list []json.RawMessage
	if json.Unmarshal([]byte(row.Text), &list) == nil {
		return len(list)
	}
	return 1
}

// begun words a row by the first letters of a long name, before the name is left out.
func begun(tag []run, row *snapshot.Row) [][]run {
	var all [][]run
	for _, room := range []int{20, 12, 8, 5} {
		all = append(all, joined(tag, words(" "+ansi.Truncate(userOf(*row), room, "…"), toneText)))
	}
	return all
}

// rowEntry words a row that stands for itself.
func (s *stage) rowEntry(row *snapshot.Row) entry {
	e := entry{keys: []string{row.Key}, tags: []string{row.Tag}}
	tag := words(row.Tag+"…", s.hue(row.Tag))
	user := words(" "+userOf(*row), toneText)
	age := words(span(s.now.At-row.Created)+" old", toneDim) // a bare time would read as a latency
	r := read(row)
	switch row.Kind {
	case kindVersion:
		text := "version " + versionOf(row, r)
		who := words(" "+afterColon(row.Key), toneText)
		e.tags = nil
		e.wordings = [][]run{joined(words(text, toneRemember), who), joined(words("v"+versionOf(row, r), toneRemember), who), words(text, toneRemember)}
	case kindDenied:
		left := ""
		if row.Expires > 0 {
			left = ", " + span(max(row.Expires-s.now.At, time.Duration(0))) + " left"
		}
		denied := joined(words("denied ", toneText), tag)
		e.wordings = [][]run{joined(denied, words(left, toneDim)), denied, joined(words("✗ ", toneBad), tag), tag}
	case kindToken:
		device := words("", toneDim)
		if r.Device != "" {
			device = words(" "+r.Device, toneDim)
		}
		e.wordings = [][]run{joined(words("session ", toneText), tag, user, device), joined(tag, user, device), joined(tag, user)}
		e.wordings = append(append(e.wordings, begun(tag, row)...), tag)
	case kindSession, "":
		if at, end := nextToken(row.Text); at >= 0 && isToken(row.Text[at:end]) {
			inside := tokenTag(row.Text[at:end])
			e.wordings = [][]run{joined(tag, user, words(" token ", toneDim), words(inside+"…", s.hue(inside)))}
		}
		e.wordings = append(e.wordings, joined(tag, user, words("  ", toneText), age), joined(tag, user, words(" ", toneText), age), joined(tag, user))
		e.wordings = append(append(e.wordings, begun(tag, row)...), tag)
	default:
		name := words(row.Kind+" ", toneText)
		e.wordings = [][]run{joined(name, tag, user), joined(name, tag), tag}
	}
	return e
}

// versionOf is the number a version row holds.
func versionOf(row *snapshot.Row, r record) string {
	if len(r.Version) > 0 {
		return safe(string(r.Version))
	}
	return safe(row.Text)
}

// table lists rows, newest first, in at most n rows of w columns. What is too long for
// one row has several where there are some to spare.
func (s *stage) table(rows, before []snapshot.Row, total, w, n int) [][]run {
	var out [][]run
	entries := s.entries(rows)
	all := len(entries) + total - len(rows) // with older rows that the snapshot does not carry
	shown := s.shownEntries(entries, n)
	spare := 0
	if len(shown) == all {
		spare = n - all
	}
	for k, i := range shown {
		e := &entries[i]
		more := all - k
		if k == n-1 && more > 1 && n > 1 {
			return append(out, words(fmt.Sprintf("+%d more", more), toneDim))
		}
		block := [][]run{e.oneRow(w, n, more)}
		if width(e.wordings[0]) > w && spare > 1 {
			if long := e.atLength(w, spare+1); long != nil {
				block = long
				spare -= len(long) - 1
			}
		}
		if s.in.Was != nil && isNewEntry(e, before) {
			block[0] = joined([]run{fresh}, block[0])
		}
		out = append(out, block...)
	}
	return out
}

// oneRow words an entry in w columns. In a table of a single row it counts the others.
func (e *entry) oneRow(w, n, more int) []run {
	if n > 1 || more <= 1 {
		return fit(w, e.wordings...)
	}
	rest := words(fmt.Sprintf(" +%d", more-1), toneDim)
	last := len(e.wordings) - 1
	var counted [][]run
	for _, wording := range e.wordings[min(last, 2):] {
		counted = append(counted, joined(wording, rest))
	}
	return fit(w, append(counted, e.wordings[last])...)
}

// atLength words an entry in at most n rows of w columns, nil if that says no more than one.
func (e *entry) atLength(w, n int) [][]run {
	if len(e.long) < 2 || n < 3 {
		return nil
	}
	var out [][]run
	hidden := max(len(e.long)-n, 0)
	for i, wordings := range e.long {
		switch {
		case hidden > 0 && i == 1:
			out = append(out, fit(w, words(fmt.Sprintf("  %d used", hidden+1), toneDim), words(fmt.Sprintf("%d used", hidden+1), toneDim)))
		case i == 0 || hidden == 0 || i > hidden+1:
			out = append(out, fit(w, wordings...))
		}
	}
	return out
}

// shownEntries answers the indices of at most n entries, newest first; the one that
// the request at hand is about is among them.
func (s *stage) shownEntries(entries []entry, n int) []int {
	var out []int
	about := ""
	if r := s.routes[s.flight]; r != nil {
		about = r.tag
	}
	at := -1
	for i := range entries {
		for _, tag := range entries[i].tags {
			if tag == about && at < 0 {
				at = i
			}
		}
		out = append(out, i)
	}
	last := max(n-2, 0) // the row behind it may be needed for "+12 more"
	if at > last && len(out) > n {
		wanted := out[at]
		copy(out[last+1:at+1], out[last:at])
		out[last] = wanted
	}
	return out[:max(min(n, len(out)), 0)]
}

// isNewEntry tells that an entry has a row that was not there one step ago.
func isNewEntry(e *entry, before []snapshot.Row) bool {
	for _, key := range e.keys {
		if strings.HasPrefix(key, kindAudit) && !strings.Contains(key, ":") {
			lineCount := 0
			for i := range before {
				if before[i].Kind == kindAudit {
					lineCount += lines(&before[i])
				}
			}
			return key != kindAudit+strconv.Itoa(lineCount)
		}
		if !hasRow(before, key) {
			return true
		}
	}
	return false
}
