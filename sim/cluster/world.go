package cluster

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"authlab/sim/auth"
	"authlab/sim/balance"
	"authlab/sim/browser"
	"authlab/sim/event"
	"authlab/sim/flight"
	"authlab/sim/snapshot"
	"authlab/sim/store"
)

// Node names that are not servers or clients.
const (
	balancerName = "balancer"
	storeName    = "store"
)

// World is one running cluster.
type World struct {
	config    *Config
	scheduler flight.Scheduler
	recording bool
	// undrawn tells that events are kept without snapshots.
	undrawn  bool
	recorder recorder
	command  int

	clients []*client
	byName  map[string]*client
	copies  map[string]credentials
	urls    map[string]*url.URL
	streams map[string]*rand.ChaCha8
	servers []*server
	// services are the names of the services the servers carry; nil for none.
	services []string
	pool     *balance.Pool
	policy   balance.Policy
	shared   *store.Shared

	// exchanges are the requests asked for, by their flight's number less one.
	exchanges []*Exchange
	// spare are passages that are over, to be used again.
	spare []*passage
	// moving are the requests under way, oldest first.
	moving []*passage
	// outstanding counts requests not answered and faults not done.
	outstanding int
	tally       auth.Tally
	ring        keyring
	// leaked are the keys in the attacker's hands, newest last.
	leaked []leak
	// flooding tells that forgeries are sent in bulk: no refusal is put into words.
	flooding bool
	// losing is how many of the next answers are lost on their way to the client.
	losing int
	// unattended tells that what happens now was arranged before.
	unattended bool
	// demoted are the users who have lost the administrator's role.
	demoted map[string]bool
	totals  totals

	clientStates  []*snapshot.Client
	copyStates    []*snapshot.Copy
	balancerState *snapshot.Balancer
	storeState    *snapshot.Store
}

// New starts a cluster. With record false there are no events and no snapshots;
// everything else is the same.
func New(config *Config, record bool) *World {
	w := &World{config: config.Clone(), recording: record, recorder: newRecorder(),
		byName: map[string]*client{}, copies: map[string]credentials{}, urls: map[string]*url.URL{}, streams: map[string]*rand.ChaCha8{},
		demoted: map[string]bool{}, totals: newTotals()}
	w.services = w.config.serviceNames()
	w.pool = balance.NewPool()
	w.setPolicy()
	if w.config.Store.Store != "memory" {
		w.shared = w.newShared()
	}
	for i := 1; i <= w.config.Servers; i++ {
		s := w.newServer(i)
		w.servers = append(w.servers, s)
		w.pool.Add(s.name)
	}
	w.totals.fewestUp = len(w.servers)
	return w
}

func (w *World) newShared() *store.Shared {
	shared := store.NewShared(&w.scheduler, &w.config.Store, w)
	if w.recording {
		shared.Weigh()
	}
	return shared
}

// held is what every node that remembers something holds, in bytes.
func (w *World) held() map[string]int {
	out := map[string]int{}
	for _, s := range w.servers {
		out[s.name] = s.memory.Bytes()
	}
	if w.shared != nil {
		out[storeName] = w.shared.Table().Bytes()
	}
	return out
}

func (w *World) setPolicy() {
	// The key's values are the policies' names.
	w.policy, _ = balance.New(w.config.Balance.Policy, rand.New(w.stream(balancerName, "choice")))
	w.balancerState = nil
}

// Config is the present configuration; it must not be changed.
func (w *World) Config() *Config { return w.config }

// Now is the virtual time since event.Epoch.
func (w *World) Now() time.Duration { return w.scheduler.Now() }

// Begin tells which command the following events belong to.
func (w *World) Begin(command int) { w.command = command }

// Exchanges are the requests so far, in the order they were asked for.
func (w *World) Exchanges() []*Exchange { return w.exchanges }

// Close ends every handler that is still parked.
func (w *World) Close() { w.scheduler.Close() }

// server finds a server by name; nil if there is none.
func (w *World) server(name string) *server {
	for _, s := range w.servers {
		if s.name == name {
			return s
		}
	}
	return nil
}

// Request lets a client send a request; nothing runs before Settle. The error
// names an unknown credential, tamper kind or address.
func (w *World) Request(spec RequestSpec) (*Exchange, error) {
	if spec.From != browser.OwnPage || spec.Script {
		if _, err := w.victim(spec.Client); err != nil {
			return nil, err
		}
	}
	c := w.client(spec.Client)
	if _, copied := w.copies[spec.With]; spec.With != "" && !copied && w.byName[spec.With] == nil {
		return nil, fmt.Errorf("with=%s: no client and no copy of that name (known: %s)", spec.With, strings.Join(w.Holders(), ", "))
	}
	if spec.Tamper != "" && !knownTamper(spec.Tamper) {
		return nil, fmt.Errorf("tamper=%s: no such kind", spec.Tamper)
	}
	if spec.IP != "" {
		if _, err := netip.ParseAddr(spec.IP); err != nil {
			return nil, fmt.Errorf("ip=%s: want an address such as 203.0.113.7", spec.IP)
		}
	}
	if spec.User == "" {
		spec.User = spec.Client
	}
	ex := &Exchange{Spec: spec, Flight: len(w.exchanges) + 1, Command: w.command}
	w.exchanges = append(w.exchanges, ex)
	w.outstanding++
	p := w.newPassage()
	p.exchange, p.client = ex, c
	w.scheduler.After(spec.Delay, p)
	return ex, nil
}

// newPassage is a passage that is free to be used.
func (w *World) newPassage() *passage {
	if n := len(w.spare); n > 0 {
		p := w.spare[n-1]
		w.spare = w.spare[:n-1]
		return p
	}
	p := &passage{world: w}
	p.request = *new(http.Request).WithContext((*requestContext)(p))
	return p
}

// release takes a passage back that nothing refers to any more. What a recorded run
// draws may refer to it for ever.
func (w *World) release(p *passage) {
	if w.recording || p.flight != nil && !p.flight.Ended() {
		return
	}
	clear(p.request.Header)
	clear(p.response.header)
	*p = passage{world: w, request: p.request, response: response{header: p.response.header}}
	w.spare = append(w.spare, p)
}

// Holders are the names whose credentials can be sent with with=: clients and copies.
func (w *World) Holders() []string {
	var out []string
	for _, c := range w.clients {
		out = append(out, c.name)
	}
	for _, name := range sortedKeys(w.copies) {
		if w.byName[name] == nil {
			out = append(out, name)
		}
	}
	return out
}

// After schedules f at d from now, as something Settle waits for.
func (w *World) After(d time.Duration, f func()) {
	w.outstanding++
	w.scheduler.After(d, flight.Func(func() {
		w.outstanding--
		f()
	}))
}

// Settle runs until every request is answered and every scheduled fault is done.
// Other timers stay queued.
func (w *World) Settle() {
	for w.outstanding > 0 && w.scheduler.Step() {
	}
}

// Wait lets time pass.
func (w *World) Wait(d time.Duration) { w.waitUntil(w.scheduler.Now() + d) }

// WaitUntil lets time pass up to a moment since the start; one that is over is an error.
func (w *World) WaitUntil(t time.Duration) error {
	if t < w.scheduler.Now() {
		return fmt.Errorf("wait until=%s: it is %s already", t, w.scheduler.Now())
	}
	w.waitUntil(t)
	return nil
}

func (w *World) waitUntil(t time.Duration) {
	by := t - w.scheduler.Now()
	w.scheduler.RunUntil(t)
	w.storeState = nil
	w.note(0, event.Event{Kind: event.TimePassed, Node: labName, Attrs: []event.Attr{event.Of("by", by.String())}})
}

// role is what the user directory says of a user.
func (w *World) role(user string) string {
	if user == auth.Administrator && !w.demoted[user] {
		return auth.RoleAdmin
	}
	return auth.RoleUser
}

// labName is the node of what the person at the keyboard does.
const labName = "lab"

// still takes a request out of those under way.
func (w *World) still(p *passage) {
	for i, other := range w.moving {
		if other == p {
			w.moving = append(w.moving[:i:i], w.moving[i+1:]...)
			return
		}
	}
}

func nodeName(server string) string { return "node:" + server }

// deadNames are the servers that are down, as artifacts.
func (w *World) deadNames() []string {
	var out []string
	for _, s := range w.servers {
		if !s.up {
			out = append(out, nodeName(s.name))
		}
	}
	return out
}

// serverNumber is the number in a server's name, 0 if it is none.
func serverNumber(name string) int {
	digits, ok := strings.CutPrefix(name, "s")
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 {
		return 0
	}
	return n
}
