package token

// Stage is the step of a verification that refused a token. The stages follow
// each other in this order.
type Stage string

// The stages.
const (
	StageForm      Stage = "form"      // present, three segments, base64url
	StageHeader    Stage = "header"    // JSON, no crit, no member twice
	StagePayload   Stage = "payload"   // JSON, an object, no member twice
	StageAlgorithm Stage = "algorithm" // the one this key is for
	StageKey       Stage = "key"       // the one the token names is known
	StageSignature Stage = "signature"
	StageClaims    Stage = "claims" // exp, nbf, aud, iss
)

// Error is a refusal.
type Error struct {
	Stage Stage
	// Reason is the refusal in our own words.
	Reason string
	// Node is jsonwebtoken's message, "" where jsonwebtoken would accept the token.
	Node string
	// NodeName is the name of jsonwebtoken's error, "JsonWebTokenError" for most.
	NodeName string
	// Go is golang-jwt's sentence, "" where golang-jwt with WithValidMethods and
	// MapClaims would accept the token.
	Go string
}

// Error is jsonwebtoken's message, or our own where it has none.
func (e *Error) Error() string {
	if e.Node != "" {
		return e.Node
	}
	return e.Reason
}

// The names of jsonwebtoken's errors.
const (
	nameOrdinary  = "JsonWebTokenError"
	nameExpired   = "TokenExpiredError"
	nameNotBefore = "NotBeforeError"
	nameSyntax    = "SyntaxError"
)
