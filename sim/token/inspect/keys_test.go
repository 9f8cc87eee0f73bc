package inspect

import (
	"encoding/asn1"
	"encoding/base64"
	"math/big"
	"strings"
	"testing"

	"authlab/sim/token"
)

// TestEveryAlgorithm: a token of each is verified with its key, with no other one, and
// its damaged signature is not.
func TestEveryAlgorithm(t *testing.T) {
	for _, a := range token.Algorithms() {
		raw := under(t, a.Name, a.Name, `{"alg":"`+a.Name+`","typ":"JWT"}`, good)
		request := Request{Raw: raw, At: judged, Keys: []token.Key{key(t, "", a.Name).Public()}}
		r := Inspect(request)
		checkReport(t, request, r)
		if r.Outcome != Verified || r.Key != 0 || r.Library.Go != "" || r.Library.Node != "" || (r.Library.NodeCannot != "") != (a.Name == "EdDSA") {
			t.Errorf("%s: %s, %+v, %+v", a.Name, r.Outcome, r.Failure(), r.Library)
		}
		for _, b := range token.Algorithms() {
			if a.Name == b.Name {
				continue
			}
			request.Keys = []token.Key{key(t, "", b.Name).Public()}
			r = Inspect(request)
			s := r.Stage(StageAlgorithm)
			if r.Outcome != Refused || s.Status != Failed || !strings.Contains(s.Reason, a.Name) || !strings.Contains(s.Reason, b.Name) || r.Stage(StageSignature).Status != NotReached {
				t.Errorf("%s with a key for %s: %s, %+v", a.Name, b.Name, r.Outcome, s)
			}
		}
		request.Keys = []token.Key{key(t, "", a.Name).Public()}
		cut := strings.LastIndexByte(raw, '.') + 1
		request.Raw = raw[:cut] + base64.RawURLEncoding.EncodeToString([]byte("short"))
		if s := stageOf(request, StageSignature); s.Status != Failed || !strings.Contains(s.Reason, "5 bytes") {
			t.Errorf("%s cut: %+v", a.Name, s)
		}
		request.Raw = raw[:cut+9] + string('A'+('B'-raw[cut+9])&1) + raw[cut+10:]
		if s := stageOf(request, StageSignature); s.Status != Failed || s.Offset != cut {
			t.Errorf("%s altered: %+v", a.Name, s)
		}
	}
}

func stageOf(request Request, name StageName) Stage {
	r := Inspect(request)
	return r.Stage(name)
}

func TestAlgorithms(t *testing.T) {
	h := func(alg string) string { return made(`{"alg":"`+alg+`","typ":"JWT"}`, good) }
	checkFaults(t, map[string]fault{
		"none":             {b64(`{"alg":"none"}`) + "." + b64(good) + ".", StageAlgorithm, "not signed", "RFC 8725 §3.2", "alg-none", `"alg"`},
		"nOnE":             {h("nOnE"), StageAlgorithm, "not signed", "RFC 8725 §3.2", "alg-none", ""},
		"hs256":            {h("hs256"), StageAlgorithm, "called HS256", "RFC 7515 §4.1.1", "", ""},
		"ES256K":           {h("ES256K"), StageAlgorithm, "not verified here", "RFC 7515 §4.1.1", "", ""},
		"RSA-OAEP":         {h("RSA-OAEP"), StageAlgorithm, "encrypted", "RFC 7515 §4.1.1", "", ""},
		"unheard of":       {h("ROT13"), StageAlgorithm, "no algorithm known here", "RFC 7515 §4.1.1", "", ""},
		"RS256":            {h("RS256"), StageAlgorithm, "No key of that kind can be one for RS256", "RFC 8725 §3.1", "", ""},
		"HS512, same key":  {under(t, "HS512", "HS512", `{"alg":"HS512"}`, good), StageAlgorithm, "for HS256", "RFC 8725 §3.1", "other-algorithm", ""},
		"an empty secret":  {b64(usual) + "." + b64(good) + "." + b64(mac(b64(usual)+"."+b64(good), "")), StageSignature, "does not fit", "RFC 7515 §5.2", "empty-secret", ""},
		"no signature":     {b64(usual) + "." + b64(good) + ".", StageSignature, "empty", "RFC 7515 §5.2", "", ""},
		"another secret":   {b64(usual) + "." + b64(good) + "." + b64(mac("x", "y")), StageSignature, "does not fit", "RFC 7515 §5.2", "", ""},
		"a line break":     {b64(usual) + "." + b64(good) + "." + b64(mac(b64(usual)+"."+b64(good), secret+"\n")), StageSignature, "does not fit", "RFC 7515 §5.2", "secret-spelling", ""},
		"a longer one":     {made(usual, good) + "AAAA", StageSignature, "35 bytes; one of HS256 has 32", "RFC 7518 §3.2", "", ""},
		"one not to read":  {made(usual, good)[:140] + "***", StageSignature, "cannot be decoded", "RFC 7515 §5.2", "", ""},
		"base64 of secret": {b64(usual) + "." + b64(good) + "." + b64(mac(b64(usual)+"."+b64(good), base64.StdEncoding.EncodeToString([]byte(secret)))), StageSignature, "does not fit", "RFC 7515 §5.2", "secret-spelling", ""},
	}, nil)
	confused := b64(usual) + "." + b64(good)
	confused += "." + b64(mac(confused, key(t, "", "RS256").PublicText()))
	checkFaults(t, map[string]fault{
		"the text of the key": {confused, StageAlgorithm, "for RS256", "RFC 8725 §3.1", "key-confusion", ""},
	}, func(r *Request) { r.Keys = []token.Key{key(t, "", "RS256").Public()} })
	checkFaults(t, map[string]fault{
		"another padding": {under(t, "PS256", "RS256", `{"alg":"PS256"}`, good), StageAlgorithm, "for RS256", "RFC 8725 §3.1", "other-algorithm", ""},
	}, func(r *Request) { r.Keys = []token.Key{key(t, "", "RS256").Public()} })
}

// TestDER names the form in which most crypto libraries write ECDSA signatures.
func TestDER(t *testing.T) {
	for _, name := range []string{"ES256", "ES384", "ES512"} {
		raw := under(t, name, name, `{"alg":"`+name+`"}`, good)
		cut := strings.LastIndexByte(raw, '.') + 1
		both, err := base64.RawURLEncoding.DecodeString(raw[cut:])
		if err != nil {
			t.Fatal(err)
		}
		half := len(both) / 2
		der, err := asn1.Marshal(struct{ R, S *big.Int }{new(big.Int).SetBytes(both[:half]), new(big.Int).SetBytes(both[half:])})
		if err != nil {
			t.Fatal(err)
		}
		s := stageOf(Request{Raw: raw[:cut] + b64(string(der)), At: judged, Keys: []token.Key{key(t, "", name).Public()}}, StageSignature)
		if s.Status != Failed || !strings.Contains(s.Reason, "DER") || s.Source != "RFC 7518 §3.4" {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// TestChoiceOfKey: kid picks among the keys, and keys without an id are tried.
func TestChoiceOfKey(t *testing.T) {
	named := func(kid string) string { return made(`{"alg":"HS256","kid":"`+kid+`"}`, good) }
	k1, k2 := key(t, "k1", "HS256"), secretKey(t, "k2", "HS256", strings.Repeat("x", 64))
	bare, rsa := key(t, "", "HS256"), key(t, "k1", "RS256")
	for name, c := range map[string]struct {
		raw    string
		keys   []token.Key
		key    int
		failed StageName
	}{
		"by its name":              {named("k1"), []token.Key{k2, k1}, 1, ""},
		"no kid":                   {made(usual, good), []token.Key{k2, k1}, 1, ""},
		"a key without an id":      {named("k9"), []token.Key{k2, bare}, 1, ""},
		"another key's name":       {named("k2"), []token.Key{k1, k2}, -1, StageSignature},
		"unknown":                  {named("k9"), []token.Key{k1, k2}, -1, StageKey},
		"one name, two algorithms": {named("k1"), []token.Key{rsa, k1}, 1, ""},
	} {
		request := Request{Raw: c.raw, At: judged, Keys: c.keys}
		r := Inspect(request)
		checkReport(t, request, r)
		if r.Key != c.key || c.failed == "" && r.Outcome != Verified || c.failed != "" && r.Stage(c.failed).Status != Failed {
			t.Errorf("%s: %s by %d, %+v", name, r.Outcome, r.Key, r.Failure())
		}
	}
	s := stageOf(Request{Raw: named("k9"), At: judged, Keys: []token.Key{k1, k2}}, StageKey)
	if !strings.Contains(s.Reason, `Unknown kid`) || !strings.Contains(s.Reason, `"k1", "k2"`) || s.Source != "RFC 7515 §4.1.4" {
		t.Errorf("%+v", s)
	}
	r := Inspect(Request{Raw: made(usual, good), At: judged, Keys: []token.Key{{}}})
	if r.Outcome != Refused {
		t.Errorf("a key of nothing: %s", r.Outcome)
	}
}

// TestWeakKeys: a key that is too short fails, though its signature passes.
func TestWeakKeys(t *testing.T) {
	text := b64(usual) + "." + b64(good)
	request := Request{Raw: text + "." + b64(mac(text, "secret")), At: judged, Keys: []token.Key{secretKey(t, "", "HS256", "secret")}}
	r := Inspect(request)
	checkReport(t, request, r)
	s := r.Stage(StageKey)
	if r.Outcome != Refused || s.Status != Failed || !strings.Contains(s.Reason, "48 bits; HS256 needs 256") || s.Source != "RFC 7518 §3.2" {
		t.Errorf("%s, %+v", r.Outcome, s)
	}
	if r.Stage(StageSignature).Status != Passed || r.Stage(StageTime).Status != Passed || codes(r)["common-secret"].Gravity != Danger {
		t.Errorf("%+v %+v", r.Stages, r.Notes)
	}
	request.AllowWeakKey = true
	r = Inspect(request)
	checkReport(t, request, r)
	if r.Outcome != Verified || codes(r)["weak-key"].Gravity != Warning {
		t.Errorf("allowed: %s, %+v", r.Outcome, r.Notes)
	}
	// Without a key nothing is guessed.
	request.Keys = nil
	if r = Inspect(request); r.Outcome != Unverified || len(r.Notes) != 0 {
		t.Errorf("without a key: %s, %+v", r.Outcome, r.Notes)
	}
}

// TestEmptySignature is refused by whoever looks, with a key or without.
func TestEmptySignature(t *testing.T) {
	raw := b64(usual) + "." + b64(good) + "."
	for _, keys := range [][]token.Key{nil, {key(t, "", "HS256")}} {
		r := Inspect(Request{Raw: raw, At: judged, Keys: keys})
		checkReport(t, Request{Raw: raw, Keys: keys}, r)
		if s := r.Stage(StageSignature); s.Status != Failed || s.Offset != len(raw)-1 || !strings.Contains(s.Reason, "is empty") {
			t.Errorf("%+v", s)
		}
	}
}
