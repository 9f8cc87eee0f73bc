package cookiesignature

import (
	"errors"
	"strings"
)

// Prefix is what express-session puts before a signed session id.
const Prefix = "s:"

// The reasons not to accept a session cookie. Express treats all of them as no
// cookie at all.
var (
	ErrNoPrefix  = errors.New("no s: prefix")
	ErrSignature = errors.New("wrong signature")
)

// Cookie is the raw cookie value for a session id as express-session sets it:
// prefix, id and signature, percent-encoded.
func (s *Signer) Cookie(id string) string { return EncodeComponent(Prefix + s.Sign(id)) }

// Open answers the session id in a raw cookie value. A value that is not
// percent-encoded, or wrongly, is taken as it stands.
func (s *Signer) Open(raw string) (id string, err error) {
	plain, err := DecodeComponent(raw)
	if err != nil {
		plain = raw
	}
	signed, ok := strings.CutPrefix(plain, Prefix)
	if !ok {
		return "", ErrNoPrefix
	}
	id, ok = s.Unsign(signed)
	if !ok {
		return "", ErrSignature
	}
	return id, nil
}
