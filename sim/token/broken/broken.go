// Package broken is a verifier that is wrong on purpose. It makes the mistakes that
// RFC 8725 warns of, one by one, so that forgeries can be seen to work. Nothing but
// a cluster that asks for it by verifier= may use it.
package broken

import (
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
	options := v.rules.ParserOptions()
	if !v.rules.AllowForever {
		options = append(options, jwt.WithExpirationRequired())
	}
	return jwt.NewParser(options...)
}
