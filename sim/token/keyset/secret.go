package keyset

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
)

// readSecret takes the bytes as they are, but for the line break that ends a file.
func (r *reader) readSecret(data []byte, file bool) error {
	secret := data
	if cut := bytes.TrimSuffix(bytes.TrimSuffix(data, []byte("\n")), []byte("\r")); file && len(cut) < len(data) && bytes.HasSuffix(data, []byte("\n")) {
		secret = cut
		r.note("The line break at the end was not taken for a part of the secret.")
	}
	if len(secret) == 0 {
		return emptySecret()
	}
	if err := r.addOnly(bytes.Clone(secret), ""); err != nil {
		return err
	}
	r.set.Notes = append(r.set.Notes, hints(secret)...)
	return nil
}

func emptySecret() *Error {
	return &Error{What: "there is no key in it, and a secret cannot be empty", Mend: "give a secret, a PEM block or a JWK", At: -1}
}

// hints say what a secret may have been meant as.
func hints(secret []byte) []string {
	text := string(secret)
	var notes []string
	if text != strings.TrimSpace(text) {
		notes = append(notes, "The blanks and line breaks around the secret are a part of it.")
	}
	if bytes.HasPrefix(secret, byteOrderMark) {
		notes = append(notes, "The secret begins with a byte order mark, three bytes that an editor may have put there. They are a part of it.")
	}
	if len(text) > 2 && (text[0] == '"' || text[0] == '\'') && text[len(text)-1] == text[0] {
		notes = append(notes, "The quotes around the secret are a part of it.")
	}
	if _, err := hex.DecodeString(text); err == nil && len(text) >= 32 {
		notes = append(notes, fmt.Sprintf("All %d characters are hexadecimal digits. They are taken as text; hex: before them makes them %d bytes.", len(text), len(text)/2))
	} else if strings.Count(text, ".") == 2 && strings.HasPrefix(text, "eyJ") {
		notes = append(notes, "The secret looks like a token.")
	} else if strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://") {
		notes = append(notes, "The secret looks like an address. Nothing is fetched from it.")
	} else if _, err := base64.StdEncoding.Strict().DecodeString(text); err == nil && len(text) >= 24 && strings.HasSuffix(text, "=") {
		notes = append(notes, "The secret looks like base64. It is taken as text; base64: before it makes it the bytes behind.")
	}
	return notes
}

// encoding is one way to spell the bytes of a secret.
type encoding struct {
	prefix string
	decode func(text string) ([]byte, *Error)
}

// encodings are what Parse knows by their prefixes.
var encodings = [...]encoding{
	{"text", func(text string) ([]byte, *Error) { return []byte(text), nil }},
	{"hex", decodeHex},
	{"base64", func(text string) ([]byte, *Error) { return decodeBase64(text, "+/", "base64url:") }},
	{"base64url", func(text string) ([]byte, *Error) { return decodeBase64(text, "-_", "base64:") }},
}

func readEncoded(e encoding, text, algorithm string) (Set, error) {
	r, err := newReader(algorithm)
	if err != nil {
		return Set{}, err
	}
	secret, problem := e.decode(text)
	if problem != nil {
		problem.Where = fmt.Sprintf("%s, character %d", e.prefix, problem.At+1)
		problem.At += len(e.prefix) + 1
		return Set{}, problem
	}
	if len(secret) == 0 {
		return Set{}, emptySecret()
	}
	if err := r.addOnly(secret, ""); err != nil {
		return Set{}, err
	}
	return r.set, nil
}

func decodeHex(text string) ([]byte, *Error) {
	for i, c := range []byte(text) {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
			return nil, &Error{What: "this is not a hexadecimal digit", Mend: "hex: takes 0-9 and a-f alone, without blanks or colons", At: i}
		}
	}
	if len(text)%2 != 0 {
		return nil, &Error{What: "a digit is missing: two make a byte", Mend: "add a 0 in front if one was dropped", At: len(text)}
	}
	secret, _ := hex.DecodeString(text)
	return secret, nil
}

// decodeBase64 takes base64 (RFC 4648 §4, §5) with the two last characters of its
// alphabet given, with padding or without.
func decodeBase64(text, last, other string) ([]byte, *Error) {
	body := strings.TrimRight(text, "=")
	for i := range len(body) {
		switch c := body[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(last, c) >= 0:
		case strings.IndexByte("+/-_", c) >= 0:
			return nil, &Error{What: "this character is of the other alphabet (RFC 4648 §5)", Mend: "spell it " + other, At: i}
		case c == '=':
			return nil, &Error{What: "padding stands only at the end (RFC 4648 §3.2)", Mend: "take one value alone", At: i}
		default:
			return nil, &Error{What: "this character does not belong to base64 (RFC 4648 §4)", Mend: "take blanks and line breaks out", At: i}
		}
	}
	padding := len(text) - len(body)
	if len(body)%4 == 1 || padding > 0 && len(text)%4 != 0 || padding > 2 {
		return nil, &Error{What: "a character is missing here, or one too many (RFC 4648 §4)", Mend: "copy it whole", At: len(text)}
	}
	encoding := base64.RawStdEncoding.Strict()
	if last == "-_" {
		encoding = base64.RawURLEncoding.Strict()
	}
	secret, err := encoding.DecodeString(body)
	if err != nil {
		return nil, &Error{What: "the last character has bits to spare that are not zero (RFC 4648 §3.5)", Mend: "copy it whole", At: len(body) - 1}
	}
	return secret, nil
}
