package keyset

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"errors"
	"fmt"

	"authlab/sim/token"
)

// kindOf says in words what key material is.
func kindOf(material any) string {
	switch m := material.(type) {
	case []byte:
		return "a secret"
	case *rsa.PrivateKey, *rsa.PublicKey:
		return "an RSA key"
	case *ecdsa.PrivateKey:
		return "an elliptic curve key on " + m.Params().Name
	case *ecdsa.PublicKey:
		return "an elliptic curve key on " + m.Params().Name
	case ed25519.PrivateKey, ed25519.PublicKey:
		return "an Ed25519 key"
	}
	return "a key of another kind"
}

// make answers the key of the material for the wanted algorithm, or the natural one.
func (r *reader) make(material any, id string) (token.Key, error) {
	if b, ok := material.(*bound); ok {
		return r.makeBound(b, id)
	}
	algorithm := r.algorithm
	if algorithm == "" {
		algorithm = token.Natural(material)
	}
	if algorithm == "" {
		return token.Key{}, &Error{What: kindOf(material) + " is not for any signature algorithm here",
			Mend: "use RSA, P-256, P-384, P-521 or Ed25519", At: -1, unsupported: true}
	}
	return makeFor(material, id, algorithm)
}

func makeFor(material any, id, algorithm string) (token.Key, error) {
	if err := checkMaterial(material); err != nil {
		return token.Key{}, err
	}
	key, err := token.NewKey(id, algorithm, material)
	if err != nil {
		e := &Error{What: kindOf(material) + " is not for " + algorithm, At: -1, unsupported: true}
		if natural := token.Natural(material); natural != "" {
			e.Mend = "such a key is for " + natural
		}
		a, _ := token.LookUpAlgorithm(algorithm)
		if _, secret := material.([]byte); !secret && a.Family == token.FamilyHMAC {
			e.Mend = "a public key taken for a secret is how algorithm confusion works (RFC 8725 §2.1); text: before it does that on purpose"
		}
		return token.Key{}, e
	}
	return key, nil
}

// add puts a key into the set. place says where it stood.
func (r *reader) add(key token.Key, place string) error {
	if len(r.set.Keys) == MaxKeys {
		return &Error{What: fmt.Sprintf("there are more than %d keys", MaxKeys), Mend: "give fewer", At: -1}
	}
	r.set.Keys, r.places = append(r.set.Keys, key), append(r.places, place)
	return nil
}

// leaveOut makes notes of keys that are not for us, or an error where there is no other.
func (r *reader) leaveOut(refused []*Error) error {
	if len(r.set.Keys) > 0 {
		for _, e := range refused {
			r.note("Left out " + e.Where + ": " + e.What + ".")
		}
		return nil
	}
	switch len(refused) {
	case 0:
		return &Error{What: "there is no key in it", Mend: "give a public key, a private key or a certificate", At: -1}
	case 1:
		return refused[0]
	}
	first, others := *refused[0], "the other one cannot"
	if len(refused) > 2 {
		others = fmt.Sprintf("none of the other %d can", len(refused)-1)
	}
	first.What += " (and " + others + " be used either)"
	return &first
}

// addOnly makes a key of the only material there is.
func (r *reader) addOnly(material any, id string) error {
	key, err := r.make(material, id)
	if err != nil {
		return err
	}
	return r.add(key, "")
}

// checkMaterial refuses what is no key at all, whatever it was read from.
func checkMaterial(material any) error {
	var err error
	switch m := material.(type) {
	case *rsa.PublicKey:
		err = checkRSA(m)
	case *rsa.PrivateKey:
		err = checkRSA(&m.PublicKey)
	case ed25519.PublicKey:
		err = checkEdwards(m)
	}
	var e *Error
	if errors.As(err, &e) {
		e.Where = "" // a PEM block has no members
		return e
	}
	return nil
}
