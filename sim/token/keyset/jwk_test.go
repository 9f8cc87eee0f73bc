package keyset_test

import (
	"crypto/elliptic"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"

	"authlab/sim/token/keyset"
)

// TestJWKThatIsRefused bends one member at a time.
func TestJWKThatIsRefused(t *testing.T) {
	rsa, ec, okp, oct := example(t, "RFC 7515 A.2"), example(t, "RFC 7515 A.3"), example(t, "RFC 8037 A.4"), example(t, "RFC 7515 A.1")
	p521, otherEC, otherRSA := example(t, "RFC 7515 A.4"), example(t, "RFC 7520 §4.3"), example(t, "RFC 7520 §4.1")
	n := number(t, rsa, "n")
	wide := func(bits uint) string {
		return spelled(new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), bits-1), big.NewInt(1)).Bytes())
	}
	bytesOf := func(m map[string]any, name string) []byte { return number(t, m, name).Bytes() }
	for _, c := range []struct{ text, algorithm, where, what string }{
		{with(oct, "kty", nil, "use", "sig", "keys", nil), "", "", "neither kty as a JWK does nor keys"},
		{with(oct, "kty", 3), "", "member kty", "not a string"},
		{with(oct, "kty", "OCT"), "", "member kty", `"OCT" is no kind of key here`},
		{with(oct, "kty", "AKP"), "", "member kty", `"AKP" is no kind of key here`},
		{with(oct, "k", nil), "", "member k", "it is missing"},
		{with(oct, "k", ""), "", "member k", "it is empty"},
		{with(oct, "k", 7), "", "member k", "not a string"},
		{with(oct, "k", "AAA="), "", "member k", "its character 4 is not of base64url"},
		{with(oct, "k", "A+AA"), "", "member k", "its character 2 is not of base64url"},
		{with(oct, "k", "AA\nAA"), "", "member k", "its character 3 is not of base64url"},
		{with(oct, "k", "AB"), "", "member k", "bits to spare"},
		{with(oct, "k", "A"), "", "member k", "not base64url"},
		{with(oct, "k", "Aä"), "", "member k", "not base64url"},
		{with(oct, "alg", "RS256"), "", "member alg", "a secret is not for RS256, which alg names"},
		{with(oct, "alg", "hs256"), "", "member alg", `"hs256" is no algorithm`},
		{with(oct, "alg", "none"), "", "member alg", `"none" is no algorithm`},
		{with(oct, "alg", "HS256"), "HS512", "member alg", "the key is for HS256, and HS512 is wanted"},
		{with(oct, "alg", 1), "", "member alg", "not a string"},
		{with(oct, "kid", 1), "", "member kid", "not a string"},
		{with(oct, "use", "enc"), "", "member use", "for encryption"},
		{with(oct, "use", "tls"), "", "member use", "not for signatures"},
		{with(oct, "key_ops", []string{"encrypt"}), "", "member key_ops", "not among its operations"},
		{with(oct, "key_ops", []string{"sign", "sign"}), "", "member key_ops", "names an operation twice"},
		{with(oct, "key_ops", "sign"), "", "member key_ops", "not a list of strings"},
		{with(oct, "key_ops", []any{"sign", 1}), "", "member key_ops", "not a list of strings"},
		{with(ec, "d", nil, "key_ops", []string{"sign"}), "", "member key_ops", "not among its operations"},
		{with(ec, "crv", nil), "", "member crv", "it is missing"},
		{with(ec, "crv", "secp256k1"), "", "member crv", `"secp256k1" is no curve for signatures here`},
		{with(ec, "crv", "Ed25519"), "", "member crv", "does not belong to this kty"},
		{with(ec, "crv", "P-384"), "", "member x", "it has 32 bytes, and on this curve it has 48"},
		{with(ec, "alg", "ES384"), "", "member alg", "on P-256 is not for ES384"},
		{with(ec), "ES384", "", "on P-256 is not for ES384; such a key is for ES256"},
		{with(ec), "HS256", "", "algorithm confusion"},
		{with(ec, "y", nil), "", "member y", "it is missing"},
		{with(ec, "y", ec["x"]), "", "member x", "no point on P-256"},
		{with(ec, "x", spelled(make([]byte, 32)), "y", spelled(make([]byte, 32))), "", "member x", "no point on P-256"},
		{with(ec, "x", spelled(append([]byte{0}, bytesOf(ec, "x")...))), "", "member x", "it has 33 bytes"},
		{with(p521, "y", spelled(bytesOf(p521, "y"))), "", "member y", "it has 65 bytes, and on this curve it has 66"},
		{with(ec, "d", spelled(make([]byte, 32))), "", "member d", "zero or not below the order"},
		{with(ec, "d", spelled(elliptic.P256().Params().N.Bytes())), "", "member d", "zero or not below the order"},
		{with(p521, "d", otherEC["d"]), "", "member d", "another public key than x and y"},
		{with(okp, "crv", "X25519"), "", "member crv", "for key agreement"},
		{with(okp, "crv", "Ed448"), "", "member crv", `"Ed448" is no curve for signatures here`},
		{with(okp, "crv", "P-256"), "", "member crv", "does not belong to this kty"},
		{with(okp, "x", "AAAA"), "", "member x", "it has 3 bytes"},
		{with(okp, "x", "AA"), "", "member x", "it has 1 byte,"},
		{with(okp, "x", spelled(make([]byte, 32)), "d", nil), "", "member x", "small order"},
		{with(okp, "x", spelled(append([]byte{2}, make([]byte, 31)...))), "", "member x", "no point on Ed25519"},
		{with(okp, "d", spelled(make([]byte, 32))), "", "member d", "another public key than x"},
		{with(okp, "alg", "ES256"), "", "member alg", "an Ed25519 key is not for ES256"},
		{with(rsa, "e", "AQAC"), "", "member e", "the exponent is even"},
		{with(rsa, "e", "AQ"), "", "member e", "the exponent is 1"},
		{with(rsa, "e", "AA"), "", "member e", "leading zero"},
		{with(rsa, "e", "AAEAAQ"), "", "member e", "leading zero"},
		{with(rsa, "e", "AQAAAAE"), "", "member e", "greater than 2^31-1"},
		{with(rsa, "e", spelled(n.Bytes())), "", "member e", "greater than 2^31-1"},
		{with(rsa, "n", spelled(append([]byte{0}, n.Bytes()...))), "", "member n", "leading zero"},
		{with(rsa, "n", wide(16385), "d", nil), "", "member n", "16385 bits"},
		{with(rsa, "n", wide(8193)), "", "", "longer than a private RSA key of 8192 bits"},
		{with(rsa, "n", wide(1023), "d", nil), "", "member n", "1023 bits"},
		{with(rsa, "n", spelled(new(big.Int).Sub(n, big.NewInt(1)).Bytes())), "", "member n", "even"},
		{with(rsa, "q", nil), "", "member q", "it is missing"},
		{with(rsa, "p", rsa["q"]), "", "member p", "p times q is not n"},
		{with(rsa, "p", "AQ", "q", rsa["n"]), "", "member q", "not below the modulus"},
		{with(rsa, "d", otherRSA["d"]), "", "member d", "does not belong to n, e, p and q"},
		{with(rsa, "d", rsa["n"]), "", "member d", "not below the modulus"},
		{with(rsa, "dp", rsa["dq"]), "", "member dp", "does not follow"},
		{with(rsa, "dq", rsa["dp"]), "", "member dq", "does not follow"},
		{with(rsa, "qi", rsa["dp"]), "", "member qi", "does not follow"},
		{with(rsa, "oth", []any{}), "", "member oth", "more than two primes"},
		{with(rsa, "d", "Aw", "p", nil, "q", nil, "dp", nil, "dq", nil, "qi", nil), "", "member d", "does not belong to n and e"},
		{with(rsa, "alg", "ES256"), "", "member alg", "an RSA key is not for ES256"},
		{with(rsa, "alg", "RS256"), "PS256", "member alg", "the key is for RS256, and PS256 is wanted"},
		{with(rsa, "alg", "RSA-OAEP"), "", "member alg", `the key is for encryption, as "RSA-OAEP" says`},
		{with(rsa, "x5c", "no"), "", "member x5c", "not a list"},
		{with(rsa, "x5c", []string{"!"}), "", "member x5c", "not base64"},
		{with(rsa, "x5c", []string{"AAAA"}), "", "member x5c", "cannot be read"},
		{with(rsa, "x5c", []string{certified(t)}), "", "member x5c", "for another key"},
		{`{"kty":"oct","kty":"RSA"}`, "", "member kty", "stands there twice"},
		{`{"kty":"oct","k":"AAAA","k":"AAAA"}`, "", "member k", "stands there twice"},
		{`{"kty":"oct","k":"AAAA","\u006b":"AAAA"}`, "", "member k", "stands there twice"},
		{`{"kty":"oct","keys":[]}`, "", "", "it has kty as a JWK does, and keys"},
		{`[{"kty":"oct","k":"AAAA"}]`, "", "", "it is a list"},
		{"{\"kty\":\"oct\",\n\"k\":\"AAAA}", "", "line 2, byte", "is not JSON"},
		{`{"kty":"oct","k":"AAAA"}}`, "", "line 1, byte 25", "is not JSON"},
		{"  {\"kty\":\"oct\",\"k\":\"\xff\"}", "", "byte 21", "not UTF-8"},
		{`{"kty":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "}", "", "", "nests too deep"},
		{"{", "", "line 1", "is not JSON"},
		{"{}", "", "", "neither kty"},
	} {
		e := refusal(t, c.text, c.algorithm)
		if !strings.HasPrefix(e.Where, c.where) || c.where == "" && e.Where != "" && !strings.HasPrefix(e.Where, "line") || !strings.Contains(e.Error(), c.what) {
			t.Errorf("%.70s: %s", c.text, e)
		}
	}
}

// certified is a certificate for some key, as x5c holds it.
func certified(t testing.TB) string {
	key := onCurve(t, elliptic.P256())
	block, _ := pem.Decode([]byte(certificate(t, key.Public(), key, false)))
	return base64.StdEncoding.EncodeToString(block.Bytes)
}

// TestJWKThatIsTaken reads what is unusual and right.
func TestJWKThatIsTaken(t *testing.T) {
	rsa, ec, okp, oct := example(t, "RFC 7515 A.2"), example(t, "RFC 7515 A.3"), example(t, "RFC 8037 A.4"), example(t, "RFC 7515 A.1")
	own := rsaExample(t)
	block, _ := pem.Decode([]byte(certificate(t, own.Public(), own, false)))
	without := []any{"p", nil, "q", nil, "dp", nil, "dq", nil, "qi", nil}
	for _, c := range []struct{ text, algorithm, want string }{
		{with(rsa), "PS512", "RSA 2048 bits, for PS512, can sign"},
		{with(rsa, "alg", "PS256"), "", "RSA 2048 bits, for PS256, can sign"},
		{with(rsa, without...), "", "RSA 2048 bits, for RS256, can sign"},
		{with(rsa, append(without, "d", nil)...), "", "RSA 2048 bits, for RS256, only verifies"},
		{with(rsa, "x5c", []string{base64.StdEncoding.EncodeToString(block.Bytes)}), "", "RSA 2048 bits, for RS256, can sign"},
		{with(rsa, "key_ops", []string{"verify"}), "", "RSA 2048 bits, for RS256, only verifies"},
		{with(ec, "key_ops", []string{"sign"}, "ext", true), "", "elliptic curve P-256, for ES256, can sign"},
		{with(ec, "kid", "a\u202eb", "use", "sig"), "ES256", "elliptic curve P-256, kid \"a\\u202eb\", for ES256, can sign"},
		{with(okp, "alg", "Ed25519"), "", "Ed25519, for EdDSA, can sign"},
		{with(okp, "d", nil), "EdDSA", "Ed25519, for EdDSA, only verifies"},
		{with(oct, "k", "AA"), "HS512", "secret of 1 byte, for HS512, verifies and can sign"},
		{"\xef\xbb\xbf \n" + with(oct) + "\r\n", "", "secret of 64 bytes, for HS256, verifies and can sign"},
		{with(oct, "pem", "-----BEGIN PUBLIC KEY-----"), "", "secret of 64 bytes, for HS256, verifies and can sign"},
	} {
		key := one(t, c.text, c.algorithm)
		if got := keyset.Describe(key); got != c.want {
			t.Errorf("%.60s: %s", c.text, got)
		}
		if key.CanSign() && !agree(t, key, key.Public()) {
			t.Errorf("%.60s: its own signature does not verify", c.text)
		}
	}
}
