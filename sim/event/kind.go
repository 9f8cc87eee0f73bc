package event

// Kind names what happened. A kind never changes its meaning; golden files and
// the "error" field of a run's output rest on it.
type Kind string

// The kinds, grouped by the node they happen at. Behind each stand the
// attributes it carries.
const (
	// Browsers and other clients.
	RequestSent      Kind = "request-sent"      // method path [tag] [carrier=cookie|header|basic|none] [refresh=<tag of a refresh token for this route>] [tamper] [from=cross-site|same-site|link|plain-page|script]
	ResponseReceived Kind = "response-received" // status path server [cut] [why=token] ; server "" means the balancer answered
	CookieStored     Kind = "cookie-stored"     // name tag [was] [expires] [beside=<tag of a cookie of that name that is sent first>]
	CookieDropped    Kind = "cookie-dropped"    // name tag why=cleared|expired
	CookieRefused    Kind = "cookie-refused"    // name why
	TokenKept        Kind = "token-kept"        // tag where
	TokenDropped     Kind = "token-dropped"     // tag
	CredentialCopied Kind = "credential-copied" // from as [tag]
	GuessesMade      Kind = "guesses-made"      // tries hits bits [tag] [user]

	ResponseDropped Kind = "response-dropped" // path status: the answer was lost on its way to the client
	RefreshRejected Kind = "refresh-rejected" // tag why=<the sentence of error_description> [where] [limit]: where nothing was found

	// Attacks.
	ScriptInjected Kind = "script-injected" // client: a script of the attacker's runs in that client's page
	CredentialRead Kind = "credential-read" // from by=script|sniffer|sibling|service [tag] what=cookie|access|refresh|password
	ReadFailed     Kind = "read-failed"     // from by what why=http-only|memory|secure|none
	CookieWithheld Kind = "cookie-withheld" // name tag why=same-site|secure|path|domain from same-site
	CookiePlanted  Kind = "cookie-planted"  // name tag by
	CSRFRefused    Kind = "csrf-refused"    // why=token|origin from
	TokenForged    Kind = "token-forged"    // kind tag user [was]: was is the token it was made of
	ForgeryFailed  Kind = "forgery-failed"  // kind why [tries]
	ForgeriesSent  Kind = "forgeries-sent"  // kind times accepted reads tag user
	SecretCracked  Kind = "secret-cracked"  // tries secret
	TokenDecoded   Kind = "token-decoded"   // from tag user payload

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

	UserDemoted Kind = "user-demoted" // user

	// A server: tokens that something is kept for. where is the server's own name or "store".
	RefreshIssued Kind = "refresh-issued" // tag family user where [was]
	RefreshReused Kind = "refresh-reused" // tag family where [grace]
	FamilyRevoked Kind = "family-revoked" // family user where why=reuse|logout|revoked
	StateWritten  Kind = "state-written"  // tag where what=row|version|denylist user
	StateChecked  Kind = "state-checked"  // tag where checks=row,version,denylist user
	StateRefused  Kind = "state-refused"  // tag where check=row|version|denylist user why=<sentence> owner=<whose row was found instead>
	StateCached   Kind = "state-cached"   // tag age: answered from this server's cache, the store was not asked
	StateSkipped  Kind = "state-skipped"  // tag: the store could not be asked and fail=open let it pass
	AccessRevoked Kind = "access-revoked" // user where [device] rows version denied
	AuditNoted    Kind = "audit-noted"    // what user [device] [by]

	// Keys.
	KeyPublished Kind = "key-published" // key alg: verifiers may learn it
	KeySigning   Kind = "key-signing"   // key alg [was] [only]: new tokens are signed with it; only=true: by this one server
	KeyDropped   Kind = "key-dropped"   // key: nobody accepts it any more
	KeyLeaked    Kind = "key-leaked"    // key alg mint=true|false from
	KeysFetched  Kind = "keys-fetched"  // keys from age: a server renewed its copy of the issuer's keys

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
	ResponseSent       Kind = "response-sent"       // status [set-cookie=<tag>|cleared] [why=token: a 403 where others say 401]
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

// Refuses tells whether an event of this kind speaks against the caller, so that it
// names the reason where the request is refused.
func (k Kind) Refuses() bool {
	switch k {
	case CredentialMissing, CookieRejected, PasswordRejected, SessionMiss, SessionExpired, RoleRefused, CSRFRefused,
		StoreRefused, StoreTimeout, TokenRejected, RefreshRejected, StateRefused:
		return true
	}
	return false
}
