package event

// Kind names what happened. A kind never changes its meaning; golden files and
// the "error" field of a run's output rest on it.
type Kind string

// The kinds, grouped by the node they happen at. Behind each stand the
// attributes it carries.
const (
	// Browsers and other clients.
	RequestSent      Kind = "request-sent"      // method path [tag] [carrier=cookie|header|basic|none] [tamper]
	ResponseReceived Kind = "response-received" // status path server [cut] ; server "" means the balancer answered
	CookieStored     Kind = "cookie-stored"     // name tag [was] [expires]
	CookieDropped    Kind = "cookie-dropped"    // name tag why=cleared|expired
	CookieRefused    Kind = "cookie-refused"    // name why
	TokenKept        Kind = "token-kept"        // tag where
	TokenDropped     Kind = "token-dropped"     // tag
	CredentialCopied Kind = "credential-copied" // from as [tag]
	GuessesMade      Kind = "guesses-made"      // tries hits bits [tag] [user]

	// The balancer.
	ServerChosen   Kind = "server-chosen"   // server policy why
	ConnectFailed  Kind = "connect-failed"  // server attempt
	NoServer       Kind = "no-server"       // status=503 why
	GatewayTimeout Kind = "gateway-timeout" // status=504 server after
	BadGateway     Kind = "bad-gateway"     // status=502 server
	ResponseCut    Kind = "response-cut"    // server after
	ServerNoticed  Kind = "server-noticed"  // server state=up|down
	PinSet         Kind = "pin-set"         // server [was]
	PolicyChanged  Kind = "policy-changed"  // policy was

	// A server: credentials.
	CredentialMissing Kind = "credential-missing" // carrier [path]
	CookieAccepted    Kind = "cookie-accepted"    // tag
	CookieRejected    Kind = "cookie-rejected"    // tag why
	PasswordAccepted  Kind = "password-accepted"  // user
	PasswordRejected  Kind = "password-rejected"  // user
	TokenIssued       Kind = "token-issued"       // tag user expires key
	TokenAccepted     Kind = "token-accepted"     // tag user key remaining
	TokenRejected     Kind = "token-rejected"     // tag why=<jsonwebtoken's message> [go=<golang-jwt's sentence>] key
	RoleRefused       Kind = "role-refused"       // user need
	UserKnown         Kind = "user-known"         // user from=session|token|password

	// A server: sessions. where is the server's own name or "store".
	SessionCreated     Kind = "session-created"     // tag where [user]
	SessionHit         Kind = "session-hit"         // tag where [user]
	SessionMiss        Kind = "session-miss"        // tag where
	SessionExpired     Kind = "session-expired"     // tag where limit=idle|absolute|cookie-max-age
	SessionTouched     Kind = "session-touched"     // tag where
	SessionSaved       Kind = "session-saved"       // tag where [user]
	SessionDestroyed   Kind = "session-destroyed"   // tag where
	SessionRegenerated Kind = "session-regenerated" // tag was
	SessionsRevoked    Kind = "sessions-revoked"    // user rows where
	ResponseSent       Kind = "response-sent"       // status [set-cookie=<tag>|cleared]
	RequestAborted     Kind = "request-aborted"     // why: the server died under it

	// A server or a store as a machine.
	NodeKilled   Kind = "node-killed"   // [rows] lost with it
	NodeStarted  Kind = "node-started"  // [rows]
	NodeAdded    Kind = "node-added"    //
	NodeRemoved  Kind = "node-removed"  // [rows]
	ClockSet     Kind = "clock-set"     // offset was
	OptionSet    Kind = "option-set"    // key value was
	RowDeleted   Kind = "row-deleted"   // tag user where
	StorePaused  Kind = "store-paused"  //
	StoreResumed Kind = "store-resumed" // queued
	StoreWiped   Kind = "store-wiped"   // rows
	StoreRefused Kind = "store-refused" // op tag
	StoreHung    Kind = "store-hung"    // op tag
	StoreTimeout Kind = "store-timeout" // op tag
	Replicated   Kind = "replicated"    // op tag
	Promoted     Kind = "promoted"      // rows lost
	TimePassed   Kind = "time-passed"   // by
)
