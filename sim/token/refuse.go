package token

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/golang-jwt/jwt/v5"
)

// refuse words the refusal of a token that Verify did not take.
func (v *Verifier) refuse(raw string) *Error {
	if len(raw) > MaxSize {
		return &Error{Stage: StageForm, Reason: fmt.Sprintf("longer than %d bytes", MaxSize)}
	}
	e := &Error{}
	if err := v.goError(raw); err != nil {
		e.Go = err.Error()
	}
	node := v.nodeVerdict(raw)
	e.Stage, e.Node, e.NodeName, e.Reason = node.stage, node.message, node.name, node.message
	switch {
	case e.Node == "":
		e.Stage, e.Reason = v.strictReason(raw)
	case e.Stage == StageKey:
		e.Reason = errOtherKey.Error()
	}
	return e
}

// goError is what golang-jwt says with nothing but the algorithm pinned, nil if it
// accepts. Of several keys the last one that the token may mean speaks.
func (v *Verifier) goError(raw string) error {
	alg, _ := Decode(raw).Header.Text("alg")
	known := slices.ContainsFunc(v.ways, func(w way) bool { return w.Algorithm == alg })
	var err error
	for i := range v.ways {
		w := &v.ways[i]
		if known && w.Algorithm != alg {
			continue
		}
		_, said := w.plain.ParseWithClaims(raw, jwt.MapClaims{}, w.keyfunc)
		if err == nil || !errors.Is(said, errOtherKey) {
			err = said
		}
		if said == nil || !wrongKey(said) {
			break
		}
	}
	if (err == nil || errors.Is(err, jwt.ErrTokenInvalidClaims)) && expiresOutOfRange(raw) {
		// The library's conversion overflows, differently on different machines.
		return fmt.Errorf("%w: %w", jwt.ErrTokenInvalidClaims, jwt.ErrTokenExpired)
	}
	return err
}

// expiresOutOfRange tells whether exp is beyond what the library's conversion to a
// time can hold. Dates after the year 9999 it takes as they are.
func expiresOutOfRange(raw string) bool {
	const most = 1 << 62
	value, _ := Decode(raw).Payload.Get("exp")
	exp, ok := Number(value)
	return ok && math.Abs(exp) > most
}

// strictReason is why a token that jsonwebtoken takes is refused here.
func (v *Verifier) strictReason(raw string) (Stage, string) {
	parts := segments(raw)
	header, why := readHeader(parts[0])
	if why != "" {
		return StageHeader, why
	}
	if want := v.rules.Type; !OfType(want, memberText(header, "typ")) {
		return StageHeader, "header has not the typ " + want
	}
	if _, err := strictBase64.DecodeString(parts[2]); err != nil {
		return StageForm, "signature is not base64url in its one canonical spelling"
	}
	for _, w := range v.ways {
		if w.weak && signed(parts, []Key{w.Key}) {
			return StageKey, w.Weakness()
		}
	}
	payload, err := strictBase64.DecodeString(parts[1])
	var claims Claims
	if err != nil {
		return StagePayload, "payload is not base64url"
	}
	claims.read(payload)
	switch {
	case claims.problem != "":
		return StagePayload, claims.problem
	case claims.audienceBad:
		return StageClaims, "aud is neither a string nor a list of strings"
	case !v.rules.AllowForever && !claims.dates[expiresAt].present:
		return StageClaims, "exp claim is required"
	}
	// What is left is a fraction of a second, which jsonwebtoken does not look at.
	return StageClaims, "the token is not good at this moment"
}
