package balance

import "slices"

// Pool is what the balancer believes about its servers. A dead server that it
// has not noticed yet is still up here.
type Pool struct {
	configured []string // in configuration order
	alive      []string // the believed-up ones, in configuration order
	queue      []string // the order in which least-connections settles ties, head first
	rotation   rotation // the order of turns
	active     map[string]int
}

// NewPool holds the servers in configuration order, all up; the queue starts in
// that order.
func NewPool(servers ...string) *Pool {
	p := &Pool{active: make(map[string]int, len(servers))}
	for _, s := range servers {
		p.Add(s)
	}
	return p
}

// Add appends a new server to the configuration and to the queue. Adding one
// that is there already changes nothing.
func (p *Pool) Add(server string) {
	if slices.Contains(p.configured, server) {
		return
	}
	p.configured = append(p.configured, server)
	p.alive = append(p.alive, server)
	p.queue = append(p.queue, server)
	p.rotation.begin(server)
}

// Remove takes a server out of the configuration.
func (p *Pool) Remove(server string) {
	p.Down(server)
	p.configured = without(p.configured, server)
	delete(p.active, server)
}

// Down notes that the balancer has noticed a death: the server leaves the queue.
func (p *Pool) Down(server string) {
	p.alive = without(p.alive, server)
	p.queue = without(p.queue, server)
	p.rotation.down(server)
}

// Up notes that the balancer has noticed a return: the server joins the queue at
// its tail, and the rotation as HAProxy has it.
func (p *Pool) Up(server string) {
	if p.IsUp(server) || !slices.Contains(p.configured, server) {
		return
	}
	p.queue = append(p.queue, server)
	p.rotation.up(server)
	alive := make([]string, 0, len(p.configured))
	for _, s := range p.configured {
		if s == server || p.IsUp(s) {
			alive = append(alive, s)
		}
	}
	p.alive = alive
}

// IsUp tells whether the balancer believes the server up.
func (p *Pool) IsUp(server string) bool { return slices.Contains(p.alive, server) }

// Begin counts a request that has been handed to a server.
func (p *Pool) Begin(server string) {
	if server != "" {
		p.active[server]++
	}
}

// End counts a request that has left a server.
func (p *Pool) End(server string) {
	if p.active[server] > 0 {
		p.active[server]--
	}
}

// Active is the number of requests at a server.
func (p *Pool) Active(server string) int { return p.active[server] }

// Servers lists the configured servers in order. The caller must not change it.
func (p *Pool) Servers() []string { return p.configured }

// Alive lists the servers believed up in configuration order. The caller must
// not change it.
func (p *Pool) Alive() []string { return p.alive }

// Queue is the order of the next turns, each server once.
func (p *Pool) Queue() []string { return p.rotation.order() }

// Clone is an independent copy.
func (p *Pool) Clone() *Pool {
	active := make(map[string]int, len(p.active))
	for s, n := range p.active {
		active[s] = n
	}
	return &Pool{slices.Clone(p.configured), slices.Clone(p.alive), slices.Clone(p.queue), p.rotation.clone(), active}
}

// turn is the rotation's next. A server to avoid loses its turn if there is
// another one.
func (p *Pool) turn(avoid string) string { return p.rotation.turn(avoid) }

// requeue moves the i-th server of the queue to the tail.
func (p *Pool) requeue(i int) string {
	server := p.queue[i]
	copy(p.queue[i:], p.queue[i+1:])
	p.queue[len(p.queue)-1] = server
	return server
}

func (p *Pool) head() string {
	preview := p.rotation.clone()
	return preview.turn("")
}

func without(list []string, server string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == server })
}
