package lessons

import (
	"strings"
	"testing"
)

const goodToken = "## T\n\n```token name=note\n" + `header: '{"alg":"HS256","typ":"JWT"}'
payload: '{"sub":"1234567890","name":"John Doe","iat":1516239022}'
secret: your-256-bit-secret
key: own
at: 2026-01-01T00:00:00Z
` + "```\n\n{{note.1.bytes}} {{note.1.outcome}} {{note.1.failed-stage}} {{note.1.signature}}\n"

// tokenSaid is what the template fields of goodToken say, after a change to it.
func tokenSaid(t *testing.T, old, new string) string {
	t.Helper()
	lesson, problems := LoadFile("01-x.md", []byte(head+strings.Replace(goodToken, old, new, 1)))
	for _, p := range problems {
		t.Fatal("\n" + p.Error())
	}
	p := lesson.Pages()[0]
	for _, wrong := range Playable(lesson) {
		t.Error("\n" + wrong.Error())
	}
	value, _, err := p.played()
	if err != nil {
		t.Fatal(err)
	}
	return p.Fill(p.Prose[len(p.Prose)-1].Text, value)
}

func TestATokenOfALessonIsMadeAndJudged(t *testing.T) {
	const john = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
	for name, c := range map[string]struct{ old, new, want string }{
		"short secret": {"", "", "155 refused key " + john},
		"weak allowed": {"key: own", "key: own\nallow-weak-key: true", "155 verified none " + john},
		"no key":       {"key: own\n", "", "155 not verified none " + john},
		"other key":    {"key: own", "key: 0123456789abcdef0123456789abcdef", "155 refused signature " + john},
		"spoiled":      {"key: own", "key: own\nallow-weak-key: true\ntamper: edited-payload", "refused signature " + john},
		"forged":       {"key: own", "key: own\nallow-weak-key: true\nforge: any-alg", "refused algorithm"},
	} {
		if got := tokenSaid(t, c.old, c.new); !strings.Contains(strings.TrimRight(got, " "), c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	for _, algorithm := range []string{"HS512", "RS256", "EdDSA"} {
		keyless := `header: '{"alg":"HS256","typ":"JWT"}'`
		drawn := strings.Replace(goodToken, "secret: your-256-bit-secret\n", "", 1)
		drawn = strings.Replace(drawn, keyless, "algorithm: "+algorithm, 1)
		first, second := tokenSaid(t, goodToken, drawn), tokenSaid(t, goodToken, drawn)
		if first != second || !strings.Contains(first, "verified none") {
			t.Errorf("%s: %q, then %q", algorithm, first, second)
		}
	}
}

func TestMistakesInATokenHaveTheirPlace(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown field":  {"secret:", "secrit:", "Did you mean secret?"},
		"broken JSON":    {`"John Doe",`, `"John Doe"`, "the payload is no JSON object"},
		"no object":      {`'{"alg":"HS256","typ":"JWT"}'`, `'["HS256"]'`, "the header is no JSON object"},
		"unknown tamper": {"key: own", "tamper: alg-nine", "Did you mean alg-none?"},
		"unknown forge":  {"key: own", "forge: weak-secrets", "Did you mean weak-secret?"},
		"two ways":       {"key: own", "tamper: alg-none\nforge: any-alg", "in one way"},
		"bad moment":     {"2026-01-01T00:00:00Z", "noon", "want a moment"},
		"bad algorithm":  {"key: own", "algorithm: HS257", "Did you mean HS256?"},
		"not repeatable": {"secret: your-256-bit-secret", "algorithm: ES256", "differ each time"},
		"raw and made":   {"key: own", "raw: a.b.c", "does not go with raw"},
		"no payload":     {`payload: '{"sub":"1234567890","name":"John Doe","iat":1516239022}'`, "allow-weak-key: false", "the token lacks payload"},
		"no name":        {" name=note", "", "a token needs a name"},
	} {
		_, problems := LoadFile("01-x.md", []byte(head+strings.Replace(goodToken, c.old, c.new, 1)))
		var all strings.Builder
		for _, p := range problems {
			all.WriteString(p.Error() + "\n")
			if p.Line <= strings.Count(head, "\n") {
				t.Errorf("%s: a mistake in line %d, which is the head", name, p.Line)
			}
		}
		if !strings.Contains(all.String(), c.want) {
			t.Errorf("%s: no %q in\n%s", name, c.want, all.String())
		}
	}
}

func TestFieldsOfATokenThatNeverHaveAValue(t *testing.T) {
	for field, want := range map[string]string{
		"other.1.bytes": "the token of this page is note", "note.2.bytes": "there is one token", "note.1.status": "known are bytes, outcome",
	} {
		lesson, _ := LoadFile("01-x.md", []byte(head+strings.Replace(goodToken, "note.1.bytes", field, 1)))
		problems := Playable(lesson)
		if len(problems) != 1 || !strings.Contains(problems[0].Error(), want) {
			t.Errorf("%s: %v", field, problems)
		}
	}
}

func TestATokenIsWrittenAsMarkdown(t *testing.T) {
	lesson, _ := LoadFile("01-x.md", []byte(head+strings.Replace(goodToken, "key: own", "key: own\ntamper: alg-none", 1)))
	out, err := lesson.Markdown()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"name":"John Doe"`, `{"alg":"none","typ":"JWT"}`, "your-256-bit-secret", "| algorithm | failed |", "**refused**"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}
