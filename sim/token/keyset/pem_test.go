package keyset_test

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"
	"time"

	"authlab/sim/token/keyset"
)

// certificate is one that certifies a public key, signed by a private one.
func certificate(t testing.TB, public any, signer crypto.Signer, authority bool) string {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotAfter: time.Unix(2_000_000_000, 0),
		IsCA: authority, BasicConstraintsValid: authority,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, public, signer)
	return armoured("CERTIFICATE", der, err)
}

// armours are all the ways in which a private key and its public half are written as PEM.
func armours(t testing.TB, private any) (privates, publics []string) {
	signer := private.(crypto.Signer)
	privates = append(privates, pkcs8(private))
	spki, err := x509.MarshalPKIXPublicKey(signer.Public())
	publics = append(publics, armoured("PUBLIC KEY", spki, err), certificate(t, signer.Public(), signer, false))
	switch k := private.(type) {
	case *rsa.PrivateKey:
		privates = append(privates, armoured("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(k), nil))
		publics = append(publics, armoured("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(&k.PublicKey), nil))
	case *ecdsa.PrivateKey:
		der, err := x509.MarshalECPrivateKey(k)
		parameters := armoured("EC PARAMETERS", []byte{6, 5, 43, 129, 4, 0, 34}, nil)
		privates = append(privates, armoured("EC PRIVATE KEY", der, err), parameters+armoured("EC PRIVATE KEY", der, err))
	}
	return privates, publics
}

// TestEveryPEM reads all kinds of blocks, and both halves of each pair agree.
func TestEveryPEM(t *testing.T) {
	for algorithm, material := range privates(t) {
		privates, publics := armours(t, material)
		for _, private := range privates {
			key := one(t, private, "")
			if key.Algorithm != algorithm || !key.CanSign() {
				t.Errorf("%s: %s", algorithm, keyset.Describe(key))
			}
			for _, public := range publics {
				other := one(t, public, algorithm)
				if other.CanSign() || !agree(t, key, other) || keyset.Thumbprint(key) != keyset.Thumbprint(other) {
					t.Errorf("%s: the halves differ: %s", algorithm, public)
				}
			}
		}
	}
}

// TestPEMAsItIsPasted bends blocks in the ways that editors, shells and forms do.
func TestPEMAsItIsPasted(t *testing.T) {
	block := pkcs8(onCurve(t, elliptic.P256()))
	want := keyset.Thumbprint(one(t, block, ""))
	flat := strings.TrimSpace(block)
	for name, text := range map[string]string{
		"Windows line ends":       strings.ReplaceAll(block, "\n", "\r\n"),
		"indented":                "  \t" + strings.ReplaceAll(block, "\n", "\n    "),
		"no line break at all":    strings.ReplaceAll(flat, "\n", ""),
		"blanks for line breaks":  strings.ReplaceAll(flat, "\n", " "),
		"a line of .env":          `JWT_KEY="` + strings.ReplaceAll(block, "\n", `\n`) + `"`,
		"a line of .env, Windows": strings.ReplaceAll(block, "\n", `\r\n`),
		"a byte order mark":       "\xef\xbb\xbf" + block,
		"words around":            "Bag Attributes\n    friendlyName: x\n" + block + "the end\n",
		"a service account":       `{"type": "service_account", "private_key": "` + strings.ReplaceAll(block, "\n", `\n`) + `", "client_id": "1"}`,
		"headers":                 strings.Replace(block, "KEY-----\n", "KEY-----\nComment: mine\n\n", 1),
	} {
		set, err := keyset.Read([]byte(text), "")
		if err != nil || len(set.Keys) != 1 || keyset.Thumbprint(set.Keys[0]) != want {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if noted(set.Notes, `written as \n`) != strings.Contains(text, `\n`) {
			t.Errorf("%s: %q", name, set.Notes)
		}
		again, err := keyset.Parse(text, "")
		if err != nil || len(again.Keys) != 1 || keyset.Thumbprint(again.Keys[0]) != want {
			t.Errorf("%s in a field: %v", name, err)
		}
	}
}

// TestSeveralBlocks counts a pair once, leaves authorities out and keeps different keys.
func TestSeveralBlocks(t *testing.T) {
	first, second := onCurve(t, elliptic.P256()), onCurve(t, elliptic.P384())
	leaf, authority := certificate(t, first.Public(), second, false), certificate(t, second.Public(), second, true)
	for name, c := range map[string]struct {
		text, algorithm string
		keys            []string
		note            string
	}{
		"a key and its certificate": {pkcs8(first) + leaf, "", []string{"elliptic curve P-256, for ES256, can sign"}, "the same pair"},
		"the other way round":       {leaf + pkcs8(first), "", []string{"elliptic curve P-256, for ES256, can sign"}, "the same pair"},
		"a chain":                   {leaf + authority, "", []string{"elliptic curve P-256, for ES256, only verifies"}, "an authority"},
		"two keys":                  {pkcs8(first) + pkcs8(second), "", []string{"elliptic curve P-256, for ES256, can sign", "elliptic curve P-384, for ES384, can sign"}, "private key"},
		"one of two fits":           {pkcs8(first) + pkcs8(second), "ES384", []string{"elliptic curve P-384, for ES384, can sign"}, "Left out line 1, PRIVATE KEY: an elliptic curve key on P-256 is not for ES384."},
		"a request":                 {armoured("CERTIFICATE REQUEST", []byte{1}, nil) + leaf, "", []string{"elliptic curve P-256, for ES256, only verifies"}, "Left out line 1, CERTIFICATE REQUEST: such a block holds no key."},
	} {
		set, err := keyset.Read([]byte(c.text), c.algorithm)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, key := range set.Keys {
			got = append(got, keyset.Describe(key))
		}
		if strings.Join(got, ";") != strings.Join(c.keys, ";") || !noted(set.Notes, c.note) {
			t.Errorf("%s: %q, %q", name, got, set.Notes)
		}
	}
}

// TestPEMThatIsRefused says what it is and what to do.
func TestPEMThatIsRefused(t *testing.T) {
	agreement, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	x25519, err := x509.MarshalPKIXPublicKey(agreement.PublicKey())
	good := pkcs8(onCurve(t, elliptic.P256()))
	small, _ := x509.MarshalPKIXPublicKey(&rsa.PublicKey{N: new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), 767), big.NewInt(1)), E: 65537})
	weird := func(n *big.Int, e int) string {
		der, err := x509.MarshalPKIXPublicKey(&rsa.PublicKey{N: n, E: e})
		return armoured("PUBLIC KEY", der, err)
	}
	n := rsaExample(t).N
	for name, c := range map[string]struct{ text, algorithm, want string }{
		"encrypted PKCS #8":   {armoured("ENCRYPTED PRIVATE KEY", []byte{1, 2, 3}, nil), "", "line 1, ENCRYPTED PRIVATE KEY: the private key is encrypted with a passphrase"},
		"encrypted PKCS #1":   {strings.Replace(good, "KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n", 1), "", "encrypted with a passphrase"},
		"OpenSSH":             {armoured("OPENSSH PRIVATE KEY", []byte("openssh-key-v1"), nil), "", "ssh-keygen -e -m PKCS8"},
		"PGP":                 {armoured("PGP PUBLIC KEY BLOCK", []byte("x"), nil), "", "a PGP key"},
		"no END":              {good[:len(good)-30], "", "line 1, PRIVATE KEY: the END line is missing"},
		"another END":         {strings.Replace(good, "END PRIVATE", "END PUBLIC", 1), "", "the END line does not say what the BEGIN line says"},
		"a bad character":     {strings.Replace(good, "\nM", "\n*", 1), "", "line 1, PRIVATE KEY, in line 2: this character does not belong to base64"},
		"cut":                 {strings.Replace(good, "\n-----END", "x\n-----END", 1), "", "in line"},
		"empty":               {"-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n", "", "the block is empty"},
		"the wrong label":     {strings.ReplaceAll(good, "PRIVATE", "PUBLIC"), "", "does not hold what its label says"},
		"key agreement":       {armoured("PUBLIC KEY", x25519, err), "", "for key agreement"},
		"a curve of others":   {pkcs8(onCurve(t, elliptic.P224())), "", "P-224 is not for any signature algorithm here"},
		"another algorithm":   {good, "RS256", "an elliptic curve key on P-256 is not for RS256; such a key is for ES256"},
		"confusion":           {good, "HS256", "algorithm confusion"},
		"no key":              {armoured("X509 CRL", []byte{1}, nil), "", "such a block holds no key"},
		"no such algorithm":   {good, "es256", "it is spelled ES256"},
		"768 bits":            {armoured("PUBLIC KEY", small, nil), "", "the modulus has 768 bits"},
		"a long private key":  {armoured("PRIVATE KEY", make([]byte, 5<<10+1), nil), "", "longer than a private RSA key of 8192 bits"},
		"an even modulus":     {weird(new(big.Int).Add(n, big.NewInt(1)), 65537), "", "the modulus is even"},
		"an even exponent":    {weird(n, 65536), "", "the exponent is even"},
		"an exponent of 1":    {weird(n, 1), "", "the exponent is 1"},
		"too great a modulus": {weird(new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), 16384), big.NewInt(1)), 65537), "", "the modulus has 16385 bits"},
		"small order":         {armoured("PUBLIC KEY", append([]byte("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"), make([]byte, 32)...), nil), "", "a point of small order"},
		"off the curve":       {armoured("PUBLIC KEY", append([]byte("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00\x02"), make([]byte, 31)...), nil), "", "no point on Ed25519"},
		"secp256k1":           {armoured("PUBLIC KEY", []byte("\x30\x18\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x0a\x03\x04\x00\x04\x01\x02"), nil), "", "secp256k1"},
	} {
		if got := refusal(t, c.text, c.algorithm).Error(); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestForeignKeysAreNoSecrets names formats that would pass for a secret.
func TestForeignKeysAreNoSecrets(t *testing.T) {
	for text, want := range map[string]string{
		"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQDRMEC a@b\n":                  "ssh-keygen -e -m PKCS8",
		"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB a@b":                         "openssl genpkey -algorithm ed25519",
		"ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY= a@b":           "ssh-keygen -e -m PKCS8",
		"---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n":                            "RFC 4716",
		"PuTTY-User-Key-File-3: ssh-ed25519\n":                               "PuTTYgen",
		"\xff\xfe-\x00-\x00-\x00-\x00-\x00B\x00E\x00G\x00I\x00N\x00 \x00":    "UTF-16",
		"\xff\xfe{\x00\"\x00k\x00t\x00y\x00\"\x00:\x00\"\x00R\x00S\x00A\x00": "UTF-16",
	} {
		if got := refusal(t, text, "").Error(); !strings.Contains(got, want) {
			t.Errorf("%q: %s", text, got)
		}
	}
	// What only begins alike is a secret.
	if got := keyset.Describe(one(t, "ssh-rsa is a word", "")); got != "secret of 17 bytes, for HS256, verifies and can sign" {
		t.Error(got)
	}
}

// TestDER reads keys without the armour of PEM, and names containers that are none.
func TestDER(t *testing.T) {
	private := ed25519.NewKeyFromSeed(make([]byte, 32))
	der, err := x509.MarshalPKIXPublicKey(private.Public())
	if err != nil {
		t.Fatal(err)
	}
	body := base64.StdEncoding.EncodeToString(der)
	for _, c := range []struct{ text, algorithm, want, note string }{
		{string(der), "", "Ed25519, for EdDSA, only verifies", "This is DER"},
		{body, "", "Ed25519, for EdDSA, only verifies", "between the BEGIN and END lines"},
		{body[:20] + "\r\n" + body[20:] + "\n", "EdDSA", "Ed25519, for EdDSA, only verifies", "between the BEGIN and END lines"},
		{body, "HS256", "secret of 60 bytes, for HS256, verifies and can sign", "For HS256 it is taken for a secret"},
		{"\x30\x1e" + strings.Repeat("x", 30), "", "secret of 32 bytes, for HS256, verifies and can sign", ""},
	} {
		set, err := keyset.Read([]byte(c.text), c.algorithm)
		if err != nil || len(set.Keys) != 1 || keyset.Describe(set.Keys[0]) != c.want || !noted(set.Notes, c.note) {
			t.Errorf("%q: %v, %q", c.text, err, set.Notes)
		}
	}
	// PKCS #12 begins with its version (RFC 7292 §4).
	if got := refusal(t, "\x30\x81\xa0\x02\x01\x03"+strings.Repeat("x", 157), "").Error(); !strings.Contains(got, "PKCS #12") {
		t.Error(got)
	}
}

// The public keys of an elliptic curve key with a compressed point, and of one that
// spells its curve out, as OpenSSL writes them.
const (
	compressedPoint = `-----BEGIN PUBLIC KEY-----
MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACAVRdwq8LnKfQDmfwlGz7knl9f3vX
sA2SifDyeDql8Zg=
-----END PUBLIC KEY-----
`
	explicitCurve = `-----BEGIN PUBLIC KEY-----
MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABPVO8GYc2ny7ZClw32UEkZrC
b12kNOhf0bWDlhnDwd9Mpjw7r5c30yNpV1dz7qY/Pkd5Seyk/2GtD3YuzfCNNE8=
-----END PUBLIC KEY-----
`
)

// TestUnusualCurveKeys tells how to write them in the usual way.
func TestUnusualCurveKeys(t *testing.T) {
	for text, want := range map[string]string{compressedPoint: "-conv_form uncompressed", explicitCurve: "-param_enc named_curve"} {
		if got := refusal(t, text, "").Error(); !strings.Contains(got, want) {
			t.Error(got)
		}
	}
}
