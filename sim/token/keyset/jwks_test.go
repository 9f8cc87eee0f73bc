package keyset_test

import (
	"strings"
	"testing"

	"authlab/sim/token/keyset"
)

func setOf(keys ...string) string { return `{"keys":[` + strings.Join(keys, ",") + `]}` }

// TestSets tells what of a set is taken, left out and refused.
func TestSets(t *testing.T) {
	rsa, ec, oct := example(t, "RFC 7515 A.2"), example(t, "RFC 7515 A.3"), example(t, "RFC 7515 A.1")
	public := func(changes ...any) string {
		return with(rsa, append([]any{"d", nil, "p", nil, "q", nil, "dp", nil, "dq", nil, "qi", nil}, changes...)...)
	}
	other := with(example(t, "RFC 7520 §4.1"), "d", nil, "kid", "a")
	for name, c := range map[string]struct {
		text, algorithm string
		keys            int
		note, problem   string
	}{
		"two kinds":                       {setOf(public("kid", "a"), with(ec, "kid", "b")), "", 2, "", ""},
		"one of them is wanted":           {setOf(public("kid", "a"), with(ec, "kid", "b")), "ES256", 1, "Left out keys[0]: an RSA key is not for ES256.", ""},
		"one of them by alg":              {setOf(public("alg", "RS256"), public("alg", "RS384")), "RS384", 1, "Left out keys[0], member alg: the key is for RS256, and RS384 is wanted.", ""},
		"none is wanted":                  {setOf(public("alg", "RS256"), public("alg", "RS384")), "PS256", 0, "", "keys[0], member alg: the key is for RS256, and PS256 is wanted (and the other one cannot be used either)"},
		"an unknown kind":                 {setOf(`{"kty":"XYZ"}`, public()), "", 1, "Left out keys[0], member kty: this value is no kind of key here.", ""},
		"no kind":                         {setOf(`{"kid":"a"}`, public()), "", 1, "Left out keys[0], member kty: it is missing", ""},
		"an unknown curve":                {setOf(with(ec, "crv", "secp256k1"), public()), "", 1, "Left out keys[0], member crv", ""},
		"a secret without k":              {setOf(with(oct, "k", nil), public()), "", 1, "Left out keys[0], member k: it is missing", ""},
		"an unknown alg":                  {setOf(public("alg", "RS1"), public()), "", 1, "Left out keys[0], member alg", ""},
		"a private exponent alone":        {setOf(with(rsa, "p", nil, "q", nil, "dp", nil, "dq", nil, "qi", nil), public()), "", 1, "Left out keys[0], member p: it is missing", ""},
		"a contradiction":                 {setOf(public(), with(ec, "y", ec["x"])), "", 0, "", "keys[1], member x: x and y are no point"},
		"an alg of another kind":          {setOf(public("alg", "ES256"), public()), "", 0, "", "keys[0], member alg"},
		"a member twice":                  {setOf(`{"kty":"oct","k":"AA","k":"AQ"}`), "", 0, "", "keys[0], member k: it stands there twice"},
		"keys twice":                      {`{"keys":[],"keys":[]}`, "", 0, "", "member keys: it stands there twice"},
		"no list":                         {`{"keys":{}}`, "", 0, "", "member keys: it is not a list"},
		"no key":                          {`{"keys":[]}`, "", 0, "", "member keys: it is empty"},
		"no object":                       {`{"keys":["a"]}`, "", 0, "", "keys[0]: it is not a JSON object"},
		"one kid, another key":            {setOf(public("kid", "a"), other), "", 0, "", "keys[1], member kid: keys[0] has the same, and is another key for RS256 (RFC 7517 §4.5)"},
		"one kid, the same key":           {setOf(public("kid", "a"), public("kid", "a")), "", 1, "keys[0] and keys[1] are the same key. They count as one.", ""},
		"one kid, public and private":     {setOf(public("kid", "a"), with(rsa, "kid", "a")), "", 1, "There is a private key in it", ""},
		"one kid, another kind":           {setOf(public("kid", "a"), with(ec, "kid", "a")), "", 2, "keys[1] has the kid of keys[0], and is for another algorithm.", ""},
		"no kid at all":                   {setOf(public(), strings.Replace(other, `"kid"`, `"id"`, 1)), "", 2, "", ""},
		"members that nobody knows":       {`{"keys":[` + public() + `],"next":"https://example.com"}`, "", 1, "", ""},
		"as many keys as there may be":    {setOf(many(oct, keyset.MaxKeys)...), "", keyset.MaxKeys, "", ""},
		"more keys":                       {setOf(many(oct, keyset.MaxKeys+1)...), "", 0, "", "it has 101 keys, and more than 100 are not read"},
		"more keys, none of them for us":  {setOf(strings.Split(strings.Repeat(`{"kty":"x"};`, 101), ";")[:101]...), "", 0, "", "it has 101 keys"},
		"longer than any key":             {strings.Repeat("x", keyset.MaxSize+1), "", 0, "", "longer than 64 KiB"},
		"as long as a secret may be":      {strings.Repeat("x", keyset.MaxSize), "", 1, "", ""},
		"as long as a list of blocks may": {strings.Repeat("-----BEGIN X-----\nAAAA\n-----END X-----\n", 300), "", 0, "", "more than 200 PEM blocks"},
	} {
		set, err := keyset.Read([]byte(c.text), c.algorithm)
		if (err == nil) != (c.problem == "") || err != nil && !strings.Contains(err.Error(), c.problem) {
			t.Errorf("%s: %v", name, err)
		} else if len(set.Keys) != c.keys || !noted(set.Notes, c.note) {
			t.Errorf("%s: %d keys, %q", name, len(set.Keys), set.Notes)
		}
		if name == "one kid, public and private" && !set.Keys[0].CanSign() {
			t.Errorf("%s: the private half was lost", name)
		}
	}
}

// many are so many secrets, each of its own.
func many(members map[string]any, count int) []string {
	var keys []string
	for i := range count {
		keys = append(keys, with(members, "k", spelled([]byte{byte(i), 1})))
	}
	return keys
}
