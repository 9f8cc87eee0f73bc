package token

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/golang-jwt/jwt/v5"
)

// refuse words the refusal of a token that Verify did not take.
func (v *Verifier) refuse(raw string) *Error {
	if len(raw) > MaxSize {
		return &Error{Stage: StageForm, Reason: fmt.Sprintf("longer than %d bytes", MaxSize)}
	}
	e := &Error{Go: v.goSentence(raw)}
	if kid := v.unknownKid(raw); kid != "" {
		e.Stage, e.Reason, e.NodeName = StageKey, "unknown kid "+kid, nameOrdinary
		e.Node = "error in secret or public key callback: unknown kid"
		return e
	}
	node := v.nodeVerdict(raw)
	e.Stage, e.Node, e.NodeName, e.Reason = node.stage, node.message, node.name, node.message
	if e.Node == "" {
		e.Stage, e.Reason = v.strictReason(raw)
	}
	return e
}

// unknownKid is the kid of a token that names none of the keys, "" where a key
// without an id may be meant, or the token names none.
func (v *Verifier) unknownKid(raw string) string {
	kid, _ := Decode(raw).Header.Text("kid")
	for i := range v.rules.Keys {
		if id := v.rules.Keys[i].ID; id == "" || id == kid {
			return ""
		}
	}
	return kid
}

// goSentence is what golang-jwt says with nothing but the algorithm pinned, ""
// if it accepts. Of several keys the last one that could have signed speaks.
func (v *Verifier) goSentence(raw string) string {
	var err error
	for i := range v.ways {
		w := &v.ways[i]
		if _, err = w.plain.ParseWithClaims(raw, jwt.MapClaims{}, w.keyfunc); err == nil || !wrongKey(err) {
			break
		}
	}
	if (err == nil || errors.Is(err, jwt.ErrTokenInvalidClaims)) && expiresOutOfRange(raw) {
		// The library's conversion overflows, differently on different machines.
		return jwt.ErrTokenInvalidClaims.Error() + ": " + jwt.ErrTokenExpired.Error()
	}
	if err == nil {
		return ""
	}
	return err.Error()
}

func expiresOutOfRange(raw string) bool {
	value, _ := Decode(raw).Payload.Get("exp")
	exp, ok := number(value)
	return ok && math.Abs(exp) > maxDate
}

// strictReason is why a token that jsonwebtoken takes is refused here.
func (v *Verifier) strictReason(raw string) (Stage, string) {
	parts := segments(raw)
	if _, why := readHeader(parts[0]); why != "" {
		return StageHeader, why
	}
	payload, err := strictBase64.DecodeString(parts[1])
	var claims Claims
	if err != nil || json.Unmarshal(payload, &claims) != nil {
		return StagePayload, "payload is not JSON in base64url"
	}
	switch d := claims.dates[expiresAt]; {
	case claims.problem != "":
		return StagePayload, claims.problem
	case !d.present:
		return StageClaims, "exp claim is required"
	case claims.audienceBad:
		return StageClaims, "aud is neither a string nor a list of strings"
	}
	return StageKey, "the token names another key"
}
