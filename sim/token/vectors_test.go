package token

import (
	"crypto"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

func bytesOf(t testing.TB, text string) []byte {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// joe is the payload of RFC 7515 A.1 and A.2.
const joe = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"

// TestVectorsOfRFC7515 plays the examples A.1 (HS256) and A.2 (RS256).
func TestVectorsOfRFC7515(t *testing.T) {
	hmacKey, err := Secret("", bytesOf(t, "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"))
	if err != nil {
		t.Fatal(err)
	}
	modulus := new(big.Int).SetBytes(bytesOf(t, "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"))
	rsaKey := Key{Algorithm: RS256, method: jwt.SigningMethodRS256, verify: &rsa.PublicKey{N: modulus, E: 65537}}
	for name, c := range map[string]struct {
		key               Key
		header, signature string
	}{
		"A.1": {hmacKey, "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"},
		"A.2": {rsaKey, "eyJhbGciOiJSUzI1NiJ9", "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"},
	} {
		raw := c.header + "." + joe + "." + c.signature
		end := time.Unix(1300819380, 0)
		claims, err := verifier(t, end.Add(-time.Second), func(r *Rules) { r.Issuer = "joe" }, c.key).Verify(raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if root, ok := claims.members.get("http://example.com/is_root"); claims.Issuer != "joe" || !ok || root != "true" {
			t.Errorf("%s: %+v", name, claims)
		}
		if _, err := verifier(t, end, nil, c.key).Verify(raw); err == nil || err.Error() != "jwt expired" {
			t.Errorf("%s at its end: %v", name, err)
		}
	}
}

// TestVectorOfRFC8037 plays A.4; its payload is no JSON, so that only the signature can be checked.
func TestVectorOfRFC8037(t *testing.T) {
	const text = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
	const signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
	private := ed25519.NewKeyFromSeed(bytesOf(t, "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"))
	if x := base64.RawURLEncoding.EncodeToString(private.Public().(ed25519.PublicKey)); x != "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" {
		t.Fatalf("the public key is %s", x)
	}
	k := Key{Algorithm: EdDSA, method: jwt.SigningMethodEdDSA, sign: private, verify: private.Public()}
	made, err := k.method.Sign(text, k.sign)
	if err != nil || base64.RawURLEncoding.EncodeToString(made) != signature {
		t.Errorf("signed %x, %v", made, err)
	}
	if !signed(append(strings.Split(text, "."), signature), []Key{k.Public()}) {
		t.Error("the signature does not verify")
	}
	if _, err := verifier(t, start, nil, k.Public()).Verify(text + "." + signature); err == nil || refusal(t, err).Stage != StagePayload {
		t.Errorf("a payload that is no JSON: %v", err)
	}
}

// TestTheStandardLibraryAgrees checks our tokens without golang-jwt.
func TestTheStandardLibraryAgrees(t *testing.T) {
	for _, algorithm := range []string{HS256, RS256, EdDSA} {
		k := drawn(t, algorithm, "k1")
		raw, err := Issuer{Key: k, TTL: time.Minute}.Issue(start, "alice", Claim{"role", "admin"})
		if err != nil {
			t.Fatal(err)
		}
		cut := strings.LastIndexByte(raw, '.')
		text, signature := []byte(raw[:cut]), bytesOf(t, raw[cut+1:])
		sum := sha256.Sum256(text)
		good := false
		if algorithm == HS256 {
			mac := hmac.New(sha256.New, k.verify.([]byte))
			mac.Write(text)
			good = hmac.Equal(mac.Sum(nil), signature)
		} else {
			block, rest := pem.Decode([]byte(k.PublicText()))
			if block == nil || block.Type != "PUBLIC KEY" || len(rest) > 0 {
				t.Fatalf("%s: no PEM: %s", algorithm, k.PublicText())
			}
			public, err := x509.ParsePKIXPublicKey(block.Bytes)
			if err != nil {
				t.Fatal(err)
			}
			switch public := public.(type) {
			case *rsa.PublicKey:
				good = rsa.VerifyPKCS1v15(public, crypto.SHA256, sum[:], signature) == nil
			case ed25519.PublicKey:
				good = ed25519.Verify(public, text, signature)
			}
		}
		if !good {
			t.Errorf("%s: the signature does not verify", algorithm)
		}
	}
}
