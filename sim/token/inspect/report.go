package inspect

import (
	"time"

	"authlab/sim/token"
)

// Request is what is to be inspected, and by which rules.
type Request struct {
	// Raw is what was pasted or read, with whatever stands around the token.
	Raw string
	// Keys verify; none leaves the token decoded and not verified. Each is for its one algorithm.
	Keys []token.Key
	// At is the moment of the judgement.
	At time.Time
	// Leeway is allowed on exp, nbf and iat.
	Leeway time.Duration
	// Issuer, Audience and Type are wanted in iss, aud and typ; "" checks nothing.
	Issuer, Audience, Type string
	// RequireExp refuses a token without exp.
	RequireExp bool
	// AllowWeakKey only warns of keys that are too short (RFC 7518 §3.2, §3.3).
	AllowWeakKey bool
	// Denied are the jti that have been revoked; nil checks nothing.
	Denied []string
}

// Report is everything that can be said about one token.
type Report struct {
	Outcome Outcome
	// Stages are all stages in their order.
	Stages []Stage
	// Notes are what a reader should know beside the stages: laxities, oddities and
	// dangers, the gravest first.
	Notes []Note
	// Header, Payload and Signature are the parts as far as they can be read. What is
	// read is not thereby verified.
	Header, Payload, Signature Part
	// Token is the compact form that was judged: Raw without what stands around it.
	// Offset is where it begins in Raw, in bytes.
	Token  string
	Offset int
	// Library are the verdicts of golang-jwt and jsonwebtoken on the very token, with
	// the same keys and the algorithm pinned. Zero where no key was given.
	Library Library
	// Key is the index in Request.Keys of the key that verified the signature, -1 if none did.
	Key int
	// origin has for each byte of Token where it stands in Raw, and for its end; nil where
	// they follow each other.
	origin []int
}

// At is the byte of Raw that holds byte i of Token, and for the length of Token the byte
// behind it. They differ by more than Offset where line breaks or percent-encoding had to
// be taken out.
func (r *Report) At(i int) int {
	if r.origin == nil {
		return r.Offset + i
	}
	return r.origin[max(min(i, len(r.origin)-1), 0)]
}

// Outcome is the verdict in one word.
type Outcome string

// The outcomes.
const (
	Verified   Outcome = "verified"     // every stage that was asked for passed
	Unverified Outcome = "not verified" // decoded, and no key was given
	Refused    Outcome = "refused"      // readable, and some stage failed with a key given
	Unreadable Outcome = "unreadable"   // not a signed token in compact form, or nothing could be decoded
)

// StageName is one step of the judgement.
type StageName string

// The stages in their order.
const (
	StageShape      StageName = "shape"               // RFC 7515 §7.1: three parts, nothing around
	StageBase64     StageName = "base64url"           // RFC 7515 §2, RFC 4648 §5, §3.5
	StageJSON       StageName = "JSON"                // RFC 7519 §7.2, RFC 8259: objects, no name twice
	StageHeader     StageName = "header"              // RFC 7515 §4: alg, crit, kid, no key inside
	StageAlgorithm  StageName = "algorithm"           // RFC 8725 §3.1: the one of the key
	StageKey        StageName = "key"                 // RFC 7518 §3.2: known, fit and long enough
	StageSignature  StageName = "signature"           // RFC 7515 §5.2
	StageTime       StageName = "time claims"         // RFC 7519 §4.1.4–4.1.6
	StageParties    StageName = "issuer and audience" // RFC 7519 §4.1.1, §4.1.3; RFC 8725 §3.8, §3.9
	StageType       StageName = "type"                // RFC 8725 §3.11
	StageRevocation StageName = "revocation"          // nothing in a token can say it
)

// Status is how a stage ended.
type Status string

// The ways a stage ends.
const (
	Passed     Status = "passed"
	Failed     Status = "failed"
	NotReached Status = "not reached" // what it needs is missing, or its result would not be trusted
	NotAsked   Status = "not asked"   // nobody said what is wanted
)

// Stage is one step of the judgement.
type Stage struct {
	Name   StageName
	Status Status
	// Reason is one sentence: what was found, or why the stage was not reached.
	Reason string
	// Offset is the byte of Raw that the reason is about, -1 for none.
	Offset int
	// Source is the section behind it, "RFC 7515 §7.1".
	Source string
}

// Gravity is how much a note matters.
type Gravity string

// The gravities, the gravest first.
const (
	Danger  Gravity = "danger"  // somebody attacks, or could
	Warning Gravity = "warning" // a mistake, or something that readers take differently
	Remark  Gravity = "remark"  // good to know
)

// Note is something beside the stages.
type Note struct {
	Gravity Gravity
	// Code is its stable short name for programs, "duplicate-member".
	Code string
	Text string // one or two sentences
	// Offset is the byte of Raw it is about, -1 for none.
	Offset int
	Source string
}

// Part is one part of a token between dots.
type Part struct {
	// Raw is the text as it stands; Start is its first byte in Request.Raw, -1 if there is no such part.
	Raw   string
	Start int
	// Decoded are its bytes, nil if it cannot be decoded even tolerantly.
	Decoded []byte
	// Members are those of the JSON object in their order, nil for the signature.
	Members []Member
}

// Member is one member of the header or payload.
type Member struct {
	Name string
	// JSON is the value as written.
	JSON string
	// Start and End are the bytes of the whole member, name and value, in Decoded.
	Start, End int
	// Twice marks a name that has come before.
	Twice bool
	// Meaning is what the name stands for, "" for an unregistered one. Source is its definition.
	Meaning, Source string
	// Says puts the value into words where it needs some: a time with date and distance, a list counted; or "".
	Says string
}

// Library are the answers of two libraries to the same question.
type Library struct {
	// Asked tells that there was a key to ask with.
	Asked bool
	// GoSentinel is the most telling sentinel of golang-jwt ("ErrTokenExpired"), Go its
	// whole sentence; both "" where it accepts.
	GoSentinel, Go string
	// NodeName and Node are the name and message of jsonwebtoken's error, both "" where it accepts.
	NodeName, Node string
	// NodeCannot says why jsonwebtoken has no answer (it does not know EdDSA), or "".
	NodeCannot string
}

// Failure is the first stage that failed, or nil.
func (r *Report) Failure() *Stage {
	for i := range r.Stages {
		if r.Stages[i].Status == Failed {
			return &r.Stages[i]
		}
	}
	return nil
}

// Stage is the stage of that name.
func (r *Report) Stage(name StageName) Stage {
	for _, s := range r.Stages {
		if s.Name == name {
			return s
		}
	}
	return Stage{Name: name, Status: NotReached, Offset: -1}
}
