package environment

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestThereIsNoDefaultSecret(t *testing.T) {
	for what, value := range map[string]string{
		"missing":    "",
		"a word":     "keyboard cat",
		"too short":  base64.StdEncoding.EncodeToString([]byte(strings.Repeat("k", 31))),
		"not base64": strings.Repeat("!", 64),
	} {
		t.Setenv("A_SECRET", value)
		if _, err := Secret("A_SECRET"); err == nil || !strings.Contains(err.Error(), "openssl rand -base64 32") {
			t.Errorf("%s: %v", what, err)
		}
	}
	t.Setenv("A_SECRET", base64.StdEncoding.EncodeToString([]byte(strings.Repeat("k", 32))))
	if key, err := Secret("A_SECRET"); err != nil || len(key) != 32 {
		t.Errorf("%d bytes, %v", len(key), err)
	}
}

func TestCookiesAreSecureUnlessToldOtherwise(t *testing.T) {
	for value, want := range map[string]bool{"": true, "on": true, "OFF": true, "off": false} {
		t.Setenv("COOKIE_SECURE", value)
		if got := SecureCookies(); got != want {
			t.Errorf("COOKIE_SECURE=%s: %t", value, got)
		}
	}
}
