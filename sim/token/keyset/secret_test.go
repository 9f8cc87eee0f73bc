package keyset_test

import (
	"errors"
	"strings"
	"testing"

	"authlab/sim/token/keyset"
)

func secretOf(t testing.TB, set keyset.Set) string {
	t.Helper()
	if len(set.Keys) != 1 {
		t.Fatalf("%d keys", len(set.Keys))
	}
	secret, ok := set.Keys[0].ForLibrary().([]byte)
	if !ok {
		t.Fatal("no secret")
	}
	return string(secret)
}

// TestSecretsInFiles are the bytes but for one line break.
func TestSecretsInFiles(t *testing.T) {
	digits := strings.Repeat("0a", 16)
	for _, c := range []struct{ text, want, note string }{
		{"secret", "secret", ""},
		{"secret\n", "secret", "line break at the end was not taken"},
		{"secret\r\n", "secret", "line break at the end was not taken"},
		{"secret\n\n", "secret\n", "blanks and line breaks around"},
		{"secret\r", "secret\r", "blanks and line breaks around"},
		{" secret ", " secret ", "blanks and line breaks around"},
		{`"secret"`, `"secret"`, "quotes around"},
		{"\xef\xbb\xbfsecret", "\xef\xbb\xbfsecret", "byte order mark"},
		{"\x00\xff\x30", "\x00\xff\x30", ""},
		{"{secret", "{secret", ""},
		{"[secret", "[secret", ""},
		{"text:secret", "text:secret", ""},
		{digits, digits, "hex: before them makes them 16 bytes"},
		{"MDEyMzQ1Njc4OWFiY2RlZg==", "MDEyMzQ1Njc4OWFiY2RlZg==", "base64: before it"},
		{"eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "looks like a token"},
		{"https://example.com/jwks.json", "https://example.com/jwks.json", "Nothing is fetched"},
	} {
		set, err := keyset.Read([]byte(c.text), "")
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got := secretOf(t, set); got != c.want || !noted(set.Notes, c.note) || c.note == "" && len(set.Notes) > 0 {
			t.Errorf("%q: %q, %q", c.text, got, set.Notes)
		}
		if set.Keys[0].Algorithm != "HS256" {
			t.Errorf("%q: for %s", c.text, set.Keys[0].Algorithm)
		}
	}
	for _, empty := range []string{"", "\n", "\r\n"} {
		if got := refusal(t, empty, "").Error(); !strings.Contains(got, "a secret cannot be empty") {
			t.Errorf("%q: %s", empty, got)
		}
	}
	if got := refusal(t, "secret", "RS256").Error(); got != "a secret is not for RS256; such a key is for HS256" {
		t.Error(got)
	}
}

// TestSecretsOnTheCommandLine are spelled in one of four ways.
func TestSecretsOnTheCommandLine(t *testing.T) {
	for text, want := range map[string]string{
		"secret": "secret", "secret\n": "secret\n", "text:secret": "secret", "text:hex:00": "hex:00", "text:{}": "{}",
		"text:-----BEGIN PUBLIC KEY-----": "-----BEGIN PUBLIC KEY-----",
		"hex:00ffAB":                      "\x00\xff\xab", "base64:+/8=": "\xfb\xff", "base64:+/8": "\xfb\xff", "base64url:-_8": "\xfb\xff", "base64url:-_8=": "\xfb\xff",
		"HEX:00": "HEX:00", "a:b": "a:b", ":": ":",
	} {
		set, err := keyset.Parse(text, "HS384")
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if got := secretOf(t, set); got != want || set.Keys[0].Algorithm != "HS384" {
			t.Errorf("%q: %q", text, got)
		}
	}
	for text, want := range map[string]string{
		"hex:0g":          "hex, character 2: this is not a hexadecimal digit",
		"hex:00:11":       "hex, character 3",
		"hex:000":         "a digit is missing",
		"hex:":            "a secret cannot be empty",
		"text:":           "a secret cannot be empty",
		"base64:AA-A":     "base64, character 3: this character is of the other alphabet (RFC 4648 §5); spell it base64url:",
		"base64url:AA/A":  "base64url, character 3: this character is of the other alphabet (RFC 4648 §5); spell it base64:",
		"base64:AA A":     "base64, character 3: this character does not belong to base64",
		"base64:AAAA\n":   "base64, character 5",
		"base64:A=AA":     "base64, character 2: padding stands only at the end",
		"base64:A":        "a character is missing",
		"base64:AA=":      "a character is missing",
		"base64:AAAA====": "a character is missing",
		"base64:AB==":     "bits to spare",
		"base64:":         "a secret cannot be empty",
	} {
		_, err := keyset.Parse(text, "")
		var e *keyset.Error
		if !errors.As(err, &e) || !strings.Contains(e.Error(), want) {
			t.Errorf("%q: %v", text, err)
		} else if e.At > len(text) {
			t.Errorf("%q: at %d", text, e.At)
		}
	}
	if _, err := keyset.Parse("hex:00", "RS256"); err == nil {
		t.Error("a secret for RS256")
	}
	if _, err := keyset.Parse("text:"+strings.Repeat("x", keyset.MaxSize), ""); err == nil {
		t.Error("a secret of more than 64 KiB")
	}
}

// TestErrorsPointAtTheByte holds At to the byte that is meant.
func TestErrorsPointAtTheByte(t *testing.T) {
	for text, want := range map[string]byte{
		"hex:0g00":                            'g',
		"base64:AA*A":                         '*',
		" \n{\"kty\":\"oct\" \"k\":\"AAAA\"}": '"',
		"x\n-----BEGIN PUBLIC KEY-----\nAA*A\n-----END PUBLIC KEY-----": '*',
	} {
		_, err := keyset.Parse(text, "")
		var e *keyset.Error
		if !errors.As(err, &e) || e.At < 0 || e.At >= len(text) || text[e.At] != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}
