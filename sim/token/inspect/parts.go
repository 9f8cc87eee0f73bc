package inspect

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// partNames are what the three parts are called.
var partNames = [3]string{"header", "payload", "signature"}

// readParts decodes the three parts, strictly to judge and tolerantly to show.
func (i *inspection) readParts() {
	parts := strings.Split(i.report.Token, ".")
	i.signedText = parts[0] + "." + parts[1]
	begin := 0
	for k, part := range []*Part{&i.report.Header, &i.report.Payload, &i.report.Signature} {
		part.Raw, part.Start = parts[k], i.report.At(begin)
		i.checkAlphabet(k, parts[k], begin)
		part.Decoded, i.loose[k] = decode(parts[k])
		begin += len(parts[k]) + 1
	}
	i.finish(StageBase64, Passed, "All parts are base64url, each in its one canonical spelling.")
	i.header = i.readObject(0, &i.report.Header)
	i.payload = i.readObject(1, &i.report.Payload)
	i.finish(StageJSON, Passed, "Header and payload are JSON objects in which no name comes twice.")
}

// decode reads base64url with padding, the standard alphabet and spare bits allowed;
// false where even that leaves something over, and then the bytes are those before it.
func decode(part string) ([]byte, bool) {
	text := strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(part, "="))
	good := len(text)
	for k := range len(text) {
		if !base64url(text[k]) {
			good = k
			break
		}
	}
	whole := good == len(text) && good%4 != 1
	if good%4 == 1 {
		good--
	}
	out, err := base64.RawURLEncoding.DecodeString(text[:good])
	if err != nil || !whole && len(out) == 0 {
		return nil, false
	}
	if out == nil {
		out = []byte{}
	}
	return out, whole
}

// base64url tells whether c belongs to the alphabet of RFC 4648 §5.
func base64url(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// checkAlphabet judges the spelling of part k, which begins at byte begin of the token.
func (i *inspection) checkAlphabet(k int, part string, begin int) {
	name := partNames[k]
	body := strings.TrimRight(part, "=")
	for at := range len(body) {
		c := body[at]
		if base64url(c) {
			continue
		}
		where := i.report.At(begin + at)
		if c == '+' || c == '/' {
			i.fail(StageBase64, where, "RFC 4648 §5", fmt.Sprintf("The %s has a %c, which belongs to ordinary base64; base64url writes - and _ for + and /.", name, c))
			i.note(Warning, "standard-alphabet", where, "RFC 4648 §5", "It is written in ordinary base64, with + and /. Some libraries take that, others do not; the signature is over the text as written.")
			break
		}
		i.fail(StageBase64, where, "RFC 7515 §2", fmt.Sprintf("The %s has the byte %s, which is not of the base64url alphabet.", name, byteName(c)))
		break
	}
	if at := len(body); at < len(part) {
		where := i.report.At(begin + at)
		i.fail(StageBase64, where, "RFC 7515 §2", "The "+name+" ends in =; base64url in a token has no padding.")
		i.note(Warning, "padding", where, "RFC 7515 §2", "The "+name+" is padded with =. jose overlooks that behind the signature, golang-jwt refuses it unless told otherwise, jsonwebtoken always.")
	}
	last := i.report.At(begin + len(body) - 1)
	switch {
	case len(body)%4 == 1:
		i.fail(StageBase64, last, "RFC 4648 §4", fmt.Sprintf("The %s has %s, a length no base64 text can have: one is missing or too many.", name, plural(int64(len(body)), "character")))
	case spareBits(body):
		i.fail(StageBase64, last, "RFC 4648 §3.5", "The last character of the "+name+" sets bits that stand for nothing: another text for the same bytes.")
		i.note(Warning, "spare-bits", last, "RFC 4648 §3.5", "The last character carries spare bits that are not zero. Lenient libraries take several spellings of one token, which defeats lists of revoked tokens that compare the text.")
	}
}

// spareBits tells whether the last character sets bits beyond the last byte.
func spareBits(body string) bool {
	rest := len(body) % 4
	if rest < 2 {
		return false
	}
	tail := strings.NewReplacer("+", "-", "/", "_").Replace(body[len(body)-rest:])
	_, loose := base64.RawURLEncoding.DecodeString(tail)
	_, strict := base64.RawURLEncoding.Strict().DecodeString(tail)
	return loose == nil && strict != nil
}

// byteName names a byte for a reader without sending it.
func byteName(c byte) string {
	if c > ' ' && c < 0x7f {
		return fmt.Sprintf("'%c'", c)
	}
	return fmt.Sprintf("0x%02x", c)
}

// byteAt is the byte of Raw in which byte b of a decoded part begins, where start is
// the byte of the token in which the part begins.
func (i *inspection) byteAt(k, b int) int {
	begin, parts := 0, strings.Split(i.report.Token, ".")
	for _, part := range parts[:k] {
		begin += len(part) + 1
	}
	// Four characters hold three bytes, and each byte begins in a character of its own.
	return i.report.At(begin + min(b/3*4+b%3, max(0, len(parts[k])-1)))
}
