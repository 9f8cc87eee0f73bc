package keyset

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"authlab/sim/token"
)

// jwk is one JSON Web Key (RFC 7517 §4).
type jwk struct {
	members []token.Member
	ofSet   bool // one of many, none of which may take long
}

func (j jwk) has(name string) bool {
	return slices.ContainsFunc(j.members, func(m token.Member) bool { return m.Name == name })
}

func (j jwk) json(name string) string {
	for _, m := range j.members {
		if m.Name == name {
			return m.JSON
		}
	}
	return ""
}

// text is a member that is a string; "" where there is none.
func (j jwk) text(name string) (string, error) {
	if !j.has(name) {
		return "", nil
	}
	text, ok := token.Unquote(j.json(name))
	if !ok {
		return "", member(name, "it is not a string (RFC 7517 §4)", "write it in double quotes")
	}
	return text, nil
}

// once refuses a member that stands there twice.
func (j jwk) once() error {
	for _, m := range j.members {
		if !m.Twice {
			continue
		}
		e := member(m.Name, "it stands there twice, and readers differ in which they take (RFC 7517 §4)", "take one out")
		if !strings.HasPrefix(shown(m.Name), `"`) {
			e.Where = "a member"
		}
		return e
	}
	return nil
}

// member is an error about one.
func member(name, what, mend string) *Error {
	return &Error{What: what, Where: "member " + name, Mend: mend, At: -1}
}

// bytes are those of a member in base64url (RFC 7515 §2). It must be there.
func (j jwk) bytes(name string) ([]byte, error) {
	text, err := j.text(name)
	if err != nil {
		return nil, err
	}
	if !j.has(name) {
		kty, _ := j.text("kty")
		e := member(name, fmt.Sprintf("it is missing, and a key with kty %s needs it (RFC 7518 §6)", shown(kty)), "copy the key whole")
		e.unsupported = true
		return nil, e
	}
	if text == "" {
		return nil, member(name, "it is empty", "copy the key whole")
	}
	if i := strings.IndexFunc(text, func(c rune) bool { return c == '=' || c == '+' || c == '/' || c == '\n' || c == '\r' }); i >= 0 {
		return nil, member(name, fmt.Sprintf("its character %d is not of base64url without padding (RFC 7515 §2)", i+1), "use - and _ for + and /, and no = at the end")
	}
	value, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err == nil {
		return value, nil
	}
	if _, err := base64.RawURLEncoding.DecodeString(text); err == nil {
		return nil, member(name, "its last character has bits to spare that are not zero (RFC 4648 §3.5)", "copy it whole")
	}
	return nil, member(name, "it is not base64url (RFC 7515 §2)", "copy it whole")
}

// material is the key inside.
func (j jwk) material() (any, error) {
	kty, err := j.text("kty")
	if err != nil {
		return nil, err
	}
	switch kty {
	case "oct":
		secret, err := j.bytes("k")
		return secret, err
	case "RSA":
		return j.rsa()
	case "EC":
		return j.ecdsa()
	case "OKP":
		return j.edwards()
	}
	e := member("kty", shown(kty)+" is no kind of key here", "RSA, EC, OKP or oct")
	if e.unsupported = true; !j.has("kty") {
		e.What = "it is missing, and says what kind of key this is (RFC 7517 §4.1)"
	}
	for _, name := range []string{"RSA", "EC", "OKP", "oct"} {
		if strings.EqualFold(kty, name) {
			e.Mend = "it is spelled " + name
		}
	}
	return nil, e
}

// public tells that the JWK has no private part.
func (j jwk) public() bool {
	kty, _ := j.text("kty")
	return kty != "oct" && !j.has("d")
}

// purpose refuses a key that is not for signatures, by use and key_ops (RFC 7517
// §4.2, §4.3). verifyOnly tells that the key may not sign.
func (j jwk) purpose() (verifyOnly bool, err error) {
	use, err := j.text("use")
	if err != nil {
		return false, err
	}
	if j.has("use") && use != "sig" {
		e := member("use", "the key is not for signatures", `take the one with use "sig"`)
		if use == "enc" {
			e.What = "the key is for encryption and not for signatures"
		}
		e.unsupported = true
		return false, e
	}
	if !j.has("key_ops") {
		return false, nil
	}
	list := token.Elements(j.json("key_ops"))
	ok := list != nil
	var operations []string
	for _, element := range list {
		text, isText := token.Unquote(element)
		ok = ok && isText
		if slices.Contains(operations, text) {
			return false, member("key_ops", "it names an operation twice (RFC 7517 §4.3)", "take one out")
		}
		operations = append(operations, text)
	}
	if !ok {
		return false, member("key_ops", "it is not a list of strings (RFC 7517 §4.3)", `write ["verify"]`)
	}
	verify, sign := slices.Contains(operations, "verify"), slices.Contains(operations, "sign")
	if !verify && (j.public() || !sign) {
		e := member("key_ops", `the key is not for signatures, "verify" is not among its operations`, "take another key")
		e.unsupported = true
		return false, e
	}
	return !sign, nil
}

// algorithm is the one that the JWK names, "" for none.
func (j jwk) algorithm() (string, error) {
	alg, err := j.text("alg")
	if err != nil || !j.has("alg") {
		return "", err
	}
	if alg == "Ed25519" { // the name that RFC 9864 §2.2 gives to EdDSA on this curve
		return token.EdDSA, nil
	}
	if _, ok := token.LookUpAlgorithm(alg); ok {
		return alg, nil
	}
	e := unknownAlgorithm(alg)
	e.Where, e.unsupported = "member alg", true
	for _, prefix := range []string{"RSA-OAEP", "RSA1_5", "ECDH-ES", "A128", "A192", "A256", "dir", "PBES2"} {
		if strings.HasPrefix(alg, prefix) {
			e.What, e.Mend = "the key is for encryption, as "+shown(alg)+" says", "take one for signatures"
		}
	}
	return "", e
}

// key makes the key that a JWK describes for the wanted algorithm.
func (r *reader) key(j jwk) (token.Key, error) {
	if err := j.once(); err != nil {
		return token.Key{}, err
	}
	verifyOnly, err := j.purpose()
	if err != nil {
		return token.Key{}, err
	}
	algorithm, err := j.algorithm()
	if err != nil {
		return token.Key{}, err
	}
	id, err := j.text("kid")
	if err != nil {
		return token.Key{}, err
	}
	material, err := j.material()
	if err != nil {
		return token.Key{}, err
	}
	if err := j.certificate(material); err != nil {
		return token.Key{}, err
	}
	key, err := r.keyFor(material, id, algorithm)
	if err != nil {
		return token.Key{}, err
	}
	if verifyOnly && !j.public() {
		key = key.Public()
	}
	return key, nil
}

// keyFor brings what is wanted and what the JWK names together.
func (r *reader) keyFor(material any, id, algorithm string) (token.Key, error) {
	if algorithm == "" {
		return r.make(material, id)
	}
	if natural := token.Natural(material); natural != "" {
		if _, err := token.NewKey("", algorithm, material); err != nil {
			return token.Key{}, member("alg", kindOf(material)+" is not for "+algorithm+", which alg names", "such a key is for "+natural)
		}
	}
	if r.algorithm != "" && r.algorithm != algorithm {
		e := member("alg", "the key is for "+algorithm+", and "+r.algorithm+" is wanted", "a key is for one algorithm (RFC 8725 §3.1)")
		e.unsupported = true
		return token.Key{}, e
	}
	return makeFor(material, id, algorithm)
}
