package keyset

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"fmt"
	"strings"
)

// maxDER is more than the longest key we take needs in DER, which is a private one.
const maxDER = 5 << 10

// material is the key in the block.
func (b *block) material() (any, error) {
	if b.encrypted || b.label == "ENCRYPTED PRIVATE KEY" {
		return nil, &Error{What: "the private key is encrypted with a passphrase, which is not asked for here",
			Mend: "openssl pkey -in FILE -pubout writes the public half, and without -pubout the private one in the clear", At: -1}
	}
	if len(b.der) > maxDER && !strings.HasSuffix(b.label, "CERTIFICATE") {
		return nil, tooLongPrivate()
	}
	key, known, err := parse(b.label, b.der)
	if !known {
		return nil, &Error{What: "such a block holds no key", Mend: "give a public key, a private key or a certificate", At: -1, unsupported: true}
	}
	if err != nil {
		if only, is, err := onlyPSS(b.label, b.der); is {
			return only, err
		}
		return nil, foreignDER(b.der)
	}
	return plainMaterial(key)
}

func tooLongPrivate() *Error {
	return &Error{What: fmt.Sprintf("the key is longer than a private RSA key of %d bits, and such are not read", mostPrivate), Mend: "use 2048 to 4096 bits", At: -1}
}

// parse reads what stands behind a label; known tells whether there are such labels.
func parse(label string, der []byte) (key any, known bool, err error) {
	switch label {
	case "PUBLIC KEY":
		key, err = x509.ParsePKIXPublicKey(der)
	case "RSA PUBLIC KEY":
		key, err = x509.ParsePKCS1PublicKey(der)
	case "PRIVATE KEY":
		key, err = x509.ParsePKCS8PrivateKey(der)
	case "RSA PRIVATE KEY":
		key, err = x509.ParsePKCS1PrivateKey(der)
	case "EC PRIVATE KEY":
		key, err = x509.ParseECPrivateKey(der)
	case "CERTIFICATE", "X509 CERTIFICATE":
		key, err = certified(der)
	case "TRUSTED CERTIFICATE": // OpenSSL's own, with what it is trusted for behind
		var first asn1.RawValue
		if _, err = asn1.Unmarshal(der, &first); err == nil {
			key, err = certified(first.FullBytes)
		}
	default:
		return nil, false, nil
	}
	return key, true, err
}

func certified(der []byte) (any, error) {
	c, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	if c.PublicKey == nil {
		return nil, x509.ErrUnsupportedAlgorithm
	}
	return c.PublicKey, nil
}

func isAuthority(der []byte) bool {
	c, err := x509.ParseCertificate(der)
	return err == nil && c.IsCA
}

// plainMaterial refuses kinds that are not for signatures.
func plainMaterial(key any) (any, error) {
	e := &Error{Mend: "use RSA, P-256, P-384, P-521 or Ed25519", At: -1, unsupported: true}
	switch key.(type) {
	case *rsa.PublicKey, *rsa.PrivateKey, *ecdsa.PublicKey, *ecdsa.PrivateKey, ed25519.PublicKey, ed25519.PrivateKey:
		return key, nil
	case *ecdh.PublicKey, *ecdh.PrivateKey:
		e.What = "the key is for key agreement (X25519) and cannot sign"
	default:
		e.What = "it is a key of a kind, such as DSA, that JWS has no algorithm for"
	}
	return nil, e
}

// strangers are kinds of key that crypto/x509 does not read, by their object identifiers.
var strangers = [...]struct{ oid, name string }{
	{"\x06\x05\x2b\x81\x04\x00\x0a", "an elliptic curve key on secp256k1 (ES256K, RFC 8812)"},
	{"\x06\x07\x2a\x86\x48\xce\x38\x04\x01", "a DSA key"},
	{"\x06\x03\x2b\x65\x71", "an Ed448 key"},
	{"\x06\x03\x2b\x65\x6f", "an X448 key, which is for key agreement"},
	{"\x06\x09\x2b\x24\x03\x03\x02\x08\x01\x01", "an elliptic curve key on a Brainpool curve"},
	{"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x03", "a post-quantum key (ML-DSA or SLH-DSA)"},
}

// The ASN.1 (X.690) that tells kinds apart.
const (
	sequence      = 0x30
	bitString     = 0x03
	explicitCurve = "\x06\x07\x2a\x86\x48\xce\x3d\x01\x01" // prime-field (RFC 3279 §2.3.5)
)

// foreignDER names what could not be parsed.
func foreignDER(der []byte) *Error {
	for _, s := range strangers {
		if bytes.Contains(der, []byte(s.oid)) {
			return &Error{What: "it is " + s.name + ", which is not known here", Mend: "use RSA, P-256, P-384, P-521 or Ed25519", At: -1, unsupported: true}
		}
	}
	if bytes.Contains(der, []byte(explicitCurve)) {
		return &Error{What: "it is an elliptic curve key that spells its curve out instead of naming it",
			Mend: "openssl ec -param_enc named_curve -conv_form uncompressed -in FILE writes it with the name", At: -1, unsupported: true}
	}
	for _, length := range "\x22\x32\x44" { // of a point on P-256, P-384 and P-521 by its x alone
		if at := bytes.Index(der, []byte{bitString, byte(length), 0}); at >= 0 && at+3 < len(der) && (der[at+3] == 2 || der[at+3] == 3) {
			return &Error{What: "it is an elliptic curve key with a compressed point", Mend: "openssl ec -pubin -conv_form uncompressed -in FILE -pubout writes it in full", At: -1, unsupported: true}
		}
	}
	return damaged()
}

func damaged() *Error {
	return &Error{What: "the block does not hold what its label says, or is damaged", Mend: "copy it whole, or write it again with openssl pkey", At: -1}
}

// parseDER reads a key without the armour of PEM.
func parseDER(data []byte) (material any, ok bool) {
	if len(data) < 2 || data[0] != sequence || len(data) > maxDER {
		return nil, false
	}
	for _, label := range []string{"PUBLIC KEY", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "RSA PUBLIC KEY", "CERTIFICATE"} {
		if key, _, err := parse(label, data); err == nil {
			if material, err := plainMaterial(key); err == nil {
				return material, true
			}
		}
	}
	return nil, false
}

// foreignContainer tells that data is one ASN.1 value of some length, as PKCS #12 and
// encrypted keys are in DER. A secret hardly begins with its own length.
func foreignContainer(data []byte) bool {
	var value asn1.RawValue
	rest, err := asn1.Unmarshal(data, &value)
	return err == nil && len(rest) == 0 && data[0] == sequence && len(data) > 130
}

// bareDER is a key in base64 without the BEGIN and END lines of PEM.
func bareDER(text []byte) (material any, ok bool) {
	der, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(text)), ""))
	if err != nil {
		return nil, false
	}
	return parseDER(der)
}
