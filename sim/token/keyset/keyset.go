// Package keyset reads keys as people have them: a secret as text, hex or base64, a
// PEM block, a JWK or a JWK Set (RFC 7517).
//
// What it is given says by its content which of these it is. Every key is for one
// algorithm (RFC 8725 §3.1): the one that the caller wants, else the alg of the JWK,
// else the natural one of its kind. A key for something else than signatures is left
// out with a note, and so is, in a set, one of an unknown kind or without a member it
// needs (RFC 7517 §5); what contradicts itself is an error. No error and no note
// repeats anything of a secret or of a private key.
//
// Where readers differ, this one is the stricter. It refuses, and jose 6 or node's
// crypto take:
//   - padding, the standard alphabet and spare bits in base64url (RFC 7515 §2, RFC 4648
//     §3.5): one key would have several spellings and thumbprints;
//   - leading zeros of whole numbers, and coordinates that are not of full length
//     (RFC 7518 §2, §6.2.1.2), for the same reason;
//   - an RSA exponent that is 1 or even, under which anybody signs or nobody can, and
//     an Ed25519 key of small order, under which anybody signs as well;
//   - private members that do not belong to the public ones, which sign what does not verify;
//   - an alg that the kty cannot have, and a use or key_ops other than for signatures
//     (RFC 7517 §4.2 to §4.4): a key is for one thing (RFC 8725 §3.1);
//   - members that come twice (RFC 7517 §4), of which readers take different ones;
//   - an x5c whose first certificate is for another key (RFC 7517 §4.7);
//   - an empty secret.
//
// The other way round, a private RSA key by n, e and d alone is read here (RFC 7518
// §6.3.2), up to 4096 bits, and one bound to PSS that names no digest (RFC 4055 §1.2),
// which jsonwebtoken 9 refuses. A secret or private key whose key_ops are sign alone is
// read too, and jose verifies nothing with it: its owner can always check what it signed
// itself. What nothing here can verify with is refused as well: RSA
// below 1024 bits, which crypto/rsa does not use, and above 16384, or 8192 with a
// private half, which would take seconds to check.
package keyset

import (
	"bytes"
	"strings"

	"authlab/sim/token"
)

// The limits of what is read.
const (
	// MaxSize is in bytes.
	MaxSize = 64 << 10
	MaxKeys = 100
)

// Set is what was read.
type Set struct {
	// Keys is never empty where there is no error.
	Keys []token.Key
	// Notes are what a reader should know: a key left out and why, a line break that was
	// not taken for a part of the secret. One sentence or two each.
	Notes []string
}

// Read makes keys of the contents of a file. algorithm is the one they are for; ""
// leaves it to the key: the alg of a JWK, or token.Natural. The error is an *Error.
func Read(data []byte, algorithm string) (Set, error) {
	return read(data, algorithm, true)
}

// Parse makes keys of what stands on a command line or in a form field: text:, hex:,
// base64: or base64url: and a secret spelled so, or a PEM block, a JWK or a JWK Set;
// anything else is the text of a secret as it stands. The error is an *Error.
func Parse(text, algorithm string) (Set, error) {
	if prefix, rest, ok := strings.Cut(text, ":"); ok && len(text) <= MaxSize {
		for _, e := range encodings {
			if e.prefix == prefix {
				return readEncoded(e, rest, algorithm)
			}
		}
	}
	return read([]byte(text), algorithm, false)
}

// read tells the kinds apart. file tells that a line break at the end belongs to the
// file and not to the secret in it.
func read(data []byte, algorithm string, file bool) (Set, error) {
	r, err := newReader(algorithm)
	if err == nil {
		err = r.read(data, file)
	}
	if err != nil {
		return Set{}, err
	}
	return r.done(), nil
}

// done is the set, with a word about private keys in it.
func (r *reader) done() Set {
	for _, key := range r.set.Keys {
		if key.CanSign() && PublicPEM(key) != "" {
			r.note("There is a private key in it, which can sign. To verify, the public half is enough.")
			break
		}
	}
	return r.set
}

// reader gathers keys for one algorithm, "" for each key's own.
type reader struct {
	algorithm string
	set       Set
	// places say where each key of the set stood, for what is said of later ones.
	places []string
}

func newReader(algorithm string) (*reader, error) {
	if algorithm == "" {
		return &reader{}, nil
	}
	if _, ok := token.LookUpAlgorithm(algorithm); !ok {
		return nil, unknownAlgorithm(algorithm)
	}
	return &reader{algorithm: algorithm}, nil
}

func (r *reader) note(text string) { r.set.Notes = append(r.set.Notes, text) }

var byteOrderMark = []byte("\xef\xbb\xbf")

func (r *reader) read(data []byte, file bool) error {
	if len(data) > MaxSize {
		return &Error{What: "this is longer than 64 KiB, which no key is", Mend: "give the key alone", At: -1}
	}
	text := bytes.TrimSpace(bytes.TrimPrefix(data, byteOrderMark))
	if err := foreign(text); err != nil {
		return err
	}
	switch isPEM := bytes.Contains(text, []byte(pemBegin)); {
	case looksLikeJSON(text) && (!isPEM || isJWK(string(text))):
		return r.readJSON(string(data[bytes.IndexByte(data, text[0]):]), bytes.IndexByte(data, text[0]))
	case isPEM:
		return r.readPEM(string(data))
	}
	if material, ok := parseDER(data); ok {
		r.note("This is DER, the binary form behind PEM.")
		return r.addOnly(material, "")
	}
	if foreignContainer(data) {
		return &Error{What: "this is binary as keys are in PKCS #12 or under a passphrase, and not one that can be read", Mend: "openssl pkey or openssl pkcs12 -nodes writes PEM", At: -1}
	}
	material, bare := bareDER(text)
	a, _ := token.LookUpAlgorithm(r.algorithm)
	switch {
	case bare && a.Family != token.FamilyHMAC:
		r.note("This is what stands between the BEGIN and END lines of PEM. It is taken for that key.")
		return r.addOnly(material, "")
	case bare:
		r.note("This is what stands between the BEGIN and END lines of PEM. For " + a.Name + " it is taken for a secret.")
	}
	return r.readSecret(data, file)
}
