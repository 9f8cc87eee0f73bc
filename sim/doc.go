// Package sim holds no code of its own: it is the way into the simulator below it.
//
// A command becomes a request, and a request becomes events:
//
//	scenario   reads the commands, and hands each to a cluster.World
//	cluster    World.Request queues a passage: from the client to the balancer, to a
//	           server, and back (cluster/passage.go has a function for each stage)
//	browser    what the client sends along, and keeps of the answer
//	balance    which server gets it, and what to try when that one does not answer
//	flight     runs the server's handler on virtual time, parked whenever it waits
//	auth       the handlers, a design of authentication each
//	token      signs and verifies what the handlers give out; broken, inspect and
//	           keyset are beneath it
//	store      where the handlers keep rows: in a server's memory, or shared
//	event      what each of them notes on the way, with its causes
//	snapshot   the cluster after an event, to be drawn
//	history    the events and snapshots of a run, forwards, backwards and in branches
//
// Others read what a run left: compare puts designs side by side, export writes a run
// down, lifetime tells the times of a token. The rest is shared: option declares the keys
// of the cluster line, rng draws its randomness, and cookiesignature signs cookies.
//
// Every run is deterministic: the same commands and seed make the same events, byte
// for byte. Nothing reads the wall clock, a file or the network, and nothing starts a
// goroutine; the tests of this package see to it.
package sim
