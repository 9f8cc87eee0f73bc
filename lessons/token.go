package lessons

import (
	"strconv"
	"strings"
	"time"

	"authlab/sim/token"
	"authlab/sim/token/inspect"
)

// Token is a token that a page shows taken apart and judged.
type Token struct {
	Name string // unique in the lesson
	// Raw is the token as it is shown.
	Raw string
	// Key is what it is verified with, as keyset.Parse takes it, and Algorithm the one
	// that the key is for, "" for its natural one. Without a key nothing is verified.
	Key, Algorithm string
	// At is the moment of the judgement.
	At time.Time
	// AllowWeakKey only warns of a key that is too short (RFC 7518 §3.2).
	AllowWeakKey bool
	Line         int

	keys []token.Key
}

// Inspect judges the token.
func (t *Token) Inspect() inspect.Report {
	return inspect.Inspect(inspect.Request{Raw: t.Raw, Keys: t.keys, At: t.At, AllowWeakKey: t.AllowWeakKey})
}

// tokenFacts are what can be told about a token, in {{name.1.NAME}}.
var tokenFacts = []string{"bytes", "outcome", "failed-stage", "signature"}

// TokenFact answers the value of a template field {{name.1.bytes}}: how long the token
// is, what it was found to be, the first stage that failed ("none" where none did), or
// its third part.
func TokenFact(f Field, r *inspect.Report) (string, bool) {
	if f.Request != 1 {
		return "", false
	}
	switch f.Name {
	case "bytes":
		return strconv.Itoa(len(r.Token)), true
	case "outcome":
		return string(r.Outcome), true
	case "failed-stage":
		if failed := r.Failure(); failed != nil {
			return string(failed.Name), true
		}
		return "none", true
	case "signature":
		return r.Signature.Raw, true
	}
	return "", false
}

// tokenProblem says why a template field of a page with a token never has a value, or "".
func (p *Page) tokenProblem(f Field) string {
	switch {
	case f.Scene != p.Token.Name:
		return "the token of this page is " + p.Token.Name + ", not " + f.Scene
	case f.Request != 1:
		return "there is one token, so that fields of it begin with " + p.Token.Name + ".1"
	}
	if _, known := TokenFact(f, &inspect.Report{}); !known {
		return "a token has no " + f.Name + ": known are " + strings.Join(tokenFacts, ", ")
	}
	return ""
}
