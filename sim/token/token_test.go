package token

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"hash"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"pgregory.net/rapid"
)

const (
	secret        = "a secret of thirty-two bytes or more"
	foreignSecret = "another secret of thirty-two bytes or more"
)

var start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func key(t testing.TB, id, secret string) Key {
	k, err := Secret(id, []byte(secret))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func verifier(t testing.TB, now time.Time, change func(*Rules), keys ...Key) *Verifier {
	if len(keys) == 0 {
		keys = []Key{key(t, "", secret)}
	}
	rules := Rules{Keys: keys, Clock: func() time.Time { return now }}
	if change != nil {
		change(&rules)
	}
	v, err := NewVerifier(rules)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func issue(t testing.TB, ttl time.Duration) string {
	raw, err := Issuer{Key: key(t, "", secret), TTL: ttl}.Issue(start, "alice")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func mac(h func() hash.Hash, secret, text string) string {
	m := hmac.New(h, []byte(secret))
	m.Write([]byte(text))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

func b64(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

// made signs any header and payload with the right secret.
func made(header, payload string) string {
	text := b64(header) + "." + b64(payload)
	return text + "." + mac(sha256.New, secret, text)
}

const usual = `{"alg":"HS256","typ":"JWT"}`

func refusal(t testing.TB, err error) *Error {
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("not a refusal: %v", err)
	}
	return e
}

func TestIssue(t *testing.T) {
	i := Issuer{Key: key(t, "", secret), TTL: time.Minute, NotBefore: true}
	raw, err := i.Issue(start.Add(900*time.Millisecond), "alice", Claim{"sid", "x"}, Claim{"ver", 2})
	if err != nil {
		t.Fatal(err)
	}
	d := Decode(raw)
	if d.Header.JSON() != usual {
		t.Errorf("header %s", d.Header.JSON())
	}
	if want := `{"sub":"alice","sid":"x","ver":2,"nbf":1767225600,"iat":1767225600,"exp":1767225660}`; d.Payload.JSON() != want {
		t.Errorf("payload %s\n   want %s", d.Payload.JSON(), want)
	}
	again, _ := i.Issue(start.Add(100*time.Millisecond), "alice", Claim{"sid", "x"}, Claim{"ver", 2})
	if again != raw {
		t.Error("two tokens of one second differ")
	}
	c, err := verifier(t, start.Add(time.Second), nil).Verify(raw)
	if err != nil {
		t.Fatal(err)
	}
	sid, _ := c.Text("sid")
	ver, _ := c.Number("ver")
	if c.Subject != "alice" || sid != "x" || ver != 2 || !c.ExpiresAt.Equal(start.Add(time.Minute)) || !c.IssuedAt.Equal(start) || !c.NotBefore.Equal(start) {
		t.Errorf("%+v", c)
	}
}

func TestShortSecrets(t *testing.T) {
	if _, err := Secret("", []byte(secret)[:31]); err == nil || !strings.Contains(err.Error(), "32 bytes") {
		t.Errorf("31 bytes: %v", err)
	}
	if _, err := NewVerifier(Rules{Clock: time.Now}); err == nil {
		t.Error("a verifier without a key")
	}
	if _, err := Sign(Key{Algorithm: HS256}, nil); err == nil {
		t.Error("signed without a key")
	}
}

// The messages were observed on jsonwebtoken 9.0.3 and golang-jwt v5.3.1.
func TestRefusals(t *testing.T) {
	good := issue(t, time.Minute)
	p := strings.Split(good, ".")
	payload := func(s string) string { return made(usual, s) }
	hs512 := b64(`{"alg":"HS512","typ":"JWT"}`) + "." + p[1]
	other, _ := Sign(key(t, "", foreignSecret), []Claim{{"sub", "alice"}, {"exp", start.Unix() + 60}})
	expiredOther, _ := Sign(key(t, "", foreignSecret), []Claim{{"sub", "alice"}, {"exp", start.Unix() - 60}})
	const invalid = "token signature is invalid: signature is invalid"
	const parts = "token is malformed: token contains an invalid number of segments"
	const claims = "token has invalid claims: "
	cases := []struct{ name, raw, node, golang string }{
		{"other secret", other, "invalid signature", invalid},
		{"expired, other secret", expiredOther, "invalid signature", invalid},
		{"edited payload", p[0] + "." + b64(`{"sub":"admin","exp":1767225660}`) + "." + p[2], "invalid signature", invalid},
		{"edited header", b64(`{"alg":"HS256","typ":"JWT","kid":"x"}`) + "." + p[1] + "." + p[2], "invalid signature", invalid},
		{"alg none", b64(`{"alg":"none","typ":"JWT"}`) + "." + p[1] + ".", "jwt signature is required", "token signature is invalid: signing method none is invalid"},
		{"alg none, signature kept", b64(`{"alg":"none","typ":"JWT"}`) + "." + p[1] + "." + p[2], "invalid algorithm", "token signature is invalid: signing method none is invalid"},
		{"HS512", hs512 + "." + mac(sha512.New, secret, hs512), "invalid algorithm", "token signature is invalid: signing method HS512 is invalid"},
		{"RS256 header", b64(`{"alg":"RS256","typ":"JWT"}`) + "." + p[1] + "." + p[2], "invalid algorithm", "token signature is invalid: signing method RS256 is invalid"},
		{"alg missing", made(`{"typ":"JWT"}`, "{}"), "invalid algorithm", "token is unverifiable: signing method (alg) is unspecified"},
		{"alg lowercase", made(`{"alg":"hs256","typ":"JWT"}`, "{}"), "invalid algorithm", "token is unverifiable: signing method (alg) is unavailable"},
		{"expired", payload(`{"exp":1767225540}`), "jwt expired", claims + "token is expired"},
		{"expires now", payload(`{"exp":1767225600}`), "jwt expired", claims + "token is expired"},
		{"expires at zero", payload(`{"exp":0}`), "jwt expired", ""},
		{"not yet", payload(`{"exp":1767225700,"nbf":1767225660}`), "jwt not active", claims + "token is not valid yet"},
		{"both", payload(`{"exp":1767225540,"nbf":1767225660}`), "jwt not active", claims + "token is expired, token is not valid yet"},
		{"exp a string", payload(`{"exp":"tomorrow"}`), "invalid exp value", claims + "invalid type for claim: exp is invalid"},
		{"exp null", payload(`{"exp":null}`), "invalid exp value", claims + "invalid type for claim: exp is invalid"},
		{"nbf a string", payload(`{"exp":1767225700,"nbf":"x"}`), "invalid nbf value", claims + "invalid type for claim: nbf is invalid"},
		{"cut signature", good[:len(good)-10], "invalid signature", "token is malformed: could not base64 decode signature: illegal base64 data at input byte 32"},
		{"no signature", p[0] + "." + p[1] + ".", "jwt signature is required", invalid},
		{"padded", good + "=", "invalid token", "token is malformed: could not base64 decode signature: illegal base64 data at input byte 43"},
		{"trailing newline", good + "\n", "invalid token", ""},
		{"one part", "garbage", "jwt malformed", parts},
		{"two parts", p[0] + "." + p[1], "jwt malformed", parts},
		{"four parts", good + ".x", "jwt malformed", parts},
		{"empty", "", "jwt must be provided", parts},
		{"garbage with dots", "aaa.bbb.ccc", "invalid token", "token is malformed: could not JSON decode header: invalid character 'i' looking for beginning of value"},
		{"header not JSON", made("not json", `{}`), "invalid token", "token is malformed: could not JSON decode header: invalid character 'o' in literal null (expecting 'u')"},
		{"payload not JSON", made(usual, "not json"), `Unexpected token 'o', "not json" is not valid JSON`, "token is malformed: could not JSON decode claim: invalid character 'o' in literal null (expecting 'u')"},
		{"no exp", payload(`{"sub":"alice"}`), "", ""},
		{"EXP", payload(`{"exp":1,"EXP":9999999999}`), "jwt expired", claims + "token is expired"},
		{"exp twice", payload(`{"exp":1,"exp":1767225700}`), "", ""},
		{"crit", made(`{"alg":"HS256","typ":"JWT","crit":["b64"]}`, `{"exp":1767225700}`), "", ""},
		{"alg twice", made(`{"alg":"none","typ":"JWT","alg":"HS256"}`, `{"exp":1767225700}`), "", ""},
		{"escaped name twice", payload(`{"exp":1,"\u0065xp":1767225700}`), "", ""},
		{"out of range", payload(`{"exp":1e19}`), "", claims + "token is expired"},
		{"not UTF-8", payload("{\"exp\":1767225700,\"sub\":\"\xff\"}"), "", ""},
		{"deep", payload(`{"exp":1767225700,"a":` + strings.Repeat("[", 70) + strings.Repeat("]", 70) + "}"), "", ""},
		{"null", payload("null"), "Cannot read properties of null (reading 'nbf')", ""},
	}
	v := verifier(t, start, nil)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := v.Verify(c.raw)
			if err == nil {
				t.Fatalf("accepted: %+v", got)
			}
			e := refusal(t, err)
			if e.Node != c.node || e.Go != c.golang {
				t.Errorf("jsonwebtoken %q\n        want %q\n  golang-jwt %q\n        want %q", e.Node, c.node, e.Go, c.golang)
			}
			if e.Reason == "" || e.Stage == "" || err.Error() == "" || (e.Node == "") != (e.NodeName == "") {
				t.Errorf("%+v", e)
			}
		})
	}
}

func TestSignatureSpelledOtherwise(t *testing.T) {
	good := issue(t, time.Minute)
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	last := strings.IndexByte(alphabet, good[len(good)-1])
	_, err := verifier(t, start, nil).Verify(good[:len(good)-1] + string(alphabet[last^1]))
	if e := refusal(t, err); e.Node != "invalid signature" || e.Go != "" || e.Stage != StageSignature {
		t.Errorf("%+v", e)
	}
}

func TestSeveralKeys(t *testing.T) {
	now, old := key(t, "", secret), key(t, "", foreignSecret)
	raw, _ := Issuer{Key: old, TTL: time.Minute}.Issue(start, "alice")
	if _, err := verifier(t, start, nil, now).Verify(raw); err == nil {
		t.Fatal("another key's token was accepted")
	}
	c, err := verifier(t, start, nil, now, old).Verify(raw)
	if err != nil || c.Key != 1 {
		t.Fatalf("with the old key: %v", err)
	}
	_, err = verifier(t, start.Add(time.Hour), nil, now, old).Verify(raw)
	if e := refusal(t, err); e.Node != "jwt expired" || e.Go != "token has invalid claims: token is expired" {
		t.Errorf("expired under the old key: %+v", e)
	}
	named, _ := Issuer{Key: key(t, "k2", foreignSecret), TTL: time.Minute}.Issue(start, "alice")
	if c, err := verifier(t, start, nil, key(t, "k1", secret), key(t, "k2", foreignSecret)).Verify(named); err != nil || c.Key != 1 {
		t.Errorf("kid k2: %v", err)
	}
	if _, err := verifier(t, start, nil, key(t, "k1", foreignSecret)).Verify(named); err == nil {
		t.Error("a key with another id verified")
	}
}

func TestLeewayAndForever(t *testing.T) {
	raw := issue(t, time.Minute)
	lenient := func(r *Rules) { r.Leeway = 10 * time.Second }
	if _, err := verifier(t, start.Add(69*time.Second), lenient).Verify(raw); err != nil {
		t.Errorf("within the leeway: %v", err)
	}
	if _, err := verifier(t, start.Add(70*time.Second), lenient).Verify(raw); err == nil {
		t.Error("beyond the leeway")
	}
	if _, err := verifier(t, start, func(r *Rules) { r.AllowForever = true }).Verify(made(usual, `{"sub":"alice"}`)); err != nil {
		t.Errorf("without exp where that is allowed: %v", err)
	}
	ahead := made(usual, `{"iat":1767229200,"exp":1767232800}`)
	if _, err := verifier(t, start, nil).Verify(ahead); err != nil {
		t.Errorf("iat ahead: %v", err)
	}
}

func TestLifetime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, _ := Secret("", rapid.SliceOfN(rapid.Byte(), MinSecret, 80).Draw(t, "secret"))
		ttl := time.Duration(rapid.IntRange(1, 100000).Draw(t, "ttl")) * time.Second
		at := start.Add(time.Duration(rapid.Int64Range(0, int64(time.Hour)).Draw(t, "at")))
		raw, err := Issuer{Key: k, TTL: ttl}.Issue(at, rapid.String().Draw(t, "subject"))
		if err != nil {
			t.Fatal(err)
		}
		end := at.Truncate(time.Second).Add(ttl)
		now := end.Add(time.Duration(rapid.Int64Range(-int64(ttl), int64(ttl)).Draw(t, "offset")))
		v, _ := NewVerifier(Rules{Keys: []Key{k}, Clock: func() time.Time { return now }})
		if _, err := v.Verify(raw); (err == nil) != now.Before(end) {
			t.Fatalf("now %v, end %v: %v", now, end, err)
		}
	})
}

func TestEveryChangeIsRefused(t *testing.T) {
	raw := issue(t, time.Minute)
	v := verifier(t, start, nil)
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(raw)-1).Draw(t, "position")
		b := rapid.Byte().Filter(func(b byte) bool { return b != raw[i] }).Draw(t, "byte")
		if c, err := v.Verify(raw[:i] + string([]byte{b}) + raw[i+1:]); err == nil {
			t.Fatalf("byte %d may be %q: %+v", i, b, c)
		}
	})
}

func TestOptions(t *testing.T) {
	var o Options
	keys := Keys()
	keys.Defaults(&o)
	if o.AccessTTL != 15*time.Minute || o.Leeway != 0 || o.Secret != "" || o.Carrier != "header" || o.NotBefore {
		t.Errorf("defaults %+v", o)
	}
	for _, bad := range [][2]string{{"jwt-secret", "short"}, {"jwt-old-secrets", secret + ",short"}, {"access-ttl", "soon"}} {
		if _, err := keys.Set(&o, bad[0], bad[1]); err == nil {
			t.Errorf("%v was accepted", bad)
		}
	}
	if _, err := keys.Set(&o, "jwt-old-secrets", secret+","+foreignSecret); err != nil {
		t.Error(err)
	}
	weak := Options{Verifier: WeakSecret, OldSecrets: "short"}
	if _, err := keys.Set(&weak, "verifier", VerifierHardened); err == nil {
		t.Error("a hardened verifier beside a short old secret")
	}
}

func BenchmarkVerify(b *testing.B) {
	raw := issue(b, time.Minute)
	v := verifier(b, start, nil)
	b.Run("ours", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := v.Verify(raw); err != nil {
				b.Fatal(err)
			}
		}
	})
	parser := jwt.NewParser(jwt.WithValidMethods([]string{HS256}), jwt.WithTimeFunc(func() time.Time { return start }))
	find := func(*jwt.Token) (any, error) { return []byte(secret), nil }
	for name, claims := range map[string]func() jwt.Claims{
		"library-registered": func() jwt.Claims { return &jwt.RegisteredClaims{} },
		"library-map":        func() jwt.Claims { return jwt.MapClaims{} },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := parser.ParseWithClaims(raw, claims(), find); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkIssue(b *testing.B) {
	i := Issuer{Key: key(b, "", secret), TTL: time.Minute}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := i.Issue(start, "alice"); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzVerify(f *testing.F) {
	good := issue(f, time.Minute)
	for _, seed := range []string{"", "..", good, good + "\n", made(usual, `{"exp":"x","aud":[1]}`), made(`{"alg":"HS256","kid":1}`, "[]")} {
		f.Add(seed)
	}
	v := verifier(f, start, nil)
	f.Fuzz(func(t *testing.T, raw string) {
		if _, err := v.Verify(raw); err != nil && err.Error() == "" {
			t.Fatalf("%q is refused without a word", raw)
		}
	})
}

// FuzzPayload signs whatever comes, so that the claims are reached.
func FuzzPayload(f *testing.F) {
	for _, seed := range []string{`{"exp":1767225700}`, `{"exp":1e999}`, `{"a":{"b":["]"]},"\u0061":1}`, `"text"`, `{"sub":"\ud800"}`} {
		f.Add(usual, seed)
	}
	v := verifier(f, start, nil)
	f.Fuzz(func(t *testing.T, header, payload string) {
		raw := made(header, payload)
		c, err := v.Verify(raw)
		if err != nil {
			if e := refusal(t, err); e.Reason == "" {
				t.Fatalf("%q: %+v", payload, e)
			}
			return
		}
		var plain map[string]any
		if json.Unmarshal([]byte(payload), &plain) != nil {
			t.Fatalf("%q is accepted but no object", payload)
		}
		if sub, _ := plain["sub"].(string); sub != c.Subject {
			t.Fatalf("%q: subject %q, want %q", payload, c.Subject, sub)
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"", "a.b.c.d", issue(f, time.Minute), b64(`{"a":1,"a":2}`) + "." + b64("[1]") + ".+/="} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		d := Decode(raw)
		if n := strings.Count(raw, ".") + 1; len(raw) <= MaxSize && d.Segments != n {
			t.Fatalf("%d segments, want %d", d.Segments, n)
		}
		for _, s := range []Segment{d.Header, d.Payload} {
			if s.Raw != "" && s.Bytes == nil && s.Problem == "" {
				t.Fatalf("%q could not be read and says nothing", s.Raw)
			}
		}
	})
}
