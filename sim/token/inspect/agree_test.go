package inspect

import (
	"strings"
	"testing"
	"time"

	"authlab/sim/token"

	"pgregory.net/rapid"
)

// TestAgreesWithTheVerifier: what the cluster's strict verifier takes is verified here,
// and nothing else, whatever was done to a token of whatever algorithm.
func TestAgreesWithTheVerifier(t *testing.T) {
	all := token.Algorithms()
	rapid.Check(t, func(r *rapid.T) {
		a := all[rapid.IntRange(0, len(all)-1).Draw(r, "algorithm")]
		own := key(t, rapid.SampledFrom([]string{"", "k1"}).Draw(r, "kid"), a.Name)
		keys := []token.Key{own.Public()}
		if rapid.Bool().Draw(r, "another key") {
			b := all[rapid.IntRange(0, len(all)-1).Draw(r, "its algorithm")]
			keys = append(keys, key(t, "k2", b.Name).Public())
		}
		raw := spoil(r, own)
		request := Request{Raw: raw, At: judged, Keys: keys, RequireExp: rapid.Bool().Draw(r, "require exp")}
		if rapid.Bool().Draw(r, "address") {
			request.Issuer, request.Audience = "https://app.example", "app.example"
		}
		verifier, err := token.NewVerifier(token.Rules{Keys: keys, Clock: func() time.Time { return judged },
			Issuer: request.Issuer, Audience: request.Audience, AllowForever: !request.RequireExp})
		if err != nil {
			r.Fatal(err)
		}
		// White space around a paste is taken off here before anybody is asked.
		_, taken := verifier.Check(strings.Trim(raw, blanks))
		report := Inspect(request)
		checkReport(t, request, report)
		if taken != (report.Outcome == Verified) {
			r.Fatalf("%s\nthe verifier takes it: %v; inspected: %s, %+v", raw, taken, report.Outcome, report.Failure())
		}
	})
}

// spoil issues a token and does something to it.
func spoil(r *rapid.T, own token.Key) string {
	issuer := token.Issuer{Key: own, TTL: time.Hour, NotBefore: rapid.Bool().Draw(r, "nbf")}
	raw, err := issuer.Issue(judged, "alice", token.Claim{Name: "iss", Value: "https://app.example"}, token.Claim{Name: "aud", Value: "app.example"})
	if err != nil {
		r.Fatal(err)
	}
	switch rapid.IntRange(0, 3).Draw(r, "what is done to it") {
	case 0:
		return raw
	case 1:
		kinds := token.TamperKinds()
		kind := kinds[rapid.IntRange(0, len(kinds)-1).Draw(r, "tampering")]
		raw, _ = token.Tamper(kind.Name, raw, own, judged)
		return raw
	case 2:
		kinds := token.ForgeKinds()
		kind := kinds[rapid.IntRange(0, len(kinds)-1).Draw(r, "forgery")]
		forged, err := token.Forge(kind.Name, &token.Material{Captured: raw, Foreign: raw, Subject: "admin", Public: own.Public(), Leaked: &own, Words: []string{"secret", secret}, Now: judged})
		if err != nil {
			return raw
		}
		return forged
	}
	const bytes = "ABCabc-_=+/.!\n \x00\xff%"
	at := rapid.IntRange(0, len(raw)-1).Draw(r, "where")
	with := rapid.SampledFrom(strings.Split(bytes, "")).Draw(r, "with")
	if rapid.Bool().Draw(r, "insert") {
		return raw[:at] + with + raw[at:]
	}
	return raw[:at] + with + raw[at+1:]
}

// FuzzInspect: whatever is pasted, the report keeps its promises.
func FuzzInspect(f *testing.F) {
	raw := made(usual, good)
	for _, seed := range []string{raw, "Bearer " + raw, `{"token":"` + raw + `"}`, raw[:30] + "\n" + raw[30:], "%22" + raw, "a.b.c", "..", "....", "{", `{"protected":"`, "s%3Aa.b",
		made(`{"alg":"HS256","crit":["b64"],"kid":5}`, `{"exp":"x","exp":1e999}`), "\u201c" + raw + "\u201d,", "\xff\xfe", strings.Repeat("[", 300), b64(`{"enc":"x"}`) + "....", raw + "~a~"} {
		f.Add(seed, uint8(0))
		f.Add(seed, uint8(3))
	}
	f.Fuzz(func(t *testing.T, raw string, with uint8) {
		request := Request{Raw: raw, At: judged, Leeway: time.Second}
		if with&1 != 0 {
			request.Keys = append(request.Keys, key(t, "", "HS256"))
		}
		if with&2 != 0 {
			request.Keys = append(request.Keys, key(t, "k1", "EdDSA"))
		}
		if with&4 != 0 {
			request.Issuer, request.Audience, request.Type, request.Denied, request.RequireExp = "i", "a", "JWT", []string{"x"}, true
		}
		r := Inspect(request)
		checkReport(t, request, r)
		again := Inspect(request)
		if len(again.Notes) != len(r.Notes) || again.Outcome != r.Outcome {
			t.Fatalf("%q: two reports differ", raw)
		}
	})
}
