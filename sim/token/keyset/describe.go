package keyset

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"

	"authlab/sim/token"
)

// Describe tells what a key is in words: "RSA 2048 bits, kid "k1", for RS256, can sign".
func Describe(key token.Key) string {
	parts := []string{kindAndSize(key)}
	if key.ID != "" {
		parts = append(parts, fmt.Sprintf("kid %q", key.ID))
	}
	parts = append(parts, "for "+key.Algorithm)
	switch _, secret := key.ForLibrary().([]byte); {
	case secret:
		parts = append(parts, "verifies and can sign")
	case key.CanSign():
		parts = append(parts, "can sign")
	default:
		parts = append(parts, "only verifies")
	}
	return strings.Join(parts, ", ")
}

func kindAndSize(key token.Key) string {
	switch m := key.ForLibrary().(type) {
	case []byte:
		return "secret of " + bytesIn(m)
	case *rsa.PublicKey:
		return fmt.Sprintf("RSA %d bits", m.N.BitLen())
	case *ecdsa.PublicKey:
		return "elliptic curve " + m.Params().Name
	case ed25519.PublicKey:
		return "Ed25519"
	}
	return "no key"
}

// bytesIn is the length of something in words.
func bytesIn(data []byte) string {
	if len(data) == 1 {
		return "1 byte"
	}
	return fmt.Sprintf("%d bytes", len(data))
}

// PublicPEM is the public half as PEM (RFC 7468 §13), "" for a secret, which has none.
func PublicPEM(key token.Key) string { return key.PublicText() }

// Thumbprint names a public key by its digest (RFC 7638). A secret has none, "": who
// guesses it could check the guess by the digest (§7).
func Thumbprint(key token.Key) string {
	required := publicMembers(key)
	if required == nil {
		return ""
	}
	sum := sha256.Sum256([]byte(object(required)))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// publicMembers are those that make the key, in the order of their names (RFC 7638 §3.2).
func publicMembers(key token.Key) [][2]string {
	text := base64.RawURLEncoding.EncodeToString
	switch m := key.ForLibrary().(type) {
	case *rsa.PublicKey:
		return [][2]string{{"e", text(big.NewInt(int64(m.E)).Bytes())}, {"kty", "RSA"}, {"n", text(m.N.Bytes())}}
	case *ecdsa.PublicKey:
		point, err := m.Bytes()
		if err != nil {
			return nil
		}
		half := (len(point) - 1) / 2
		return [][2]string{{"crv", m.Params().Name}, {"kty", "EC"}, {"x", text(point[1 : 1+half])}, {"y", text(point[1+half:])}}
	case ed25519.PublicKey:
		return [][2]string{{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", text(m)}}
	}
	return nil
}

func object(members [][2]string) string {
	var b strings.Builder
	for i, m := range members {
		b.WriteByte("{,"[min(i, 1)])
		// Strings always marshal.
		name, _ := json.Marshal(m[0])
		value, _ := json.Marshal(m[1])
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.String()
}

// sameKey tells that two keys are, or belong to, the same pair or secret.
func sameKey(a, b token.Key) bool {
	secret, ok := a.ForLibrary().([]byte)
	other, too := b.ForLibrary().([]byte)
	if ok || too {
		return ok && too && bytes.Equal(secret, other)
	}
	return Thumbprint(a) == Thumbprint(b)
}
