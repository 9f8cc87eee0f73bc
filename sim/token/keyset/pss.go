package keyset

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"

	"authlab/sim/token"
)

// bound is an RSA key that says it is for RSASSA-PSS alone (RFC 4055 §1.2), which
// crypto/x509 does not read.
type bound struct {
	key any // *rsa.PublicKey or *rsa.PrivateKey
	// algorithm is the only one that its parameters allow, "" for any of PSS.
	algorithm string
}

// onlyPSS reads such a key; false if it is none. The labels are those of PEM.
func onlyPSS(label string, der []byte) (key *bound, is bool, err error) {
	var identifier pkix.AlgorithmIdentifier
	var inner []byte
	switch label {
	case "PUBLIC KEY": // RFC 5280 §4.1.2.7
		var public struct {
			Algorithm pkix.AlgorithmIdentifier
			Key       asn1.BitString
		}
		_, err = asn1.Unmarshal(der, &public)
		identifier, inner = public.Algorithm, public.Key.RightAlign()
	case "PRIVATE KEY": // RFC 5958 §2
		var private struct {
			Version   int
			Algorithm pkix.AlgorithmIdentifier
			Key       []byte
		}
		_, err = asn1.Unmarshal(der, &private)
		identifier, inner = private.Algorithm, private.Key
	}
	if err != nil || !identifier.Algorithm.Equal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}) {
		return nil, false, nil
	}
	key = &bound{}
	if label == "PUBLIC KEY" {
		key.key, err = x509.ParsePKCS1PublicKey(inner)
	} else {
		key.key, err = x509.ParsePKCS1PrivateKey(inner)
	}
	if err != nil {
		return nil, true, damaged()
	}
	if parameters := identifier.Parameters.FullBytes; len(parameters) > 0 {
		if key.algorithm = ofParameters(parameters); key.algorithm == "" {
			return nil, true, &Error{What: "it is an RSA key bound to PSS with parameters that no algorithm of RFC 7518 §3.5 has",
				Mend: "one digest of SHA-256, SHA-384 or SHA-512 throughout, and a salt no longer than it", At: -1, unsupported: true}
		}
	}
	return key, true, nil
}

// ofParameters is the algorithm with the digest that the parameters name (RFC 4055
// §3.1), "" for none. The salt they ask for is a least length, the digest's ours.
func ofParameters(der []byte) string {
	var parameters struct {
		Digest pkix.AlgorithmIdentifier `asn1:"explicit,tag:0,optional"`
		Mask   pkix.AlgorithmIdentifier `asn1:"explicit,tag:1,optional"`
		Salt   int                      `asn1:"explicit,tag:2,optional,default:20"`
		Byte   int                      `asn1:"explicit,tag:3,optional,default:1"`
	}
	var ofMask pkix.AlgorithmIdentifier
	if _, err := asn1.Unmarshal(der, &parameters); err != nil {
		return ""
	}
	if _, err := asn1.Unmarshal(parameters.Mask.Parameters.FullBytes, &ofMask); err != nil || !ofMask.Algorithm.Equal(parameters.Digest.Algorithm) {
		return ""
	}
	for i, algorithm := range []string{"PS256", "PS384", "PS512"} {
		sha2 := asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1 + i}
		if parameters.Digest.Algorithm.Equal(sha2) && parameters.Salt <= 32+16*i && parameters.Byte == 1 {
			return algorithm
		}
	}
	return ""
}

// makeBound makes the key for an algorithm that it allows.
func (r *reader) makeBound(b *bound, id string) (token.Key, error) {
	algorithm := r.algorithm
	switch {
	case algorithm == "" && b.algorithm == "":
		algorithm = "PS256"
	case algorithm == "":
		algorithm = b.algorithm
	}
	a, _ := token.LookUpAlgorithm(algorithm)
	if a.Family != token.FamilyPSS || b.algorithm != "" && b.algorithm != algorithm {
		e := &Error{What: "an RSA key bound to PSS is not for " + algorithm, Mend: "such a key is for PS256, PS384 or PS512", At: -1, unsupported: true}
		if b.algorithm != "" {
			e.Mend = "its parameters allow " + b.algorithm
		}
		return token.Key{}, e
	}
	return makeFor(b.key, id, algorithm)
}
