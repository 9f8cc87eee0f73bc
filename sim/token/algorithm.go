package token

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"errors"
	"fmt"

	"github.com/golang-jwt/jwt/v5"
)

// Family is the kind of key that an algorithm works with.
type Family string

// The families, by the kty of their keys (RFC 7518 §6.1, RFC 8037 §2) and, for RSA, the padding.
const (
	FamilyHMAC  Family = "HMAC"
	FamilyRSA   Family = "RSA"     // RSASSA-PKCS1-v1_5
	FamilyPSS   Family = "RSA-PSS" // RSASSA-PSS
	FamilyECDSA Family = "ECDSA"
	FamilyEdDSA Family = "EdDSA"
)

// Algorithm is a value of alg that can be verified here.
type Algorithm struct {
	Name   string
	Family Family
	// Bits are the least length of a secret (RFC 7518 §3.2) or RSA modulus (§3.3, §3.5),
	// or the length of the curve's order (§3.4).
	Bits   int
	Doc    string // what it is, one phrase
	Source string // the section that defines it
	method jwt.SigningMethod
	curve  elliptic.Curve // of ECDSA
}

// Algorithms lists all of them, families together, the shortest digest first.
func Algorithms() []Algorithm {
	return []Algorithm{
		{"HS256", FamilyHMAC, 256, "HMAC with SHA-256, a shared secret", "RFC 7518 §3.2", jwt.SigningMethodHS256, nil},
		{"HS384", FamilyHMAC, 384, "HMAC with SHA-384, a shared secret", "RFC 7518 §3.2", jwt.SigningMethodHS384, nil},
		{"HS512", FamilyHMAC, 512, "HMAC with SHA-512, a shared secret", "RFC 7518 §3.2", jwt.SigningMethodHS512, nil},
		{"RS256", FamilyRSA, RSABits, "RSA PKCS #1 v1.5 with SHA-256", "RFC 7518 §3.3", jwt.SigningMethodRS256, nil},
		{"RS384", FamilyRSA, RSABits, "RSA PKCS #1 v1.5 with SHA-384", "RFC 7518 §3.3", jwt.SigningMethodRS384, nil},
		{"RS512", FamilyRSA, RSABits, "RSA PKCS #1 v1.5 with SHA-512", "RFC 7518 §3.3", jwt.SigningMethodRS512, nil},
		{"PS256", FamilyPSS, RSABits, "RSA PSS with SHA-256", "RFC 7518 §3.5", saltOfDigest(jwt.SigningMethodPS256), nil},
		{"PS384", FamilyPSS, RSABits, "RSA PSS with SHA-384", "RFC 7518 §3.5", saltOfDigest(jwt.SigningMethodPS384), nil},
		{"PS512", FamilyPSS, RSABits, "RSA PSS with SHA-512", "RFC 7518 §3.5", saltOfDigest(jwt.SigningMethodPS512), nil},
		{"ES256", FamilyECDSA, 256, "ECDSA on P-256 with SHA-256", "RFC 7518 §3.4", jwt.SigningMethodES256, elliptic.P256()},
		{"ES384", FamilyECDSA, 384, "ECDSA on P-384 with SHA-384", "RFC 7518 §3.4", jwt.SigningMethodES384, elliptic.P384()},
		{"ES512", FamilyECDSA, 521, "ECDSA on P-521 with SHA-512", "RFC 7518 §3.4", jwt.SigningMethodES512, elliptic.P521()},
		{EdDSA, FamilyEdDSA, 256, "Ed25519", "RFC 8037 §3.1", jwt.SigningMethodEdDSA, nil},
	}
}

// saltOfDigest is the library's method without its leave to verify signatures with a
// salt of another length than the digest's (RFC 7518 §3.5).
func saltOfDigest(method *jwt.SigningMethodRSAPSS) *jwt.SigningMethodRSAPSS {
	return &jwt.SigningMethodRSAPSS{SigningMethodRSA: method.SigningMethodRSA, Options: method.Options}
}

// LookUpAlgorithm answers the algorithm of that name, spelled exactly so.
func LookUpAlgorithm(name string) (Algorithm, bool) {
	for _, a := range Algorithms() {
		if a.Name == name {
			return a, true
		}
	}
	return Algorithm{}, false
}

// The reasons why key material is no key for an algorithm.
var (
	ErrUnknownAlgorithm = errors.New("no such algorithm")
	ErrWrongMaterial    = errors.New("this kind of key is not for this algorithm")
	ErrEmptySecret      = errors.New("an HMAC secret cannot be empty")
)

// NewKey makes a key for one algorithm of any material: the bytes of a secret, an
// *rsa.PrivateKey, *ecdsa.PrivateKey or ed25519.PrivateKey, or one of their public
// halves. It takes keys that are too short; Weakness says so. The error wraps one of
// those above.
func NewKey(id, algorithm string, material any) (Key, error) {
	a, ok := LookUpAlgorithm(algorithm)
	if !ok {
		return Key{}, fmt.Errorf("%w: %q", ErrUnknownAlgorithm, algorithm)
	}
	k := Key{ID: id, Algorithm: a.Name, method: a.method}
	var family Family
	switch m := material.(type) {
	case []byte:
		if len(m) == 0 {
			return Key{}, ErrEmptySecret
		}
		secret := append([]byte(nil), m...)
		family, k.sign, k.verify = FamilyHMAC, secret, secret
	case *rsa.PrivateKey:
		family, k.sign, k.verify = FamilyRSA, m, &m.PublicKey
	case *rsa.PublicKey:
		family, k.verify = FamilyRSA, m
	case *ecdsa.PrivateKey:
		family, k.sign, k.verify = FamilyECDSA, m, &m.PublicKey
	case *ecdsa.PublicKey:
		family, k.verify = FamilyECDSA, m
	case ed25519.PrivateKey:
		family, k.sign, k.verify = FamilyEdDSA, m, m.Public()
	case ed25519.PublicKey:
		family, k.verify = FamilyEdDSA, m
	}
	fits := family == a.Family || family == FamilyRSA && a.Family == FamilyPSS
	if public, ok := k.verify.(*ecdsa.PublicKey); ok && fits {
		fits = public.Curve == a.curve
	}
	if !fits {
		return Key{}, fmt.Errorf("%w: %s", ErrWrongMaterial, a.Name)
	}
	return k, nil
}

// Natural is the algorithm that material stands for where nobody says another: HS256
// for a secret, RS256 for RSA, the curve's own for ECDSA, EdDSA for Ed25519; "" for
// anything else.
func Natural(material any) string {
	for _, a := range Algorithms() {
		if _, err := NewKey("", a.Name, material); err == nil {
			return a.Name
		}
	}
	return ""
}

// Weakness says in words why the key is too short for its algorithm (RFC 7518 §3.2,
// §3.3, §3.5) or was made badly, or "".
func (k Key) Weakness() string {
	if public, is := k.verify.(*rsa.PublicKey); is && roca(public.N) {
		return "the RSA key comes from the library of CVE-2017-15361 (ROCA): it can be factored"
	}
	a, ok := LookUpAlgorithm(k.Algorithm)
	if !ok || a.Family == FamilyECDSA || a.Family == FamilyEdDSA || k.Bits() >= a.Bits {
		return ""
	}
	what := "RSA key"
	if a.Family == FamilyHMAC {
		what = "secret"
	}
	return fmt.Sprintf("the %s has %d bits; %s needs %d (%s)", what, k.Bits(), a.Name, a.Bits, a.Source)
}
