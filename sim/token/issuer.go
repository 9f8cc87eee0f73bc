package token

import (
	"cmp"
	"encoding/json"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Claim is one further member of a payload.
type Claim struct {
	Name  string
	Value any // what encoding/json can write
}

// Issuer mints tokens. It is immutable and may be shared.
type Issuer struct {
	Key Key
	// TTL is the life of a token, in whole seconds. A token without exp is never issued.
	TTL time.Duration
	// NotBefore adds an nbf claim equal to iat.
	NotBefore bool
	// Type is the typ of new tokens, "" for JWT (RFC 8725 §3.11).
	Type string
}

// Issue signs a token for subject. The claims come in the order sub, extra, nbf,
// iat, exp. iat is now rounded down to a second and exp is counted from it, so a
// token lives up to a second less than its TTL. Two tokens with equal claims in
// one second are byte for byte the same.
func (i Issuer) Issue(now time.Time, subject string, extra ...Claim) (string, error) {
	iat := now.Unix()
	claims := append(make([]Claim, 0, len(extra)+4), Claim{"sub", subject})
	claims = append(claims, extra...)
	if i.NotBefore {
		claims = append(claims, Claim{"nbf", iat})
	}
	return sign(i.Key, cmp.Or(i.Type, plainType), append(claims, Claim{"iat", iat}, Claim{"exp", iat + int64(i.TTL/time.Second)}))
}

// Sign makes a token with exactly these claims, in this order. The header has
// alg, kid where the key has an id, and typ.
func Sign(key Key, claims []Claim) (string, error) { return sign(key, plainType, claims) }

func sign(key Key, typ string, claims []Claim) (string, error) {
	if !key.CanSign() {
		return "", ErrCannotSign
	}
	payload, err := object(claims)
	if err != nil {
		return "", err
	}
	t := jwt.NewWithClaims(key.method, written{payload: payload})
	t.Header["typ"] = typ
	if key.ID != "" {
		t.Header["kid"] = key.ID
	}
	return t.SignedString(key.sign)
}

// written is a payload that is JSON already, so that the order of claims is kept.
type written struct {
	jwt.RegisteredClaims
	payload []byte
}

// MarshalJSON implements json.Marshaler.
func (w written) MarshalJSON() ([]byte, error) { return w.payload, nil }

func object(claims []Claim) ([]byte, error) {
	out := append(make([]byte, 0, 160), '{')
	for i, c := range claims {
		if i > 0 {
			out = append(out, ',')
		}
		name, err := json.Marshal(c.Name)
		if err != nil {
			return nil, err
		}
		out = append(append(out, name...), ':')
		if n, ok := c.Value.(int64); ok {
			out = strconv.AppendInt(out, n, 10)
			continue
		}
		value, err := json.Marshal(c.Value)
		if err != nil {
			return nil, err
		}
		out = append(out, value...)
	}
	return append(out, '}'), nil
}
