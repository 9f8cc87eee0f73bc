package inspect

import (
	"encoding/base64"
	"fmt"

	"authlab/sim/token"
)

// checkKeysInside refuses parameters about keys that are not what they must be. None of
// them is used here, but a reader must understand the syntax of what it does not ignore
// (RFC 7515 §5.2, step 4).
func (i *inspection) checkKeysInside(h *object) {
	for _, one := range []struct {
		name  string
		check func(value string) string
	}{
		{"jku", wrongAddress}, {"x5u", wrongAddress}, {"jwk", wrongKey}, {"x5c", wrongChain},
		{"x5t", wrongHash(20)}, {"x5t#S256", wrongHash(32)},
	} {
		if m := h.get(one.name); m != nil {
			if wrong := one.check(m.JSON); wrong != "" {
				i.fail(StageHeader, i.where(h, m), headerSource(one.name), one.name+" "+wrong+".")
			}
		}
	}
}

// wrongAddress says why a value is no URI, as jku and x5u must be, or "".
func wrongAddress(value string) string {
	if text, ok := token.Unquote(value); ok && !isURI(text) {
		return "is " + shorten(value) + ", and must be a URI"
	}
	return ""
}

// wrongKey says why a value is no JWK, or "".
func wrongKey(value string) string {
	if kindOf(value) != "an object" {
		return "is " + kindOf(value) + ", and must be an object, a key"
	}
	o := object{}
	token.Walk(value, token.MaxDepth, func(p token.Place) { o.members = append(o.members, Member{Name: p.Name, JSON: p.JSON}) })
	if kty := o.get("kty"); kty == nil || kindOf(kty.JSON) != "a string" {
		return "has no kty, so it is no key (RFC 7517 §4.1)"
	}
	return ""
}

// wrongChain says why a value is no chain of certificates, or "". What stands in the
// certificates nobody looks at.
func wrongChain(value string) string {
	list := token.Elements(value)
	if len(list) == 0 {
		return "is " + shorten(value) + ", and must be a list of at least one certificate"
	}
	for k, one := range list {
		text, ok := token.Unquote(one)
		der, err := base64.StdEncoding.Strict().DecodeString(text)
		if !ok || err != nil || len(der) == 0 {
			return fmt.Sprintf("must list certificates in base64; number %d is none", k+1)
		}
	}
	return ""
}

// wrongHash says why a value is no hash of so many bytes in base64url, or "".
func wrongHash(size int) func(value string) string {
	return func(value string) string {
		text, ok := token.Unquote(value)
		if hash, err := base64.RawURLEncoding.Strict().DecodeString(text); ok && (err != nil || len(hash) != size) {
			return fmt.Sprintf("is %s, and must be a hash of %d bytes in base64url", shorten(value), size)
		}
		return ""
	}
}
