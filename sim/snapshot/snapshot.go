// Package snapshot holds the state of the cluster after one event, for drawing
// only. A snapshot is immutable; unchanged nodes are shared between snapshots,
// so two pointers that are equal mean a node that did not change.
package snapshot

import "time"

// Snapshot is the whole cluster after one event.
type Snapshot struct {
	At time.Duration
	// Design is the value of the cluster's auth key: "session", "jwt"…
	Design   string
	Clients  []*Client // in order of appearance
	Copies   []*Copy   // of what clients held once, the newest last
	Balancer *Balancer
	Servers  []*Server // s1, s2…
	// Store is nil where servers keep sessions in their own memory.
	Store *Store
	// Lines are the messages and store calls under way, oldest first.
	Lines []Line
	// Counts are the run's totals so far.
	Counts Counts
}

// Counts are totals since the start of the run.
type Counts struct {
	Requests, Logins, StoreReads, StoreWrites int
	Signatures, Verifications, PasswordChecks int
	// LostSessions counts rows of logged-in users that died with a node.
	LostSessions                int
	RequestBytes, ResponseBytes int
}

// Line is a message or a store call on its way.
type Line struct {
	Flight   int
	From, To string // node names
	// Response tells that it runs back towards the client.
	Response bool
	// Status of a response, 0 otherwise.
	Status int
	// Tag of the credential that travels on it, or "".
	Tag string
	// Label is what travels in few characters: "GET /profile", "401", "get Xk3q".
	Label string
	// Hung tells that it waits for something that does not answer.
	Hung bool
}

// Client is a browser or another caller.
type Client struct {
	Name, IP string
	// Attacker marks mallory's things.
	Attacker bool
	Cookies  []Cookie // in the order they will be sent
	Token    *Token   // access token the page holds, or nil
	Refresh  *Token   // refresh token the page holds, or nil
	// Last is the newest answer, or nil.
	Last *Answer
	// Waiting is the request under way ("GET /profile"), or "".
	Waiting string
}

// Copy is what a client held at one moment, kept under a name of its own. Nobody in the
// cluster can tell it from the original.
type Copy struct {
	Name string
	From string        // the client it was taken from
	At   time.Duration // when, since Epoch
	// Cookies, Token and Refresh are as in a Client, as they were then.
	Cookies        []Cookie
	Token, Refresh *Token
}

// Answer is a client's newest answer.
type Answer struct {
	Method, Path string
	Status       int    // 0 for one that was lost on its way, or cut before it began
	Server       string // "" where the balancer answered
	Cut          bool
}

// Cookie is one cookie of a jar, with its attributes (RFC 6265 §5.3).
type Cookie struct {
	Name, Value, Tag string
	Domain, Path     string
	Secure, HTTPOnly bool
	HostOnly         bool          // without a Domain of its own: sent to the host it came from alone
	SameSite         string        // "Strict", "Lax", "None" or "" for unset
	Expires          time.Duration // since Epoch; 0 for a cookie that lives as long as the browser
}

// Token is a bearer token a client holds.
type Token struct {
	Raw, Tag string
	Keep     string // where it is kept: "memory", "local-storage", "cookie"
}

// Balancer is the load balancer's view.
type Balancer struct {
	Policy string
	// Queue is the round-robin order, head first.
	Queue []string
	// Next is the server the next unpinned request goes to, "" if the policy cannot say beforehand.
	Next string
	// Down are the servers it believes dead.
	Down []string
	// Active counts the requests at each server, for least-connections. Nil if none.
	Active map[string]int
}

// Server is one application server.
type Server struct {
	Name string
	// Service is the name of the service it carries, "" where servers do everything.
	Service string
	Up      bool
	// Noticed tells that the balancer's belief agrees with Up.
	Noticed bool
	Clock   time.Duration // offset from the true clock
	// Leeway is how far outside of a token's dates it still takes it (RFC 7519 §4.1.4).
	Leeway time.Duration
	// Memory tells that this server keeps sessions in its own memory.
	Memory bool
	Rows   []Row // own memory, newest last, at most RowsShown
	Total  int   // rows held
	// Answers are when, by its own clock, it got those of the store's answers about tokens
	// that it keeps, oldest first; AnswersFor is how long one is good.
	Answers    []time.Duration
	AnswersFor time.Duration
	// Lookup is the newest look-up of the request it is serving or served last; nil if none.
	Lookup *Lookup
	Keys   []Key
	// KeysAt is when a service fetched its copy of the issuer's keys.
	KeysAt time.Duration
	Busy   int // requests inside
}

// RowsShown is the number of rows a snapshot carries per node; Total counts all.
const RowsShown = 24

// Lookup is what a server looked for, and whether it found it.
type Lookup struct {
	Tag   string
	Where string // own name or "store"
	Found bool
	User  string
	// Unknown tells that the question could not be asked: the store did not answer.
	Unknown bool
}

// Key is a secret or key a server holds.
type Key struct {
	ID   string // key id, or the option's name ("session-secret")
	Alg  string
	Tag  string // fingerprint, never the key
	Mint bool   // it can sign, not only verify
	// Signing tells that new tokens are signed with it.
	Signing bool
}

// Row is one stored record.
type Row struct {
	Key, Tag, User string
	// Kind is what stands before the colon of the key: "sess", "rt", "fam"…
	Kind          string
	Created, Seen time.Duration
	Expires       time.Duration // 0: never
	Bytes         int
	// Text is the record as stored, JSON.
	Text string
}

// Store is the shared store.
type Store struct {
	Kind          string // "redis", "database"
	Up, Paused    bool
	Rows          []Row
	Total         int
	Reads, Writes int
	Waiting       int // calls that hang
	Replica       *Replica
	Persist       bool
}

// Replica is the asynchronous copy of the store.
type Replica struct {
	Rows    []Row
	Total   int
	Lag     time.Duration
	Pending int // writes of the primary not yet applied
}
