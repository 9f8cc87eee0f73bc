// Package balance is the load balancer's mind: which server the next request
// goes to, and what to try when a server does not accept it. It follows HAProxy
// 2.6 as observed on sequential requests. It knows no time and no network; the
// caller tells it what became of each request and of each server.
package balance

import (
	"math/rand/v2"
	"net/netip"
)

// Request is what a policy may look at.
type Request struct {
	// IP is the client's address.
	IP netip.Addr
	// URI is the path, with or without a query.
	URI string
	// Pin is the value of the client's SRV cookie, "" without one.
	Pin string
}

// Choice is a policy's answer.
type Choice struct {
	// Server is "" where no server is believed up.
	Server string
	// Why says in a few words how the server was found.
	Why string
	// Fixed tells that the request belongs to this very server, by a cookie or a
	// hash: a failed connection is tried again there before anywhere else.
	Fixed bool
	// Pin tells that the response has to carry a new SRV cookie.
	Pin bool
}

// Policy chooses servers out of a pool.
type Policy interface {
	// Name is the word of the balancer key.
	Name() string
	// Choose picks a server and consumes its turn. A server named by avoid is
	// passed over if the policy is free to and another one is up.
	Choose(req Request, pool *Pool, avoid string) Choice
	// Next is the server that an unpinned request would get, without consuming a
	// turn; "" where that depends on the request or on chance.
	Next(pool *Pool) string
}

// The words of the balancer key.
const (
	RoundRobin       = "round-robin"
	LeastConnections = "least-connections"
	Random           = "random"
	IPHash           = "ip-hash"
	URIHash          = "uri-hash"
	Sticky           = "sticky"
)

// Names lists the policies in the order of the help.
func Names() []string {
	return []string{RoundRobin, LeastConnections, Random, IPHash, URIHash, Sticky}
}

// New is the policy of that name; false if there is none. Only the random
// policy draws from r.
func New(name string, r *rand.Rand) (Policy, bool) {
	switch name {
	case RoundRobin:
		return roundRobin{}, true
	case LeastConnections:
		return leastConnections{}, true
	case Random:
		return random{r}, true
	case IPHash:
		return ipHash{}, true
	case URIHash:
		return uriHash{}, true
	case Sticky:
		return sticky{}, true
	}
	return nil, false
}

const nobody = "every server is down"
