package balance

import "slices"

// rotation is the order of turns of HAProxy's round robin for servers of equal
// weight. It is not quite a queue: every server has a place on a line, the
// balancer's own place moves on by one with each turn, and the line is renewed
// when its end has been reached. A server that comes back gets a place in what is
// left of the line, which near its end can be before others that wait.
type rotation struct {
	place places
	// here is the balancer's own place; width the length of the line; weight what it
	// will be after the next renewal.
	here, width, weight int
}

// weight of one server in HAProxy's scale.
const unit = 16

// lane is where a server waits.
type lane int

const (
	fresh  lane = iota // has not had a turn on this line
	placed             // has a place on this line
	later              // its next place is beyond the end of this line
)

type entry struct {
	server string
	lane   lane
	at     int
	order  int // of arrival in the lane: ties go to the one who waits longer
}

// places are the servers taking part, in no particular order.
type places struct {
	entries []entry
	arrived int
}

func (p *places) put(e entry, l lane) {
	p.arrived++
	e.lane, e.order = l, p.arrived
	p.entries = append(p.entries, e)
}

// first is the index of the server that waits longest in a lane, of the lowest
// place if the lane has places; -1 if there is none.
func (p *places) first(l lane) int {
	best := -1
	for i, e := range p.entries {
		if e.lane != l {
			continue
		}
		if best < 0 || l == placed && e.at < p.entries[best].at || (l != placed || e.at == p.entries[best].at) && e.order < p.entries[best].order {
			best = i
		}
	}
	return best
}

func (p *places) take(i int) entry {
	e := p.entries[i]
	p.entries = slices.Delete(p.entries, i, i+1)
	return e
}

// begin lets a server take part from the start, behind those that are there.
func (r *rotation) begin(server string) {
	r.weight += unit
	if r.here == r.width {
		// Nobody has had a turn yet: the line grows.
		r.here, r.width = r.weight, r.weight
		r.place.put(entry{server: server}, fresh)
		return
	}
	r.join(entry{server: server})
}

// up lets a server that was down take part again.
func (r *rotation) up(server string) {
	r.weight += unit
	r.join(entry{server: server})
}

func (r *rotation) join(e entry) {
	e.at = r.here + (r.weight+r.width-r.here)/unit
	r.queue(e)
}

// down takes a server out.
func (r *rotation) down(server string) {
	if i := slices.IndexFunc(r.place.entries, func(e entry) bool { return e.server == server }); i >= 0 {
		r.place.take(i)
		r.weight -= unit
	}
}

// queue puts a server where its place is: on this line, or beyond its end.
func (r *rotation) queue(e entry) {
	if e.at >= 2*r.width || e.at >= r.width+r.weight {
		e.at -= r.width
		r.place.put(e, later)
		return
	}
	r.place.put(e, placed)
}

// next takes the server whose turn it is out of the line and moves on. A hole
// before the lowest place is filled with a fresh server.
func (r *rotation) next() (entry, bool) {
	i := r.place.first(placed)
	if i < 0 || r.place.entries[i].at > r.here {
		if f := r.place.first(fresh); f >= 0 {
			i = f
			r.place.entries[i].at = 0
		}
	}
	if i < 0 {
		return entry{}, false
	}
	e := r.place.take(i)
	if e.at == 0 {
		e.at = r.here
	}
	e.at += r.weight / unit
	r.here++
	return e, true
}

// renew begins a new line with those who wait for it.
func (r *rotation) renew() {
	for i := range r.place.entries {
		if r.place.entries[i].lane == later {
			r.place.entries[i].lane = fresh
		}
	}
	r.width = r.weight
	r.here = r.width
}

// turn answers the server whose turn it is; one to avoid loses its turn if there
// is another. It answers "" if nobody takes part.
func (r *rotation) turn(avoid string) string {
	if len(r.place.entries) == 0 {
		return ""
	}
	if r.width == 0 {
		r.here, r.width = r.weight, r.weight
	}
	var avoided *entry
	renewed := false
	for {
		e, ok := r.next()
		if !ok && !renewed {
			renewed = true
			r.renew()
			continue
		}
		if !ok {
			if avoided == nil {
				return ""
			}
			e, avoided = *avoided, nil
		} else if e.server == avoid && avoided == nil {
			kept := e
			avoided = &kept
			continue
		}
		r.queue(e)
		if avoided != nil && renewed {
			avoided.at = 0
			r.place.put(*avoided, fresh)
		} else if avoided != nil {
			r.queue(*avoided)
		}
		return e.server
	}
}

func (r *rotation) clone() rotation {
	out := *r
	out.place.entries = slices.Clone(r.place.entries)
	return out
}

// order previews the next turns until everybody has had one.
func (r *rotation) order() []string {
	preview := r.clone()
	var out []string
	for len(out) < len(r.place.entries) {
		server := preview.turn("")
		if !slices.Contains(out, server) {
			out = append(out, server)
		}
	}
	return out
}
