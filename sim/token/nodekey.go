package token

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// nodeSignature is the part of nodeVerdict that finds out whether a key fits and
// whether it made the signature. The algorithms allowed are those of all keys of the
// verifier; of the keys that the token may mean the best fitting one is asked.
func (v *Verifier) nodeSignature(parts []string, keys []Key, alg any) verdict {
	name, _ := alg.(string)
	if !slices.ContainsFunc(v.rules.Keys, func(key Key) bool { return key.Algorithm == name }) {
		return verdict{StageAlgorithm, nameOrdinary, "invalid algorithm"}
	}
	wrong := verdict{}
	fitting := slices.DeleteFunc(slices.Clone(keys), func(key Key) bool {
		refusal := key.nodeFits(name)
		if refusal.message != "" {
			wrong = refusal
		}
		return refusal.message != ""
	})
	switch {
	case len(fitting) == 0:
		return wrong
	case signed(parts, fitting):
		return verdict{}
	}
	return nodeUnsigned(name, lenient(parts[2]))
}

// nodeFits is what jsonwebtoken says of a key that is of another kind than the
// algorithm, which it allows as another key needs it.
func (k Key) nodeFits(algorithm string) verdict {
	throws := func(message string) verdict { return verdict{StageKey, "Error", message} }
	a, _ := LookUpAlgorithm(algorithm)
	symmetric := k.secret()
	switch {
	case a.Family == FamilyHMAC && !symmetric:
		return verdict{StageKey, nameOrdinary, "secretOrPublicKey must be a symmetric key when using " + algorithm}
	case a.Family != FamilyHMAC && a.Family != FamilyEdDSA && symmetric:
		return verdict{StageKey, nameOrdinary, "secretOrPublicKey must be an asymmetric key when using " + algorithm}
	case k.Algorithm == algorithm:
		return verdict{}
	}
	switch key := k.verify.(type) {
	case *rsa.PublicKey:
		if a.Family != FamilyRSA && a.Family != FamilyPSS {
			return throws(`"alg" parameter for "rsa" key type must be one of: RS256, PS256, RS384, PS384, RS512, PS512.`)
		}
	case *ecdsa.PublicKey:
		if a.Family != FamilyECDSA {
			return throws(`"alg" parameter for "ec" key type must be one of: ES256, ES384, ES512.`)
		}
		if key.Curve != a.curve {
			curve := map[string]string{"ES256": "prime256v1", "ES384": "secp384r1", "ES512": "secp521r1"}[algorithm]
			return throws(fmt.Sprintf(`"alg" parameter %q requires curve %q.`, algorithm, curve))
		}
	case ed25519.PublicKey:
		return throws(`Unknown key type "ed25519".`)
	}
	return verdict{}
}

// nodeUnsigned is what jsonwebtoken says of a signature that no key made. Its ECDSA
// verifier throws where the length is wrong.
func nodeUnsigned(algorithm string, signature []byte) verdict {
	if a, _ := LookUpAlgorithm(algorithm); a.Family == FamilyECDSA && len(signature) != a.SignatureLength() {
		return verdict{StageSignature, "TypeError", fmt.Sprintf(`"%s" signatures must be "%d" bytes, saw "%d"`, algorithm, a.SignatureLength(), len(signature))}
	}
	return verdict{StageSignature, nameOrdinary, "invalid signature"}
}

// SignatureLength is that of every signature of the algorithm in bytes, 0 for RSA,
// where it is the length of the modulus.
func (a Algorithm) SignatureLength() int {
	switch a.Family {
	case FamilyHMAC:
		return a.Bits / 8
	case FamilyECDSA:
		return 2 * ((a.Bits + 7) / 8)
	case FamilyEdDSA:
		return ed25519.SignatureSize
	}
	return 0
}

// signed tells whether any of the keys made the signature by the algorithm that the
// header names. jsonwebtoken compares the MAC of a secret as text, so that it must be
// spelled in the one canonical way; other signatures it decodes without a care for
// spare bits.
func signed(parts []string, keys []Key) bool {
	text := parts[0] + "." + parts[1]
	alg := algorithmOf(parts[0])
	return slices.ContainsFunc(keys, func(key Key) bool {
		if other, err := NewKey(key.ID, alg, key.verify); err == nil {
			key = other
		}
		signature, err := lenient(parts[2]), error(nil)
		if key.secret() {
			signature, err = strictBase64.DecodeString(parts[2])
		}
		return err == nil && key.Signed(text, signature)
	})
}

// algorithmOf is the alg of a header as JSON.parse reads it: the last of several.
func algorithmOf(segment string) string {
	var header map[string]any
	text, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(segment, "="))
	if err != nil || json.Unmarshal(text, &header) != nil {
		return ""
	}
	alg, _ := header["alg"].(string)
	return alg
}
