// Package cookiesignature signs cookie values as the cookie-signature package of
// Node does: the value, a dot, and its HMAC-SHA256 in base64 without padding.
package cookiesignature

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"hash"
	"strings"
)

// signatureLength is the length of a signature: 32 bytes in unpadded base64.
const signatureLength = 43

// Signer signs and checks values with one secret. It keeps its state between
// calls, so one Signer must not be used by two goroutines at once.
type Signer struct {
	mac hash.Hash
	// input, sum and text are scratch space, so that a check allocates nothing.
	input []byte
	sum   [sha256.Size]byte
	text  [signatureLength]byte
}

// New makes a signer. The secret may have any length.
func New(secret []byte) *Signer {
	return &Signer{mac: hmac.New(sha256.New, bytes.Clone(secret))}
}

// Sign answers "value.signature".
func (s *Signer) Sign(value string) string {
	return value + "." + string(s.signature(value))
}

// Unsign answers the value of a signed string, false if the signature is not
// this secret's. The value ends at the last dot.
func (s *Signer) Unsign(signed string) (string, bool) {
	dot := strings.LastIndexByte(signed, '.')
	if dot < 0 || len(signed)-dot-1 != signatureLength {
		return "", false
	}
	value := signed[:dot]
	var given [signatureLength]byte
	copy(given[:], signed[dot+1:])
	if subtle.ConstantTimeCompare(given[:], s.signature(value)) != 1 {
		return "", false
	}
	return value, true
}

// signature is valid until the next call.
func (s *Signer) signature(value string) []byte {
	s.mac.Reset()
	s.input = append(s.input[:0], value...)
	s.mac.Write(s.input)
	base64.RawStdEncoding.Encode(s.text[:], s.mac.Sum(s.sum[:0]))
	return s.text[:]
}
