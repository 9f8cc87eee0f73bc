package inspect

import (
	"strings"
	"testing"

	"authlab/sim/token"
)

// TestDifferences holds the list in the package documentation: each token is refused
// here, and accepted by golang-jwt, by jsonwebtoken or by both.
func TestDifferences(t *testing.T) {
	const exp = `"exp":1795532400`
	bare := `{"alg":"HS256"`
	h := func(more string) string { return made(bare+more+`}`, good) }
	raw := made(usual, good)
	text := b64(usual) + "." + b64(good)
	for name, c := range map[string]struct {
		raw   string
		key   token.Key
		goes  bool // golang-jwt accepts
		node  bool // jsonwebtoken accepts
		stage StageName
	}{
		"crit":             {h(`,"crit":["b64"],"b64":true`), token.Key{}, true, true, StageHeader},
		"b64 false":        {h(`,"b64":false`), token.Key{}, true, true, StageHeader},
		"a name twice":     {made(usual, `{"exp":1,`+exp+`}`), token.Key{}, true, true, StageJSON},
		"a kid of numbers": {h(`,"kid":5`), token.Key{}, true, true, StageHeader},
		"a typ of a list":  {h(`,"typ":["JWT"]`), token.Key{}, true, true, StageHeader},
		"a jku of a path":  {h(`,"jku":"/keys"`), token.Key{}, true, true, StageHeader},
		"a jwk of numbers": {h(`,"jwk":5`), token.Key{}, true, true, StageHeader},
		"a short x5t":      {h(`,"x5t":"AAAA"`), token.Key{}, true, true, StageHeader},
		"an x5c of text":   {h(`,"x5c":"AAAA"`), token.Key{}, true, true, StageHeader},
		"spare bits, HMAC": {text + "." + spare(raw[len(text)+1:]), token.Key{}, true, false, StageBase64},
		"spare bits, RSA":  {spare(under(t, "RS256", "RS256", `{"alg":"RS256"}`, good)), key(t, "", "RS256").Public(), true, true, StageBase64},
		"null":             {made(bare+`}`, `null`), token.Key{}, true, true, StageJSON},
		"a list":           {made(usual, `[]`), token.Key{}, false, true, StageJSON},
		"no UTF-8":         {made(usual, "{\"sub\":\"\xff\","+exp+"}"), token.Key{}, true, true, StageJSON},
		"nesting":          {made(usual, `{`+exp+`,"x":`+strings.Repeat("[", 70)+strings.Repeat("]", 70)+`}`), token.Key{}, true, true, StageJSON},
		"members":          {made(usual, `{`+exp+many(300)+`}`), token.Key{}, true, true, StageJSON},
		"exp 0":            {made(usual, `{"exp":0}`), token.Key{}, true, false, StageTime},
		"milliseconds":     {made(usual, `{"exp":1795532400000}`), token.Key{}, true, true, StageTime},
		"1e300":            {made(usual, `{"exp":1e300}`), token.Key{}, false, true, StageTime},
		"nbf and a half":   {made(usual, `{"nbf":1795528800.5,`+exp+`}`), token.Key{}, true, false, StageTime},
		"iat a word":       {made(usual, `{"iat":"now",`+exp+`}`), token.Key{}, true, true, StageTime},
		"aud a number":     {made(usual, `{"aud":5,`+exp+`}`), token.Key{}, true, true, StageParties},
		"sub a number":     {made(usual, `{"sub":5,`+exp+`}`), token.Key{}, true, true, StageParties},
		"aud of nobody":    {made(usual, `{"aud":[],`+exp+`}`), token.Key{}, true, true, StageParties},
		"sub no URI":       {made(usual, `{"sub":"a: b",`+exp+`}`), token.Key{}, true, true, StageParties},
		"jti a list":       {made(usual, `{"jti":[],`+exp+`}`), token.Key{}, true, true, StageRevocation},
		"a short secret":   {text + "." + b64(mac(text, "x")), secretKey(t, "", "HS256", "x"), true, true, StageKey},
	} {
		if c.key.Algorithm == "" {
			c.key = key(t, "", "HS256")
		}
		r := Inspect(Request{Raw: c.raw, At: judged, Keys: []token.Key{c.key}})
		l := r.Library
		if r.Outcome != Refused || r.Stage(c.stage).Status != Failed {
			t.Errorf("%s: %s, %+v", name, r.Outcome, r.Failure())
		}
		if !l.Asked || (l.Go == "") != c.goes || (l.Node == "") != c.node || (l.GoSentinel == "") != c.goes {
			t.Errorf("%s: %+v", name, l)
		}
	}
}

// TestWhatIsAcceptedAllTheSame holds the other list of the documentation.
func TestWhatIsAcceptedAllTheSame(t *testing.T) {
	const exp = `"exp":1795532400`
	for name, c := range map[string]struct {
		raw  string
		goes bool // golang-jwt accepts
		code string
	}{
		"no exp":             {made(usual, `{}`), true, "no-exp"},
		"iat ahead":          {made(usual, `{"iat":1795532300,`+exp+`}`), true, "issued-in-the-future"},
		"aud not asked for":  {made(usual, `{"aud":"somebody",`+exp+`}`), true, ""},
		"too large a number": {made(usual, `{"x":1e400,`+exp+`}`), false, "large-number"},
		"half a character":   {made(usual, `{"x":"\ud800",`+exp+`}`), true, "half-character"},
		"a typ of any text":  {made(`{"alg":"HS256","typ":"any text"}`, good), true, "unknown-typ"},
		"a key inside":       {made(`{"alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}}`, good), true, "key-inside"},
	} {
		r := look(t, c.raw)
		if _, noted := codes(r)[c.code]; r.Outcome != Verified || (r.Library.Go == "") != c.goes || r.Library.Node != "" || c.code != "" && !noted {
			t.Errorf("%s: %s, %+v, %+v", name, r.Outcome, r.Library, r.Notes)
		}
	}
	r := look(t, made(usual, `{"aud":["somebody"],`+exp+`}`))
	if s := r.Stage(StageParties); s.Status != NotAsked || !strings.Contains(s.Reason, `aud, ["somebody"], must refuse it`) {
		t.Errorf("%+v", s)
	}
}

// many are further members.
func many(n int) string {
	var b strings.Builder
	for k := range n {
		b.WriteString(`,"m` + strings.Repeat("x", k%7) + string(rune('a'+k%26)) + strings.Repeat("y", k/182) + `":0`)
	}
	return b.String()
}

// TestLibrarySentences holds both libraries' words on the usual refusals.
func TestLibrarySentences(t *testing.T) {
	text := b64(usual) + "." + b64(good)
	for name, c := range map[string]struct {
		raw  string
		want Library
	}{
		"good":           {made(usual, good), Library{}},
		"another secret": {text + "." + b64(mac(text, "x")), Library{GoSentinel: "ErrTokenSignatureInvalid", Go: "token signature is invalid: signature is invalid", NodeName: "JsonWebTokenError", Node: "invalid signature"}},
		"ended":          {made(usual, `{"exp":1}`), Library{GoSentinel: "ErrTokenExpired", Go: "token has invalid claims: token is expired", NodeName: "TokenExpiredError", Node: "jwt expired"}},
		"early":          {made(usual, `{"nbf":1795532400}`), Library{GoSentinel: "ErrTokenNotValidYet", Go: "token has invalid claims: token is not valid yet", NodeName: "NotBeforeError", Node: "jwt not active"}},
		"no signature":   {text + ".", Library{GoSentinel: "ErrTokenSignatureInvalid", Go: "token signature is invalid: signature is invalid", NodeName: "JsonWebTokenError", Node: "jwt signature is required"}},
		"two parts":      {text, Library{GoSentinel: "ErrTokenMalformed", Go: "token is malformed: token contains an invalid number of segments", NodeName: "JsonWebTokenError", Node: "jwt malformed"}},
		"four parts":     {made(usual, good) + ".foo", Library{GoSentinel: "ErrTokenMalformed", Go: "token is malformed: token contains an invalid number of segments", NodeName: "JsonWebTokenError", Node: "jwt malformed"}},
		"a word":         {"fruit", Library{GoSentinel: "ErrTokenMalformed", Go: "token is malformed: token contains an invalid number of segments", NodeName: "JsonWebTokenError", Node: "jwt malformed"}},
		"no JSON":        {made(usual, `not json`), Library{GoSentinel: "ErrTokenMalformed", Go: "token is malformed: could not JSON decode claim: invalid character 'o' in literal null (expecting 'u')", NodeName: "SyntaxError", Node: `Unexpected token 'o', "not json" is not valid JSON`}},
	} {
		c.want.Asked = true
		if got := look(t, c.raw).Library; got != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for name, r := range map[string]Report{
		"without a key":   Inspect(Request{Raw: made(usual, good), At: judged}),
		"without a token": look(t, " \n"),
		"too long":        look(t, strings.Repeat("a", token.MaxSize+1)),
	} {
		if r.Library != (Library{}) {
			t.Errorf("%s: %+v", name, r.Library)
		}
	}
}
