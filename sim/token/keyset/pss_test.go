package keyset_test

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"strings"
	"testing"

	"authlab/sim/token/keyset"
)

// pssParameters are those of RFC 4055 §3.1.
type pssParameters struct {
	Digest pkix.AlgorithmIdentifier `asn1:"explicit,tag:0"`
	Mask   pkix.AlgorithmIdentifier `asn1:"explicit,tag:1"`
	Salt   int                      `asn1:"explicit,tag:2"`
}

// onlyPSS writes both halves of the example as OpenSSL does with -algorithm rsa-pss; a
// digest of 0 has no parameters, 1 is SHA-256.
func onlyPSS(t testing.TB, digest, maskDigest, salt int) (private, public string) {
	sha2 := func(n int) pkix.AlgorithmIdentifier {
		return pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, n}}
	}
	marshal := func(value any) []byte {
		der, err := asn1.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	identifier := pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}}
	if digest > 0 {
		mask := pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 8}, Parameters: asn1.RawValue{FullBytes: marshal(sha2(maskDigest))}}
		identifier.Parameters = asn1.RawValue{FullBytes: marshal(pssParameters{sha2(digest), mask, salt})}
	}
	key := rsaExample(t)
	inner := x509.MarshalPKCS1PublicKey(&key.PublicKey)
	spki := marshal(struct {
		Algorithm pkix.AlgorithmIdentifier
		Key       asn1.BitString
	}{identifier, asn1.BitString{Bytes: inner, BitLength: 8 * len(inner)}})
	info := marshal(struct {
		Version   int
		Algorithm pkix.AlgorithmIdentifier
		Key       []byte
	}{0, identifier, x509.MarshalPKCS1PrivateKey(key)})
	return armoured("PRIVATE KEY", info, nil), armoured("PUBLIC KEY", spki, nil)
}

// TestKeysBoundToPSS are for PSS alone, and for one digest if they say which.
func TestKeysBoundToPSS(t *testing.T) {
	for _, c := range []struct {
		digest, mask, salt int
		algorithm, want    string
	}{
		{0, 0, 0, "", "PS256"}, {0, 0, 0, "PS512", "PS512"}, {0, 0, 0, "RS256", "bound to PSS is not for RS256; such a key is for PS256"}, {0, 0, 0, "HS256", "is not for HS256"},
		{1, 1, 32, "", "PS256"}, {2, 2, 20, "", "PS384"}, {3, 3, 64, "PS512", "PS512"}, {3, 3, 64, "PS256", "is not for PS256; its parameters allow PS512"},
		{1, 2, 32, "", "parameters that no algorithm"}, {1, 1, 33, "", "parameters that no algorithm"}, {4, 4, 20, "", "parameters that no algorithm"},
	} {
		private, public := onlyPSS(t, c.digest, c.mask, c.salt)
		if !strings.HasPrefix(c.want, "PS") {
			if got := refusal(t, public, c.algorithm).Error() + refusal(t, private, c.algorithm).Error(); strings.Count(got, c.want) != 2 {
				t.Errorf("%+v: %s", c, got)
			}
			continue
		}
		key, other := one(t, private, c.algorithm), one(t, public, c.algorithm)
		if key.Algorithm != c.want || other.Algorithm != c.want || !agree(t, key, other) {
			t.Errorf("%+v: %s, %s", c, keyset.Describe(key), keyset.Describe(other))
		}
	}
}
