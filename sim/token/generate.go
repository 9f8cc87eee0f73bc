package token

import (
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"math/rand/v2"
	"sync"

	"github.com/golang-jwt/jwt/v5"
)

// The algorithms besides HS256.
const (
	RS256 = "RS256" // RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3)
	EdDSA = "EdDSA" // Ed25519 (RFC 8037 §3.1)
)

// RSABits is the length of a generated RSA modulus, the least RFC 7518 §3.3 allows.
const RSABits = 2048

// Generate makes a key from randomness. The same bytes make the same key, which
// the library's own generators do not promise. An unknown algorithm is an error.
func Generate(algorithm, id string, random io.Reader) (Key, error) {
	var seed [32]byte
	if _, err := io.ReadFull(random, seed[:]); err != nil {
		return Key{}, err
	}
	switch algorithm {
	case HS256:
		return Secret(id, []byte(hex.EncodeToString(seed[:])))
	case EdDSA:
		private := ed25519.NewKeyFromSeed(seed[:])
		return Key{id, EdDSA, jwt.SigningMethodEdDSA, private, private.Public()}, nil
	case RS256:
		private := rsaKey(seed)
		return Key{id, RS256, jwt.SigningMethodRS256, private, &private.PublicKey}, nil
	}
	return Key{}, fmt.Errorf("no keys for the algorithm %s", algorithm)
}

// rsaKeys remembers what has been computed: a key takes a tenth of a second, and
// the same seed always gives the same one.
var rsaKeys sync.Map

func rsaKey(seed [32]byte) *rsa.PrivateKey {
	if known, ok := rsaKeys.Load(seed); ok {
		return known.(*rsa.PrivateKey)
	}
	made, _ := rsaKeys.LoadOrStore(seed, makeRSA(rand.NewChaCha8(seed)))
	return made.(*rsa.PrivateKey)
}

const publicExponent = 65537

// makeRSA draws two primes (FIPS 186-5 §A.1.3 in outline). crypto/rsa ignores the
// source it is given, so that its keys cannot be drawn again.
func makeRSA(random io.Reader) *rsa.PrivateKey {
	one, e := big.NewInt(1), big.NewInt(publicExponent)
	for {
		p, q := prime(random), prime(random)
		if p.Cmp(q) == 0 {
			continue
		}
		phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
		d := new(big.Int).ModInverse(e, phi)
		if d == nil {
			continue
		}
		key := &rsa.PrivateKey{PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: publicExponent}, D: d, Primes: []*big.Int{p, q}}
		key.Precompute()
		if key.Validate() == nil {
			return key
		}
	}
}

// smallPrimes sieve out most candidates before they are tested.
var smallPrimes = []uint64{3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113}

// prime draws a prime of half the modulus, its two highest bits set so that the
// product has RSABits.
func prime(random io.Reader) *big.Int {
	var text [RSABits / 16]byte
	for {
		// The stream never ends and never fails.
		_, _ = io.ReadFull(random, text[:])
		text[0] |= 0xc0
		text[len(text)-1] |= 1
		p := new(big.Int).SetBytes(text[:])
		if !divisible(p) && p.ProbablyPrime(20) {
			return p
		}
	}
}

func divisible(p *big.Int) bool {
	rest := new(big.Int)
	for _, small := range smallPrimes {
		if rest.Mod(p, new(big.Int).SetUint64(small)).Sign() == 0 {
			return true
		}
	}
	return false
}

// Public is the half that only verifies. Of an HMAC key it is the key itself: who
// can verify with it can sign with it.
func (k Key) Public() Key {
	if !k.secret() {
		k.sign = nil
	}
	return k
}

// PublicText is the public key as PEM (RFC 7468 §13), "" for a secret.
func (k Key) PublicText() string {
	if k.secret() {
		return ""
	}
	der, err := x509.MarshalPKIXPublicKey(k.verify)
	if err != nil {
		return ""
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}

// asSecret is what an attacker takes for an HMAC secret: the secret itself, or the
// text of the public key, which everybody knows.
func (k Key) asSecret() []byte {
	if secret, ok := k.verify.([]byte); ok {
		return secret
	}
	return []byte(k.PublicText())
}

// Fingerprint names a key without giving it away; both halves of a pair have the same.
func (k Key) Fingerprint() string {
	sum := sha256.Sum256(k.asSecret())
	return hex.EncodeToString(sum[:2])
}
