package cluster

import (
	"time"

	"authlab/sim/browser"
)

// RequestSpec is a request a client is asked to make.
type RequestSpec struct {
	Client string
	Method string // "GET", "POST"
	Path   string // "/profile"; a query is made from MS
	Plain  bool   // http:// instead of https://
	User   string // whom a login or a revocation names; "" means the client itself
	// Password to present: "" none (a login presents the right one), "right", "wrong", or a literal.
	Password string
	Device   string
	// Audience restricts whom the token of a login is for, "" for all services.
	Audience string
	IP       string // "" keeps the client's own address
	MS       string // milliseconds for /slow
	// Tamper is a kind of TamperKinds, or "".
	Tamper string
	// With names another client or a copy whose credentials are sent instead.
	With string
	// From says who makes the client's browser send the request; "" is the site's own
	// page. The client has to have appeared for any other.
	From browser.Initiator
	// Script tells that a script of the attacker's in the site's own page sends it.
	Script bool
	// Aside tells that an attack makes the request on its way: no command asked for it.
	Aside bool
	// Delay postpones the start.
	Delay time.Duration
}

// Exchange is a request and what became of it.
type Exchange struct {
	Spec   RequestSpec
	Flight int // counts requests from 1
	// Command is the index given to Begin before the request was made.
	Command int
	// Done tells that an answer (or its lack) has reached the client.
	Done bool
	// Server that answered, "" where the balancer did.
	Server          string
	Status          int
	SetCookie       []string // whole values of the Set-Cookie lines, the balancer's included
	WWWAuthenticate string
	Body            string
	// Error names the reason of a refusal: jsonwebtoken's message for a token, an event kind otherwise.
	Error                       string
	Cut                         bool
	RequestBytes, ResponseBytes int
	StoreReads, StoreWrites     int
	// CredentialBytes is the size of the Cookie and Authorization lines.
	CredentialBytes int
	// Signatures made and Verifications done by the server for this request.
	Signatures, Verifications int
	// forgiven tells that leeway let its token in, outside of the token's dates.
	forgiven bool
	// Memory is what servers and store held when the answer arrived, in bytes of keys
	// and rows; nil in an unrecorded run.
	Memory             map[string]int
	SentAt, AnsweredAt time.Duration
	// FirstSeq and LastSeq bound the events of this request; 0 in an unrecorded run.
	FirstSeq, LastSeq int
}
