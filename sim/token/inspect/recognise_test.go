package inspect

import (
	"strings"
	"testing"

	"authlab/sim/token"
)

// TestRecognise names what is no signed token.
func TestRecognise(t *testing.T) {
	raw := made(usual, good)
	parts := strings.Split(raw, ".")
	jwe := b64(`{"alg":"RSA-OAEP","enc":"A256GCM"}`) + ".a.b.c.d"
	for name, c := range map[string]struct{ given, code, source, words string }{
		"nothing":              {"", "", "RFC 7515 §7.1", "nothing"},
		"white space":          {" \n", "", "RFC 7515 §7.1", "nothing"},
		"JWE":                  {jwe, "jwe", "RFC 7516 §3.1", "five parts"},
		"JWE, direct":          {b64(`{"alg":"dir","enc":"A128GCM"}`) + "..b.c.d", "jwe", "RFC 7516 §3.1", "JWE"},
		"five parts of nought": {"a.b.c.d.e", "", "RFC 7515 §7.1", "5 parts"},
		"flattened":            {`{"payload":"` + parts[1] + `","protected":"` + parts[0] + `","signature":"` + parts[2] + `"}`, "jws-json-flattened", "RFC 7515 §7.2.2", "flattened"},
		"general":              {`{"payload":"x","signatures":[{"protected":"` + parts[0] + `","signature":"y"}]}`, "jws-json", "RFC 7515 §7.2.1", "general"},
		"JWE as JSON":          {`{"protected":"` + parts[0] + `","ciphertext":"x","iv":"y","tag":"z"}`, "jwe-json", "RFC 7516 §7.2", "encrypted"},
		"a key":                {`{"kty":"EC","crv":"P-256","x":"a","y":"b"}`, "jwk", "RFC 7517 §4", "key"},
		"a secret key":         {`{"kty":"oct","k":"AAAA"}`, "private-key", "RFC 7517 §4", "secret"},
		"a set of secrets":     {`{"keys":[{"kty":"oct","k":"AAAA"}]}`, "private-key", "RFC 7517 §5", "secret"},
		"a set of keys":        {`{"keys":[]}`, "jwk-set", "RFC 7517 §5", "set"},
		"a payload":            {good, "json", "RFC 7515 §7.1", "JSON"},
		"PEM":                  {"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "pem", "RFC 7468 §2", "PEM"},
		"a private key":        {"-----BEGIN RSA PRIVATE KEY-----\nAAAA\n", "private-key", "RFC 7468 §10", "private"},
		"a session cookie":     {"s%3Ahello.DGDUkGlIkCzPz%2BC0B064FNgHdEjox7ch8tOBGslZ5QI", "session-cookie", "RFC 7519 §3", "express-session"},
		"with its name":        {"connect.sid=s%3Ahello.DGDUkGlIkCzPz%2BC0B064FNgHdEjox7ch8tOBGslZ5QI", "session-cookie", "RFC 7519 §3", "no JWT"},
		"a password":           {"Authorization: Basic YWxpY2U6c2VjcmV0", "basic", "RFC 7617 §2", "a password"},
		"a UUID":               {"2f1c6b4e-9a55-4c2b-8d17-0c6a5e1f7b90", "uuid", "RFC 9562 §4", "UUID"},
		"hexadecimal":          {strings.Repeat("0af1", 8), "hex-id", "RFC 7519 §3", "32 hexadecimal"},
		"opaque":               {strings.Repeat("Zz", 20), "opaque", "RFC 7519 §3", "opaque"},
		"PASETO":               {"v4.public.AAAA", "paseto", "RFC 7519 §3", "PASETO"},
		"PASETO, local":        {"v2.local.AAAA.BBBB", "paseto", "RFC 7519 §3", "PASETO"},
		"two parts":            {parts[0] + "." + parts[1], "two-parts", "RFC 7515 §7.1", "signature is missing"},
		"one part":             {parts[0], "one-part", "RFC 7515 §7.1", "one part"},
		"four parts":           {raw + ".x", "", "RFC 7515 §7.1", "4 parts"},
		"a word":               {"garbage", "", "RFC 7515 §7.1", "one part"},
	} {
		for _, keys := range [][]token.Key{nil, {key(t, "", "HS256")}} {
			request := Request{Raw: c.given, At: judged, Keys: keys}
			r := Inspect(request)
			checkReport(t, request, r)
			shape := r.Stage(StageShape)
			if r.Outcome != Unreadable || c.source != "" && (shape.Status != Failed || shape.Source != c.source || !strings.Contains(shape.Reason, c.words)) {
				t.Errorf("%s: %s, %+v", name, r.Outcome, shape)
			}
			if _, found := codes(r)[c.code]; !found && c.code != "" {
				t.Errorf("%s: %+v", name, r.Notes)
			}
		}
	}
	if r := look(t, jwe); len(r.Header.Members) != 2 || r.Header.Members[1].Meaning == "" || r.Payload.Start != -1 {
		t.Errorf("the protected header: %+v", r.Header)
	}
	flat := `{"payload":"x","protected":"` + parts[0] + `","signature":"y"}`
	if r := look(t, flat); len(r.Header.Members) != 2 || flat[r.Header.Start:r.Header.Start+len(parts[0])] != parts[0] {
		t.Errorf("the protected header of JSON: %+v", r.Header)
	}
}

// TestOddPartsAreDecoded reads what is there although it is no token as a whole.
func TestOddPartsAreDecoded(t *testing.T) {
	raw := made(usual, good)
	parts := strings.Split(raw, ".")
	for name, c := range map[string]struct {
		given                      string
		header, payload, signature bool
	}{
		"two parts":              {parts[0] + "." + parts[1], true, true, false},
		"two parts, padded":      {parts[0] + "==." + parts[1] + "==", true, true, false},
		"two parts, quoted":      {`"` + parts[0] + "." + parts[1] + `"`, true, true, false},
		"four parts":             {raw + ".x", true, true, true},
		"a header alone":         {parts[0], true, false, false},
		"a payload alone":        {parts[1], false, true, false},
		"a payload and no more":  {"x." + parts[1], false, true, false},
		"five, none encrypted":   {raw + ".x.y", true, false, false},
		"the name of a computer": {"www.example", false, false, false},
	} {
		r := look(t, c.given)
		holds := func(p Part, name string) bool {
			for _, m := range p.Members {
				if m.Name == name {
					return m.Meaning != "" && strings.HasPrefix(c.given[p.Start:], p.Raw)
				}
			}
			return false
		}
		if r.Outcome != Unreadable || holds(r.Header, "alg") != c.header || holds(r.Payload, "exp") != c.payload || (len(r.Signature.Decoded) > 0) != c.signature {
			t.Errorf("%s: %s, %+v, %+v, %+v", name, r.Outcome, r.Header, r.Payload, r.Signature)
		}
	}
	// What cannot be decoded hides nothing of what stands before it.
	if r := look(t, parts[0]+"."+parts[1][:12]+"="+parts[1][12:]); !strings.HasPrefix(good, string(r.Payload.Decoded)) || len(r.Payload.Decoded) != 9 {
		t.Errorf("%q", r.Payload.Decoded)
	}
}
