package cluster

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fact is something about a run that expect and the goals of lessons compare: a number,
// or a text.
type Fact struct {
	// Name is what it is asked for by. An upper-case part, as in "status.CODE", is to be
	// filled in.
	Name string
	// Group is the heading it stands under in the help.
	Group string
	// Doc tells what it is, with the unit of what is no plain count.
	Doc string

	// One of these two reads it; of is what stands behind the dot.
	number func(w *World, of string) int
	text   func(w *World, of string) string
}

// Parts are the name's parts: what stands before the dot, and the placeholder behind it, ""
// for a name that is not to be filled in.
func (f *Fact) Parts() (stem, placeholder string) {
	stem, behind, _ := strings.Cut(f.Name, ".")
	if behind != strings.ToUpper(behind) {
		return f.Name, ""
	}
	return stem, behind
}

// IsText tells that the value is text: only = and != compare it.
func (f *Fact) IsText() bool { return f.text != nil }

// Facts are all facts, in the order of the help.
var Facts = slices.Concat(
	grouped("requests and answers", answerFacts),
	grouped("logins", loginFacts),
	grouped("what is remembered", memoryFacts),
	grouped("machines and clocks", machineFacts),
	grouped("tokens and keys", tokenFacts),
	grouped("attacks", attackFacts),
	grouped("stolen credentials", theftFacts),
)

func grouped(heading string, facts []Fact) []Fact {
	for i := range facts {
		facts[i].Group = heading
	}
	return facts
}

// Count answers the present value of a number; false if there is no such name or no
// such server. A client that has not appeared counts as one that did nothing.
func (w *World) Count(name string) (int64, bool) {
	if f, of := FactNamed(name); f != nil && !f.IsText() {
		return int64(f.number(w, of)), true
	}
	return 0, false
}

// Text answers the present value of a text. For recent.CLIENT it is all statuses, oldest
// first, with commas between.
func (w *World) Text(name string) (string, bool) {
	if f, of := FactNamed(name); f != nil && f.IsText() {
		return f.text(w, of), true
	}
	return "", false
}

// FactNamed finds a fact by its name filled in, and what stands behind the dot of that
// name; nil if there is none.
func FactNamed(name string) (fact *Fact, of string) {
	before, of, _ := strings.Cut(name, ".")
	for i := range Facts {
		stem, placeholder := Facts[i].Parts()
		if Facts[i].Name == name || stem == before && mayStandFor(placeholder, of) {
			return &Facts[i], of
		}
	}
	return nil, ""
}

// mayStandFor tells whether something can be filled in for a placeholder.
func mayStandFor(placeholder, given string) bool {
	switch placeholder {
	case "CLIENT", "USER":
		return given != ""
	case "SERVER":
		n := serverNumber(given)
		return n > 0 && n <= MaxServers
	case "CODE":
		code, err := strconv.Atoi(given)
		return err == nil && code >= 100 && code <= 599
	case "KIND":
		return slices.Contains(AttackKinds(), given)
	}
	return false
}

// total reads a fact that is about nobody in particular.
func total(read func(w *World) int) func(*World, string) int {
	return func(w *World, _ string) int { return read(w) }
}

// ofClient reads a fact off a client.
func ofClient(read func(c *client) int) func(*World, string) int {
	return func(w *World, name string) int {
		if c := w.byName[name]; c != nil {
			return read(c)
		}
		return 0
	}
}

// ofServer reads a fact off a server; one that is not there has done nothing.
func ofServer(read func(s *server) int) func(*World, string) int {
	return func(w *World, name string) int {
		if s := w.server(name); s != nil {
			return read(s)
		}
		return 0
	}
}

// oneIf is a yes or no as a number.
func oneIf(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// secondsIn is a span in whole seconds, rounded down.
func secondsIn(d time.Duration) int { return int(d / time.Second) }

// secondsOver is a deviation in whole seconds, rounded up: the least that is not none is 1.
func secondsOver(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// answered is how a request of a client ended.
type answered struct {
	status int // 0 where it was lost
	server string
	// open tells that the path asks for no login.
	open bool
}

var answerFacts = []Fact{
	{Name: "requests", Doc: "requests answered", number: total(func(w *World) int { return w.totals.Requests })},
	{Name: "status.CODE", Doc: "answers with this status", number: func(w *World, of string) int {
		code, _ := strconv.Atoi(of) // by its placeholder it is one
		return w.totals.status[code]
	}},
	{Name: "admitted", Doc: "answers 200 at paths that ask for a login: all but logins, logouts and /public",
		number: total(func(w *World) int { return w.totals.admitted })},
	{Name: "served.SERVER", Doc: "requests this server answered", number: func(w *World, of string) int {
		return w.totals.removedServed[of] + ofServer(func(s *server) int { return s.served })(w, of)
	}},
	{Name: "last.CLIENT", Doc: "status of the client's newest answer, 0 before the first and where it was lost",
		number: ofClient(func(c *client) int { return c.newest().status })},
	{Name: "last-server.CLIENT", Doc: "server that gave it, empty if the balancer did", text: func(w *World, of string) string {
		if c := w.byName[of]; c != nil {
			return c.newest().server
		}
		return ""
	}},
	{Name: "last-page.CLIENT", Doc: "status of the client's newest answer at a path that asks for a login, 0 before the first",
		number: ofClient((*client).lastPage)},
	{Name: "last-client", Doc: "client whose request ended last of all, empty before the first",
		text: func(w *World, _ string) string { return w.totals.newest }},
	{Name: "recent.CLIENT", Doc: "the client's newest statuses, as many as are compared with: recent.alice=401,200", text: (*World).recent},
	{Name: "streak.CLIENT", Doc: "newest answers in a row that were 200, at paths that ask for a login; others do not count",
		number: ofClient((*client).streak)},
	{Name: "transfers", Doc: "POST /transfer done", number: total(func(w *World) int { return w.tally.Transfers })},
	{Name: "request-bytes", Doc: "bytes of all requests", number: total(func(w *World) int { return w.totals.RequestBytes })},
	{Name: "response-bytes", Doc: "bytes of all answers", number: total(func(w *World) int { return w.totals.ResponseBytes })},
	{Name: "credential-bytes.CLIENT", Doc: "bytes of the Cookie and Authorization lines the client sent last",
		number: ofClient(func(c *client) int { return c.credit })},
	{Name: "set-cookies.CLIENT", Doc: "Set-Cookie lines the client received", number: ofClient(func(c *client) int { return c.setCount })},
	{Name: "cookie-changes.CLIENT", Doc: "times the client's cookies changed", number: ofClient(func(c *client) int { return c.changes })},
}

// newest is the client's newest answer, or none.
func (c *client) newest() answered {
	if len(c.answers) == 0 {
		return answered{}
	}
	return c.answers[len(c.answers)-1]
}

func (c *client) streak() int {
	n := 0
	for _, a := range slices.Backward(c.answers) {
		if a.open {
			continue
		}
		if a.status != http.StatusOK {
			break
		}
		n++
	}
	return n
}

// lastPage is the newest status at a path that asks for a login, 0 for none.
func (c *client) lastPage() int {
	for _, a := range slices.Backward(c.answers) {
		if !a.open {
			return a.status
		}
	}
	return 0
}

func (w *World) recent(of string) string {
	var words []string
	if c := w.byName[of]; c != nil {
		for _, a := range c.answers {
			words = append(words, itoa(a.status))
		}
	}
	return strings.Join(words, ",")
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
