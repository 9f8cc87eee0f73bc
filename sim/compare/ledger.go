package compare

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"authlab/sim/auth"
	"authlab/sim/cluster"
	"authlab/sim/scenario"
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
	// Text is how it reads, "-" where it is not known.
	Text string
}

// measure is how a figure is got from a lane.
type measure struct {
	name, title, unit, doc string
	of                     func(s *subject) Value
}

// Ledger counts what each design costs. The last figures are experiments: the commands
// are done once more and something is broken at the end.
func (c *Comparison) Ledger() []Figure {
	var subjects []*subject
	for _, lane := range c.Lanes {
		s := &subject{Lane: lane}
		s.logins, s.known = lane.known()
		subjects = append(subjects, s)
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
		{"credential-bytes", "credential", "bytes", "Cookie and Authorization lines of a request that was let in by them, on average.", credentialBytes},
		{"request-bytes", "all requests", "bytes", "Everything the clients sent.", count("request-bytes")},
		{"response-bytes", "all answers", "bytes", "Everything the servers answered.", count("response-bytes")},
		{"store-reads", "store reads", "", "Reads of the shared store.", count("store-reads")},
		{"store-writes", "store writes", "", "Writes to the shared store.", count("store-writes")},
		{"reads-per-request", "store reads a request", "", "Of the profile, where it was answered 200, on average.", perRequest(func(x *cluster.Exchange) int { return x.StoreReads })},
		{"writes-per-request", "store writes a request", "", "Of the profile, where it was answered 200, on average.", perRequest(func(x *cluster.Exchange) int { return x.StoreWrites })},
		{"signatures", "signatures made", "", "By the servers.", count("signatures")},
		{"verifications", "signatures verified", "", "By the servers.", count("verifications")},
		{"server-memory", "server memory", "bytes", "Rows and what they are found by, in the fullest server, at the most.", peak(func(node string) bool { return node != "store" && node != "replica" })},
		{"store-memory", "store memory", "bytes", "Rows and what they are found by, in the shared store, at the most.", peak(func(node string) bool { return node == "store" })},
		{"theft", "stolen copy lived", "s", "From the theft to the last request that the copy got through, in this run.", theft},
		{"lost-with-server", "users lost per dead server", "users", "Known users who are refused after one server has died, on average over the servers.", func(s *subject) Value {
			users, ok := s.lostWithServer()
			return fraction(users, ok)
		}},
		{"without-store", "answer without the store", "status", "What a user who has just logged in gets right after the store has died.", func(s *subject) Value {
			status := s.withoutStore()
			return whole(status, status != 0)
		}},
		{"exposure", "copy outlives logout by", "s", "How long a copy that was in use is honoured after its owner, who had just logged in, has logged out.", func(s *subject) Value {
			lived, ok := s.exposure()
			return span(lived, ok)
		}},
	}
}

const unknown = "-"

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
		// A cookie of the balancer alone lets nobody in.
		if x.CredentialBytes > 0 && x.Status == found && !auth.IsLogin(x.Spec.Path) && x.Spec.Path != "/public" {
			bytes, requests = bytes+x.CredentialBytes, requests+1
		}
	}
	if requests == 0 {
		return Value{Text: unknown}
	}
	return fraction(math.Round(float64(bytes)/float64(requests)), true)
}

// perRequest is the mean of a count over the requests for the profile that were answered 200.
func perRequest(of func(x *cluster.Exchange) int) func(*subject) Value {
	return func(s *subject) Value {
		sum, requests := 0, 0
		for _, x := range s.World.Exchanges() {
			if x.Spec.Path == "/profile" && x.Status == found {
				sum, requests = sum+of(x), requests+1
			}
		}
		if requests == 0 {
			return Value{Text: unknown}
		}
		return fraction(float64(sum)/float64(requests), true)
	}
}

// peak is the most that one of the nodes held when an answer arrived.
func peak(of func(node string) bool) func(*subject) Value {
	return func(s *subject) Value {
		most := 0
		for _, x := range s.World.Exchanges() {
			for node, bytes := range x.Memory {
				if of(node) {
					most = max(most, bytes)
				}
			}
		}
		return whole(most, true)
	}
}

// theft is the longest exposure of any client of the run; unknown where nothing was stolen.
func theft(s *subject) Value {
	longest, stolen := 0, slices.ContainsFunc(s.Commands, func(c scenario.Command) bool { return strings.HasPrefix(c.Text, "copy ") })
	for _, x := range s.World.Exchanges() {
		n, _ := s.World.Count("exposure." + x.Spec.Client)
		longest = max(longest, int(n))
		taken, _ := s.World.Count("stolen." + x.Spec.Client)
		stolen = stolen || taken > 0
	}
	return whole(longest, stolen)
}

// Only are the figures with these names, in the ledger's order; nil names mean all.
func Only(ledger []Figure, names []string) []Figure {
	if names == nil {
		return ledger
	}
	return slices.DeleteFunc(slices.Clone(ledger), func(f Figure) bool { return !slices.Contains(names, f.Name) })
}

// FigureNames are all names of figures, in the ledger's order.
func FigureNames() (names []string) {
	for _, m := range measures() {
		names = append(names, m.name)
	}
	return names
}
