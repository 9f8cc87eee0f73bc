package token

import (
	"cmp"
	"encoding/base64"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

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
	// Issuer and Audience are wanted in iss and aud; "" checks nothing (RFC 8725 §3.8, §3.9).
	Issuer, Audience string
	// Type is wanted in typ, "application/" left out and whatever the case; "" checks
	// nothing (RFC 8725 §3.11).
	Type string
	// AllowForever accepts tokens without exp, as both libraries do by default.
	AllowForever bool
	// AllowWeak accepts what is signed with a key that Weakness calls too short, as both
	// libraries do with secrets. It is for verifiers that are to be broken into.
	AllowWeak bool
}

// ParserOptions are the rules as the library takes them, but for the algorithms and exp.
func (r Rules) ParserOptions() []jwt.ParserOption {
	options := []jwt.ParserOption{jwt.WithTimeFunc(r.Clock), jwt.WithLeeway(r.Leeway)}
	if r.Issuer != "" {
		options = append(options, jwt.WithIssuer(r.Issuer))
	}
	if r.Audience != "" {
		options = append(options, jwt.WithAudience(r.Audience))
	}
	return options
}

// Verifier checks tokens. It holds no state, so it may be shared.
type Verifier struct {
	rules     Rules
	ways      []way
	validator *jwt.Validator
}

// way is one key and what a token for it looks like.
type way struct {
	Key
	// plain is the library's parser as most programs set it up, for the wording of a refusal.
	plain *jwt.Parser
	// header is the usual header for this key, which needs no second look.
	header string
	// typ is Rules.Type.
	typ string
	// weak marks a key that is too short for this verifier.
	weak bool
}

var errOtherKey = errors.New("unknown kid")

// NewVerifier makes a verifier. Rules without a key or a clock are an error. A secret
// that is too short is no key to it (RFC 7518 §3.2).
func NewVerifier(rules Rules) (*Verifier, error) {
	if len(rules.Keys) == 0 {
		return nil, errors.New("a verifier needs a key")
	}
	if rules.Clock == nil {
		return nil, errors.New("a verifier needs a clock")
	}
	options := rules.ParserOptions()
	v := &Verifier{rules: rules}
	for _, key := range rules.Keys {
		plain := append(options[:len(options):len(options)], jwt.WithValidMethods([]string{key.Algorithm}))
		usual := key.header(cmp.Or(rules.Type, plainType))
		v.ways = append(v.ways, way{key, jwt.NewParser(plain...), base64.RawURLEncoding.EncodeToString([]byte(usual)), rules.Type,
			key.Weakness() != "" && !rules.AllowWeak})
	}
	if !rules.AllowForever {
		options = append(options, jwt.WithExpirationRequired())
	}
	v.validator = jwt.NewValidator(options...)
	return v, nil
}

// keyfunc is the way's key for the library's parser.
func (w *way) keyfunc(t *jwt.Token) (any, error) {
	if kid, _ := t.Header["kid"].(string); !w.Meant(kid) {
		return nil, errOtherKey
	}
	return w.verify, nil
}

// Verify answers the claims of a token that is good now. Any other error than
// nil is an *Error.
//
// The signature is checked by the library's signing method, the claims by its
// validator. What comes before is read more strictly than by its parser: the text
// must be three non-empty base64url segments and nothing else, no member may come
// twice, the payload must be an object, the algorithm must be the one of the key,
// and a header with crit is refused (RFC 7515 §4.1.11).
func (v *Verifier) Verify(raw string) (*Claims, error) {
	if claims, ok := v.Check(raw); ok {
		return claims, nil
	}
	return nil, v.refuse(raw)
}

// Check is Verify where nobody wants to know why a token is refused: finding the words
// takes several times as long.
func (v *Verifier) Check(raw string) (*Claims, bool) {
	t, ok := wellFormed(raw)
	if !ok {
		return nil, false
	}
	var space [96]byte
	signature, err := strictBase64.AppendDecode(space[:0], []byte(t.signature))
	if err != nil {
		return nil, false
	}
	for i := range v.ways {
		w := &v.ways[i]
		if w.weak || !w.fits(t.header) || w.method.Verify(t.signed, signature, w.verify) != nil {
			continue
		}
		claims, ok := readPayload(t.payload)
		if !ok || v.validator.Validate(claims) != nil {
			break
		}
		claims.Key = i
		return claims, true
	}
	return nil, false
}

var strictBase64 = base64.RawURLEncoding.Strict()

// readPayload reads the claims of a well-formed segment, and tells whether a strict
// reader has no objection.
func readPayload(segment string) (*Claims, bool) {
	var space [512]byte
	payload, err := strictBase64.AppendDecode(space[:0], []byte(segment))
	if err != nil {
		return nil, false
	}
	claims := &Claims{}
	claims.read(payload)
	return claims, claims.problem == "" && !claims.audienceBad
}

// fits tells whether a header asks for this key: its algorithm, and its kid if both have one.
func (w *way) fits(header string) bool {
	if header == w.header {
		return true
	}
	m, why := readHeader(header)
	return why == "" && memberText(m, "alg") == w.Algorithm && w.Meant(memberText(m, "kid")) && OfType(w.typ, memberText(m, "typ"))
}

// OfType tells whether typ names the wanted type of token, "application/" left out and
// whatever the case (RFC 7515 §4.1.9). Everything is of the type "".
func OfType(want, typ string) bool {
	const prefix = "application/"
	if len(typ) > len(prefix) && strings.EqualFold(typ[:len(prefix)], prefix) {
		typ = typ[len(prefix):]
	}
	return want == "" || strings.EqualFold(typ, want)
}

func memberText(m *members, name string) string {
	value, _ := m.get(name)
	text, _ := Unquote(value)
	return text
}

// wrongKey tells whether another key may do better.
func wrongKey(err error) bool {
	return errors.Is(err, jwt.ErrTokenSignatureInvalid) || errors.Is(err, errOtherKey)
}

// compact is a token of three segments (RFC 7515 §7.1).
type compact struct {
	header, payload, signature string
	// signed is what the signature is over: header, dot and payload.
	signed string
}

// wellFormed takes a token apart and checks its outer form. That the segments are
// base64url is for their decoder to say, but for line breaks, which it skips.
func wellFormed(raw string) (t compact, ok bool) {
	if len(raw) > MaxSize || strings.IndexByte(raw, '\n') >= 0 || strings.IndexByte(raw, '\r') >= 0 {
		return t, false
	}
	first := strings.IndexByte(raw, '.')
	if first < 1 {
		return t, false
	}
	second := first + 1 + strings.IndexByte(raw[first+1:], '.')
	if second < first+2 || second == len(raw)-1 {
		return t, false
	}
	return compact{raw[:first], raw[first+1 : second], raw[second+1:], raw[:second]}, true
}

// base64url tells whether c belongs to the alphabet of RFC 4648 §5.
func base64url(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// readHeader reads a header and says what a strict reader objects to, or "".
func readHeader(segment string) (m *members, objection string) {
	m = &members{}
	text, err := strictBase64.DecodeString(segment)
	if err != nil {
		return m, "header is not base64url"
	}
	if !utf8.Valid(text) {
		return m, "header is not UTF-8"
	}
	if why := m.read(string(text)); why != "" {
		return m, "header " + why
	}
	if _, ok := m.get("crit"); ok {
		return m, "header has crit, which nobody here understands"
	}
	if _, ok := m.get("kid"); ok && memberText(m, "kid") == "" {
		return m, "header has a kid that is no text"
	}
	return m, ""
}

// segments splits at every dot.
func segments(raw string) []string { return strings.Split(raw, ".") }
