package cookiesignature

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCookie(t *testing.T) {
	s := New([]byte("tobiiscool"))
	raw := s.Cookie("hello")
	if raw != "s%3Ahello.DGDUkGlIkCzPz%2BC0B064FNgHdEjox7ch8tOBGslZ5QI" {
		t.Fatalf("Cookie: %s", raw)
	}
	plain, _ := DecodeComponent(raw)
	for _, value := range []string{raw, plain} {
		if id, err := s.Open(value); err != nil || id != "hello" {
			t.Errorf("Open(%q): %q %v", value, id, err)
		}
	}
	for value, want := range map[string]error{
		"": ErrNoPrefix, "garbage": ErrNoPrefix, "%zz": ErrNoPrefix, "s%3Ahello": ErrSignature,
		raw + "A": ErrSignature, raw[:len(raw)-1]: ErrSignature, raw + "%": ErrNoPrefix,
	} {
		if id, err := s.Open(value); !errors.Is(err, want) || id != "" {
			t.Errorf("Open(%q): %q %v, want %v", value, id, err, want)
		}
	}
}

func TestComponentEncoding(t *testing.T) {
	const kept = "AZaz09-_.!~*'()"
	if got := EncodeComponent(kept); got != kept {
		t.Errorf("kept characters became %q", got)
	}
	if got := EncodeComponent("s:+/=; é"); got != "s%3A%2B%2F%3D%3B%20%C3%A9" {
		t.Errorf("encoded: %q", got)
	}
	for _, bad := range []string{"%", "%4", "%zz", "%C3", "a%2"} {
		if got, err := DecodeComponent(bad); err == nil {
			t.Errorf("%q decoded to %q", bad, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		encoded := EncodeComponent(s)
		if got, err := DecodeComponent(encoded); err != nil || got != s {
			t.Fatalf("%q came back as %q, %v", s, got, err)
		}
		// QueryEscape differs from ECMAScript in these characters only.
		same := strings.NewReplacer("!", "%21", "*", "%2A", "'", "%27", "(", "%28", ")", "%29").Replace(encoded)
		if want := strings.ReplaceAll(url.QueryEscape(s), "+", "%20"); same != want {
			t.Fatalf("%q is encoded as %q, QueryEscape says %q", s, same, want)
		}
	})
}
