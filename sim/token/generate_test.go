package token

import (
	"crypto/ed25519"
	"crypto/rsa"
	"math/rand/v2"
	"testing"
	"time"
)

func TestGeneratedKeysAreDrawnAgain(t *testing.T) {
	for _, algorithm := range []string{HS256, RS256, EdDSA} {
		t.Run(algorithm, func(t *testing.T) {
			draw := func(seed byte) (string, Key) {
				key, err := Generate(algorithm, "k1", rand.NewChaCha8([32]byte{seed}))
				if err != nil {
					t.Fatal(err)
				}
				raw, err := Sign(key, []Claim{{"sub", "alice"}, {"exp", int64(2_000_000_000)}})
				if err != nil {
					t.Fatal(err)
				}
				return raw, key
			}
			first, key := draw(1)
			again, _ := draw(1)
			other, _ := draw(2)
			if first != again {
				t.Error("the same seed gives another key")
			}
			if first == other {
				t.Error("another seed gives the same key")
			}
			now := func() time.Time { return time.Unix(1_900_000_000, 0) }
			verifier, err := NewVerifier(Rules{Keys: []Key{key.Public()}, Clock: now})
			if err != nil {
				t.Fatal(err)
			}
			if claims, err := verifier.Verify(first); err != nil || claims.Subject != "alice" {
				t.Errorf("its own token: %v", err)
			}
			if _, err := verifier.Verify(other); err == nil {
				t.Error("a token of another key passes")
			}
			if bits := map[string]int{HS256: 512, RS256: RSABits, EdDSA: 256}[algorithm]; key.Bits() != bits || key.Public().Bits() != bits {
				t.Errorf("%d bits", key.Bits())
			}
			if key.Fingerprint() != key.Public().Fingerprint() || len(key.Fingerprint()) != 4 {
				t.Errorf("fingerprints %s and %s", key.Fingerprint(), key.Public().Fingerprint())
			}
			if mints := key.Public().CanSign(); mints != (algorithm == HS256) {
				t.Errorf("the verifier's half of %s signs: %v", algorithm, mints)
			}
		})
	}
}

func TestAGeneratedRSAKeyIsOne(t *testing.T) {
	key, err := Generate(RS256, "", rand.NewChaCha8([32]byte{7}))
	if err != nil {
		t.Fatal(err)
	}
	private := key.sign.(*rsa.PrivateKey)
	if private.N.BitLen() != RSABits || private.Validate() != nil {
		t.Errorf("%d bits, %v", private.N.BitLen(), private.Validate())
	}
	for _, p := range private.Primes {
		if !p.ProbablyPrime(64) {
			t.Error("a factor is not prime")
		}
	}
	if _, ok := key.verify.(*rsa.PublicKey); !ok {
		t.Error("it verifies with something else than the public key")
	}
}

func TestUnknownAlgorithmMakesNoKey(t *testing.T) {
	if _, err := Generate("none", "", rand.NewChaCha8([32]byte{})); err == nil {
		t.Error("a key for none")
	}
	key, _ := Generate(EdDSA, "", rand.NewChaCha8([32]byte{}))
	if _, ok := key.verify.(ed25519.PublicKey); !ok {
		t.Errorf("an Ed25519 key verifies with %T", key.verify)
	}
}
