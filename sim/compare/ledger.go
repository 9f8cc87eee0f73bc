package compare

import (
	"strconv"
	"time"

	"authlab/sim/cluster"
)

// Figure is a line of the ledger.
type Figure struct {
	// Name is its stable short name, "credential-bytes"; Title how it reads.
	Name, Title string
	// Unit is "bytes", "users" and the like, or "".
	Unit string
	// Doc says in one sentence how it was got.
	Doc string
	// Values has one for each lane.
	Values []Value
}

// Value is what one design counts.
type Value struct {
	// Number is the value; Known is false where the question makes no sense for the design.
	Number float64
	Known  bool
	// Text is how it reads, "–" where it is not known.
	Text string
}

// measure is how a figure is got from a lane.
type measure struct {
	name, title, unit, doc string
	of                     func(s *subject) Value
}

// subject is a lane with what several figures need.
type subject struct {
	*Lane
	known []string
}

// Ledger counts what each design costs. The last figures are experiments: the commands
// are done once more and something is broken at the end.
func (c *Comparison) Ledger() []Figure {
	var subjects []*subject
	for _, lane := range c.Lanes {
		subjects = append(subjects, &subject{lane, lane.known()})
	}
	var ledger []Figure
	for _, m := range measures() {
		f := Figure{Name: m.name, Title: m.title, Unit: m.unit, Doc: m.doc}
		any := false
		for _, s := range subjects {
			v := m.of(s)
			any = any || v.Known
			f.Values = append(f.Values, v)
		}
		if any {
			ledger = append(ledger, f)
		}
	}
	return ledger
}

func measures() []measure {
	count := func(name string) func(*subject) Value {
		return func(s *subject) Value {
			n, ok := s.World.Count(name)
			return whole(int(n), ok)
		}
	}
	return []measure{
		{"credential-bytes", "credential on the wire", "bytes", "Cookie and Authorization lines of a request that carries them, on average.", credentialBytes},
		{"request-bytes", "requests, all", "bytes", "Everything the clients sent.", count("request-bytes")},
		{"response-bytes", "answers, all", "bytes", "Everything the servers answered.", count("response-bytes")},
		{"store-reads", "store reads", "", "Reads of the shared store.", count("store-reads")},
		{"store-writes", "store writes", "", "Writes to the shared store.", count("store-writes")},
		{"signatures", "signatures made", "", "By the servers.", count("signatures")},
		{"verifications", "signatures verified", "", "By the servers.", count("verifications")},
		{"server-memory", "memory, fullest server", "bytes", "Keys and rows that a server holds at the end.", serverMemory},
		{"store-memory", "memory, store", "bytes", "Keys and rows in the shared store at the end.", count("memory.store")},
		{"lost-with-server", "users lost per dead server", "users", "Known users who are refused after one server has died, on average over the servers.", func(s *subject) Value {
			users, ok := s.lostWithServer(s.known)
			return fraction(users, ok)
		}},
		{"without-store", "answer without the store", "status", "What a known user gets while the store is down.", func(s *subject) Value {
			status := s.withoutStore(s.known)
			return whole(status, status != 0)
		}},
		{"exposure", "stolen copy lives after logout", "seconds", "How long a copy of a credential is honoured after its owner has logged out.", func(s *subject) Value {
			lived, ok := s.exposure(s.known)
			return span(lived, ok)
		}},
	}
}

const unknown = "–"

func whole(n int, ok bool) Value {
	if !ok {
		return Value{Text: unknown}
	}
	return Value{float64(n), true, strconv.Itoa(n)}
}

func fraction(n float64, ok bool) Value {
	if !ok {
		return Value{Text: unknown}
	}
	return Value{n, true, strconv.FormatFloat(n, 'f', decimals(n), 64)}
}

// decimals are as many as a number needs, at most one.
func decimals(n float64) int {
	if n == float64(int(n)) {
		return 0
	}
	return 1
}

func span(d time.Duration, ok bool) Value {
	switch {
	case !ok:
		return Value{Text: unknown}
	case d >= Horizon:
		return Value{d.Seconds(), true, "> " + strconv.Itoa(int(Horizon.Seconds()))}
	}
	return whole(int(d.Seconds()), true)
}

func credentialBytes(s *subject) Value {
	var bytes, requests int
	for _, x := range s.World.Exchanges() {
		if x.CredentialBytes > 0 {
			bytes, requests = bytes+x.CredentialBytes, requests+1
		}
	}
	if requests == 0 {
		return Value{Text: unknown}
	}
	return fraction(float64(bytes/requests), true)
}

// serverMemory is what the fullest server held when the last answer arrived.
func serverMemory(s *subject) Value {
	var last *cluster.Exchange
	for _, x := range s.World.Exchanges() {
		if x.Memory != nil {
			last = x
		}
	}
	if last == nil {
		return Value{Text: unknown}
	}
	most := 0
	for node, bytes := range last.Memory {
		if node != "store" && node != "replica" {
			most = max(most, bytes)
		}
	}
	return whole(most, true)
}
