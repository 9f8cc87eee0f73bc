package token

import (
	"fmt"
	"math"
	"time"
	"unicode/utf8"

	"github.com/golang-jwt/jwt/v5"
)

// Claims is a verified or decoded payload. Unlike the library's own types it
// takes member names exactly as they are spelled (RFC 7519 §4), and it keeps
// apart a claim that is missing, one of the wrong type and one that is zero.
type Claims struct {
	// Subject, Issuer and ID are "" where the claim is missing or no string.
	Subject, Issuer, ID string
	Audience            []string
	// The times are zero where the claim is missing or no number.
	IssuedAt, NotBefore, ExpiresAt time.Time
	// Key is the index of the key in Rules.Keys that verified the token.
	Key int

	members members
	dates   [3]date
	// problem is what a strict reader objects to in an otherwise valid payload.
	problem     string
	audienceBad bool
}

// date is exp, nbf or iat.
type date struct {
	value   jwt.NumericDate
	present bool
	bad     bool // not a number
}

// The places in Claims.dates.
const (
	expiresAt = iota
	notBefore
	issuedAt
)

// MaxDate is the end of the year 9999 in seconds since 1970; a date beyond it is out of
// range.
const MaxDate = 253402300799

// UnmarshalJSON reads a payload. It does not fail on strange claims: what is
// wrong with them is for the verification to say.
func (c *Claims) UnmarshalJSON(payload []byte) error {
	*c = Claims{}
	c.read(payload)
	return nil
}

// read takes a payload into empty claims.
func (c *Claims) read(payload []byte) {
	if !utf8.Valid(payload) {
		c.problem = "payload is not UTF-8"
	}
	if why := c.members.read(string(payload)); why != "" {
		c.problem = "payload " + why
		return
	}
	for _, m := range c.members.list() {
		c.take(m.name, m.value)
	}
}

func (c *Claims) take(name string, value string) {
	switch name {
	case "sub":
		c.Subject, _ = Unquote(value)
	case "iss":
		c.Issuer, _ = Unquote(value)
	case "jti":
		c.ID, _ = Unquote(value)
	case "aud":
		c.Audience, c.audienceBad = Audience(value)
	case "exp":
		c.ExpiresAt = c.date(expiresAt, name, value)
	case "nbf":
		c.NotBefore = c.date(notBefore, name, value)
	case "iat":
		c.IssuedAt = c.date(issuedAt, name, value)
	}
}

func (c *Claims) date(place int, name string, value string) time.Time {
	d := &c.dates[place]
	d.present = true
	seconds, ok := Number(value)
	if !ok {
		d.bad = true
		return time.Time{}
	}
	if math.Abs(seconds) > MaxDate {
		c.problem = name + " is out of range"
		return time.Time{}
	}
	whole := math.Floor(seconds)
	if place == notBefore {
		// Before the fraction has gone by it has not begun (RFC 7519 §4.1.5).
		whole = math.Ceil(seconds)
	}
	d.value.Time = time.Unix(int64(whole), 0).UTC()
	return d.value.Time
}

// Text answers a claim that is a string; false if it is missing or anything else.
func (c *Claims) Text(name string) (string, bool) {
	if value, ok := c.members.get(name); ok {
		return Unquote(value)
	}
	return "", false
}

// Number answers a claim that is a number; false if it is missing or anything else.
func (c *Claims) Number(name string) (float64, bool) {
	if value, ok := c.members.get(name); ok {
		return Number(value)
	}
	return 0, false
}

func (c *Claims) numericDate(place int, name string) (*jwt.NumericDate, error) {
	d := &c.dates[place]
	if d.bad {
		return nil, fmt.Errorf("%w: %s is invalid", jwt.ErrInvalidType, name)
	}
	if !d.present {
		return nil, nil
	}
	return &d.value, nil
}

// GetExpirationTime implements jwt.Claims.
func (c *Claims) GetExpirationTime() (*jwt.NumericDate, error) {
	return c.numericDate(expiresAt, "exp")
}

// GetNotBefore implements jwt.Claims.
func (c *Claims) GetNotBefore() (*jwt.NumericDate, error) { return c.numericDate(notBefore, "nbf") }

// GetIssuedAt implements jwt.Claims.
func (c *Claims) GetIssuedAt() (*jwt.NumericDate, error) { return c.numericDate(issuedAt, "iat") }

// GetIssuer implements jwt.Claims.
func (c *Claims) GetIssuer() (string, error) { return c.Issuer, nil }

// GetSubject implements jwt.Claims.
func (c *Claims) GetSubject() (string, error) { return c.Subject, nil }

// GetAudience implements jwt.Claims.
func (c *Claims) GetAudience() (jwt.ClaimStrings, error) {
	if c.audienceBad {
		return nil, fmt.Errorf("%w: aud is invalid", jwt.ErrInvalidType)
	}
	return c.Audience, nil
}

// Audience is the value of aud, a string or a list of strings (RFC 7519 §4.1.3); bad
// where it is neither.
func Audience(value string) (list []string, bad bool) {
	if one, ok := Unquote(value); ok {
		return []string{one}, false
	}
	s := scanner{text: value, limit: 1}
	if s.peek() != '[' || !s.array(func(element string) {
		one, ok := Unquote(element)
		list, bad = append(list, one), bad || !ok
	}) {
		return nil, true
	}
	return list, bad
}
