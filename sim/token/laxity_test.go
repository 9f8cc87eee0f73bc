package token

import (
	"crypto/sha256"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// TestWhatTheLibraryLetsThrough lists texts, all well signed, that golang-jwt v5.3.1
// takes with its algorithm pinned, and that no strict verifier may take.
func TestWhatTheLibraryLetsThrough(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	const good = `{"sub":"a","exp":1800000060}`
	registered := func() jwt.Claims { return &jwt.RegisteredClaims{} }
	loose := func() jwt.Claims { return jwt.MapClaims{} }
	text := b64(usual) + "." + b64(good)
	broken := b64(usual) + "." + b64(good)[:8] + "\r\n" + b64(good)[8:]
	signature := mac(sha256.New, secret, text)
	for name, c := range map[string]struct {
		raw    string
		claims func() jwt.Claims
		want   string
	}{
		"exp in capitals":         {made(usual, `{"sub":"a","exp":1,"EXP":9999999999}`), registered, "jwt expired"},
		"exp 0":                   {made(usual, `{"sub":"a","exp":0}`), loose, "jwt expired"},
		"nbf and a half":          {made(usual, `{"nbf":1800000000.5,"exp":1800000060}`), loose, "jwt not active"},
		"aud a number":            {made(usual, `{"sub":"a","exp":1800000060,"aud":5}`), loose, "aud is neither a string nor a list of strings"},
		"exp twice":               {made(usual, `{"exp":1,"sub":"a","exp":1800000060}`), loose, `payload has two members named "exp"`},
		"exp twice, once escaped": {made(usual, `{"exp":1,"sub":"a","\u0065xp":1800000060}`), loose, `payload has two members named "exp"`},
		"alg twice":               {made(`{"alg":"none","alg":"HS256"}`, good), loose, `header has two members named "alg"`},
		"crit":                    {made(`{"alg":"HS256","crit":["b64"],"b64":true}`, good), loose, "header has crit, which nobody here understands"},
		"empty crit":              {made(`{"alg":"HS256","crit":[]}`, good), loose, "header has crit, which nobody here understands"},
		"header not UTF-8":        {made("{\"alg\":\"HS256\",\"x\":\"\xff\"}", good), loose, "header is not UTF-8"},
		"kid a number":            {made(`{"alg":"HS256","kid":5}`, good), loose, "header has a kid that is no text"},
		"a line feed behind":      {text + "." + signature + "\n", loose, "invalid token"},
		"a line feed inside":      {text + "." + signature[:9] + "\n" + signature[9:], loose, "invalid token"},
		"a signed line break":     {broken + "." + mac(sha256.New, secret, broken), loose, "invalid token"},
		"a spare bit":             {spareBit(text + "." + signature), loose, "invalid signature"},
		"payload null":            {made(usual, `null`), loose, "Cannot read properties of null (reading 'nbf')"},
		"payload null, no typ":    {made(`{"alg":"HS256"}`, `null`), loose, "payload is not a JSON object"},
		"payload not UTF-8":       {made(usual, "{\"sub\":\"\xff\",\"exp\":1800000060}"), loose, "payload is not UTF-8"},
		"no exp":                  {made(usual, `{"sub":"a"}`), loose, "exp claim is required"},
		"nested deeply":           {made(usual, `{"exp":1800000060,"x":`+strings.Repeat("[", 100)+strings.Repeat("]", 100)+`}`), loose, "payload nests deeper than 64"},
		"many members":            {made(usual, `{"exp":1800000060`+manyMembers(300)+`}`), loose, "payload has more than 256 members"},
		"long":                    {made(usual, `{"exp":1800000060,"x":"`+strings.Repeat("x", MaxSize)+`"}`), loose, "longer than 16384 bytes"},
	} {
		options := []jwt.ParserOption{jwt.WithValidMethods([]string{HS256}), jwt.WithTimeFunc(func() time.Time { return now })}
		if name != "a spare bit" {
			options = append(options, jwt.WithStrictDecoding())
		}
		if _, err := jwt.NewParser(options...).ParseWithClaims(c.raw, c.claims(), librarySecret); err != nil {
			t.Errorf("%s: the library refuses it too: %v", name, err)
		}
		_, err := verifier(t, now, nil).Verify(c.raw)
		if err == nil {
			t.Errorf("%s is accepted", name)
		} else if e := refusal(t, err); e.Error() != c.want || e.Stage == "" {
			t.Errorf("%s: %q at %s, want %q", name, e, e.Stage, c.want)
		}
	}
}

func librarySecret(*jwt.Token) (any, error) { return []byte(secret), nil }

func manyMembers(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(`,"m` + strconv.Itoa(i) + `":0`)
	}
	return b.String()
}

// TestNamesAreTakenAsSpelled: the library's RegisteredClaims fold case, even beyond ASCII.
func TestNamesAreTakenAsSpelled(t *testing.T) {
	raw := made(usual, `{"ſub":"admin","Iss":"x","JTI":"y","exp":1767225700}`)
	folded := &jwt.RegisteredClaims{}
	parser := jwt.NewParser(jwt.WithTimeFunc(func() time.Time { return start }))
	if _, err := parser.ParseWithClaims(raw, folded, librarySecret); err != nil || folded.Subject != "admin" {
		t.Errorf("the library has the subject %q, %v", folded.Subject, err)
	}
	claims, err := verifier(t, start, nil).Verify(raw)
	if err != nil || claims.Subject != "" || claims.Issuer != "" || claims.ID != "" {
		t.Errorf("%+v, %v", claims, err)
	}
}

// TestDatesOutOfRange: the library's conversion overflows and calls them expired.
func TestDatesOutOfRange(t *testing.T) {
	for _, payload := range []string{`{"exp":1e19}`, `{"exp":1e300}`, `{"exp":1800000060,"nbf":-1e300}`, `{"exp":1800000060,"iat":1e19}`} {
		_, err := verifier(t, start, nil).Verify(made(usual, payload))
		if err == nil || !strings.HasSuffix(refusal(t, err).Reason, " is out of range") {
			t.Errorf("%s: %v", payload, err)
		}
	}
}

// TestNoneIsNeverTaken: the library takes alg none from a program that asks for it.
func TestNoneIsNeverTaken(t *testing.T) {
	raw := b64(`{"alg":"none","typ":"JWT"}`) + "." + b64(`{"sub":"a","exp":1767225700}`) + "."
	asked := func(*jwt.Token) (any, error) { return jwt.UnsafeAllowNoneSignatureType, nil }
	if _, err := jwt.NewParser(jwt.WithTimeFunc(func() time.Time { return start })).Parse(raw, asked); err != nil {
		t.Errorf("the library refuses: %v", err)
	}
	for _, algorithm := range []string{HS256, RS256, EdDSA} {
		if _, err := verifier(t, start, nil, drawn(t, algorithm, "").Public()).Verify(raw); err == nil {
			t.Errorf("%s: alg none passes", algorithm)
		}
	}
}

// TestKeysInTheHeaderAreNotRead: members that carry or locate a key change nothing,
// neither for a genuine token nor for the attacker's (RFC 8725 §3.10).
func TestKeysInTheHeaderAreNotRead(t *testing.T) {
	const claims = `{"sub":"a","exp":1767225700}`
	for _, member := range []string{`"jwk":{"kty":"oct","k":"AAAA"}`, `"jku":"https://attacker.example/keys.json"`, `"x5u":"https://attacker.example/x.pem"`, `"x5c":["AAAA"]`} {
		header := `{"alg":"HS256",` + member + `}`
		if _, err := verifier(t, start, nil).Verify(made(header, claims)); err != nil {
			t.Errorf("%s: %v", member, err)
		}
		if _, err := verifier(t, start, nil).Verify(hmacToken(sha256.New, []byte{0, 0, 0}, header, claims)); err == nil {
			t.Errorf("%s is trusted", member)
		}
	}
}
