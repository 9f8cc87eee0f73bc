// Package token issues, verifies and takes apart JSON Web Tokens (RFC 7519)
// signed by golang-jwt. Time comes from the caller. A refusal is told in the
// words of jsonwebtoken and in those of golang-jwt.
package token

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/json"
	"fmt"

	"github.com/golang-jwt/jwt/v5"
)

// HS256 is HMAC with SHA-256 (RFC 7518 §3.2), the default algorithm.
const HS256 = "HS256"

// MinSecret is the least length of an HS256 secret in bytes (RFC 7518 §3.2).
const MinSecret = 32

// Key signs or verifies with exactly one algorithm.
type Key struct {
	// ID is the kid, "" for a key without one.
	ID string
	// Algorithm is the one alg this key is good for.
	Algorithm string
	method    jwt.SigningMethod
	// sign is nil where the key can only verify.
	sign, verify any
}

// Secret makes an HS256 key, which both signs and verifies. A secret shorter
// than MinSecret bytes is an error.
func Secret(id string, secret []byte) (Key, error) {
	if len(secret) < MinSecret {
		return Key{}, fmt.Errorf("an HS256 secret needs at least %d bytes, this one has %d", MinSecret, len(secret))
	}
	secret = append([]byte(nil), secret...)
	return Key{id, HS256, jwt.SigningMethodHS256, secret, secret}, nil
}

// Unpinned are the keys of a verifier that does not pin the algorithm: the secret of
// an HS256 key is good for HS384 and HS512 as well, as both libraries have it where
// no algorithms are given. Other keys stay as they are.
func (k Key) Unpinned() []Key {
	if k.Algorithm != HS256 {
		return []Key{k}
	}
	longer, longest := k, k
	longer.Algorithm, longer.method = "HS384", jwt.SigningMethodHS384
	longest.Algorithm, longest.method = "HS512", jwt.SigningMethodHS512
	return []Key{k, longer, longest}
}

// ForLibrary is what golang-jwt verifies with: a secret's bytes or a public key.
func (k Key) ForLibrary() any { return k.verify }

// Bits is the length of the secret, of the RSA modulus or of the curve's points, the
// figure that a key's strength is told by.
func (k Key) Bits() int {
	switch key := k.verify.(type) {
	case []byte:
		return 8 * len(key)
	case *rsa.PublicKey:
		return key.N.BitLen()
	case *ecdsa.PublicKey:
		return key.Params().BitSize
	case ed25519.PublicKey:
		return 8 * len(key)
	}
	return 0
}

// secret tells whether the key is a secret that signs and verifies.
func (k Key) secret() bool {
	_, ok := k.verify.([]byte)
	return ok
}

// CanSign tells whether the key can mint tokens.
func (k Key) CanSign() bool { return k.sign != nil }

// Meant tells whether a token with this kid, "" for none, may be signed with the key.
func (k Key) Meant(kid string) bool { return k.ID == "" || kid == "" || kid == k.ID }

// Signed tells whether the key made the signature of a text, by its own algorithm.
func (k Key) Signed(text string, signature []byte) bool {
	return k.method != nil && k.verify != nil && k.method.Verify(text, signature, k.verify) == nil
}

// plainType is the typ of a token that is to be no special kind of one (RFC 7519 §5.1).
const plainType = "JWT"

// header is the one that new tokens of this key and type get.
func (k Key) header(typ string) string {
	// Strings always marshal.
	typJSON, _ := json.Marshal(typ)
	if k.ID == "" {
		return `{"alg":"` + k.Algorithm + `","typ":` + string(typJSON) + `}`
	}
	id, _ := json.Marshal(k.ID)
	return `{"alg":"` + k.Algorithm + `","kid":` + string(id) + `,"typ":` + string(typJSON) + `}`
}
