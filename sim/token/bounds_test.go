package token

import (
	"strings"
	"testing"
	"time"
)

// TestTheLongestToken: MaxSize bytes are looked at, one more is not.
func TestTheLongestToken(t *testing.T) {
	long := func(padding int) string {
		return made(usual, `{"sub":"a","exp":1767225700,"x":"`+strings.Repeat("x", padding)+`"}`)
	}
	padding := 0
	for len(long(padding)) < MaxSize {
		padding++
	}
	if raw := long(padding); len(raw) != MaxSize {
		t.Fatalf("the token has %d bytes", len(raw))
	} else if _, err := verifier(t, start, nil).Verify(raw); err != nil {
		t.Errorf("%d bytes: %v", len(raw), err)
	}
	raw := long(padding + 1)
	if _, err := verifier(t, start, nil).Verify(raw); err == nil || refusal(t, err).Reason != "longer than 16384 bytes" {
		t.Errorf("%d bytes: %v", len(raw), err)
	}
}

// TestAWeakKeyVerifiesNothing: a signature is worth no more than the key behind it
// (RFC 7518 §3.2).
func TestAWeakKeyVerifiesNothing(t *testing.T) {
	short, err := NewKey("", HS256, []byte("sixteen bytes...")) // half of what HS256 needs
	if err != nil {
		t.Fatal(err)
	}
	raw, err := Issuer{Key: short, TTL: time.Minute}.Issue(start, "alice")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := verifier(t, start, nil, short).Verify(raw); err == nil {
		t.Error("taken")
	} else if e := refusal(t, err); e.Stage != StageKey || !strings.Contains(e.Reason, "128 bits") {
		t.Errorf("%+v", e)
	}
	if _, err := verifier(t, start, func(r *Rules) { r.AllowWeak = true }, short).Verify(raw); err != nil {
		t.Errorf("where it is allowed: %v", err)
	}
}

// TestBothLibrariesTakeATokenFromTheSecondOfItsNbf holds them to RFC 7519 §4.1.5: not
// before means at that time already.
func TestBothLibrariesTakeATokenFromTheSecondOfItsNbf(t *testing.T) {
	for nbf, words := range map[string]string{"1767225600": "", "1767225601": "jwt not active"} {
		raw := made(usual, `{"nbf":`+nbf+`,"exp":1767225700}`)
		for _, leeway := range []time.Duration{0, time.Minute} {
			v := verifier(t, start.Add(-leeway), func(r *Rules) { r.Leeway = leeway })
			if said := v.Libraries(raw); said.Node != words || (said.Go == "") != (words == "") {
				t.Errorf("nbf %s with a leeway of %s: %+v", nbf, leeway, said)
			}
		}
	}
}
