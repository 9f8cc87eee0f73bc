// Package store keeps rows: in a server's own memory, or in a shared store
// behind a network that can be refused, paused, wiped and failed over.
//
// A handler calls a Store and cannot tell which it is: Memory answers at once, a Client
// asks the Shared store and parks the flight meanwhile. Both keep a Table, which knows
// keys, lifetimes and sizes, and nothing of what is in the rows.
package store

import "time"

// Value is what a row holds. It is immutable once stored.
type Value interface {
	// JSON is the record as it would be written to the store.
	JSON() string
	// Owner is the user it belongs to, or "".
	Owner() string
	// Born is when the record was first made, since Epoch.
	Born() time.Duration
}

// Lifetime is how long a row may live from now on, and which rule says so.
type Lifetime struct {
	Span  time.Duration // 0: for ever
	Limit string        // "idle", "absolute", "cookie-max-age"
}

// Row is one stored record.
type Row struct {
	Key     string
	Value   Value
	Seen    time.Duration // last written or touched
	Expires time.Duration // since Epoch by the keeper's clock; 0: never
	Limit   string        // the rule behind Expires

	before, after *Row
	weight        int // bytes of key and record, in a table that is weighed
}

// Result tells what a look-up found.
type Result int

// Results of a look-up.
const (
	Missing Result = iota
	Found
	Expired
)

// Table is a set of rows by key, in order of creation. Its owner says what time it is.
type Table struct {
	rows        map[string]*Row
	first, last *Row
	// soonest is no later than the first expiry among the rows; 0 if none expires.
	soonest time.Duration
	// weighed tells that bytes is kept: the sum of the rows' weights.
	weighed bool
	bytes   int
	// written counts the rows written, if it is not nil; a copy of the table counts nothing.
	written *int
}

// NewTable makes an empty table.
func NewTable() *Table { return &Table{rows: map[string]*Row{}} }

// Weigh makes an empty table keep the sum of its rows' bytes, which costs writing out
// every record that is set.
func (t *Table) Weigh() *Table { t.weighed = true; return t }

// Tally makes the table add one to a count at every row it writes.
func (t *Table) Tally(written *int) *Table { t.written = written; return t }

// Bytes of all keys and records.
func (t *Table) Bytes() int {
	if t.weighed {
		return t.bytes
	}
	n := 0
	for r := t.first; r != nil; r = r.after {
		n += weigh(r)
	}
	return n
}

func weigh(r *Row) int { return len(r.Key) + len(r.Value.JSON()) }

// add takes a row that has been written into account.
func (t *Table) add(r *Row) {
	if t.weighed {
		r.weight = weigh(r)
		t.bytes += r.weight
	}
}

// Len counts the rows held, expired ones not yet swept included.
func (t *Table) Len() int { return len(t.rows) }

// Get looks key up. An expired row is removed and reported as such.
func (t *Table) Get(key string, now time.Duration) (*Row, Result) {
	r := t.rows[key]
	if r == nil {
		return nil, Missing
	}
	if r.Expires != 0 && now >= r.Expires {
		t.remove(r)
		return r, Expired
	}
	return r, Found
}

// Set writes a row, new or over an old one.
func (t *Table) Set(key string, v Value, life Lifetime, now time.Duration) {
	if t.written != nil {
		*t.written++
	}
	if r := t.rows[key]; r != nil {
		fresh := *r
		fresh.Value, fresh.Seen = v, now
		t.replace(r, &fresh, life, now)
		t.bytes -= r.weight
		t.add(&fresh)
		return
	}
	r := &Row{Key: key, Value: v, Seen: now, before: t.last}
	t.live(r, life, now)
	if t.last == nil {
		t.first = r
	} else {
		t.last.after = r
	}
	t.last = r
	t.rows[key] = r
	t.add(r)
}

// Touch renews a row's lifetime; a key that is not there stays absent (as Redis' EXPIRE does).
func (t *Table) Touch(key string, life Lifetime, now time.Duration) bool {
	r, result := t.Get(key, now)
	if result != Found {
		return false
	}
	r.Seen = now
	t.live(r, life, now)
	return true
}

// Delete removes a row; a key that is not there is no error.
func (t *Table) Delete(key string) bool {
	r := t.rows[key]
	if r == nil {
		return false
	}
	t.remove(r)
	return true
}

// Clear removes all rows.
func (t *Table) Clear() { *t = Table{rows: map[string]*Row{}, weighed: t.weighed, written: t.written} }

// Sweep removes what has expired, as Redis does and express-session's MemoryStore does not.
func (t *Table) Sweep(now time.Duration) bool {
	if t.soonest == 0 || now < t.soonest {
		return false
	}
	t.soonest = 0
	swept := false
	for r := t.first; r != nil; {
		after := r.after
		switch {
		case r.Expires != 0 && now >= r.Expires:
			t.remove(r)
			swept = true
		case r.Expires != 0 && (t.soonest == 0 || r.Expires < t.soonest):
			t.soonest = r.Expires
		}
		r = after
	}
	return swept
}

// Each calls f for every row in order of creation until f answers false.
func (t *Table) Each(f func(*Row) bool) {
	for r := t.first; r != nil; {
		after := r.after
		if !f(r) {
			return
		}
		r = after
	}
}

// Newest answers the newest n rows, oldest of them first.
func (t *Table) Newest(n int) []*Row {
	var out []*Row
	for r := t.last; r != nil && len(out) < n; r = r.before {
		out = append(out, r)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// Clone copies the table; the values are shared, being immutable.
func (t *Table) Clone() *Table {
	out := NewTable()
	for r := t.first; r != nil; r = r.after {
		row := &Row{Key: r.Key, Value: r.Value, Seen: r.Seen, Expires: r.Expires, Limit: r.Limit, before: out.last, weight: r.weight}
		if out.last == nil {
			out.first = row
		} else {
			out.last.after = row
		}
		out.last = row
		out.rows[r.Key] = row
	}
	out.soonest, out.weighed, out.bytes = t.soonest, t.weighed, t.bytes
	return out
}

func (t *Table) live(r *Row, life Lifetime, now time.Duration) {
	r.Expires, r.Limit = 0, ""
	if life.Span > 0 {
		r.Expires, r.Limit = now+life.Span, life.Limit
		if t.soonest == 0 || r.Expires < t.soonest {
			t.soonest = r.Expires
		}
	}
}

// replace puts fresh in the place of old, so that a reader who holds old is not surprised.
func (t *Table) replace(old, fresh *Row, life Lifetime, now time.Duration) {
	t.live(fresh, life, now)
	if fresh.before == nil {
		t.first = fresh
	} else {
		fresh.before.after = fresh
	}
	if fresh.after == nil {
		t.last = fresh
	} else {
		fresh.after.before = fresh
	}
	t.rows[fresh.Key] = fresh
	old.before, old.after = nil, nil
}

func (t *Table) remove(r *Row) {
	if r.before == nil {
		t.first = r.after
	} else {
		r.before.after = r.after
	}
	if r.after == nil {
		t.last = r.before
	} else {
		r.after.before = r.before
	}
	delete(t.rows, r.Key)
	t.bytes -= r.weight
}
