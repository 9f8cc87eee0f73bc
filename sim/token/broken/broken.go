// Package broken is a verifier that is wrong on purpose. It makes the mistakes that
// RFC 8725 warns of, one by one, so that forgeries can be seen to work. Nothing but
// a cluster that asks for it by verifier= may use it.
package broken

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"

	"github.com/golang-jwt/jwt/v5"

	"authlab/sim/token"
)

// Verifier accepts what a hardened verifier accepts, and the forgeries it falls for.
type Verifier struct {
	hardened *token.Verifier
	rules    token.Rules
	flaws    []string
}

// NewVerifier makes a verifier that falls for some of token.Flaws. Rules without a
// key or a clock are an error.
func NewVerifier(rules token.Rules, flaws ...string) (*Verifier, error) {
	if slices.Contains(flaws, token.NoAudience) {
		rules.Audience = ""
	}
	rules.AllowWeak = slices.Contains(flaws, token.WeakSecret)
	hardened, err := token.NewVerifier(rules)
	if err != nil {
		return nil, err
	}
	return &Verifier{hardened, rules, flaws}, nil
}

// Verify answers the claims of a token that it takes for a good one. The error is
// the hardened verifier's.
func (v *Verifier) Verify(raw string) (*token.Claims, error) {
	if claims, ok := v.Check(raw); ok {
		return claims, nil
	}
	_, refusal := v.hardened.Verify(raw)
	return nil, refusal
}

// Check is Verify without the reason of a refusal.
func (v *Verifier) Check(raw string) (*token.Claims, bool) {
	if claims, ok := v.hardened.Check(raw); ok {
		return claims, true
	}
	for _, mistake := range []struct {
		flaw string
		key  jwt.Keyfunc
	}{
		{token.AnyAlg, v.keyTheHeaderAsksFor},
		{token.KidPath, keyInAFile},
		{token.EmbeddedKey, keyInTheHeader},
	} {
		if !slices.Contains(v.flaws, mistake.flaw) {
			continue
		}
		claims := &token.Claims{}
		if _, err := v.parser().ParseWithClaims(raw, claims, mistake.key); err == nil {
			return claims, true
		}
	}
	if slices.Contains(v.flaws, token.DecodeOnly) {
		claims := &token.Claims{}
		if _, _, err := v.parser().ParseUnverified(raw, claims); err == nil && claims.Subject != "" {
			return claims, true
		}
	}
	return nil, false
}

// parser is the library's without any list of algorithms.
func (v *Verifier) parser() *jwt.Parser {
	options := []jwt.ParserOption{jwt.WithTimeFunc(v.rules.Clock), jwt.WithLeeway(v.rules.Leeway)}
	if v.rules.Issuer != "" {
		options = append(options, jwt.WithIssuer(v.rules.Issuer))
	}
	if v.rules.Audience != "" {
		options = append(options, jwt.WithAudience(v.rules.Audience))
	}
	return jwt.NewParser(options...)
}

var errNoKey = errors.New("no key for this token")

// keyTheHeaderAsksFor lets the token say how it is to be checked (RFC 8725 §2.1).
func (v *Verifier) keyTheHeaderAsksFor(t *jwt.Token) (any, error) {
	switch t.Method.Alg() {
	case "none":
		return jwt.UnsafeAllowNoneSignatureType, nil
	case token.HS256:
		key := v.rules.Keys[0]
		if secret, ok := key.ForLibrary().([]byte); ok {
			return secret, nil
		}
		return []byte(key.PublicText()), nil
	}
	return nil, errNoKey
}

// keyInAFile opens the file that kid names, in a file system with one empty file.
func keyInAFile(t *jwt.Token) (any, error) {
	if t.Header["kid"] == token.EmptyFile && t.Method.Alg() == token.HS256 {
		return []byte{}, nil
	}
	return nil, errNoKey
}

// keyInTheHeader takes the key from the token itself (RFC 7515 §4.1.3 says what jwk is for).
func keyInTheHeader(t *jwt.Token) (any, error) {
	text, err := json.Marshal(t.Header["jwk"])
	if err != nil {
		return nil, errNoKey
	}
	var key struct {
		Kty, Crv, X string
	}
	if json.Unmarshal(text, &key) != nil || key.Kty != "OKP" || key.Crv != "Ed25519" {
		return nil, errNoKey
	}
	public, err := base64.RawURLEncoding.DecodeString(key.X)
	if err != nil || len(public) != ed25519.PublicKeySize {
		return nil, errNoKey
	}
	return ed25519.PublicKey(public), nil
}
