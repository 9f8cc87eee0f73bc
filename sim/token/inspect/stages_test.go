package inspect

import (
	"strings"
	"testing"

	"authlab/sim/token"
)

// fault is a token with one fault, or none, and what is to be said about it.
type fault struct {
	raw string
	// stage fails with words in its reason, by a source; "" for a token that is verified.
	stage         StageName
	words, source string
	// code is a note that must be there.
	code string
	// marked is the text that begins at the decoded byte in question, "" for none.
	marked string
}

func checkFaults(t *testing.T, faults map[string]fault, change func(*Request)) {
	t.Helper()
	for name, c := range faults {
		request := Request{Raw: c.raw, At: judged, Keys: []token.Key{key(t, "", "HS256")}}
		if change != nil {
			change(&request)
		}
		r := Inspect(request)
		checkReport(t, request, r)
		if failure := r.Failure(); c.stage == "" {
			if r.Outcome != Verified {
				t.Errorf("%s: %s, %+v", name, r.Outcome, failure)
			}
		} else {
			s := r.Stage(c.stage)
			if failure == nil || r.Outcome == Verified || s.Status != Failed || !strings.Contains(s.Reason, c.words) || s.Source != c.source {
				t.Errorf("%s: %s, %+v", name, r.Outcome, s)
			}
			if c.marked != "" && !strings.HasPrefix(decodedAt(r, c.raw, s.Offset), c.marked) {
				t.Errorf("%s: the reason points to %q", name, decodedAt(r, c.raw, s.Offset))
			}
		}
		if note, found := codes(r)[c.code]; c.code != "" && (!found || note.Source == "") {
			t.Errorf("%s: %+v", name, r.Notes)
		}
		request.Keys = nil
		open := Inspect(request)
		checkReport(t, request, open)
		if open.Outcome != Unverified && r.Outcome != Unreadable {
			t.Errorf("%s: %s without a key", name, open.Outcome)
		}
	}
}

// decodedAt is the decoded text that begins at a byte of raw.
func decodedAt(r Report, raw string, offset int) string {
	for _, p := range []Part{r.Header, r.Payload, r.Signature} {
		if at := offset - p.Start; p.Start >= 0 && at >= 0 && at < len(p.Raw) {
			// A byte begins in the character that holds its first bit.
			return string(p.Decoded[min(at/4*3+at%4, len(p.Decoded)):])
		}
	}
	return raw[max(offset, 0):]
}

func TestSpelling(t *testing.T) {
	h, p := b64(usual), b64(good)
	signature := b64(mac(h+"."+p, secret))
	// A payload of 49 bytes ends in two characters, of which the last has spare bits.
	tail := p[:len(p)-1] + string(p[len(p)-1]+1)
	slash := b64(usual) + "." + strings.NewReplacer("-", "+", "_", "/").Replace(b64(`{"a":"???>>>","exp":1795532400}`))
	checkFaults(t, map[string]fault{
		"spare bits of the signature": {h + "." + p + "." + spare(signature), StageBase64, "stand for nothing", "RFC 4648 §3.5", "spare-bits", ""},
		"spare bits, signed":          {signed(h + "." + tail), StageBase64, "stand for nothing", "RFC 4648 §3.5", "spare-bits", ""},
		"padding":                     {h + "." + p + "." + signature + "=", StageBase64, "no padding", "RFC 7515 §2", "padding", ""},
		"padding, signed":             {signed(h + "." + p + "=="), StageBase64, "no padding", "RFC 7515 §2", "padding", ""},
		"the standard alphabet":       {signed(slash), StageBase64, "ordinary base64", "RFC 4648 §5", "standard-alphabet", ""},
		"a foreign byte":              {h + "." + p + "." + signature[:9] + "*" + signature[10:], StageBase64, `'*'`, "RFC 7515 §2", "", ""},
		"a control byte":              {h + "." + p + "." + signature[:9] + "\x1b" + signature[10:], StageBase64, `0x1b`, "RFC 7515 §2", "", ""},
		"an impossible length":        {h + "." + p + "." + signature + "AA", StageBase64, "45 characters", "RFC 4648 §4", "", ""},
		"an empty payload":            {signed(h + "."), StageJSON, "payload is not JSON: it is empty", "RFC 7519 §7.2", "", ""},
		"an empty header":             {signed("." + p), StageShape, "header is empty", "RFC 7515 §7.1", "", ""},
	}, nil)
	for _, raw := range []string{signed(slash), signed(h + "." + p + "=="), signed(h + "." + tail), h + "." + p + "." + spare(signature)} {
		if r := look(t, raw); r.Stage(StageSignature).Status != Passed || r.Outcome != Refused {
			t.Errorf("%s: the signature over the text as written: %+v", raw, r.Stage(StageSignature))
		}
	}
	if r := look(t, slash+"."+signature); string(r.Payload.Decoded) != `{"a":"???>>>","exp":1795532400}` {
		t.Errorf("the standard alphabet is decoded as %q", r.Payload.Decoded)
	}
}

// spare flips the lowest bit of the last character.
func spare(text string) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	last := len(text) - 1
	return text[:last] + string(alphabet[strings.IndexByte(alphabet, text[last])^1])
}

func TestJSON(t *testing.T) {
	deep := strings.Repeat("[", token.MaxDepth) + strings.Repeat("]", token.MaxDepth)
	many := `{"exp":1795532400` + strings.Repeat(`,"x":0`, 1)
	for k := range token.MaxMembers {
		many += `,"m` + string(rune('a'+k%26)) + strings.Repeat("z", k/26) + `":0`
	}
	checkFaults(t, map[string]fault{
		"exp twice":              {made(usual, `{"exp":1,"sub":"a","exp":1795532400}`), StageJSON, `"exp": 1 and 1795532400`, "RFC 7519 §4", "duplicate-member", `"exp":1795532400}`},
		"exp twice, one escaped": {made(usual, `{"exp":1,"\u0065xp":1795532400}`), StageJSON, `"exp"`, "RFC 7519 §4", "duplicate-member", `"\u0065xp"`},
		"alg twice":              {made(`{"alg":"none","alg":"HS256"}`, good), StageJSON, `"none" and "HS256"`, "RFC 7515 §4", "duplicate-member", `"alg":"HS256"`},
		"no JSON":                {made(usual, `not json`), StageJSON, "not JSON", "RFC 7519 §7.2", "", `ot json`},
		"cut":                    {made(usual, `{"exp":17955`), StageJSON, "ends too early", "RFC 7519 §7.2", "", ""},
		"a comma too many":       {made(usual, `{"exp":1795532400,}`), StageJSON, "byte 18", "RFC 7519 §7.2", "", `}`},
		"null":                   {made(usual, `null`), StageJSON, "but null", "RFC 7519 §7.2", "not-an-object", `null`},
		"a list":                 {made(usual, `[1]`), StageJSON, "a list", "RFC 7519 §7.2", "not-an-object", `[1]`},
		"a string":               {made(usual, `"x"`), StageJSON, "a string", "RFC 7519 §7.2", "not-an-object", `"x"`},
		"a number":               {made(usual, `17`), StageJSON, "a number", "RFC 7519 §7.2", "not-an-object", `17`},
		"half a character":       {made(usual, `{"a\\":1,"b":"\ud83d\ude00\ud83d","exp":1795532400}`), "", "", "", "half-character", `\ud83d","exp"`},
		"a byte order mark":      {made(usual, "\ufeff"+good), StageJSON, "byte order mark", "RFC 8259 §8.1", "byte-order-mark", "\ufeff{"},
		"no UTF-8":               {made(usual, "{\"sub\":\"a\xff\",\"exp\":1795532400}"), StageJSON, "byte 9 of it is 0xff", "RFC 7519 §7.2", "invalid-utf8", "\xff"},
		"a header without UTF-8": {made("{\"alg\":\"HS256\",\"x\":\"\xff\"}", good), StageJSON, "not UTF-8", "RFC 7519 §7.2", "invalid-utf8", "\xff"},
		"deep":                   {made(usual, `{"exp":1795532400,"x":`+deep+`}`), StageJSON, "deeper than 64", "RFC 8259 §9", "", "["},
		"many members":           {made(usual, many+`}`), StageJSON, "more than 256", "RFC 8259 §9", "", `"m`},
	}, nil)
	r := look(t, made(usual, `{"sub":"a","exp":1,"x":}`))
	if len(r.Payload.Members) != 2 || r.Payload.Members[1].Says == "" {
		t.Errorf("members before the break: %+v", r.Payload.Members)
	}
	r = look(t, made(usual, `{"exp":1,"exp":2}`))
	if m := r.Payload.Members; len(m) != 2 || m[0].Twice || !m[1].Twice || m[1].JSON != "2" {
		t.Errorf("twice: %+v", m)
	}
	if r = look(t, made(usual, `not json`)); r.Stage(StageSignature).Status != Passed || r.Stage(StageTime).Status != NotReached {
		t.Errorf("a payload that is no JSON: %+v", r.Stages)
	}
}

func TestHeader(t *testing.T) {
	h := func(more string) string { return made(`{"alg":"HS256"`+more+`}`, good) }
	checkFaults(t, map[string]fault{
		"no alg":              {made(`{"typ":"JWT"}`, good), StageHeader, "no alg", "RFC 7515 §4.1.1", "", ""},
		"alg a number":        {made(`{"alg":256}`, good), StageHeader, "a number", "RFC 7515 §4.1.1", "", `"alg"`},
		"alg empty":           {made(`{"alg":""}`, good), StageHeader, "empty", "RFC 7515 §4.1.1", "", ""},
		"Alg":                 {made(`{"Alg":"HS256"}`, good), StageHeader, "no alg", "RFC 7515 §4.1.1", "wrong-case", ""},
		"crit":                {h(`,"crit":["x"],"x":1`), StageHeader, "none is understood", "RFC 7515 §4.1.11", "crit", `"crit"`},
		"crit b64":            {h(`,"crit":["b64"],"b64":true`), StageHeader, "none is understood", "RFC 7515 §4.1.11", "crit", `"crit"`},
		"crit empty":          {h(`,"crit":[]`), StageHeader, "at least one name", "RFC 7515 §4.1.11", "crit", ""},
		"crit a string":       {h(`,"crit":"exp"`), StageHeader, "at least one name", "RFC 7515 §4.1.11", "crit", ""},
		"crit alg":            {h(`,"crit":["alg"]`), StageHeader, "defines itself", "RFC 7515 §4.1.11", "crit", ""},
		"crit of nothing":     {h(`,"crit":["y"]`), StageHeader, "does not have", "RFC 7515 §4.1.11", "crit", ""},
		"crit of numbers":     {h(`,"crit":[1]`), StageHeader, "must list names", "RFC 7515 §4.1.11", "crit", ""},
		"b64 false":           {h(`,"b64":false`), StageHeader, "as it is", "RFC 7797 §7", "b64-without-crit", `"b64"`},
		"b64 odd":             {h(`,"b64":"no"`), StageHeader, "true or false", "RFC 7797 §3", "", ""},
		"b64 true":            {h(`,"b64":true`), "", "", "", "b64-without-crit", ""},
		"kid a number":        {h(`,"kid":5`), StageHeader, "a number", "RFC 7515 §4.1.4", "", `"kid"`},
		"kid empty":           {h(`,"kid":""`), StageHeader, "empty", "RFC 7515 §4.1.4", "", ""},
		"typ a list":          {h(`,"typ":["JWT"]`), StageHeader, "a list", "RFC 7515 §4.1.9", "", ""},
		"kid a path":          {h(`,"kid":"../../dev/null"`), "", "", "", "kid-path", ""},
		"kid SQL":             {h(`,"kid":"x' UNION SELECT 'a';--"`), "", "", "", "kid-query", ""},
		"kid a command":       {h(`,"kid":"/x|touch y"`), "", "", "", "kid-path", ""},
		"kid a pipe":          {h(`,"kid":"x|y"`), "", "", "", "kid-command", ""},
		"kid an address":      {h(`,"kid":"https://keys.example/1"`), "", "", "", "kid-address", ""},
		"jwk":                 {h(`,"jwk":{"kty":"OKP","crv":"Ed25519","x":"AAAA"}`), "", "", "", "key-inside", ""},
		"jwk, secret":         {h(`,"jwk":{"kty":"oct","k":"AAAA"}`), "", "", "", "private-key-inside", ""},
		"jku":                 {h(`,"jku":"https://attacker.example/"`), "", "", "", "key-inside", ""},
		"x5u":                 {h(`,"x5u":"https://attacker.example/"`), "", "", "", "key-inside", ""},
		"x5c":                 {h(`,"x5c":["AAAA"]`), "", "", "", "key-inside", ""},
		"x5c a text":          {h(`,"x5c":"AAAA"`), StageHeader, "a list of at least one", "RFC 7515 §4.1.6", "key-inside", `"x5c"`},
		"x5c of nothing":      {h(`,"x5c":[]`), StageHeader, "a list of at least one", "RFC 7515 §4.1.6", "", ""},
		"x5c in base64url":    {h(`,"x5c":["AAAA","__-_"]`), StageHeader, "number 2 is none", "RFC 7515 §4.1.6", "", ""},
		"jwk a number":        {h(`,"jwk":5`), StageHeader, "must be an object", "RFC 7515 §4.1.3", "key-inside", `"jwk"`},
		"jwk of nothing":      {h(`,"jwk":{}`), StageHeader, "no kty", "RFC 7515 §4.1.3", "", ""},
		"jku no address":      {h(`,"jku":"/keys"`), StageHeader, "must be a URI", "RFC 7515 §4.1.2", "", `"jku"`},
		"x5u no address":      {h(`,"x5u":"a b:c"`), StageHeader, "must be a URI", "RFC 7515 §4.1.5", "", ""},
		"x5t":                 {h(`,"x5t":"AAAAAAAAAAAAAAAAAAAAAAAAAAA"`), "", "", "", "certificate-hint", ""},
		"x5t too short":       {h(`,"x5t":"AAAA"`), StageHeader, "20 bytes", "RFC 7515 §4.1.7", "", `"x5t"`},
		"x5t#S256 too short":  {h(`,"x5t#S256":"AAAAAAAAAAAAAAAAAAAAAAAAAAA"`), StageHeader, "32 bytes", "RFC 7515 §4.1.8", "", ""},
		"crit twice":          {h(`,"crit":["x","x"],"x":1`), StageHeader, "twice", "RFC 7515 §4.1.11", "crit", ""},
		"another iss":         {made(`{"alg":"HS256","iss":"i"}`, `{"exp":1795532400,"iss":"j"}`), "", "", "", "replicated-claim", ""},
		"a lacking type":      {h(`,"typ":"at+jwt"`), "", "", "", "missing-of-type", `"typ"`},
		"an empty typ":        {h(`,"typ":""`), "", "", "", "unknown-typ", ""},
		"zip":                 {h(`,"zip":"DEF"`), "", "", "", "zip", ""},
		"enc":                 {h(`,"enc":"A256GCM"`), "", "", "", "enc", ""},
		"no typ":              {h(``), "", "", "", "no-typ", ""},
		"an access token":     {h(`,"typ":"at+jwt"`), "", "", "", "typ", ""},
		"an unknown typ":      {h(`,"typ":"cheese"`), "", "", "", "unknown-typ", ""},
		"no token in it":      {h(`,"cty":"JWT"`), "", "", "", "cty-without-nesting", `"cty"`},
		"a token in a token":  {made(`{"alg":"HS256","cty":"JWT"}`, made(usual, good)), StageJSON, "a token in itself", "RFC 7519 §7.2", "nested", ""},
		"not said by cty":     {made(usual, made(usual, good)), StageJSON, "a token in itself", "RFC 7519 §7.2", "nesting-without-cty", "eyJ"},
		"the long name of it": {h(`,"typ":"application/at+jwt"`), "", "", "", "typ", ""},
	}, nil)
}
