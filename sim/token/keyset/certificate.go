package keyset

import (
	"crypto/x509"
	"encoding/base64"

	"authlab/sim/token"
)

// certificate checks that the first certificate of x5c, if there is one, is for the
// same key as the members (RFC 7517 §4.7).
func (j jwk) certificate(material any) error {
	if !j.has("x5c") {
		return nil
	}
	list := token.Elements(j.json("x5c"))
	if len(list) == 0 {
		return member("x5c", "it is not a list of certificates (RFC 7517 §4.7)", "take it out")
	}
	text, _ := token.Unquote(list[0])
	der, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		return member("x5c", "the first certificate is not base64 (RFC 7517 §4.7)", "take it out")
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return member("x5c", "the first certificate cannot be read", "take it out")
	}
	own, err := token.NewKey("", token.Natural(material), material)
	if err != nil {
		return nil
	}
	certified, err := token.NewKey("", own.Algorithm, certificate.PublicKey)
	if err != nil || !sameKey(own, certified) {
		return member("x5c", "the first certificate is for another key (RFC 7517 §4.7)", "take it out")
	}
	return nil
}
