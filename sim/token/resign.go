package token

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"
)

// The reasons why a text cannot be signed.
var (
	ErrCannotSign  = errors.New("this key only verifies")
	ErrNothingToDo = errors.New("there is no header and payload to sign")
)

// Resign puts a new signature behind the first two segments of a token, as they stand:
// neither is read, so that the header may well name another algorithm than the key's.
// The error is ErrNothingToDo, ErrCannotSign, or says why the key cannot sign, such as
// an RSA key that is too short for the digest.
func Resign(raw string, key Key) (string, error) {
	parts := strings.SplitN(raw, ".", 3)
	if len(parts) < 2 || parts[0] == "" || parts[1] == "" {
		return "", ErrNothingToDo
	}
	if !key.CanSign() {
		return "", ErrCannotSign
	}
	text := parts[0] + "." + parts[1]
	signature, err := key.method.Sign(text, key.sign)
	if err != nil {
		return "", err
	}
	return text + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}

// Draw makes key material for any algorithm: the text of a secret that is long enough,
// an *rsa.PrivateKey, *ecdsa.PrivateKey or ed25519.PrivateKey. The same bytes make the
// same key. An unknown algorithm is an error.
func Draw(algorithm string, random io.Reader) (any, error) {
	a, ok := LookUpAlgorithm(algorithm)
	if !ok {
		return nil, fmt.Errorf("%w: %q", ErrUnknownAlgorithm, algorithm)
	}
	var seed [32]byte
	if _, err := io.ReadFull(random, seed[:]); err != nil {
		return nil, err
	}
	switch a.Family {
	case FamilyHMAC:
		// 64 letters are the 512 bits that the longest digest wants.
		var wide [48]byte
		copy(wide[:], seed[:])
		if _, err := io.ReadFull(random, wide[len(seed):]); err != nil {
			return nil, err
		}
		return []byte(base64.RawURLEncoding.EncodeToString(wide[:])), nil
	case FamilyECDSA:
		return drawECDSA(a.curve, random)
	case FamilyEdDSA:
		return ed25519.NewKeyFromSeed(seed[:]), nil
	}
	return rsaKey(seed), nil
}

// drawECDSA draws a private number below the order of the curve (FIPS 186-5 §A.2.1).
// crypto/ecdsa ignores the source it is given.
func drawECDSA(curve elliptic.Curve, random io.Reader) (*ecdsa.PrivateKey, error) {
	order := curve.Params().N
	// 64 bits more than the order make the remainder as good as even.
	wide := make([]byte, (order.BitLen()+7)/8+8)
	if _, err := io.ReadFull(random, wide); err != nil {
		return nil, err
	}
	one := big.NewInt(1)
	d := new(big.Int).SetBytes(wide)
	d.Mod(d, new(big.Int).Sub(order, one)).Add(d, one)
	return ecdsa.ParseRawPrivateKey(curve, d.FillBytes(make([]byte, (order.BitLen()+7)/8)))
}
