package inspect

import (
	"strings"
	"testing"
	"time"

	"authlab/sim/token"
)

func claims(payload string) string { return made(usual, payload) }

func TestTimes(t *testing.T) {
	checkFaults(t, map[string]fault{
		"good":               {claims(good), "", "", "", "", ""},
		"ended":              {claims(`{"exp":1795255200}`), StageTime, "ended 3 days 4 hours ago, at 2026-11-21 10:00:00 UTC", "RFC 7519 §4.1.4", "", `"exp"`},
		"this second":        {claims(`{"exp":1795528800}`), StageTime, "ended this very second", "RFC 7519 §4.1.4", "", ""},
		"a second left":      {claims(`{"exp":1795528801}`), "", "", "", "", ""},
		"early":              {claims(`{"nbf":1795528860,"exp":1795532400}`), StageTime, "begins in 1 minute", "RFC 7519 §4.1.5", "", `"nbf"`},
		"from this second":   {claims(`{"nbf":1795528800,"exp":1795532400}`), "", "", "", "", ""},
		"milliseconds":       {claims(`{"exp":1795532400000}`), StageTime, "2026-11-24 15:00:00 UTC was meant", "RFC 7519 §4.1.4", "milliseconds", ""},
		"microseconds":       {claims(`{"exp":1795532400000000}`), StageTime, "microseconds where seconds belong: 2026-11-24 15:00:00 UTC", "RFC 7519 §4.1.4", "microseconds", ""},
		"nanoseconds":        {claims(`{"exp":1795532400000000000}`), StageTime, "nanoseconds where seconds belong", "RFC 7519 §4.1.4", "nanoseconds", ""},
		"a string":           {claims(`{"exp":"1795532400"}`), StageTime, "a string", "RFC 7519 §4.1.4", "time-text", ""},
		"null":               {claims(`{"exp":null}`), StageTime, "null", "RFC 7519 §4.1.4", "", ""},
		"zero":               {claims(`{"exp":0}`), StageTime, "ended 56 years", "RFC 7519 §4.1.4", "time-zero", ""},
		"negative":           {claims(`{"exp":-1}`), StageTime, "ended", "RFC 7519 §4.1.4", "time-negative", ""},
		"a fraction":         {claims(`{"exp":1795532400.5}`), "", "", "", "time-fraction", ""},
		"an exponent":        {claims(`{"exp":1.7955324e9}`), "", "", "", "", ""},
		"1e19":               {claims(`{"exp":1e19}`), StageTime, "out of range", "RFC 7519 §4.1.4", "time-out-of-range", ""},
		"1e300":              {claims(`{"exp":1e300}`), StageTime, "out of range", "RFC 7519 §4.1.4", "time-out-of-range", ""},
		"1e400":              {claims(`{"exp":1e400}`), StageTime, "out of range", "RFC 7519 §4.1.4", "time-out-of-range", ""},
		"the year 10000":     {claims(`{"exp":253402300800}`), StageTime, "out of range", "RFC 7519 §4.1.4", "time-out-of-range", ""},
		"nbf out of range":   {claims(`{"exp":1795532400,"nbf":-1e300}`), StageTime, "nbf is -1e300", "RFC 7519 §4.1.5", "time-out-of-range", ""},
		"iat a string":       {claims(`{"exp":1795532400,"iat":"now"}`), StageTime, "iat is a string", "RFC 7519 §4.1.6", "time-text", ""},
		"no exp":             {claims(`{"sub":"a"}`), "", "", "", "no-exp", ""},
		"EXP":                {claims(`{"EXP":1}`), "", "", "", "wrong-case", ""},
		"a long s":           {claims(`{"ſub":"admin","exp":1795532400}`), "", "", "", "wrong-case", ""},
		"ended at its issue": {claims(`{"iat":1795532400,"exp":1795532400}`), "", "", "", "ends-before-it-begins", ""},
		"ended before nbf":   {claims(`{"nbf":1795532400,"exp":1795532300}`), StageTime, "begins", "RFC 7519 §4.1.5", "ends-before-it-begins", ""},
		"issued ahead":       {claims(`{"iat":1795528860,"exp":1795532400}`), "", "", "", "issued-in-the-future", ""},
		"two days":           {claims(`{"iat":1795528800,"exp":1795701600}`), "", "", "", "long-life", ""},
		"two years":          {claims(`{"iat":1795528800,"exp":1858600800}`), "", "", "", "long-life", ""},
	}, nil)
	checkFaults(t, map[string]fault{
		"no exp":        {claims(`{"sub":"a"}`), StageTime, "no exp", "RFC 7519 §4.1.4", "no-exp", ""},
		"within leeway": {claims(`{"exp":1795528771,"nbf":1795528830}`), "", "", "", "", ""},
		"beyond leeway": {claims(`{"exp":1795528770}`), StageTime, "the leeway is 30 seconds", "RFC 7519 §4.1.4", "", ""},
	}, func(r *Request) { r.Leeway, r.RequireExp = 30*time.Second, true })
}

func TestParties(t *testing.T) {
	const exp = `"exp":1795532400`
	faults := map[string]fault{
		"aud a number":        {claims(`{` + exp + `,"aud":5}`), StageParties, "a number", "RFC 7519 §4.1.3", "claim-type", `"aud"`},
		"aud a mixed list":    {claims(`{` + exp + `,"iss":"i","aud":["a",null]}`), StageParties, "a list with null", "RFC 7519 §4.1.3", "claim-type", ""},
		"iss a list":          {claims(`{` + exp + `,"iss":["i"]}`), StageParties, "iss is a list", "RFC 7519 §4.1.1", "claim-type", ""},
		"sub a number":        {claims(`{` + exp + `,"iss":"i","aud":"a","sub":5}`), StageParties, "sub is a number", "RFC 7519 §4.1.2", "claim-type", ""},
		"jti a number":        {claims(`{` + exp + `,"iss":"i","aud":"a","jti":5}`), StageRevocation, "jti is a number", "RFC 7519 §4.1.7", "claim-type", ""},
		"a password":          {claims(`{` + exp + `,"iss":"i","aud":"a","Password":"x"}`), "", "", "", "secret-claim", ""},
		"a card":              {claims(`{` + exp + `,"iss":"i","aud":"a","card_number":"4111"}`), "", "", "", "secret-claim", ""},
		"a role":              {claims(`{` + exp + `,"iss":"i","aud":"a","role":"admin"}`), "", "", "", "rights-claim", ""},
		"a nonce":             {claims(`{` + exp + `,"iss":"i","aud":"a","nonce":"x"}`), "", "", "", "nonce", ""},
		"a bound token":       {claims(`{` + exp + `,"iss":"i","aud":"a","cnf":{"jkt":"x"}}`), "", "", "", "bound", ""},
		"iss with a colon":    {claims(`{` + exp + `,"iss":"i: j","aud":"a"}`), StageParties, `"i: j": with a colon in it`, "RFC 7519 §2", "no-uri", `"iss"`},
		"sub with a colon":    {claims(`{` + exp + `,"iss":"i","aud":"a","sub":":1"}`), StageParties, "sub is", "RFC 7519 §2", "no-uri", ""},
		"aud with a colon":    {claims(`{` + exp + `,"iss":"i","aud":["a","b c:d"]}`), StageParties, `aud is "b c:d"`, "RFC 7519 §2", "no-uri", ""},
		"URIs":                {claims(`{` + exp + `,"iss":"i","aud":["a","https://b.example/"],"sub":"urn:x:y"}`), "", "", "", "", ""},
		"aud of nobody":       {claims(`{` + exp + `,"iss":"i","aud":[ ]}`), StageParties, "names nobody", "RFC 7519 §4.1.3", "empty-audience", `"aud"`},
		"a rounded number":    {claims(`{` + exp + `,"iss":"i","aud":"a","user_id":9007199254740993}`), "", "", "", "large-number", `"user_id"`},
		"a number too large":  {claims(`{` + exp + `,"iss":"i","aud":"a","x":-1e400}`), "", "", "", "large-number", ""},
		"an attack on copies": {claims(`{` + exp + `,"iss":"i","aud":"a","__proto__":{}}`), "", "", "", "prototype", ""},
	}
	checkFaults(t, faults, nil)
	for name, more := range map[string]fault{
		"all right":       {claims(`{` + exp + `,"iss":"i","aud":"a"}`), "", "", "", "", ""},
		"one of several":  {claims(`{` + exp + `,"iss":"i","aud":["b","a"]}`), "", "", "", "", ""},
		"no issuer":       {claims(`{` + exp + `,"aud":"a"}`), StageParties, `no iss, and "i"`, "RFC 8725 §3.8", "", ""},
		"another issuer":  {claims(`{` + exp + `,"iss":"j","aud":"a"}`), StageParties, `iss is "j"`, "RFC 8725 §3.8", "", `"iss"`},
		"no audience":     {claims(`{` + exp + `,"iss":"i"}`), StageParties, `no aud`, "RFC 8725 §3.9", "", ""},
		"another's":       {claims(`{` + exp + `,"iss":"i","aud":["b"]}`), StageParties, `does not name "a"`, "RFC 8725 §3.9", "", `"aud"`},
		"another in case": {claims(`{` + exp + `,"iss":"i","aud":"A"}`), StageParties, `does not name "a"`, "RFC 8725 §3.9", "", ""},
	} {
		faults[name] = more
	}
	checkFaults(t, faults, func(r *Request) { r.Issuer, r.Audience = "i", "a" })
	typed := func(typ string) string { return made(`{"alg":"HS256"`+typ+`}`, good) }
	checkFaults(t, map[string]fault{
		"the type":      {typed(`,"typ":"at+jwt"`), "", "", "", "", ""},
		"its long name": {typed(`,"typ":"application/AT+JWT"`), "", "", "", "", ""},
		"no type":       {typed(``), StageType, "no typ", "RFC 8725 §3.11", "", ""},
		"another type":  {typed(`,"typ":"JWT"`), StageType, `typ is "JWT"`, "RFC 8725 §3.11", "", `"typ"`},
	}, func(r *Request) { r.Type = "at+jwt" })
	checkFaults(t, map[string]fault{
		"not on the list": {claims(`{"exp":1795532400,"jti":"t1"}`), "", "", "", "", ""},
		"on the list":     {claims(`{"exp":1795532400,"jti":"t2"}`), StageRevocation, "on the list", "RFC 7519 §4.1.7", "", `"jti"`},
		"without a name":  {claims(`{"exp":1795532400}`), "", "", "", "no-jti", ""},
	}, func(r *Request) { r.Denied = []string{"t2", "t3"} })
}

// TestUntrusted: what stands under a signature that did not pass is said and not judged.
func TestUntrusted(t *testing.T) {
	ended := claims(`{"exp":1795255200,"iss":"j","jti":"t2"}`)
	request := Request{Raw: ended, At: judged, Issuer: "i", Denied: []string{"t2"}}
	for _, keys := range [][]token.Key{nil, {secretKey(t, "", "HS256", strings.Repeat("x", 32))}} {
		request.Keys = keys
		r := Inspect(request)
		checkReport(t, request, r)
		for name, words := range map[StageName]string{StageTime: "Not trusted: exp says that it ended 3 days 4 hours ago", StageParties: `Not trusted: iss is "j"`, StageRevocation: "Not trusted: Its jti"} {
			if s := r.Stage(name); s.Status != NotReached || !strings.HasPrefix(strings.ToLower(s.Reason), strings.ToLower(words)) || s.Offset < 0 {
				t.Errorf("%+v", s)
			}
		}
	}
}

// TestSays puts times into words.
func TestSays(t *testing.T) {
	r := look(t, made(`{"alg":"HS256","typ":"at+jwt"}`, `{"exp":1795255200,"auth_time":1795528740,"updated_at":1795528801,"aud":["a","b"],"scope":"read write","nbf":1795532400000,"iat":"x","cnf":{"jkt":"x"},"email_verified":false}`))
	want := map[string]string{
		"alg": "HMAC with SHA-256, a shared secret", "typ": "an OAuth access token (RFC 9068 §2.1)",
		"exp": "2026-11-21 10:00:00 UTC, 3 days 4 hours ago", "auth_time": "2026-11-24 13:59:00 UTC, 1 minute ago",
		"updated_at": "2026-11-24 14:00:01 UTC, in 1 second", "aud": "a list of 2", "scope": "2 scopes",
		"nbf": "as milliseconds 2026-11-24 15:00:00 UTC; as seconds beyond the year 9999", "iat": "no number, so no time",
		"cnf": "an object of 1 member", "email_verified": "the issuer has not checked it",
	}
	for _, m := range append(r.Header.Members, r.Payload.Members...) {
		if m.Says != want[m.Name] || m.Meaning == "" || m.Source == "" {
			t.Errorf("%s: %q, %q (%s)", m.Name, m.Says, m.Meaning, m.Source)
		}
	}
	for seconds, want := range map[int64]string{0: "0 seconds", 1: "1 second", 61: "1 minute 1 second", 3600: "1 hour", 3601: "1 hour", 90000: "1 day 1 hour", 86400 * 366: "1 year 1 day", 1<<62 - 1: "146235604338 years 280 days"} {
		if got := span(seconds); got != want {
			t.Errorf("%d: %s, want %s", seconds, got, want)
		}
	}
}

// TestTables: every name is explained in words without a full stop.
func TestTables(t *testing.T) {
	for _, table := range []map[string]meaning{headerParameters, claimNames} {
		for name, m := range table {
			if m.text == "" || strings.HasSuffix(m.text, ".") || m.source == "" && !strings.Contains(m.text, "no registered claim") {
				t.Errorf("%s: %+v", name, m)
			}
		}
	}
}
