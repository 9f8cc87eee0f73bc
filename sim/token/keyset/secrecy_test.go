package keyset_test

import (
	"crypto/elliptic"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"authlab/sim/token/keyset"
)

// said is everything that a reading says beside the keys.
func said(set keyset.Set, err error) string {
	text := strings.Join(set.Notes, "\n")
	var e *keyset.Error
	if errors.As(err, &e) {
		text += fmt.Sprintf("\n%v\n%s\n%s\n%s", err, e.What, e.Where, e.Mend)
	} else if err != nil {
		text += "\nnot an Error: " + err.Error()
	}
	return text
}

// TestNothingOfASecretIsSaid damages keys of every kind in many places and looks for
// pieces of them in all that is said.
func TestNothingOfASecretIsSaid(t *testing.T) {
	const canary = "kanarienvogel-7f3a9c"
	texts := []string{
		canary, canary + "\n", `"` + canary + `"`, "{" + canary, `{"` + canary + `":1}`, `{"` + canary + `":1,"` + canary + `":2}`,
		`{"kty":"` + canary + `"}`, `{"kty":"oct","k":"` + canary + `"}`, `{"kty":"oct","k":"` + canary + `="}`, `{"kty":"oct","k":"AAAA","alg":"` + canary + `"}`,
		`{"kty":"oct","k":"AAAA","use":"` + canary + `"}`, `{"kty":"oct","k":"AAAA","key_ops":["` + canary + `"]}`, `{"kty":"EC","crv":"` + canary + `"}`,
		`{"keys":["` + canary + `"]}`, `{"keys":"` + canary + `"}`, `{"keys":[{"kty":"` + canary + `"},{"kty":"oct","k":"AAAA"}]}`, `["` + canary + `"]`, `[{"k":"` + canary + `"}]`,
		"-----BEGIN " + canary + "-----\nAAAA\n-----END " + canary + "-----", "-----BEGIN PRIVATE KEY-----\n" + canary + "\n-----END PRIVATE KEY-----",
		"-----BEGIN " + canary, "ssh-rsa AAAA" + canary, "ssh-ed25519 AAAA" + canary, "hex:" + canary, "base64:" + canary, "base64:" + canary + "!", "text:" + canary, "base64url:=" + canary,
		canary + ":" + canary, "\xef\xbb\xbf" + canary, "https://" + canary, "eyJ." + canary + ".", canary + "=",
	}
	secrets := []string{canary, "kanarienvogel"}
	for _, text := range texts {
		for _, algorithm := range []string{"", "HS512", "RS256", canary} {
			for _, read := range []func(string, string) (keyset.Set, error){keyset.Parse, readText} {
				noneOf(t, text, said(read(text, algorithm)), secrets)
			}
		}
	}
}

func readText(text, algorithm string) (keyset.Set, error) {
	return keyset.Read([]byte(text), algorithm)
}

func noneOf(t *testing.T, text, said string, secrets []string) {
	t.Helper()
	if strings.Contains(said, "not an Error") {
		t.Errorf("%.60q: %s", text, said)
	}
	for _, secret := range secrets {
		if strings.Contains(strings.ToLower(said), strings.ToLower(secret)) {
			t.Fatalf("%.60q: %q is repeated in %q", text, secret, said)
		}
	}
}

// TestNothingOfAPrivateKeyIsSaid damages private keys byte by byte.
func TestNothingOfAPrivateKeyIsSaid(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var texts []string
	for _, v := range vectors(t) {
		texts = append(texts, string(v.Key), `{"keys":[`+string(v.Key)+`]}`)
	}
	block := pkcs8(onCurve(t, elliptic.P384()))
	texts = append(texts, block, strings.ReplaceAll(block, "\n", `\n`))
	for _, text := range texts {
		secrets := pieces(text)
		for range 200 {
			damaged := []byte(text)
			switch at := random.IntN(len(damaged)); random.IntN(4) {
			case 0:
				damaged[at] = byte(random.IntN(256))
			case 1:
				damaged = damaged[:at]
			case 2:
				damaged = append(damaged[:at], damaged[at+1:]...)
			default:
				damaged = append(damaged[:at:at], append([]byte(`"`), damaged[at:]...)...)
			}
			noneOf(t, string(damaged), said(keyset.Read(damaged, "")), secrets)
		}
	}
}

// pieces are parts of what is secret in a key, long enough to be told from words.
func pieces(text string) []string {
	var whole []string
	var members map[string]any
	if json.Unmarshal([]byte(text), &members) == nil {
		if list, ok := members["keys"].([]any); ok {
			members = list[0].(map[string]any)
		}
		for _, name := range []string{"k", "d", "p", "q", "dp", "dq", "qi"} {
			if value, ok := members[name].(string); ok {
				whole = append(whole, value)
			}
		}
	} else {
		for _, line := range strings.Fields(strings.ReplaceAll(text, `\n`, "\n")) {
			if !strings.Contains(line, "-----") && line != "PRIVATE" {
				whole = append(whole, line)
			}
		}
	}
	var all []string
	for _, value := range whole {
		for i := 0; i+6 <= len(value); i += 3 {
			all = append(all, value[i:i+6])
		}
	}
	return all
}
