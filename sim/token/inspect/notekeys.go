package inspect

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"authlab/sim/token"
)

// noteForgery says what made a signature that did not pass, where it can be told, and
// what is dangerous about one that did.
func (i *inspection) noteForgery(alg string) {
	a, known := token.LookUpAlgorithm(alg)
	if !known || !i.loose[2] {
		return
	}
	if i.verifiedBy >= 0 {
		i.noteGuessable()
		return
	}
	where := i.report.Signature.Start
	if a.Family != token.FamilyHMAC {
		i.noteOtherPadding(alg)
		return
	}
	// golang-jwt verifies with an empty secret what was signed with one, as a key of one byte zero does.
	if i.signedBy(alg, []byte{0}) {
		i.note(Danger, "empty-secret", where, "RFC 7518 §3.2", "An empty secret made this signature: for servers whose secret is missing, or read from an empty file.")
	}
	for k := range i.Keys {
		key := i.Keys[k]
		secret, symmetric := key.ForLibrary().([]byte)
		switch {
		case !symmetric:
			i.noteConfusion(alg, key)
		case key.Algorithm != alg && i.signedBy(alg, secret):
			i.note(Warning, "other-algorithm", where, "RFC 8725 §3.1", fmt.Sprintf("The secret made this signature with %s. Both libraries take it where the algorithm is not pinned.", alg))
		default:
			i.noteSpelling(alg, secret)
		}
	}
}

// signedBy tells whether a secret made the signature by an algorithm.
func (i *inspection) signedBy(alg string, secret []byte) bool {
	key, err := token.NewKey("", alg, secret)
	return err == nil && key.Signed(i.signedText, i.report.Signature.Decoded)
}

// noteConfusion finds the text of a public key used as a secret.
func (i *inspection) noteConfusion(alg string, key token.Key) {
	pem := key.PublicText()
	for _, text := range []string{pem, strings.TrimRight(pem, "\n")} {
		if i.signedBy(alg, []byte(text)) {
			i.note(Danger, "key-confusion", i.report.Signature.Start, "RFC 8725 §2.1", fmt.Sprintf("The text of the public key, which everybody knows, made this signature as a secret of %s: for servers that let the token choose the algorithm.", alg))
			return
		}
	}
}

// noteSpelling finds a secret that is right but for the way it was written down.
func (i *inspection) noteSpelling(alg string, secret []byte) {
	type spelling struct {
		secret []byte
		words  string
	}
	list := []spelling{
		{[]byte(strings.TrimRight(string(secret), "\r\n")), "without the line break at its end"},
		{append(slices.Clone(secret), '\n'), "with a line break at its end"},
		{[]byte(strings.TrimSpace(string(secret))), "without the blanks around it"},
		{[]byte(base64.StdEncoding.EncodeToString(secret)), "as base64 text, not decoded"},
		{[]byte(base64.RawURLEncoding.EncodeToString(secret)), "as base64url text, not decoded"},
	}
	bare := strings.TrimRight(string(secret), "=")
	if b, err := base64.RawStdEncoding.DecodeString(bare); err == nil {
		list = append(list, spelling{b, "decoded from base64"})
	}
	if b, err := base64.RawURLEncoding.DecodeString(bare); err == nil {
		list = append(list, spelling{b, "decoded from base64url"})
	}
	for _, one := range list {
		if i.signedBy(alg, one.secret) {
			i.note(Warning, "secret-spelling", i.report.Signature.Start, "RFC 7518 §3.2", "The signature fits the secret "+one.words+".")
			return
		}
	}
}

// noteOtherPadding finds a signature of the same key by another algorithm than alg.
func (i *inspection) noteOtherPadding(alg string) {
	for k := range i.Keys {
		if i.Keys[k].Algorithm == alg {
			continue
		}
		key, err := token.NewKey("", alg, i.Keys[k].ForLibrary())
		if err == nil && key.Signed(i.signedText, i.report.Signature.Decoded) {
			i.note(Warning, "other-algorithm", i.report.Signature.Start, "RFC 8725 §3.1", fmt.Sprintf("The key made this signature with %s. A key is to be used with one algorithm only.", alg))
			return
		}
	}
}

// noteGuessable warns of a secret that everybody tries first.
func (i *inspection) noteGuessable() {
	const longest = 48 // of the words in the list, which takes a while to make
	secret, symmetric := i.Keys[i.verifiedBy].ForLibrary().([]byte)
	if symmetric && len(secret) <= longest && slices.Contains(token.CommonSecrets(), string(secret)) {
		i.note(Danger, "common-secret", -1, "RFC 8725 §3.5", "The secret is a word that everybody tries first. Whoever has one token can find it.")
	}
}
