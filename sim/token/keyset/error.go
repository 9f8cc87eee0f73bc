package keyset

import (
	"errors"
	"strconv"
	"strings"

	"authlab/sim/token"
)

// Error says why something is no key. It repeats nothing of a secret or a private key.
type Error struct {
	// What is wrong, a clause.
	What string
	// Where it is: a line, a member, a character, or "" for the whole.
	Where string
	// Mend is what can be done about it, or "".
	Mend string
	// At is the byte of the input that is meant, -1 for none in particular.
	At int
	// unsupported tells that the key may be a good one that is not for us, which a set
	// may hold (RFC 7517 §5).
	unsupported bool
}

// Error is all of it in one line.
func (e *Error) Error() string {
	text := e.What
	if e.Where != "" {
		text = e.Where + ": " + text
	}
	if e.Mend != "" {
		text += "; " + e.Mend
	}
	return text
}

// within says that e was met in a part of something greater.
func within(place string, err error) error {
	var e *Error
	if place == "" || !errors.As(err, &e) {
		return err
	}
	inner := *e
	if inner.Where = place; e.Where != "" {
		inner.Where = place + ", " + e.Where
	}
	return &inner
}

func unknownAlgorithm(name string) *Error {
	e := &Error{What: shown(name) + " is no algorithm to verify with", At: -1}
	var names []string
	for _, a := range token.Algorithms() {
		if strings.EqualFold(a.Name, name) {
			e.Mend = "it is spelled " + a.Name
			return e
		}
		names = append(names, a.Name)
	}
	e.Mend = "one of " + strings.Join(names, ", ")
	return e
}

// registered are names that may stand in a key, beside the algorithms.
const registered = " RSA EC OKP oct AKP enc sig P-256 P-384 P-521 secp256k1 P-256K Ed25519 Ed448 X25519 X448" +
	" kty use key_ops alg kid x5u x5c x5t x5t#S256 crv x y d n e p q dp dq qi oth k keys" +
	" none ES256K RS1 ML-DSA-44 ML-DSA-65 ML-DSA-87 RSA1_5 RSA-OAEP RSA-OAEP-256 RSA-OAEP-384 RSA-OAEP-512" +
	" ECDH-ES ECDH-ES+A128KW ECDH-ES+A192KW ECDH-ES+A256KW A128KW A192KW A256KW dir A128GCMKW A192GCMKW A256GCMKW" +
	" PBES2-HS256+A128KW PBES2-HS384+A192KW PBES2-HS512+A256KW A128GCM A192GCM A256GCM A128CBC-HS256 A192CBC-HS384 A256CBC-HS512 "

// shown is a name from the input in quotes if it is a registered one in some spelling.
// Any other text may be a secret in the wrong place.
func shown(name string) string {
	known := strings.Contains(strings.ToLower(registered), " "+strings.ToLower(name)+" ")
	for _, a := range token.Algorithms() {
		known = known || strings.EqualFold(a.Name, name)
	}
	if known && name != "" && !strings.Contains(name, " ") {
		return strconv.Quote(name)
	}
	return "this value"
}
