package broken

import (
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math/big"
	"path"

	"github.com/golang-jwt/jwt/v5"

	"authlab/sim/token"
)

var errNoKey = errors.New("no key for this token")

// keyTheHeaderAsksFor lets the token say how it is to be checked (RFC 8725 §2.1). An
// HMAC is checked with whatever bytes the verifier has, a public key's text among them.
func (v *Verifier) keyTheHeaderAsksFor(t *jwt.Token) (any, error) {
	if t.Method.Alg() == "none" {
		return jwt.UnsafeAllowNoneSignatureType, nil
	}
	_, hmac := t.Method.(*jwt.SigningMethodHMAC)
	var set jwt.VerificationKeySet
	for _, key := range v.rules.Keys {
		switch known := key.ForLibrary().(type) {
		case []byte:
			set.Keys = append(set.Keys, known)
		default:
			if hmac {
				known = []byte(key.PublicText())
			}
			set.Keys = append(set.Keys, known)
		}
	}
	return set, nil
}

// keyFolder is where the verifier looks for the files that kid names.
const keyFolder = "/app/keys"

// file reads from the little file system of the verifier's machine.
func file(name string) (content []byte, found bool) {
	if path.Join(keyFolder, name) == "/dev/null" {
		return []byte{}, true
	}
	return nil, false
}

// keyInAFile opens the file that kid names, and takes what it holds for a secret.
func keyInAFile(t *jwt.Token) (any, error) {
	kid, _ := t.Header["kid"].(string)
	if secret, found := file(kid); found {
		return secret, nil
	}
	return nil, errNoKey
}

// webKey is a public key as a token carries it (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2).
type webKey struct {
	Kty, Crv, X, N, E, K string
}

// keyInTheHeader takes the key from the token itself, or from where the token says
// that it can be fetched (RFC 7515 §4.1.2, §4.1.3).
func keyInTheHeader(t *jwt.Token) (any, error) {
	if address, ok := t.Header["jku"].(string); ok {
		var set struct{ Keys []webKey }
		if json.Unmarshal([]byte(token.Fetch(address)), &set) != nil || len(set.Keys) == 0 {
			return nil, errNoKey
		}
		return set.Keys[0].key()
	}
	// What has been decoded can be encoded.
	text, _ := json.Marshal(t.Header["jwk"])
	var one webKey
	if json.Unmarshal(text, &one) != nil {
		return nil, errNoKey
	}
	return one.key()
}

func (k webKey) key() (any, error) {
	number := func(text string) []byte {
		// What is no base64url is an empty number, which is no key.
		b, _ := base64.RawURLEncoding.DecodeString(text)
		return b
	}
	switch k.Kty {
	case "OKP":
		if x := number(k.X); k.Crv == "Ed25519" && len(x) == ed25519.PublicKeySize {
			return ed25519.PublicKey(x), nil
		}
	case "RSA":
		n, e := new(big.Int).SetBytes(number(k.N)), new(big.Int).SetBytes(number(k.E))
		if n.BitLen() >= token.RSABits && n.BitLen() <= maxRSABits && e.BitLen() > 1 && e.BitLen() < 32 {
			return &rsa.PublicKey{N: n, E: int(e.Int64())}, nil
		}
	case "oct":
		return number(k.K), nil
	}
	return nil, errNoKey
}

// maxRSABits bounds the work that a token can ask for.
const maxRSABits = 8192
