package inspect

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"authlab/sim/token"
)

// TestYearsAreThoseOfTheCalendar: whoever reckons after it comes to the same days.
func TestYearsAreThoseOfTheCalendar(t *testing.T) {
	date := func(year int, month time.Month, day int) int64 {
		return time.Date(year, month, day, 1, 2, 3, 0, time.UTC).Unix()
	}
	for _, c := range []struct {
		from, to int64
		want     string
	}{
		{date(1970, 1, 1), date(2026, 11, 21), "56 years 324 days"},
		{date(2018, 1, 18), date(2026, 11, 21), "8 years 307 days"},
		{date(2024, 3, 1), date(2025, 3, 1), "1 year"},
		{date(2023, 3, 1), date(2024, 3, 1), "1 year"},
		{date(2025, 3, 1), date(2026, 2, 28), "364 days"},
		{date(2026, 1, 1), date(2026, 1, 1) + 3661, "1 hour 1 minute"},
	} {
		if got := apart(c.from, c.to); got != c.want {
			t.Errorf("from %d to %d: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// TestMillisecondsMeanAnotherThingInEachClaim: only exp makes a token that never ends.
func TestMillisecondsMeanAnotherThingInEachClaim(t *testing.T) {
	for name, want := range map[string]string{"exp": "never ends.", "nbf": "never good.", "iat": "a date far off."} {
		r := look(t, claims(`{"`+name+`":1795532400000}`))
		if n := codes(r)["milliseconds"]; !strings.HasSuffix(n.Text, want) {
			t.Errorf("%s: %q", name, n.Text)
		}
	}
	for value, want := range map[string]string{"-1e300": "before the year 1", "-1e400": "before the year 1", "1e400": "beyond the year 9999"} {
		r := look(t, claims(`{"exp":`+value+`}`))
		if s := r.Stage(StageTime); !strings.Contains(s.Reason, want) {
			t.Errorf("%s: %q", value, s.Reason)
		}
	}
}

// TestNobodyIsAskedToConfuseKeys: to name another algorithm is advised only where a key
// of that kind can have it.
func TestNobodyIsAskedToConfuseKeys(t *testing.T) {
	public, raw := key(t, "", "RS256").Public(), made(usual, good)
	for name, c := range map[string]struct {
		keys   []token.Key
		advice bool
	}{
		"a public key":         {[]token.Key{public}, false},
		"another HMAC":         {[]token.Key{key(t, "", "HS512")}, true},
		"several public keys":  {[]token.Key{public, key(t, "", "ES256").Public()}, false},
		"several kinds of key": {[]token.Key{public, key(t, "", "HS512")}, false},
	} {
		s := stageOf(Request{Raw: raw, Keys: c.keys, At: judged}, StageAlgorithm)
		if s.Status != Failed || strings.Contains(s.Reason, "--alg") != c.advice || strings.Contains(s.Reason, "the keys are") != (len(c.keys) > 1) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// TestSeveralTokensAreNotOne: two of three parts make five parts, and no encrypted token.
func TestSeveralTokensAreNotOne(t *testing.T) {
	raw := made(usual, good)
	for _, between := range []string{" ", "\n", "\r\n\r\n", ",", "; "} {
		given := raw + between + made(usual, `{"sub":"bob"}`)
		r := look(t, given)
		if _, found := codes(r)["several-tokens"]; !found || r.Token != raw || r.Outcome != Refused {
			t.Errorf("%q between: %s, %q, %+v", between, r.Outcome, r.Token, r.Notes)
		}
	}
	r := look(t, raw+".AA.AA")
	if s := r.Stage(StageShape); strings.Contains(s.Reason, "encrypted") || !strings.Contains(s.Reason, "5 parts") {
		t.Errorf("five parts without enc: %+v", s)
	}
}

// TestTheEndOfATokenIsInsideTheText: behind its last byte, whatever was taken out.
func TestTheEndOfATokenIsInsideTheText(t *testing.T) {
	raw := made(usual, good)
	for _, given := range []string{raw, raw[:30] + "\n" + raw[30:90] + "\n" + raw[90:], strings.ReplaceAll(raw, ".", "%2E"), raw[:len(raw)-1] + "\n" + raw[len(raw)-1:]} {
		for _, behind := range []string{"", "\n"} {
			r := look(t, given+behind)
			if end := r.At(len(r.Token)); r.Token != raw || end != len(given) {
				t.Errorf("%q ends at %d, not %d", given, end, len(given))
			}
		}
	}
	r := look(t, raw[:len(raw)-1]+"%3D")
	if end := r.At(len(r.Token)); end != len(raw)+2 {
		t.Errorf("an encoded last byte ends at %d", end)
	}
}

// TestAByteIsNamedAsItIs: a backslash is one character.
func TestAByteIsNamedAsItIs(t *testing.T) {
	for c, want := range map[byte]string{'\\': `'\'`, '\'': `'''`, '!': `'!'`, 0x1b: "0x1b", 0xff: "0xff"} {
		if got := byteName(c); got != want {
			t.Errorf("%d is %s", c, got)
		}
	}
}

// TestWhatTheLeewayAllowsIsSaid: a token that has ended does not end, though it passes.
func TestWhatTheLeewayAllowsIsSaid(t *testing.T) {
	for payload, want := range map[string]string{
		`{"exp":1795528740}`:                  "ended 1 minute ago, at 2026-11-24 13:59:00 UTC, and the leeway is 2 minutes.",
		`{"exp":1795532400,"nbf":1795528860}`: "begins in 1 minute, at 2026-11-24 14:01:00 UTC, and the leeway is 2 minutes.",
		`{"exp":1795528800}`:                  "ended this very second, at 2026-11-24 14:00:00 UTC, and the leeway is 2 minutes.",
		`{"exp":1795532400,"nbf":1795528800}`: "ends in 1 hour, at 2026-11-24 15:00:00 UTC.",
		`{"exp":1795532400}`:                  "ends in 1 hour, at 2026-11-24 15:00:00 UTC.",
	} {
		s := stageOf(Request{Raw: claims(payload), Keys: []token.Key{key(t, "", "HS256")}, At: judged, Leeway: 2 * time.Minute}, StageTime)
		if s.Status != Passed || !strings.HasSuffix(s.Reason, want) {
			t.Errorf("%s: %s, %s", payload, s.Status, s.Reason)
		}
	}
}

// TestALongLeewayIsRemarkedOn: what is there for clocks that differ lets tokens live on.
func TestALongLeewayIsRemarkedOn(t *testing.T) {
	keys := []token.Key{key(t, "", "HS256")}
	for name, c := range map[string]struct {
		payload string
		keys    []token.Key
		leeway  time.Duration
		want    string
	}{
		"a few minutes":  {good, keys, 10 * time.Minute, ""},
		"an hour":        {good, keys, time.Hour, "The leeway is 1 hour,"},
		"absurd":         {`{"exp":1}`, keys, 99999 * time.Hour, "The leeway is 11 years 151 days,"},
		"no time at all": {`{}`, keys, time.Hour, ""},
		"no key":         {good, nil, time.Hour, ""},
	} {
		note := codes(Inspect(Request{Raw: made(usual, c.payload), Keys: c.keys, At: judged, Leeway: c.leeway}))["long-leeway"]
		if !strings.HasPrefix(note.Text, c.want) || (note.Text == "") != (c.want == "") || c.want != "" && note.Source != "RFC 7519 §4.1.4" {
			t.Errorf("%s: %+v", name, note)
		}
	}
}

// TestALongLifeIsRemarkedOn: a day is usual, more is a remark, more than a year a warning.
func TestALongLifeIsRemarkedOn(t *testing.T) {
	const day, year = 86400, 365 * 86400
	for life, want := range map[int]Gravity{day: "", day + 1: Remark, year: Remark, year + 1: Warning} {
		r := look(t, claims(fmt.Sprintf(`{"iat":1795528800,"exp":%d}`, 1795528800+life)))
		if note := codes(r)["long-life"]; note.Gravity != want {
			t.Errorf("%d seconds: %+v, want %q", life, note, want)
		}
	}
}

// TestThePublicKeyAsASecretIsKnownWithoutItsLastLineBreak: many copy it so.
func TestThePublicKeyAsASecretIsKnownWithoutItsLastLineBreak(t *testing.T) {
	public := key(t, "", "RS256").Public()
	for _, text := range []string{public.PublicText(), strings.TrimRight(public.PublicText(), "\n")} {
		raw := b64(usual) + "." + b64(good)
		raw += "." + b64(mac(raw, text))
		r := Inspect(Request{Raw: raw, At: judged, Keys: []token.Key{public}})
		if _, found := codes(r)["key-confusion"]; !found || r.Outcome != Refused {
			t.Errorf("%q: %s, %+v", text[len(text)-10:], r.Outcome, r.Notes)
		}
	}
}

// TestASecretFromTheListIsTold: also a long one, which looks safe.
func TestASecretFromTheListIsTold(t *testing.T) {
	for text, want := range map[string]bool{"secret": true, "a-string-secret-at-least-256-bits-long": true, secret: false} {
		raw := b64(usual) + "." + b64(good)
		raw += "." + b64(mac(raw, text))
		r := Inspect(Request{Raw: raw, At: judged, Keys: []token.Key{secretKey(t, "", "HS256", text)}, AllowWeakKey: true})
		if _, found := codes(r)["common-secret"]; found != want {
			t.Errorf("%q: %+v", text, r.Notes)
		}
	}
}
