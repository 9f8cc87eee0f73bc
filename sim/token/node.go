package token

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// verdict is jsonwebtoken's answer; an empty message accepts.
type verdict struct {
	stage         Stage
	name, message string
}

// nodeVerdict checks a token as jsonwebtoken 9 does with one algorithm allowed and
// the key looked up by kid, step by step in its order. Where the key is for EdDSA,
// which jsonwebtoken does not know, it answers as for the others. It is slow and
// runs only for refused tokens.
func (v *Verifier) nodeVerdict(raw string) verdict {
	ordinary := func(stage Stage, message string) verdict { return verdict{stage, nameOrdinary, message} }
	if raw == "" {
		return ordinary(StageForm, "jwt must be provided")
	}
	parts := segments(raw)
	if len(parts) != 3 {
		return ordinary(StageForm, "jwt malformed")
	}
	if parts[0] == "" || parts[1] == "" || strings.IndexFunc(strings.Join(parts, ""), foreign) >= 0 {
		return ordinary(StageForm, "invalid token")
	}
	var header any
	if json.Unmarshal(lenient(parts[0]), &header) != nil || header == nil || header == false || header == 0.0 || header == "" {
		return ordinary(StageHeader, "invalid token")
	}
	fields, _ := header.(map[string]any)
	payload := lenient(parts[1])
	if fields["typ"] == "JWT" && !json.Valid(payload) {
		return verdict{StagePayload, nameSyntax, syntaxMessage(string(payload))}
	}
	kid, _ := fields["kid"].(string)
	keys := v.named(kid)
	if len(keys) == 0 {
		return ordinary(StageKey, "error in secret or public key callback: "+errOtherKey.Error())
	}
	if parts[2] == "" {
		return ordinary(StageSignature, "jwt signature is required")
	}
	if refusal := v.nodeSignature(parts, keys, fields["alg"]); refusal.message != "" {
		return refusal
	}
	claims, null := nodePayload(payload, fields["typ"] == "JWT")
	if null {
		return verdict{StageClaims, "TypeError", "Cannot read properties of null (reading 'nbf')"}
	}
	return v.nodeClaims(claims)
}

// nodePayload reads claims as jsonwebtoken does: once in its JWS library if the header
// calls it a JWT, and again if what comes out is a text.
func nodePayload(payload []byte, typed bool) (claims map[string]json.RawMessage, null bool) {
	if typed {
		if bytes.Equal(bytes.Trim(payload, " \t\r\n"), []byte("null")) {
			return nil, true
		}
		var inner string
		if json.Unmarshal(payload, &inner) == nil {
			payload = []byte(inner)
		}
	}
	// A payload that is no object has no claims to object to.
	if json.Unmarshal(payload, &claims) != nil {
		return nil, false
	}
	return claims, false
}

// nodeClaims is the last step of nodeVerdict.
func (v *Verifier) nodeClaims(claims map[string]json.RawMessage) verdict {
	now, leeway := float64(v.rules.Clock().Unix()), v.rules.Leeway.Seconds()
	if value, ok := claims["nbf"]; ok {
		nbf, ok := nodeNumber(string(value))
		if !ok {
			return verdict{StageClaims, nameOrdinary, "invalid nbf value"}
		}
		if nbf > now+leeway {
			return verdict{StageClaims, nameNotBefore, "jwt not active"}
		}
	}
	if value, ok := claims["exp"]; ok {
		exp, ok := nodeNumber(string(value))
		if !ok {
			return verdict{StageClaims, nameOrdinary, "invalid exp value"}
		}
		if now >= exp+leeway {
			return verdict{StageClaims, nameExpired, "jwt expired"}
		}
	}
	return v.nodeAddress(claims)
}

// nodeNumber is Number, but what a float64 cannot hold is infinite.
func nodeNumber(value string) (float64, bool) {
	if n, ok := Number(value); ok || value == "" || value[0] != '-' && (value[0] < '0' || value[0] > '9') {
		return n, ok
	}
	n, _ := strconv.ParseFloat(value, 64)
	return n, true
}

// nodeAddress checks whom a token is for, then who issued it.
func (v *Verifier) nodeAddress(claims map[string]json.RawMessage) verdict {
	if want := v.rules.Audience; want != "" {
		aud := string(claims["aud"])
		list := Elements(aud)
		if list == nil {
			list = []string{aud}
		}
		if !slices.ContainsFunc(list, func(one string) bool { text, ok := Unquote(one); return ok && text == want }) {
			return verdict{StageClaims, nameOrdinary, "jwt audience invalid. expected: " + want}
		}
	}
	if want := v.rules.Issuer; want != "" {
		if iss, _ := Unquote(string(claims["iss"])); iss != want {
			return verdict{StageClaims, nameOrdinary, "jwt issuer invalid. expected: " + want}
		}
	}
	return verdict{}
}

// named are the keys that a token with this kid may mean; "" is one without.
func (v *Verifier) named(kid string) []Key {
	var keys []Key
	for _, key := range v.rules.Keys {
		if key.Meant(kid) {
			keys = append(keys, key)
		}
	}
	return keys
}

func foreign(r rune) bool { return r >= utf8.RuneSelf || !base64url(byte(r)) }

// lenient decodes base64url as Node does: what cannot be decoded is left out.
func lenient(segment string) []byte {
	if len(segment)%4 == 1 {
		segment = segment[:len(segment)-1]
	}
	out, err := base64.RawURLEncoding.DecodeString(segment)
	if err != nil {
		return nil
	}
	return out
}
