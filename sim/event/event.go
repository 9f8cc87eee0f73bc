// Package event holds the typed facts a run consists of: what happened, when,
// at which node, to which artifacts, and because of which earlier facts.
//
// Handlers and nodes note local facts and name the artifacts they touch. The
// recorder adds the causes: the previous event of the same flight, the last
// event that changed each artifact named, and the taking of a credential that is
// used by others. That is how a miss on s2 knows of the row's birth on s1.
package event

import (
	"strings"
	"time"
)

// Epoch is the moment t=0 of every run.
var Epoch = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// Attr is one named detail of an event. The keys an event of a given kind
// carries are listed with the kind.
type Attr struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Message is one HTTP message as it went over a line. It is immutable.
type Message struct {
	From, To string
	// StartLine is the request line or the status line.
	StartLine string
	// Header holds the header lines in the order sent, without line ends.
	Header []string
	Body   string
	// Status is 0 for a request.
	Status int
	// Bytes is the size of the whole message on the wire.
	Bytes int
	// Cut tells that the connection broke before the message was complete.
	Cut bool
}

// Event is one fact of a run.
type Event struct {
	// Seq counts from 1 within a run.
	Seq int
	// At is the virtual time since Epoch, by the true clock.
	At   time.Duration
	Kind Kind
	// Node is where it happened: a client's name, "balancer", "s1"…, "store", "replica", "lab".
	Node string
	// Peer is the other end, where there is one.
	Peer string
	// Flight numbers the request this belongs to, from 1; 0 for none.
	Flight int
	// Command is the index of the command that set it off, from 0.
	Command int
	Attrs   []Attr
	// Artifacts names the things touched: "row:<id>", "cred:<tag>", "key:<id>", "node:<name>".
	Artifacts []string
	// Causes are the Seq numbers of the events that led here, nearest first.
	Causes []int
	// Message is set on events that put an HTTP message on a line.
	Message *Message
}

// Get answers the value of the attribute key, or "".
func (e *Event) Get(key string) string {
	for i := range e.Attrs {
		if e.Attrs[i].Key == key {
			return e.Attrs[i].Value
		}
	}
	return ""
}

// Time is the moment of the event by the true clock.
func (e *Event) Time() time.Time { return Epoch.Add(e.At) }

// Of makes an attribute.
func Of(key, value string) Attr { return Attr{Key: key, Value: value} }

// Tag shortens a credential, a row key or a signature to the four characters by
// which it is recognised wherever it appears. What stands before a colon, such as
// the kind of a row in its key, is no part of it.
func Tag(credential string) string {
	s := credential[strings.LastIndexByte(credential, ':')+1:]
	if len(s) > 4 {
		return s[:4]
	}
	return s
}
