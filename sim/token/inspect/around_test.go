package inspect

import (
	"net/url"
	"strings"
	"testing"
)

// TestAround holds the rule for what stands around a token: the code of its note,
// whether it fails the shape, and that the token inside is judged without it.
func TestAround(t *testing.T) {
	raw := made(usual, good)
	for name, c := range map[string]struct {
		given, code string
		fails       bool
	}{
		"nothing":                {raw, "", false},
		"a line feed behind":     {raw + "\n", "white-space", false},
		"blanks around":          {" \t" + raw + "\r\n ", "white-space", false},
		"Bearer":                 {"Bearer " + raw, "scheme", false},
		"bearer, two blanks":     {"bearer  " + raw, "scheme", false},
		"the header":             {"Authorization: Bearer " + raw, "scheme", false},
		"the header, small":      {"authorization:Bearer " + raw + "\n", "scheme", false},
		"a cookie header":        {"Cookie: token=" + raw, "scheme", true},
		"a field":                {"token=" + raw, "name", true},
		"another field":          {"access_token=" + raw, "name", true},
		"double quotes":          {`"` + raw + `"`, "quotes", true},
		"single quotes":          {"'" + raw + "'", "quotes", true},
		"backquotes":             {"`" + raw + "`", "quotes", true},
		"a quote behind":         {raw + `"`, "quotes", true},
		"typographic quotes":     {"\u201c" + raw + "\u201d", "quotes", true},
		"German quotes":          {"\u201e" + raw + "\u201c", "quotes", true},
		"French quotes":          {"\u00ab" + raw + "\u00bb", "quotes", true},
		"a comma":                {raw + ",", "punctuation", true},
		"a semicolon":            {raw + ";", "punctuation", true},
		"a quoted element":       {`"` + raw + `",`, "punctuation", true},
		"JSON":                   {`{"token":"` + raw + `"}`, "json-around", true},
		"JSON of two":            {"{\n \"expires_in\": 60,\n \"access_token\": \"" + raw + "\"\n}", "json-around", true},
		"JSON within JSON":       {`{"data":{"id_token":"` + raw + `"}}`, "json-around", true},
		"a list":                 {`["` + raw + `"]`, "json-around", true},
		"a command":              {`curl -H "Authorization: Bearer ` + raw + `" http://localhost/`, "other-text", true},
		"an address":             {"https://app.example/?token=" + raw + "#x", "other-text", true},
		"a cookie with others":   {"a=b; token=" + raw + "; Path=/", "other-text", true},
		"a cookie behind others": {"Cookie: theme=dark; session=" + raw + "; a=b", "other-text", true},
		"an export":              {"export TOKEN=" + raw, "other-text", true},
		"DPoP":                   {"Authorization: DPoP " + raw, "scheme", false},
		"another scheme":         {"Authorization: Token " + raw, "other-text", true},
		"UTF-16, small end":      {"\xff\xfe" + wide(raw+"\r\n"), "utf-16", true},
		"UTF-16, big end":        {"\xfe\xff\x00" + strings.TrimSuffix(wide(raw), "\x00"), "utf-16", true},
		"UTF-16, unmarked":       {wide(raw), "utf-16", true},
		"UTF-16, a later line":   {"\x00" + wide(raw), "utf-16", true},
		"percent-encoding":       {url.QueryEscape(`"` + raw + `"`), "percent-encoding", true},
		"dots encoded":           {strings.ReplaceAll(raw, ".", "%2E"), "percent-encoding", true},
		"a line break inside":    {raw[:30] + "\n" + raw[30:], "line-break", true},
		"wrapped and indented":   {raw[:30] + "\r\n    " + raw[30:90] + "\r\n    " + raw[90:], "line-break", true},
		"blanks inside":          {raw[:30] + " " + raw[30:], "blank", true},
		"a zero-width space":     {raw[:9] + "\u200b" + raw[9:], "hidden-character", true},
		"a byte order mark":      {"\ufeff" + raw, "hidden-character", true},
		"a no-break space":       {raw + "\u00a0", "hidden-character", true},
		"turned around":          {"\u202e" + raw, "hidden-character", true},
		"disclosures behind it":  {raw + "~WyJhIl0~", "sd-jwt", true},
	} {
		r := look(t, c.given)
		checkReport(t, Request{Raw: c.given, Keys: nil}, Inspect(Request{Raw: c.given, At: judged}))
		if r.Token != raw {
			t.Errorf("%s: the token is %q", name, r.Token)
			continue
		}
		shape := r.Stage(StageShape)
		if (shape.Status == Failed) != c.fails || (r.Outcome == Verified) == c.fails {
			t.Errorf("%s: %s, %+v", name, r.Outcome, shape)
		}
		note, found := codes(r)[c.code]
		if c.code != "" && (!found || note.Offset < 0) || c.code == "" && len(r.Notes) > 0 {
			t.Errorf("%s: %+v", name, r.Notes)
		}
		if r.Stage(StageSignature).Status != Passed {
			t.Errorf("%s: the signature has not passed", name)
		}
		for k := range raw {
			at := r.At(k)
			if given := c.given[at]; given != raw[k] && given != '%' {
				t.Fatalf("%s: byte %d is not at %d", name, k, at)
			}
		}
		if r.Offset != r.At(0) || r.Payload.Start != r.At(strings.IndexByte(raw, '.')+1) {
			t.Errorf("%s: it begins at %d, its payload at %d", name, r.Offset, r.Payload.Start)
		}
	}
}

// wide is ASCII text in UTF-16, the small end first.
func wide(s string) string {
	var b strings.Builder
	for k := range len(s) {
		b.WriteString(s[k:k+1] + "\x00")
	}
	return b.String()
}

// TestAroundIsNamed tells what a token in the midst of text is the value of, and that it
// is not alone there.
func TestAroundIsNamed(t *testing.T) {
	raw := made(usual, good)
	for given, want := range map[string]string{
		"Cookie: theme=dark; session=" + raw + "; a=b":                     `in the midst of other text, as the value of "session".`,
		"https://app.example/cb#state=1&id_token=" + raw + "&x=y":          `as the value of "id_token".`,
		"curl -H 'Authorization: Bearer " + raw + "' http://localhost":     "in the midst of other text.",
		"curl -H \"Authorization: Bearer " + raw + "\" 'http://localhost'": "in the midst of other text.",
		`TOKEN="` + raw + `"`:                   `It stands behind "TOKEN=", the name`,
		"the token is " + raw + " here":         "in the midst of other text.",
		`{"id_token" : "` + raw + `"}`:          `inside JSON, as the value of "id_token".`,
		`{"a":"` + raw + `","b":"` + raw + `"}`: `as the value of "a". It is the first of several`,
		raw + "," + raw:                         "It is the first of several",
	} {
		r := look(t, given)
		found := r.Stage(StageShape).Reason
		for _, n := range r.Notes {
			found += n.Text
		}
		if r.Token != raw || !strings.Contains(found, want) {
			t.Errorf("%s: %s", given, found)
		}
	}
}

// TestDamageIsNotSurrounding: a byte that does not belong is for the base64url stage to say.
func TestDamageIsNotSurrounding(t *testing.T) {
	raw := made(usual, good)
	for _, at := range []int{5, 60, len(raw) - 5} {
		for _, c := range []string{"!", "*", "é", "\x1b", "+", "/"} {
			given := raw[:at] + c + raw[at+1:]
			r := look(t, given)
			s := r.Stage(StageBase64)
			if r.Token != given || r.Stage(StageShape).Status != Passed || s.Status != Failed || s.Offset != at {
				t.Errorf("%q at %d: %q, %+v", c, at, r.Token, s)
			}
		}
	}
}
