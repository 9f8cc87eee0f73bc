package token

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// MaxSize is the longest token that is looked at, in bytes. Servers refuse
// header lines of about this length anyway.
const MaxSize = 16 << 10

// Rules are what a verifier goes by.
type Rules struct {
	// Keys are tried in order. A key with an id is skipped where the token names
	// another one; nothing else in a header chooses a key.
	Keys []Key
	// Clock is the verifying server's own clock.
	Clock func() time.Time
	// Leeway is allowed on exp and nbf.
	Leeway time.Duration
	// AllowForever accepts tokens without exp, as both libraries do by default.
	AllowForever bool
}

// Verifier checks tokens. It holds no state, so it may be shared.
type Verifier struct {
	rules Rules
	ways  []way
}

// way is one key with the parser that allows its algorithm only.
type way struct {
	parser *jwt.Parser
	// plain is the parser as most programs set it up, for the wording of a refusal.
	plain *jwt.Parser
	key   jwt.Keyfunc
	// header is the usual header for this key, which needs no second look.
	header string
}

var errOtherKey = errors.New("the token names another key")

// NewVerifier makes a verifier. Rules without a key or a clock are an error.
func NewVerifier(rules Rules) (*Verifier, error) {
	if len(rules.Keys) == 0 {
		return nil, errors.New("a verifier needs a key")
	}
	if rules.Clock == nil {
		return nil, errors.New("a verifier needs a clock")
	}
	v := &Verifier{rules: rules}
	for _, key := range rules.Keys {
		plain := []jwt.ParserOption{
			jwt.WithValidMethods([]string{key.Algorithm}), jwt.WithTimeFunc(rules.Clock), jwt.WithLeeway(rules.Leeway),
		}
		strict := append(plain[:len(plain):len(plain)], jwt.WithStrictDecoding())
		if !rules.AllowForever {
			strict = append(strict, jwt.WithExpirationRequired())
		}
		v.ways = append(v.ways, way{
			parser: jwt.NewParser(strict...),
			plain:  jwt.NewParser(plain...),
			key:    keyfunc(key),
			header: base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"` + key.Algorithm + `","typ":"JWT"}`)),
		})
	}
	return v, nil
}

func keyfunc(key Key) jwt.Keyfunc {
	return func(t *jwt.Token) (any, error) {
		if kid, ok := t.Header["kid"].(string); ok && key.ID != "" && kid != key.ID {
			return nil, errOtherKey
		}
		return key.verify, nil
	}
}

// Verify answers the claims of a token that is good now. Any other error than
// nil is an *Error.
//
// It is stricter than the library: the text must be three non-empty base64url
// segments and nothing else, no member may come twice, the payload must be an
// object, and a header with crit is refused (RFC 7515 §4.1.11).
func (v *Verifier) Verify(raw string) (*Claims, error) {
	header, ok := wellFormed(raw)
	if !ok {
		return nil, v.refuse(raw)
	}
	for i := range v.ways {
		claims := &Claims{}
		if _, err := v.ways[i].parser.ParseWithClaims(raw, claims, v.ways[i].key); err != nil {
			if i+1 < len(v.ways) && wrongKey(err) {
				continue
			}
			return nil, v.refuse(raw)
		}
		if claims.problem != "" || header != v.ways[i].header && headerProblem(header) != "" {
			return nil, v.refuse(raw)
		}
		claims.Key = i
		return claims, nil
	}
	return nil, v.refuse(raw)
}

// wrongKey tells whether another key may do better.
func wrongKey(err error) bool {
	return errors.Is(err, jwt.ErrTokenSignatureInvalid) || errors.Is(err, errOtherKey)
}

// wellFormed checks the outer form in one pass and answers the first segment.
func wellFormed(raw string) (header string, ok bool) {
	if len(raw) > MaxSize {
		return "", false
	}
	dots, start := 0, 0
	for i := range len(raw) {
		if raw[i] == '.' {
			if i == start || dots == 2 {
				return "", false
			}
			if dots == 0 {
				header = raw[:i]
			}
			dots++
			start = i + 1
		} else if !base64url(raw[i]) {
			return "", false
		}
	}
	return header, dots == 2 && start < len(raw)
}

// base64url tells whether c belongs to the alphabet of RFC 4648 §5.
func base64url(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// headerProblem is what a strict reader objects to in a header that the library
// took, or "".
func headerProblem(segment string) string {
	text, err := base64.RawURLEncoding.Strict().DecodeString(segment)
	if err != nil || !json.Valid(text) {
		return "header is not JSON"
	}
	var m members
	if why := m.read(string(text)); why != "" {
		return "header " + why
	}
	if _, ok := m.get("crit"); ok {
		return "header has crit, which nobody here understands"
	}
	return ""
}

// segments splits at every dot.
func segments(raw string) []string { return strings.Split(raw, ".") }
